// The incidents of a delivery: the page of all, one's form with its history, and the declaration that the list is complete.
import { z } from "zod";
import { keptAnalysis, printable, zoneLabel } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { whyNotChangeable } from "../deeds/changeable.ts";
import { addIncident, declareComplete, dropIncident, editIncident, incidentFieldsOf } from "../deeds/incidents.ts";
import { deliveryPage, placeOf } from "../pages/delivery/frame.ts";
import {
  changeTable,
  columnNames,
  incidentFields,
  incidentTable,
  spansOf,
  suggestionList,
  undeclaredOutages,
} from "../pages/delivery/incident-parts.ts";
import { trafficTimeline } from "../pages/delivery/timeline.ts";
import { csrfField, field, formErrors, tableOf, tick } from "../pages/layout.ts";
import { callOf } from "../records/calls.ts";
import { isOpen } from "../records/deliveries.ts";
import {
  changesOf,
  changesOfDelivery,
  type IncidentColumn,
  type IncidentFields,
  incidentColumns,
  incidentOf,
  incidentsOf,
} from "../records/incidents.ts";
import { person } from "../records/people.ts";
import { type Answer, redirect } from "./answer.ts";
import { readForm } from "./forms.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const csrfOf = ({ session }: Visit): Markup => csrfField(session?.csrf ?? "");
const zoneOf = ({ delivery, services }: Visit): string => callOf(services, delivery.call).timeZone.value;

function nameOf({ services }: Visit): (id: string) => string {
  return (id) => person(services, id)?.name ?? "Cuenta retirada";
}

/** @param refused why a table could not be read. */
export async function incidentsPage(visit: Visit, refused: string[] = []): Promise<Answer> {
  const { services, delivery } = visit;
  const call = callOf(services, delivery.call);
  const timeZone = call.timeZone.value;
  const incidents = incidentsOf(services, delivery.id);
  const analysis = (await keptAnalysis(services.store, delivery.id))?.analysis ?? null;
  const zone = zoneLabel(timeZone, `${call.electionDate.value}T18:00:00Z`);
  const canChange = isOpen(delivery);
  const timeline = analysis === null ? null : trafficTimeline(analysis, spansOf(incidents));
  const body = html`${refusedNote(refused)}
${canChange ? html`<p><a class="button" href="${placeOf(delivery, "/incidencias/nueva")}">Registrar una incidencia</a></p>` : null}
${incidentTable(delivery, incidents, { timeZone, zone })}
${timeline}
${analysis === null ? null : suggestionList(delivery, undeclaredOutages(analysis, incidents), timeZone)}
${canChange ? html`${statementForm(visit)}${importForm(visit)}` : null}
<details><summary>Historia de los cambios</summary>${changeTable(changesOfDelivery(services, delivery.id), nameOf(visit))}</details>`;
  return deliveryPage(visit, "incidencias", "Incidencias", body, { isWide: true, status: refused.length === 0 ? 200 : 422 });
}

function refusedNote(refused: readonly string[]): Markup | null {
  if (refused.length === 0) return null;
  return html`<div class="error summary" role="alert"><p>La tabla no se pudo leer; nada se guardó.</p><ul>${refused.map((text) => html`<li>${printable(text)}</li>`)}</ul></div>`;
}

function statementForm(visit: Visit): Markup {
  const { delivery } = visit;
  const isOn = delivery.settings.statementComplete;
  return html`<h2 id="declaracion">Declaración</h2>
<p>Con ella, el periodo cuenta como cubierto por lo declarado; sin ella, la disponibilidad declarada queda como no verificable. Si no hubo incidencias, se declara sin registrar ninguna.</p>
<form method="post" action="${placeOf(delivery, "/incidencias/declaracion")}">${csrfOf(visit)}
${tick("completa", "Se declara que la lista de incidencias está completa para el periodo.", isOn)}
<div class="actions"><button class="second">Guardar la declaración</button></div></form>`;
}

function importForm(visit: Visit): Markup {
  const place = placeOf(visit.delivery, "/incidencias");
  return html`<h2 id="importar">Importar de una tabla</h2>
<p>CSV, XLSX o JSON con las columnas de la plantilla: <a href="${place}/plantilla.xlsx">plantilla en Excel</a>, <a href="${place}/plantilla.csv">plantilla en CSV</a>. Antes de guardar se muestra lo que se leyó.</p>
<form method="post" action="${place}/importar" enctype="multipart/form-data">${csrfOf(visit)}
<div class="field"><label for="tabla">Tabla de incidencias</label><input type="file" id="tabla" name="tabla" required accept=".csv,.xlsx,.json"></div>
<div class="actions"><button class="second">Leer la tabla</button></div></form>`;
}

interface Shown {
  values: IncidentFields;
  errors: Record<string, string>;
}

/** What is said of no field is said of the delivery: it may not be changed. */
function statusOf(errors: Record<string, string>): number {
  return errors[""] !== undefined ? 409 : Object.keys(errors).length === 0 ? 200 : 422;
}

function newPage(visit: Visit, { values, errors }: Shown): Answer {
  const { delivery } = visit;
  const body = html`${formErrors(errors)}<form method="post" action="${placeOf(delivery, "/incidencias")}">${csrfOf(visit)}
${incidentFields(values, errors, zoneOf(visit))}
<div class="actions"><button>Registrar</button><a href="${placeOf(delivery, "/incidencias")}">Cancelar</a></div></form>`;
  return deliveryPage(visit, "incidencias", "Registrar una incidencia", body, { status: statusOf(errors) });
}

async function add(visit: Visit): Promise<Answer> {
  const values = incidentFieldsOf(visit.form);
  const closed = whyNotChangeable(visit.services, visit.delivery);
  if (closed !== null) return newPage(visit, { values, errors: { "": closed } });
  const added = await addIncident(visit.services, visit.actor, visit.delivery, values);
  return added.ok
    ? redirect(placeOf(visit.delivery, "/incidencias"), "incidencia-registrada")
    : newPage(visit, { values, errors: added.errors });
}

function found(visit: Visit) {
  const incident = incidentOf(visit.services, visit.delivery.id, visit.parameter("incident"));
  if (!incident) throw new Problem("not-found");
  return incident;
}

/** @param other what somebody else has saved since: both are shown, and nothing is lost. */
function editPage(visit: Visit, shown: Shown & { reason: string; other?: IncidentFields }): Answer {
  const { delivery, services } = visit;
  const incident = found(visit);
  const place = placeOf(delivery, `/incidencias/${incident.id}`);
  const reason = field({
    name: "motivo",
    label: "Motivo del cambio",
    value: shown.reason,
    error: shown.errors["motivo"],
    isRequired: true,
    most: 500,
  });
  const form = html`<form class="printed" method="post" action="${place}">${csrfOf(visit)}<input type="hidden" name="revision" value="${incident.revision}">
${incidentFields(shown.values, shown.errors, zoneOf(visit))}${reason}
<div class="actions"><button>Guardar los cambios</button><a href="${placeOf(delivery, "/incidencias")}">Cancelar</a></div></form>`;
  const drop = html`<h2 class="screen">Retirar</h2><form method="post" action="${place}/retirar">${csrfOf(visit)}
${field({ name: "motivo-retiro", label: "Motivo del retiro", isRequired: true, most: 500, hint: "La incidencia deja de contar y queda en la historia." })}
<div class="actions"><button class="danger" data-confirm="¿Retirar esta incidencia?">Retirar la incidencia</button></div></form>`;
  const history = html`<h2>Historia</h2>${changeTable(changesOf(services, incident.id).toReversed(), nameOf(visit))}`;
  const conflict = shown.other === undefined ? null : differences(shown.values, shown.other, zoneOf(visit));
  const status = conflict !== null ? 409 : statusOf(shown.errors);
  const body = html`${conflict}${formErrors(shown.errors)}${isOpen(delivery) ? html`${form}${drop}` : readOnly(incident.fields)}${history}`;
  return deliveryPage(visit, "incidencias", "Incidencia", body, { status });
}

function readOnly(fields: IncidentFields): Markup {
  const given = incidentColumns.filter((name) => fields[name] !== undefined);
  return html`<dl>${given.map((name) => html`<dt>${columnNames[name]}</dt><dd class="whole">${printable(fields[name] ?? "")}</dd>`)}</dl>`;
}

function differences(own: IncidentFields, other: IncidentFields, timeZone: string): Markup {
  const shownAs = (name: IncidentColumn, fields: IncidentFields): string => {
    const text = fields[name] ?? "";
    return printable(name === "inicio" || name === "fin" ? text.slice(0, 19) : text);
  };
  const rows = incidentColumns
    .filter((name) => shownAs(name, own).replace(/:00$/, "") !== shownAs(name, other).replace(/:00$/, ""))
    .map((name) => [columnNames[name], shownAs(name, own), shownAs(name, other)]);
  const columns = ["Dato", "Lo que se escribió aquí", "Lo que está guardado"].map((title) => ({ title }));
  return html`<div class="error summary" role="alert"><p>Alguien más cambió esta incidencia mientras se editaba. Nada se guardó y nada se perdió: abajo está lo escrito aquí. Al guardar de nuevo, sustituye a lo guardado.</p></div>
${tableOf(`Diferencias (horas de ${timeZone})`, columns, rows, "Ambas versiones dicen lo mismo.")}`;
}

const editForm = z.object({ revision: z.coerce.number().int(), motivo: z.string().min(1, { error: "Falta el motivo." }).max(500) });

async function edit(visit: Visit): Promise<Answer> {
  const incident = found(visit);
  const values = incidentFieldsOf(visit.form);
  const reason = String(visit.form["motivo"] ?? "");
  const closed = whyNotChangeable(visit.services, visit.delivery);
  if (closed !== null) return editPage(visit, { values, reason, errors: { "": closed } });
  const facts = readForm(editForm, visit.form);
  if (!facts.ok) return editPage(visit, { values, reason, errors: facts.errors });
  const { revision, motivo } = facts.value;
  const done = await editIncident(visit.services, visit.actor, visit.delivery, {
    id: incident.id,
    revision,
    fields: values,
    reason: motivo,
  });
  if (!done.ok) return editPage(visit, { values, reason, errors: done.errors });
  if (done.value === "conflict") return editPage(visit, { values, reason, errors: {}, other: incident.fields });
  return redirect(placeOf(visit.delivery, "/incidencias"), "guardado");
}

function drop(visit: Visit): Answer {
  const reason = String(visit.form["motivo-retiro"] ?? "")
    .trim()
    .slice(0, 500);
  if (reason === "") throw new Problem("invalid", "Falta el motivo del retiro.");
  dropIncident(visit.services, visit.actor, visit.delivery, visit.parameter("incident"), reason);
  return redirect(placeOf(visit.delivery, "/incidencias"), "incidencia-retirada");
}

const access = ["difusor"] as const;

export const incidentRoutes: readonly Route[] = [
  { method: "GET", path: "/memorias/:delivery/incidencias", access, handle: (visit) => incidentsPage(visit) },
  { method: "POST", path: "/memorias/:delivery/incidencias", access, handle: add },
  {
    method: "GET",
    path: "/memorias/:delivery/incidencias/nueva",
    access,
    handle: (visit) => newPage(visit, { values: incidentFieldsOf(visit.query), errors: {} }),
  },
  {
    method: "POST",
    path: "/memorias/:delivery/incidencias/declaracion",
    access,
    handle: (visit) => {
      declareComplete(visit.services, visit.actor, visit.delivery, visit.form["completa"] === "on");
      return redirect(placeOf(visit.delivery, "/incidencias#declaracion"), "guardado");
    },
  },
  {
    method: "GET",
    path: "/memorias/:delivery/incidencias/:incident",
    access,
    handle: (visit) => editPage(visit, { values: found(visit).fields, errors: {}, reason: "" }),
  },
  { method: "POST", path: "/memorias/:delivery/incidencias/:incident", access, handle: edit },
  { method: "POST", path: "/memorias/:delivery/incidencias/:incident/retirar", access, handle: drop },
];
