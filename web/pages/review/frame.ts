// What every page of a review has on top: whose memoria it is, which version is shown, the decision on it, and the links to its parts.
import { printable, wholeName } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";
import { boardAddress } from "../../deeds/board-order.ts";
import { callIdOf } from "../../deeds/boards.ts";
import { callOf } from "../../records/calls.ts";
import { dueOf } from "../../records/due.ts";
import { organisation } from "../../records/organisations.ts";
import { type Version, versionsOf } from "../../records/versions.ts";
import { type PageAnswer, page } from "../../routes/answer.ts";
import { Problem } from "../../routes/problem.ts";
import type { Visit } from "../../routes/route.ts";
import { daysLeftText, dayText, stateMark, stateNames } from "../delivery/frame.ts";
import { momentText } from "../moments.ts";
import { boardView, reviewAddress, reviewPlace } from "./addresses.ts";
import { nextReview } from "./next-review.ts";
import { whoText } from "./parts.ts";

const reviewTabs = [
  { name: "resumen", path: "", title: "Veredictos" },
  { name: "cifras", path: "/cifras", title: "Cifras" },
  { name: "incidencias", path: "/incidencias", title: "Incidencias" },
  { name: "bitacoras", path: "/bitacoras", title: "Bitácoras" },
  { name: "memoria", path: "/memoria", title: "Memoria y archivos" },
  { name: "observaciones", path: "/observaciones", title: "Observaciones y decisión" },
] as const;
type TabName = (typeof reviewTabs)[number]["name"];

/** The version that a review is of: the one asked for, else the last; null: nothing was handed in. Throws Problem `not-found`. */
function versionShown({ services, delivery, query }: Visit): Version | null {
  const versions = versionsOf(services, delivery.id);
  const asked = query["version"];
  if (asked === undefined) return versions[0] ?? null;
  const found = /^\d{1,6}$/.test(asked) ? versions.find(({ number }) => number === Number(asked)) : undefined;
  if (!found) throw new Problem("not-found");
  return found;
}

/** A page of a review; `body` is not asked for where nothing was handed in: then only the state is shown. */
export async function reviewPage(
  visit: Visit,
  tab: TabName,
  body: (version: Version) => Promise<Markup> | Markup,
  extra: Partial<Pick<PageAnswer, "status" | "scripts" | "isWide">> = {},
): Promise<PageAnswer> {
  const { services, delivery } = visit;
  const name = wholeName(organisation(services, delivery.organisation)?.name ?? "Difusor");
  const version = versionShown(visit);
  if (version === null)
    return page(
      name,
      html`${lead(visit)}<p class="empty">El difusor prepara su memoria técnica. Su contenido se verá aquí cuando la entregue.</p>`,
      extra,
    );
  const last = versionsOf(services, delivery.id)[0] ?? version;
  const items = reviewTabs.map(
    ({ name: each, path, title }) =>
      html`<li><a href="${reviewPlace(visit, path, version)}"${each === tab ? html` aria-current="page"` : null}>${title}</a></li>`,
  );
  const content = await body(version);
  const head = html`${lead(visit)}${versionNote(visit, version, last)}<nav aria-label="Partes de la revisión"><ul class="tabs">${items}</ul></nav>`;
  return page(name, html`${head}${content}`, { isWide: true, ...extra, scripts: [...(extra.scripts ?? []), "confirm"] });
}

function lead(visit: Visit): Markup {
  const { services, delivery } = visit;
  const call = callOf(services, delivery.call);
  const due = dueOf(call, services.now());
  const limit = due === null ? "La convocatoria no fija fecha límite." : `Fecha límite: ${dayText(due.day)} (${daysLeftText(due)}).`;
  return html`<p class="screen"><a href="${boardAddress(`/tablero/${callIdOf(delivery)}`, boardView(visit))}">Volver al tablero</a>${nextReview(visit)}</p><p class="lead">${printable(call.document.value)}, versión ${call.version}. ${limit} ${stateMark(delivery.state)}</p>`;
}

function versionNote(visit: Visit, version: Version, last: Version): Markup {
  const { services, delivery } = visit;
  const others = versionsOf(services, delivery.id).filter(({ number }) => number !== version.number);
  const links = others.map(
    ({ number, state }) =>
      html` <a href="${reviewAddress(delivery.id, "", boardView(visit), number)}">Versión ${number} (${stateNames[state].toLowerCase()})</a>`,
  );
  const old =
    version.number === last.number
      ? null
      : html`<p class="note attention">Esta versión fue sustituida: la que cuenta es la ${last.number}.</p>`;
  const decided =
    version.decidedAt === null
      ? ""
      : ` ${stateNames[version.state]} el ${momentText(version.decidedAt)} por ${whoText(services, version.decidedBy)}.`;
  const reason =
    version.reason === null ? null : html`<p class="note attention">Motivo: <span class="whole">${printable(version.reason)}</span></p>`;
  return html`<p>Versión ${version.number}, recibida el ${momentText(version.handedInAt)}${version.isLate ? html`, <strong>fuera del plazo</strong>` : ", dentro del plazo"}.${decided}${others.length === 0 ? null : html` Otras:${links}.`}</p>${old}${reason}`;
}

/** Where the frozen analysis cannot be read. */
export const damagedNote: Markup = html`<p class="note attention">El análisis de esta versión no se puede leer. En «Memoria y archivos» se puede comprobar qué falta; quien administra el servidor puede restaurarlo del respaldo.</p>`;
