// The audit log as a page: who did what, to what, when and from where.
import { dayStart } from "../../ingest/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { actionText, auditGroups, detailText } from "../pages/audit-words.ts";
import { field, tableOf } from "../pages/layout.ts";
import { momentCell, withZone } from "../pages/moments.ts";
import { type AuditEntry, type AuditFilter, auditEntries } from "../records/audit.ts";
import { people } from "../records/people.ts";
import { type Answer, page } from "./answer.ts";
import { auditFile, auditFormats, namesOf } from "./audit-files.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const timeZone = "America/Mexico_City";
const entriesOnPage = 100;

/** What the address asks for; a date that is none is told. */
function filterOf({ query }: Visit): AuditFilter {
  const { persona, asunto, grupo, desde, hasta } = query;
  const group = auditGroups.find(({ title }) => title === grupo);
  return {
    ...(persona && { person: persona }),
    ...(asunto && { subject: asunto }),
    ...(group && { actions: Object.keys(group.actions) }),
    ...(desde && { from: startOf(desde, 0) }),
    ...(hasta && { until: startOf(hasta, 1) }),
  };
}

function startOf(day: string, daysLater: number): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
    throw new Problem("invalid", "La fecha se escribe AAAA-MM-DD.");
  return new Date(dayStart(day, timeZone, daysLater) * 1000).toISOString();
}

function auditPage(visit: Visit): Answer {
  const before = /^\d{1,15}$/.test(visit.query["antes"] ?? "") ? Number(visit.query["antes"]) : undefined;
  const entries = auditEntries(visit.services, { ...filterOf(visit), ...(before !== undefined && { before }), most: entriesOnPage + 1 });
  const shown = entries.slice(0, entriesOnPage);
  const last = shown.at(-1);
  const body = html`<p class="lead">Quién hizo qué, cuándo y desde dónde. Los asientos solo se agregan: nadie puede cambiarlos ni borrarlos desde la aplicación.</p>
${filterForm(visit)}
${entryTable(visit, shown)}
<div class="actions">
${entries.length > shown.length && last ? html`<a class="button second" href="${addressWith(visit, { antes: String(last.id) })}">Anteriores</a>` : null}
${before === undefined ? null : html`<a href="${addressWith(visit, { antes: null })}">Los más recientes</a>`}
<a href="${addressWith(visit, { antes: null }, "/admin/auditoria.csv")}">Descargar en CSV lo que muestra el filtro</a>
<a href="${addressWith(visit, { antes: null }, "/admin/auditoria.xlsx")}">En Excel</a>
</div>`;
  return page("Auditoría", body, { isWide: true });
}

function filterForm(visit: Visit): Markup {
  const { query, services } = visit;
  const persons = people(services).map(({ id, name, email }) => ({ value: id, title: `${name} (${email})` }));
  const groups = auditGroups.map(({ title }) => ({ value: title, title }));
  return html`<form method="get" action="/admin/auditoria" role="search"><div class="fields">
${field({ name: "persona", label: "Persona", options: [{ value: "", title: "Todas" }, ...persons], value: query["persona"] ?? "" })}
${field({ name: "grupo", label: "Asunto", options: [{ value: "", title: "Todos" }, ...groups], value: query["grupo"] ?? "" })}
${field({ name: "desde", label: "Desde el día", type: "date", value: query["desde"] ?? "" })}
${field({ name: "hasta", label: "Hasta el día", type: "date", value: query["hasta"] ?? "" })}
</div>${query["asunto"] ? html`<input type="hidden" name="asunto" value="${query["asunto"]}"><p>Solo de <code>${query["asunto"]}</code>. <a href="/admin/auditoria">Quitar el filtro</a></p>` : null}
<div class="actions"><button class="second">Filtrar</button></div></form>`;
}

function entryTable(visit: Visit, entries: readonly AuditEntry[]): Markup {
  const names = namesOf(visit.services);
  const rows = entries.map((entry) => [
    momentCell(entry.at),
    entry.person === null ? "Sin cuenta" : (names.get(entry.person) ?? entry.person),
    actionText(entry.action),
    subjectLink(visit, entry, names),
    namedDetail(entry, names),
    entry.address,
  ]);
  const columns = ["Cuándo", "Quién", "Qué hizo", "A qué", "Detalle", "Desde la dirección IP"].map((title) => ({ title }));
  return tableOf(
    withZone(
      "Asientos, del más reciente al más antiguo",
      entries.map(({ at }) => at),
    ),
    columns,
    rows,
    "No hay asientos que correspondan al filtro.",
  );
}

function subjectLink(visit: Visit, { subject, person }: AuditEntry, names: ReadonlyMap<string, string>): Markup | string {
  if (subject === null || subject === person) return "—";
  const title = names.get(subject) ?? subject;
  return html`<a href="${addressWith(visit, { asunto: subject, antes: null })}">${title}</a>`;
}

function namedDetail({ detail }: AuditEntry, names: ReadonlyMap<string, string>): string {
  const named = Object.entries(detail).map(([name, value]) => [name, typeof value === "string" ? (names.get(value) ?? value) : value]);
  return detailText(Object.fromEntries(named));
}

/** The page's own address with some of its query changed; null takes one out. */
function addressWith({ query }: Visit, changes: Record<string, string | null>, path = "/admin/auditoria"): string {
  const { aviso: _, ...kept } = query;
  const all = Object.entries({ ...kept, ...changes }).filter((entry): entry is [string, string] => !!entry[1]);
  return all.length === 0 ? path : `${path}?${new URLSearchParams(all)}`;
}

const access = ["administrador"] as const;

export const adminAuditRoutes: readonly Route[] = [
  { method: "GET", path: "/admin/auditoria", access, handle: auditPage },
  ...auditFormats.map(
    (format): Route => ({
      method: "GET",
      path: `/admin/auditoria.${format}`,
      access,
      handle: (visit) => auditFile(visit.services, filterOf(visit), format),
    }),
  ),
];
