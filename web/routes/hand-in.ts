// Review and hand in: the preview with what an auditor would object to, the versions that were handed in, their files and receipts.
import { createReadStream } from "node:fs";
import { access as accessFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { printable } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { isBeingHandedIn } from "../deeds/changeable.ts";
import { askDraft, handIn, nextNumber, obstacle } from "../deeds/hand-in.ts";
import { memoriaFiles, openMemoriaFile } from "../deeds/memoria-files.ts";
import { archiveWithOriginals, memoriaArchive } from "../deeds/version-archive.ts";
import { draftOf } from "../jobs/draft.ts";
import { receiptPath } from "../jobs/hand-in.ts";
import { deliveryPage, placeOf } from "../pages/delivery/frame.ts";
import { fileTable, previewMarkup, versionTable } from "../pages/delivery/hand-in-page.ts";
import { csrfField, tick } from "../pages/layout.ts";
import { momentText } from "../pages/moments.ts";
import { originalsPart } from "../pages/originals-part.ts";
import { toldOnPage } from "../pages/program-told.ts";
import { callOf } from "../records/calls.ts";
import { type Delivery, isOpen } from "../records/deliveries.ts";
import { dueOf } from "../records/due.ts";
import { lastJob, openJobs } from "../records/jobs.ts";
import { versionSummarySchema } from "../records/version-summary.ts";
import { memoriaFolder, type Version, versionsOf } from "../records/versions.ts";
import type { Services } from "../services.ts";
import { type Answer, bytes, redirect } from "./answer.ts";
import { Problem, sayingIn } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const csrfOf = ({ session }: Visit): Markup => csrfField(session?.csrf ?? "");

async function handInPage(visit: Visit, error: string | null = null): Promise<Answer> {
  const { services, delivery } = visit;
  const draft = await draftOf(services, delivery.id);
  const files = await memoriaFiles(memoriaFolder(services, delivery.id, "borrador"));
  const versions = versionsOf(services, delivery.id);
  const standing = await obstacle(services, delivery);
  const preview =
    draft === null || files.length === 0
      ? html`<p class="empty">Todavía no hay vista previa. Con ella se ve la memoria tal como quedaría, y qué objetaría un auditor.</p>`
      : previewMarkup(delivery, draft, files);
  const body = html`${error === null ? null : html`<p class="error summary" role="alert">${error}</p>`}${failure(visit)}
${versions.length === 0 ? null : html`<h2>Entregado</h2>${versionTable(delivery, versions)}${laterChanges(delivery, versions[0])}`}
<h2>Revisar</h2>
${standing === null ? null : html`<p class="note attention">${standing.map((each) => printable(sayingIn(each, "es"))).join(" ")} <a href="${placeOf(delivery)}">Ver qué falta</a></p>`}
${isOpen(delivery) ? draftForm(visit, draft !== null, standing !== null) : null}${preview}
${isOpen(delivery) && standing === null && !isBeingHandedIn(services, delivery.id) ? handInForm(visit, draft !== null) : null}`;
  return deliveryPage(visit, "entrega", "Revisar y entregar", body, { isWide: true, status: error === null ? 200 : 422 });
}

/** Whether there is something that the last version does not have. */
function laterChanges({ revision }: Delivery, version: Version | undefined): Markup | null {
  const handedIn = versionSummarySchema.safeParse(version?.summary).data?.revision;
  if (version === undefined || handedIn === undefined || handedIn === revision) return null;
  return html`<p class="note attention">Hay cambios posteriores a la versión ${version.number}, que no están en ella; para que cuenten hay que entregar otra.</p>`;
}

/** What went wrong last, as long as nothing newer is on its way. */
function failure({ services, delivery }: Visit): Markup | null {
  if (openJobs(services, delivery.id).length > 0) return null;
  const last = ["draft", "hand-in"].flatMap((kind) => lastJob(services, delivery.id, kind) ?? []).filter(({ state }) => state === "failed");
  const names: Readonly<Record<string, string>> = {
    draft: "La vista previa no se pudo preparar",
    "hand-in": "La entrega no se pudo completar",
  };
  return last.length === 0
    ? null
    : html`${last.map(({ kind, error }) => html`<p class="note attention">${names[kind] ?? ""}: ${printable(toldOnPage(error))}</p>`)}`;
}

function draftForm(visit: Visit, isThere: boolean, isBlocked: boolean): Markup {
  return html`<form method="post" action="${placeOf(visit.delivery, "/borrador")}">${csrfOf(visit)}
<div class="actions"><button${isThere ? html` class="second"` : null}${isBlocked ? html` disabled` : null}>${isThere ? "Preparar de nuevo la vista previa" : "Preparar la vista previa"}</button></div></form>`;
}

/** `isSeen`: there is a preview; without one that comes first. */
function handInForm(visit: Visit, isSeen: boolean): Markup {
  const { services, delivery } = visit;
  const due = dueOf(callOf(services, delivery.call), services.now());
  const number = nextNumber(services, delivery);
  const told = due?.isOver ? "La fecha límite pasó: la versión quedará marcada como fuera del plazo." : "Está dentro del plazo.";
  return html`<h2 id="entregar">Entregar</h2>
<p>Se escribe la memoria con lo que hay ahora y queda congelada como versión ${number}, con su hora, sus huellas digitales y un acuse en PDF. ${due === null ? "" : told} Hasta que el instituto la acepte se puede entregar otra versión.</p>
<form method="post" action="${placeOf(delivery, "/entrega")}">${csrfOf(visit)}<input type="hidden" name="numero" value="${number}">
${tick("revisada", "Se revisó la memoria, y lo que contiene es lo que se quiere entregar al instituto.", false)}
<div class="actions"><button${isSeen ? null : html` class="second"`} data-confirm="¿Entregar la versión ${number} al instituto?">Entregar la versión ${number}</button></div></form>`;
}

async function makeDraft(visit: Visit): Promise<Answer> {
  try {
    await askDraft(visit.services, visit.actor, visit.delivery);
  } catch (error) {
    if (error instanceof Problem && error.code === "invalid") return handInPage(visit, error.detail);
    throw error;
  }
  return redirect(placeOf(visit.delivery, "/entrega"), "borrador-pedido");
}

async function submit(visit: Visit): Promise<Answer> {
  const { services, actor, delivery, form } = visit;
  const number = Number(form["numero"]);
  if (!Number.isInteger(number) || number < 1) throw new Problem("invalid", "Falta el número de la versión; hay que recargar la página.");
  if (form["revisada"] !== "on") return handInPage(visit, "Falta confirmar que la memoria se revisó. Nada se entregó.");
  const isAsked = await handIn(services, actor, delivery, number);
  return redirect(placeOf(delivery, "/entrega"), isAsked ? "entrega-pedida" : "ya-entregada");
}

/** Throws Problem `not-found`. */
export function versionAt({ services, delivery }: Visit, given: string): Version {
  const found = /^\d{1,6}$/.test(given) ? versionsOf(services, delivery.id).find(({ number }) => number === Number(given)) : undefined;
  if (!found) throw new Problem("not-found");
  return found;
}

async function versionPage(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const version = versionAt(visit, visit.parameter("number"));
  const place = placeOf(delivery, `/versiones/${version.number}`);
  const files = await memoriaFiles(memoriaFolder(services, delivery.id, version.number));
  const body = html`<p><a href="${placeOf(delivery, "/entrega")}">Volver a revisar y entregar</a></p>
<dl><dt>Recibida</dt><dd>${momentText(version.handedInAt)}</dd>
<dt>Plazo</dt><dd>${version.isLate ? "Fuera del plazo" : "Dentro del plazo"}</dd>
<dt>Huella de manifest.json</dt><dd><code>${version.manifestSha256}</code></dd>
<dt>Huella de memoria.pdf</dt><dd><code>${version.pdfSha256}</code></dd></dl>
<p><a class="button second" href="${place}/acuse.pdf">Descargar el acuse</a> <a href="${place}.zip">Descargar todo (.zip)</a></p>
${originalsPart(services, version, `${place}.zip`)}
<iframe class="paper" title="Memoria técnica, versión ${version.number}" src="${place}/archivos/memoria.html" sandbox="allow-scripts allow-popups"></iframe>
${fileTable(`${place}/archivos`, files)}`;
  return deliveryPage(visit, "entrega", `Versión ${version.number}`, body, { isWide: true });
}

/** A memoria's file; its page is shown, everything else is saved. */
export async function memoriaFileAnswer(folder: string, wanted: string): Promise<Answer> {
  const open = await openMemoriaFile(folder, wanted);
  if (!open) throw new Problem("not-found");
  const { file, content } = open;
  const isPage = file.name === "memoria.html";
  return bytes(file.contentType, content, isPage ? null : (file.name.split("/").at(-1) ?? null), { isForeignPage: isPage });
}

export async function receiptAnswer(services: Services, delivery: string, number: number): Promise<Answer> {
  const file = receiptPath(services, delivery, number);
  await accessFile(file).catch(() => {
    throw new Problem("not-found");
  });
  return bytes("application/pdf", createReadStream(file), `acuse-${number}.pdf`);
}

/** The preview as one archive. Throws Problem `not-found`. */
export async function draftArchive({ services, delivery }: Visit): Promise<Answer> {
  return zipAnswer(await memoriaArchive(memoriaFolder(services, delivery.id, "borrador")), "memoria-borrador.zip");
}

/** A version as one archive, with the logs that it was made from where they are asked for. Throws Problem `not-found`, `not-intact`. */
export async function versionArchive(visit: Visit, withOriginals: boolean): Promise<Answer> {
  const { services, actor } = visit;
  const version = versionAt(visit, visit.parameter("number"));
  const name = `memoria-version-${version.number}`;
  if (withOriginals) return zipAnswer(await archiveWithOriginals(services, actor, version), `${name}-con-bitacoras.zip`);
  return zipAnswer(await memoriaArchive(memoriaFolder(services, version.delivery, version.number)), `${name}.zip`);
}

/** How the page's address asks for the logs too. */
export const asksOriginals = ({ query }: Visit): boolean => query["originales"] === "1";

function zipAnswer(archive: Readable | null, name: string): Answer {
  if (!archive) throw new Problem("not-found");
  return bytes("application/zip", archive, name);
}

const access = ["difusor"] as const;

export const handInRoutes: readonly Route[] = [
  { method: "GET", path: "/memorias/:delivery/entrega", access, handle: (visit) => handInPage(visit) },
  { method: "POST", path: "/memorias/:delivery/entrega", access, mostPerMinute: 20, handle: submit },
  { method: "POST", path: "/memorias/:delivery/borrador", access, mostPerMinute: 20, handle: makeDraft },
  {
    method: "GET",
    path: "/memorias/:delivery/borrador.zip",
    access,
    handle: draftArchive,
  },
  {
    method: "GET",
    path: "/memorias/:delivery/borrador/*",
    access,
    handle: (visit) => memoriaFileAnswer(memoriaFolder(visit.services, visit.delivery.id, "borrador"), visit.parameter("*")),
  },
  { method: "GET", path: "/memorias/:delivery/versiones/:number", access, handle: versionPage },
  {
    method: "GET",
    path: "/memorias/:delivery/versiones/:number.zip",
    access,
    mostPerMinute: 20,
    handle: (visit) => versionArchive(visit, asksOriginals(visit)),
  },
  {
    method: "GET",
    path: "/memorias/:delivery/versiones/:number/acuse.pdf",
    access,
    handle: (visit) => receiptAnswer(visit.services, visit.delivery.id, versionAt(visit, visit.parameter("number")).number),
  },
  {
    method: "GET",
    path: "/memorias/:delivery/versiones/:number/archivos/*",
    access,
    handle: (visit) => {
      const { number } = versionAt(visit, visit.parameter("number"));
      return memoriaFileAnswer(memoriaFolder(visit.services, visit.delivery.id, number), visit.parameter("*"));
    },
  },
];
