// The store as the administrator cares for it: what it holds, what is free, backup, check, and the deletion of what is no longer to be kept.
import { createReadStream } from "node:fs";
import path from "node:path";
import { formatBytes } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { askCare, askDeletion, backupOf, deletions, keptReceipt, lastCheckResult, removeBackup } from "../deeds/care.ts";
import { type DeliveryUse, deliveryBytes, diskBytes, storageUse, totalOf } from "../deeds/storage.ts";
import { asideStores, stagedFacts } from "../deeds/store-facts.ts";
import { backups, backupsFolder } from "../jobs/store-care.ts";
import { csrfField, field, formErrors, tableOf } from "../pages/layout.ts";
import { momentCell, momentText, withZone } from "../pages/moments.ts";
import { asideTable, backupForm, backupTable, stagedPlace } from "../pages/restore-page.ts";
import { note } from "../records/audit.ts";
import { delivery } from "../records/deliveries.ts";
import { type Job, lastCare } from "../records/jobs.ts";
import { organisation } from "../records/organisations.ts";
import { versionsOf } from "../records/versions.ts";
import { type Answer, bytes, page, redirect } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const root = "/admin/almacen";
const stateNames = { preparacion: "En preparación", entregada: "Entregada", aceptada: "Aceptada", devuelta: "Devuelta" } as const;

async function storePage(visit: Visit): Promise<Answer> {
  const { services } = visit;
  const [disk, used] = await Promise.all([diskBytes(services), storageUse(services)]);
  const total = used.reduce((sum, each) => sum + each.total, 0);
  const body = html`<p class="lead">Lo que ocupan las memorias técnicas en el disco del servidor, y su cuidado.</p>
<div class="figures">
<div><span>Ocupan las memorias técnicas</span><strong>${formatBytes(total)}</strong></div>
<div><span>Libre en el disco</span><strong>${formatBytes(disk.free)}</strong></div>
<div><span>Tamaño del disco</span><strong>${formatBytes(disk.total)}</strong></div>
</div>
${disk.free < disk.total / 10 ? html`<p class="note attention">Queda libre menos de la décima parte del disco. Una carga que no cabe se detiene sin perder lo que ya estaba.</p>` : null}
<h2>Por memoria técnica</h2>
${usageTable(visit, used)}
<h2 id="respaldo">Respaldo</h2>
${await backupPart(visit)}
<h2 id="apartados">Almacenes apartados</h2>
${asideTable(await asideStores(services))}
<h2 id="revision">Revisión</h2>
${checkPart(visit)}
<h2 id="borradas">Borradas</h2>
${deletedTable(visit)}`;
  return page("Almacén", body, { isWide: true, scripts: ["confirm", "wait"] });
}

function usageTable({ services }: Visit, used: readonly DeliveryUse[]): Markup {
  const rows = used.map(({ delivery: each, bytes: { raw, lines, rollups, memorias }, total }) => {
    const name = organisation(services, each.organisation)?.name ?? "";
    return [
      name,
      each.call,
      stateNames[each.state],
      ...[raw, lines, rollups, memorias, total].map((size) => formatBytes(size)),
      html`<a href="${root}/${each.id}/borrar">Borrar…<span class="heard"> la de ${name}, ${each.call}</span></a>`,
    ];
  });
  const columns = [
    ...["Difusor", "Convocatoria", "Estado"].map((title) => ({ title })),
    ...["Bitácoras originales", "Líneas leídas", "Cálculos", "Memorias", "En total"].map((title) => ({ title, kind: "number" as const })),
    { title: "Acción" },
  ];
  return tableOf("Espacio por memoria técnica", columns, rows, "Todavía no hay memorias técnicas.");
}

async function backupPart(visit: Visit): Promise<Markup> {
  const { services } = visit;
  const csrf = visit.session?.csrf ?? "";
  const [found, staged, disk] = await Promise.all([backups(services), stagedFacts(services), diskBytes(services)]);
  return html`<p>Un archivo con todo lo que se entregó y se escribió, las memorias técnicas y las claves; mientras se hace se puede seguir trabajando. Contiene datos confidenciales: se guarda cifrado y fuera de este servidor.</p>
${workNote(lastCare(services, "backup"), "El respaldo", "/api/v1/backups")}
${workNote(lastCare(services, "restore"), "Desempacar un respaldo", "/api/v1/restore")}
${staged && html`<p class="note">El respaldo ${staged.backup}, del ${momentText(staged.at)}, está desempacado y espera una decisión: <a href="${stagedPlace}">ver qué tiene y ponerlo en uso, o descartarlo</a>.</p>`}
<form method="post" action="${root}/respaldo">${csrfField(csrf)}<div class="actions"><button class="second">Hacer un respaldo</button></div></form>
${backupTable(found, csrf)}
<p>Recuperar un respaldo lo desempaca y lo comprueba aparte; después se ve qué tiene, y solo entonces se decide si se pone en uso.</p>
${backupForm(csrf, disk.free)}
<details><summary>Cómo se hace y se recupera desde la línea de comandos</summary>
<p>Los respaldos quedan en <code>${backupsFolder(services)}</code>, junto al almacén y nunca dentro de él. Uno puede hacerse también con:</p>
<pre tabindex="0">memoria backup --data ${services.directory} --out respaldo.tar</pre>
<p>Para recuperarlo sin esta página se detiene el servidor y se nombra una carpeta nueva; se recupera entero o no se recupera:</p>
<pre tabindex="0">memoria restore respaldo.tar --data CARPETA-NUEVA
memoria doctor --data CARPETA-NUEVA
memoria serve --data CARPETA-NUEVA</pre></details>`;
}

function checkPart(visit: Visit): Markup {
  const work = workNote(lastCare(visit.services, "check"), "La revisión", "/api/v1/checks");
  const last = lastCheckResult(visit.services);
  const result =
    last &&
    html`<p>${last.isWell ? "Todo está como se escribió." : "La última revisión encontró algo."} <span class="under">${momentText(last.endedAt)}</span></p>
<details${last.isWell ? null : html` open`}><summary>Lo que dijo</summary><pre tabindex="0">${last.told.join("\n")}</pre></details>`;
  return html`<p>Lee todo el almacén y comprueba que cada archivo sea el que se escribió.</p>${work}${result}
<form method="post" action="${root}/revision">${csrfField(visit.session?.csrf ?? "")}<div class="actions"><button class="second">Revisar el almacén</button></div></form>`;
}

/** `state`: where the page asks whether it has ended. */
function workNote(job: Job | null, what: string, state: string): Markup | null {
  if (job === null || job.state === "done") return null;
  if (job.state === "failed") return html`<p class="note attention" role="status">${what} no se pudo hacer: ${job.error ?? ""}</p>`;
  if (job.state === "cancelled") return null;
  const isBegun = job.state === "running" ? "está en curso" : "espera su turno";
  return html`<p class="note" role="status" data-wait="${state}">${what} ${isBegun} desde ${momentText(job.startedAt ?? job.createdAt)}. Se puede salir: esta página se renueva al terminar.</p>`;
}

function deletedTable({ services }: Visit): Markup {
  const deleted = deletions(services);
  const rows = deleted.map(({ id, organisation: owner, call, deletedAt, state, error, receipts }) => [
    organisation(services, owner)?.name ?? "",
    call,
    momentCell(deletedAt),
    state === "done" ? "Borrada" : state === "failed" ? `No terminó: ${error}` : "En curso",
    receipts.length === 0
      ? "—"
      : html`${receipts.map((number) => html`<a href="${root}/borradas/${id}/acuse/${number}">Acuse ${number}</a> `)}`,
  ]);
  const columns = ["Difusor", "Convocatoria", "Cuándo", "Estado", "Acuses"].map((title) => ({ title }));
  return tableOf(
    withZone(
      "Memorias técnicas borradas",
      deleted.map(({ deletedAt }) => deletedAt),
    ),
    columns,
    rows,
    "No se ha borrado ninguna.",
  );
}

async function deletePage(visit: Visit, error?: string): Promise<Answer> {
  const { services } = visit;
  const which = delivery(services, visit.parameter("id"));
  if (!which) throw new Problem("not-found");
  const name = organisation(services, which.organisation)?.name ?? "";
  const versions = versionsOf(services, which.id).length;
  const body = html`<dl><dt>Difusor</dt><dd>${name}</dd><dt>Convocatoria</dt><dd>${which.call}</dd><dt>Estado</dt><dd>${stateNames[which.state]}</dd>
<dt>Versiones entregadas</dt><dd>${versions}</dd><dt>Ocupa</dt><dd>${formatBytes(totalOf(await deliveryBytes(services, which.id)))}</dd></dl>
<p class="note attention"><strong>No se puede deshacer.</strong> Se borran las bitácoras originales, las líneas leídas, los cálculos, las cargas, los borradores y las versiones, los textos e incidencias, y se destruye la clave de los seudónimos. Se conservan los acuses y los asientos de auditoría.</p>
${which.state === "entregada" ? html`<p class="note">Está entregada y el instituto todavía no decide: dejará de verla.</p>` : null}
${formErrors(error === undefined ? {} : { confirmacion: error })}
<form method="post" action="${root}/${which.id}/borrar">${csrfField(visit.session?.csrf ?? "")}
${field({ name: "confirmacion", label: "Para confirmar, escribir el nombre del difusor", hint: name, isRequired: true, error, autocomplete: "off", most: 200 })}
<div class="actions"><button class="danger">Borrar la memoria técnica</button><a href="${root}">Dejarla como está</a></div>
</form>`;
  return page("Borrar una memoria técnica", body, { status: error === undefined ? 200 : 422 });
}

async function deleteOne(visit: Visit): Promise<Answer> {
  try {
    askDeletion(visit.services, visit.actor, visit.parameter("id"), String(visit.form["confirmacion"] ?? ""));
    return redirect(`${root}#borradas`, "borrado-pedido");
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "invalid") throw error;
    return deletePage(visit, error.detail);
  }
}

/** A backup as it goes to whoever asked for it; that it did is noted. */
export async function backupAnswer(visit: Visit): Promise<Answer> {
  const file = await backupOf(visit.services, visit.parameter("job"));
  note(visit.services, visit.actor, "backup.downloaded", visit.parameter("job"));
  return bytes("application/x-tar", createReadStream(file), path.basename(file));
}

/** The receipt of a delivery that was deleted. */
export function keptReceiptAnswer(visit: Visit): Answer {
  const file = keptReceipt(visit.services, visit.parameter("id"), Number(visit.parameter("number")));
  return bytes("application/pdf", createReadStream(file), path.basename(file));
}

function ask(kind: "backup" | "check", place: string): (visit: Visit) => Answer {
  return (visit) => {
    askCare(visit.services, visit.actor, kind);
    return redirect(`${root}#${place}`, "trabajo-pedido");
  };
}

const access = ["administrador"] as const;

export const adminStorageRoutes: readonly Route[] = [
  { method: "GET", path: root, access, handle: storePage },
  { method: "GET", path: `${root}/:id/borrar`, access, handle: (visit) => deletePage(visit) },
  { method: "POST", path: `${root}/:id/borrar`, access, handle: deleteOne },
  { method: "POST", path: `${root}/respaldo`, access, handle: ask("backup", "respaldo") },
  { method: "GET", path: `${root}/respaldos/:job`, access, handle: backupAnswer },
  {
    method: "POST",
    path: `${root}/respaldos/:job/borrar`,
    access,
    handle: async (visit) => {
      await removeBackup(visit.services, visit.actor, visit.parameter("job"));
      return redirect(`${root}#respaldo`, "guardado");
    },
  },
  { method: "POST", path: `${root}/revision`, access, handle: ask("check", "revision") },
  { method: "GET", path: `${root}/borradas/:id/acuse/:number`, access, handle: keptReceiptAnswer },
];
