// The page of a delivery's logs: what is asked for, what is there, what is on its way, and how to add more.
import { formatCount, formatShare, printable, zoneLabel } from "../../analysis/index.ts";
import { leftOutMembers } from "../../ingest/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { askedTime } from "../deeds/asked-time.ts";
import { isBeingHandedIn } from "../deeds/changeable.ts";
import { type FileFactsShown, fileFacts, jobFacts, uploadsFacts } from "../deeds/log-facts.ts";
import { deliveryFiles } from "../deeds/log-files.ts";
import { repeatedLines } from "../deeds/repeated-lines.ts";
import { retrySchema, retryUpload, withdrawUpload } from "../deeds/uploads.ts";
import { askedTable } from "../pages/asked-time.ts";
import { tabsOf } from "../pages/delivery-tabs.ts";
import { fileTable, leftOutTable, totalOf } from "../pages/log-files.ts";
import { toldOnPage } from "../pages/program-told.ts";
import { uploadForm } from "../pages/upload-form.ts";
import { progressText, uploadList } from "../pages/upload-list.ts";
import { callOf } from "../records/calls.ts";
import { isOpen } from "../records/deliveries.ts";
import { type Job, lastJob, openJobs } from "../records/jobs.ts";
import { uploadsOf } from "../records/uploads.ts";
import { type Answer, page, redirect } from "./answer.ts";
import { readForm } from "./forms.ts";
import { logFileRoutes } from "./log-file.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const root = "/memorias/:delivery/bitacoras";
/** What ended well is on the list of files; for a while it is told here too. */
const toldMilliseconds = 600_000;

async function logsPage(visit: Visit): Promise<Answer> {
  const { delivery } = visit;
  const isChangeable = isOpen(delivery);
  const body = html`${tabsOf(visit.services, delivery, "bitacoras")}
${await figures(visit)}
${isChangeable ? html`<section class="screen"><h2 id="agregar">Agregar bitácoras</h2>${await uploadForm(visit)}</section>` : html`<p class="note">La memoria técnica fue aceptada: sus bitácoras ya no se cambian.</p>`}
<section data-live="trabajo">${work(visit)}</section>
<section data-live="cargas" id="cargas">${await uploads(visit, isChangeable)}</section>
<section data-live="archivos" id="archivos-cargados">${await files(visit)}</section>
<section data-live="cobertura">${coverage(visit)}</section>`;
  return page("Bitácoras de acceso", body, { scripts: ["confirm", "live", ...(isChangeable ? ["uploads"] : [])], isWide: true });
}

async function figures({ services, delivery }: Visit): Promise<Markup> {
  const facts = deliveryFiles(services, delivery)
    .filter(({ isBaseline }) => !isBaseline)
    .map((each) => fileFacts(services, delivery, each, null));
  const total = totalOf(facts);
  const share = total.read === 0 ? null : total.rejected / total.read;
  const sources = new Set(facts.map(({ source }) => source)).size;
  const figure = (label: string, value: string): Markup => html`<div><span>${label}</span><strong>${value}</strong></div>`;
  return html`<div class="figures" data-live="cifras">
${figure("Archivos", formatCount(facts.length))}
${figure("Fuentes", formatCount(sources))}
${figure("Líneas leídas", formatCount(total.read))}
${figure("Líneas no reconocidas", share === null ? "—" : `${formatCount(total.rejected)} (${formatShare(share)})`)}
</div>`;
}

const jobNames: Readonly<Record<string, string>> = {
  analyze: "Cálculo de las cifras",
  undo: "Retiro de un archivo",
  reparse: "Lectura de un archivo en otro formato",
};
const handInNote = html`<p class="note">La memoria se está entregando: por unos minutos no se agregan ni se cambian bitácoras. Los envíos que ya habían empezado siguen, y se leen después.</p>`;

/** Work that is no upload's. A failed one is told until the next of its kind. */
function work({ services, delivery }: Visit): Markup | null {
  const open = openJobs(services, delivery.id).filter(({ kind }) => jobNames[kind] !== undefined);
  const failed = Object.keys(jobNames)
    .map((kind) => lastJob(services, delivery.id, kind))
    .filter((job): job is Job => job?.state === "failed");
  const standing = isBeingHandedIn(services, delivery.id) ? handInNote : null;
  if (open.length + failed.length === 0) return standing;
  return html`${standing}<h2>En curso</h2><ul class="uploads">
${open.map(
  (job) => html`<li data-job="${job.id}" data-state="${job.state}"><p><strong>${jobNames[job.kind] ?? ""}</strong>
<span class="state">${job.state === "running" ? "En curso" : "En espera"}</span></p>
${job.kind === "reparse" ? html`<p class="told">${progressText(jobFacts(job).progress)}</p>` : null}</li>`,
)}
${failed.map((job) => html`<li><p><strong>${jobNames[job.kind] ?? ""}</strong> <span class="state attention">No se pudo</span></p><p class="error">${printable(toldOnPage(job.error))}</p></li>`)}
</ul>`;
}

async function uploads({ services, delivery, session }: Visit, isChangeable: boolean): Promise<Markup | null> {
  const all = uploadsOf(services, delivery.id);
  const pending = all.filter(({ state }) => state !== "done");
  const since = new Date(services.now().getTime() - toldMilliseconds).toISOString();
  const ended = all.filter(({ state, endedAt }) => state === "done" && (endedAt ?? "") > since);
  if (pending.length + ended.length === 0) return null;
  const shown = await uploadsFacts(services, delivery.id, [...pending, ...ended]);
  const isBusy = pending.some(({ state }) => state === "queued" || state === "parsing");
  return html`<h2>Cargas</h2>
${isBusy ? html`<p class="under">La lectura sigue aunque se cierre esta página. <a href="/memorias/${delivery.id}/bitacoras#cargas">Actualizar el avance</a></p>` : null}
${await uploadList({ delivery: delivery.id, csrf: session?.csrf ?? "", uploads: shown, isOpen: isChangeable })}`;
}

async function files({ services, delivery }: Visit): Promise<Markup> {
  const repeated = await repeatedLines(services, delivery);
  const busy = new Set(
    openJobs(services, delivery.id).flatMap(({ kind, payload }) => (kind === "analyze" ? [] : [String(payload["file"])])),
  );
  const facts = deliveryFiles(services, delivery).map((each) => fileFacts(services, delivery, each, repeated));
  const [own, before] = [facts.filter(({ purpose }) => purpose === "log"), facts.filter(({ purpose }) => purpose === "baseline")];
  const zone = zoneOf(callOf(services, delivery.call).timeZone.value, facts);
  return html`<h2>Archivos</h2>
${fileTable(`Bitácoras del periodo de publicación y su balance de líneas${zone}`, delivery.id, own, busy, "Todavía no hay bitácoras. Se agregan arriba; el programa reconoce su formato y dice qué encontró.")}
${leftOutTable(leftOutMembers(deliveryFiles(services, delivery).map(({ file }) => file)))}
${repeated === null && facts.length > 0 ? html`<p class="under">Las líneas repetidas entre archivos se conocen cuando termina el cálculo de las cifras.</p>` : null}
${before.length === 0 ? null : html`<h2>De antes, para el promedio habitual del portal</h2>${fileTable(`Bitácoras de antes y su balance de líneas${zone}`, delivery.id, before, busy, "")}`}`;
}

/** The zone of the times that are shown, with every offset that it had between the first and the last. */
function zoneOf(zone: string, facts: readonly FileFactsShown[]): string {
  const times = facts.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]).filter((at) => at !== null);
  const [first, last] = [times.toSorted(byMoment)[0], times.toSorted(byMoment).at(-1)];
  return first === undefined ? "" : ` (${zoneLabel(zone, first, last)})`;
}

function byMoment(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

function coverage({ services, delivery }: Visit): Markup {
  const call = callOf(services, delivery.call);
  return html`<h2>Lo que se pide y lo que hay</h2>${askedTable(askedTime(call, delivery, deliveryFiles(services, delivery)), call.timeZone.value, `/memorias/${delivery.id}/datos`)}`;
}

function retry(visit: Visit): Answer {
  const { services, actor, delivery } = visit;
  const id = visit.parameter("upload");
  const read = readForm(retrySchema, visit.form);
  if (!read.ok) throw new Problem("invalid", Object.values(read.errors));
  retryUpload(services, actor, delivery, id, read.value);
  return redirect(`/memorias/${delivery.id}/bitacoras#carga-${id}`, "carga-reintento");
}

async function withdraw(visit: Visit): Promise<Answer> {
  const { services, actor, delivery } = visit;
  await withdrawUpload(services, actor, delivery, visit.parameter("upload"));
  return redirect(`/memorias/${delivery.id}/bitacoras#cargas`, "carga-retirada");
}

export const logRoutes: readonly Route[] = [
  { method: "GET", path: root, access: ["difusor"], handle: logsPage },
  { method: "POST", path: `${root}/cargas/:upload/reintentar`, access: ["difusor"], handle: retry },
  { method: "POST", path: `${root}/cargas/:upload/retirar`, access: ["difusor"], handle: withdraw },
  ...logFileRoutes,
];
