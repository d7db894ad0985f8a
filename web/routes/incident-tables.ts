// Tables of incidents: read and shown before anything is kept, then taken; and the templates to write them in.
import { z } from "zod";
import { printable } from "../../analysis/index.ts";
import { html, incidentTemplate, type Markup } from "../../report/index.ts";
import { incidentFieldsOf, type ReadTable, readIncidentTable, takeIncidents } from "../deeds/incidents.ts";
import { deliveryPage, placeOf } from "../pages/delivery/frame.ts";
import { csrfField, tableOf } from "../pages/layout.ts";
import { callOf } from "../records/calls.ts";
import { type Answer, bytes, redirect } from "./answer.ts";
import { formFile } from "./forms.ts";
import { incidentsPage } from "./incidents.ts";
import { Problem, sayingIn } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const csrfOf = ({ session }: Visit): Markup => csrfField(session?.csrf ?? "");

const mostRows = 2000;

async function readTable(visit: Visit): Promise<Answer> {
  const file = formFile(visit.form, "tabla");
  const name = file.name.replace(/^.*[/\\]/, "").slice(0, 200) || "tabla";
  let table: ReadTable;
  try {
    table = await readIncidentTable(visit.services, visit.delivery, { name, content: file.content });
  } catch (error) {
    const told = visit.services.isForPeople(error);
    if (told === null) throw error;
    return incidentsPage(visit, [told]);
  }
  if (table.good.length > mostRows) return incidentsPage(visit, [`La tabla tiene más de ${mostRows} incidencias; conviene dividirla.`]);
  return previewPage(visit, name, table);
}

function previewPage(visit: Visit, name: string, { good, bad, known, notes }: ReadTable): Answer {
  const { delivery } = visit;
  const place = placeOf(delivery, "/incidencias");
  const rows = good.map((fields) => [
    fields.inicio ?? "",
    fields.fin ?? "",
    fields.tipo ?? "",
    fields.efecto ?? "",
    printable(fields.descripcion ?? "").slice(0, 200),
  ]);
  const columns = ["Inicio", "Fin", "Tipo", "Efecto", "Descripción"].map((title) => ({ title }));
  const told = (texts: readonly string[]): Markup => html`<ul>${texts.slice(0, 200).map((text) => html`<li>${printable(text)}</li>`)}</ul>`;
  const take = html`<form method="post" action="${place}/tomar">${csrfOf(visit)}<input type="hidden" name="renglones" value="${JSON.stringify(good)}">
<div class="actions"><button>Registrar ${good.length === 1 ? "esta incidencia" : `estas ${good.length} incidencias`}</button><a href="${place}">No guardar nada</a></div></form>`;
  const body = html`<p>De ${printable(name)}; todavía no se guarda nada.</p>
${bad.length === 0 ? null : html`<h2>Renglones que no se pueden leer: ${bad.length}</h2><div class="note attention">${told(bad.map((each) => sayingIn(each, "es")))}</div><p>Conviene corregirlos en la tabla y volver a leerla; los demás se pueden registrar desde ahora.</p>`}
${notes.length === 0 ? null : html`<h2>Avisos</h2>${told(notes)}`}
<h2>Incidencias por registrar: ${good.length}</h2>
${known === 0 ? null : html`<p>Otras ${known} ya estaban registradas, palabra por palabra, y no se repiten.</p>`}
${tableOf("Lo que se leyó", columns, rows, "No hay ninguna por registrar.")}
${good.length === 0 ? html`<p class="screen"><a href="${place}">Volver a las incidencias</a></p>` : take}`;
  return deliveryPage(visit, "incidencias", "Revisar antes de registrar", body, {
    isWide: true,
    status: good.length === 0 && bad.length > 0 ? 422 : 200,
  });
}

const rowsSchema = z.array(z.record(z.string(), z.string())).max(mostRows);

async function takeTable(visit: Visit): Promise<Answer> {
  let given: unknown;
  try {
    given = JSON.parse(String(visit.form["renglones"] ?? ""));
  } catch {
    throw new Problem("invalid", "Los renglones no se entienden; hay que volver a leer la tabla.");
  }
  const rows = rowsSchema.safeParse(given);
  if (!rows.success) throw new Problem("invalid", "Los renglones no se entienden; hay que volver a leer la tabla.");
  await takeIncidents(visit.services, visit.actor, visit.delivery, rows.data.map(incidentFieldsOf));
  return redirect(placeOf(visit.delivery, "/incidencias"), "incidencias-importadas");
}

const contentTypes = { csv: "text/csv; charset=utf-8", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } as const;

export async function templateAnswer({ services, delivery }: Visit, format: keyof typeof contentTypes): Promise<Answer> {
  return bytes(contentTypes[format], await incidentTemplate(callOf(services, delivery.call), format), `incidencias.${format}`);
}

function template(format: keyof typeof contentTypes): Route {
  const handle = (visit: Visit): Promise<Answer> => templateAnswer(visit, format);
  return { method: "GET", path: `/memorias/:delivery/incidencias/plantilla.${format}`, access: ["difusor"], handle };
}

const tableLimit = 9 * 1024 * 1024;
const access = ["difusor"] as const;

export const incidentTableRoutes: readonly Route[] = [
  template("csv"),
  template("xlsx"),
  { method: "POST", path: "/memorias/:delivery/incidencias/importar", access, bodyLimit: tableLimit, handle: readTable },
  { method: "POST", path: "/memorias/:delivery/incidencias/tomar", access, bodyLimit: tableLimit, handle: takeTable },
];
