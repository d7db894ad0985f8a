// A backup recovered from the page: received, unpacked aside, compared with what is in force, put in its place; and what was set aside.
import { formatBytes } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { careState } from "../deeds/care.ts";
import {
  asideFacts,
  askRestore,
  discardStaged,
  exchangeWords,
  folderOf,
  putInForce,
  removalWords,
  removeAside,
} from "../deeds/exchange.ts";
import { currentContents } from "../deeds/store-contents.ts";
import { type AsideFacts, type StagedFacts, stagedFacts } from "../deeds/store-facts.ts";
import { lossBetween } from "../deeds/store-loss.ts";
import { backupWith } from "../jobs/store-care.ts";
import { csrfField, field, formErrors } from "../pages/layout.ts";
import { momentText } from "../pages/moments.ts";
import { contentsTable, exchangeForm, lossPart, stagedPlace, storagePlace } from "../pages/restore-page.ts";
import { lastCare } from "../records/jobs.ts";
import { type Answer, page, redirect } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const csrfOf = ({ session }: Visit): string => session?.csrf ?? "";

async function stagedPage(visit: Visit, error?: string): Promise<Answer> {
  const { services } = visit;
  const { isRunning, error: failure } = careState(services, "restore");
  const facts = isRunning ? null : await stagedFacts(services);
  const body = facts === null ? await waitingPart(visit, isRunning, failure) : await stagedPart(visit, facts, error);
  return page("Recuperar un respaldo", body, { status: error === undefined ? 200 : 422, scripts: ["wait"] });
}

async function waitingPart({ services }: Visit, isRunning: boolean, failure: string | null): Promise<Markup> {
  const back = html`<p><a href="${storagePlace}#respaldo">Volver a los respaldos</a></p>`;
  if (isRunning) {
    const job = lastCare(services, "restore");
    const bytes = (await backupWith(services, String(job?.payload["backup"])))?.bytes ?? null;
    const done = Number(job?.progress?.["bytesDone"] ?? 0);
    const far = bytes === null || job?.progress === null ? null : html` Van ${formatBytes(done)} de ${formatBytes(bytes)}.`;
    return html`<p class="note" role="status" data-wait="/api/v1/restore">El respaldo se desempaca y se comprueba archivo por archivo, aparte del almacén en uso.${far} Se puede salir: esta página se renueva al terminar.</p>${back}`;
  }
  const told =
    failure === null
      ? null
      : html`<p class="note attention" role="status">El último respaldo no se pudo desempacar: ${failure} El almacén sigue como estaba.</p>`;
  return html`${told}<p class="empty">No hay ningún respaldo desempacado. En la lista de respaldos se elige cuál recuperar.</p>${back}`;
}

async function stagedPart(visit: Visit, facts: StagedFacts, error?: string): Promise<Markup> {
  const csrf = csrfOf(visit);
  const hidden = html`<input type="hidden" name="trabajo" value="${facts.job}">`;
  return html`<p class="lead">El respaldo ${facts.backup}, del ${momentText(facts.at)}, está desempacado y comprobado. Todavía no cuenta: el almacén en uso sigue como está.</p>
${await comparison(visit, facts, "En el respaldo")}
<h2>Ponerlo en uso</h2>
${exchangeForm({ action: `${stagedPlace}/cambiar`, csrf, words: exchangeWords, button: "Cambiar el almacén por el del respaldo", error, hidden })}
<h2>Descartarlo</h2>
<form method="post" action="${stagedPlace}/descartar">${csrfField(csrf)}<p>Borra lo desempacado; el respaldo y el almacén en uso quedan como están.</p><div class="actions"><button class="second">Descartar lo desempacado</button></div></form>`;
}

async function comparison({ services }: Visit, facts: StagedFacts | AsideFacts, title: string): Promise<Markup> {
  const current = await currentContents(services);
  const loss = await lossBetween(services, folderOf(services, facts));
  const { at, contents } = facts;
  return html`<h2>Qué hay en él</h2>${contentsTable({ title, at, contents }, current, services.now().toISOString())}
<h2>Qué se dejaría de tener</h2>${lossPart(loss)}`;
}

async function asidePage(visit: Visit, errors: { exchange?: string; removal?: string } = {}): Promise<Answer> {
  const { services } = visit;
  const facts = await asideFacts(services, visit.parameter("aside"));
  const place = `${storagePlace}/apartados/${facts.id}`;
  const csrf = csrfOf(visit);
  const { removal } = errors;
  const body = html`<p class="lead">Estuvo en uso hasta el ${momentText(facts.at)}; lo apartó ${facts.by}.</p>
${await comparison(visit, facts, "Apartado")}
<h2>Ponerlo de nuevo en uso</h2>
${exchangeForm({ action: `${place}/poner`, csrf, words: exchangeWords, button: "Cambiar el almacén por el apartado", error: errors.exchange })}
<h2>Borrarlo</h2>
<p class="note attention"><strong>No se puede deshacer.</strong> Se borra todo lo que tiene, también sus claves. Los respaldos quedan.</p>
${formErrors(removal === undefined ? {} : { borrado: removal })}
<form method="post" action="${place}/borrar">${csrfField(csrf)}
${field({ name: "borrado", label: "Para borrarlo, escribir", hint: removalWords, isRequired: true, error: removal, autocomplete: "off", most: 60 })}
<div class="actions"><button class="danger">Borrar el almacén apartado</button></div></form>`;
  return page("Almacén apartado", body, { status: Object.keys(errors).length === 0 ? 200 : 422 });
}

/** Whoever did it has to enter anew: the session was of the other store. */
const exchanged = (): Answer => ({ ...redirect("/entrar", "almacen-cambiado"), session: null }) as Answer;

/** What was typed wrong is told beside its field; whatever else is wrong, as it is. */
async function unlessRefused(deed: () => Promise<Answer>, refused: (message: string) => Promise<Answer>): Promise<Answer> {
  try {
    return await deed();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "invalid") throw error;
    return refused(error.detail);
  }
}

async function exchangeStaged(visit: Visit): Promise<Answer> {
  const { services, form } = visit;
  const facts = await stagedFacts(services);
  if (facts === null || String(facts.job) !== String(form["trabajo"]))
    throw new Problem("conflict", "Lo desempacado ya no es lo que mostraba la página. Nada cambió: conviene verla de nuevo.");
  return unlessRefused(
    async () => {
      await putInForce(visit, facts, String(form["confirmacion"] ?? ""));
      return exchanged();
    },
    (message) => stagedPage(visit, message),
  );
}

async function putBack(visit: Visit): Promise<Answer> {
  const facts = await asideFacts(visit.services, visit.parameter("aside"));
  return unlessRefused(
    async () => {
      await putInForce(visit, facts, String(visit.form["confirmacion"] ?? ""));
      return exchanged();
    },
    (exchange) => asidePage(visit, { exchange }),
  );
}

async function remove(visit: Visit): Promise<Answer> {
  return unlessRefused(
    async () => {
      await removeAside(visit.services, visit.actor, visit.parameter("aside"), String(visit.form["borrado"] ?? ""));
      return redirect(`${storagePlace}#apartados`, "apartado-borrado");
    },
    (removal) => asidePage(visit, { removal }),
  );
}

const access = ["administrador"] as const;

export const adminRestoreRoutes: readonly Route[] = [
  {
    method: "POST",
    path: `${storagePlace}/respaldos/:job/recuperar`,
    access,
    handle: async (visit) => {
      await askRestore(visit.services, visit.actor, visit.parameter("job"));
      return redirect(stagedPlace, "desempaque-pedido");
    },
  },
  { method: "GET", path: stagedPlace, access, handle: (visit) => stagedPage(visit) },
  { method: "POST", path: `${stagedPlace}/cambiar`, access, handle: exchangeStaged },
  {
    method: "POST",
    path: `${stagedPlace}/descartar`,
    access,
    handle: async (visit) => {
      await discardStaged(visit.services, visit.actor);
      return redirect(`${storagePlace}#respaldo`, "desempaque-descartado");
    },
  },
  { method: "GET", path: `${storagePlace}/apartados/:aside`, access, handle: (visit) => asidePage(visit) },
  { method: "POST", path: `${storagePlace}/apartados/:aside/poner`, access, handle: putBack },
  { method: "POST", path: `${storagePlace}/apartados/:aside/borrar`, access, handle: remove },
];
