// Incidents on a page: the form of one, the table of all, their history, and what the logs or monitors show and nobody declared.
import { type Analysis, formatDuration, formatShortDateTime, printable, wallClock } from "../../../analysis/index.ts";
import { availabilitySources, html, incidentEffects, incidentTypes, type Markup } from "../../../report/index.ts";
import type { Delivery } from "../../records/deliveries.ts";
import type { IncidentChange, IncidentColumn, IncidentFields, KeptIncident } from "../../records/incidents.ts";
import { field, tableOf } from "../layout.ts";
import { momentCell, withZone } from "../moments.ts";
import { placeOf } from "./frame.ts";
import type { TimelineSpan } from "./timeline.ts";

export const columnNames: Readonly<Record<IncidentColumn, string>> = {
  inicio: "Inicio",
  fin: "Fin",
  duracion: "Duración",
  tipo: "Tipo",
  descripcion: "Descripción",
  causa_raiz: "Causa raíz",
  impacto: "Impacto en la difusión",
  medidas: "Medidas tomadas",
  efecto: "Efecto en el servicio",
  peso: "Peso",
  componente: "Componente",
  fuente: "Fuente",
};

/** As the memoria numbers them: in the order of their beginnings. */
export function spansOf(incidents: readonly KeptIncident[]): TimelineSpan[] {
  return incidents.map(({ fields }, place) => ({
    label: String(place + 1),
    start: fields.inicio ?? "",
    end: fields.fin ?? null,
    kind: fields.efecto === "caida" || fields.efecto === "degradacion" ? fields.efecto : "ninguno",
  }));
}

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A time with offset as the local one that a field of date and hour takes; anything else as it is. */
export function localValue(text: string | undefined, timeZone: string): string {
  if (text === undefined || !isoTime.test(text) || Number.isNaN(Date.parse(text))) return text ?? "";
  return wallClock(new Date(text).toISOString(), timeZone).replace(/:00$/, "");
}

/** The fields of one incident, whatever was typed in them. */
export function incidentFields(values: IncidentFields, errors: Record<string, string>, timeZone: string): Markup {
  const choices = (names: Readonly<Record<string, string>>) => [
    { value: "", title: "Elegir…" },
    ...Object.entries(names).map(([value, title]) => ({ value, title })),
  ];
  const part = (name: IncidentColumn, facts: Omit<Parameters<typeof field>[0], "name" | "label">): Markup =>
    field({ name, label: columnNames[name], value: values[name] ?? "", error: errors[name], ...facts });
  const time = (name: "inicio" | "fin", hint: string, isRequired: boolean): Markup =>
    part(name, { type: "datetime-local", value: localValue(values[name], timeZone), hint, isRequired });
  const long = { rows: 3, most: 20_000 };
  return html`<div class="fields">
${time("inicio", "Hora local de la convocatoria.", true)}
${time("fin", "En blanco si no ha terminado, o si se indica la duración.", false)}
${part("duracion", { hint: "En lugar del fin: hh:mm o hh:mm:ss.", most: 20 })}
</div><div class="fields">
${part("tipo", { options: choices(incidentTypes), isRequired: true })}
${part("efecto", { options: choices(incidentEffects), isRequired: true, hint: "Una caída cuenta completa en la disponibilidad." })}
${part("peso", { hint: "De una degradación: parte del servicio que se perdió, de 0 a 1.", most: 8 })}
</div>
${part("descripcion", { ...long, isRequired: true, hint: "Qué pasó, en pocas palabras." })}
${part("causa_raiz", { ...long, hint: "Si se desconoce, conviene decirlo." })}
${part("impacto", long)}
${part("medidas", { ...long, hint: "Para resolverla o mitigarla." })}
<div class="fields">
${part("componente", { most: 200, hint: "Por ejemplo: CDN, servidor web, enlace." })}
${part("fuente", { most: 200, hint: "De dónde se sabe: monitor, bitácora, aviso." })}
</div>`;
}

function named(names: Readonly<Record<string, string>>, value: string | undefined): string {
  return (value === undefined ? undefined : names[value]) ?? printable(value ?? "");
}

export function incidentTable(
  delivery: Delivery,
  incidents: readonly KeptIncident[],
  { timeZone, zone }: { timeZone: string; zone: string },
): Markup {
  const at = (text: string | undefined): string =>
    text === undefined ? "Sin fin" : formatShortDateTime(new Date(text).toISOString(), timeZone);
  const rows = incidents.map(({ id, fields }, place) => [
    html`Incidencia ${place + 1}`,
    html`<a href="${placeOf(delivery, `/incidencias/${id}`)}">${at(fields.inicio)}</a>`,
    at(fields.fin),
    fields.fin === undefined ? "" : formatDuration((Date.parse(fields.fin) - Date.parse(fields.inicio ?? "")) / 1000),
    named(incidentTypes, fields.tipo),
    named(incidentEffects, fields.efecto),
    printable(fields.descripcion ?? "").slice(0, 200),
  ]);
  const columns = ["Incidencia", "Inicio", "Fin", "Duración", "Tipo", "Efecto", "Descripción"].map((title) => ({ title }));
  return tableOf(
    `Incidencias registradas (${zone})`,
    columns,
    rows,
    "Ninguna. Se registran con el formulario, o se importan de una tabla; si no hubo, se declara aquí abajo.",
  );
}

/** Columns that a change touched, with their values before and after. */
function changedCells({ before, after }: IncidentChange): Markup[] {
  return (Object.keys(columnNames) as IncidentColumn[]).flatMap((name) => {
    const [old, now] = [before?.[name] ?? "", after?.[name] ?? ""];
    if (old === now || before === null) return [];
    const next = after === null ? null : html` ${printable(now).slice(0, 500) || "(en blanco)"}`;
    return [html`<div>${columnNames[name]}: <span class="old">${printable(old).slice(0, 500) || "(en blanco)"}</span>${next}</div>`];
  });
}

export function changeTable(changes: readonly IncidentChange[], nameOf: (person: string) => string): Markup {
  const what = ({ before, after }: IncidentChange): string =>
    before === null ? "Se registró" : after === null ? "Se retiró" : "Se cambió";
  const about = ({ before, after }: IncidentChange): string => printable((after ?? before)?.descripcion ?? "").slice(0, 80);
  const rows = changes.map((change) => [
    momentCell(change.at),
    nameOf(change.person),
    html`${what(change)}: ${about(change)}${changedCells(change)}`,
    printable(change.reason ?? ""),
  ]);
  const columns = ["Cuándo", "Quién", "Qué", "Motivo"].map((title) => ({ title }));
  return tableOf(
    withZone(
      "Historia de los cambios",
      changes.map(({ at }) => at),
    ),
    columns,
    rows,
    "Todavía no hay cambios.",
  );
}

interface Suggestion {
  start: string;
  end: string;
  sources: Set<keyof typeof availabilitySources>;
}

/** Two that are as near as this are told as one. */
const joinedMilliseconds = 5 * 60_000;

/** Outages that the logs or monitors show and no incident with an effect touches. */
export function undeclaredOutages({ availability }: Analysis, incidents: readonly KeptIncident[]): Suggestion[] {
  const touches = (start: string, end: string): boolean =>
    incidents.some(({ fields }) => {
      if (fields.efecto === "ninguno") return false;
      const last = fields.fin === undefined ? Number.POSITIVE_INFINITY : Date.parse(fields.fin);
      return Date.parse(fields.inicio ?? "") < Date.parse(end) && last > Date.parse(start);
    });
  const found: Suggestion[] = [];
  const seen = availability.outages.filter(({ source, start, end }) => source !== "declared" && !touches(start, end));
  for (const { source, start, end } of [...seen].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const last = found.at(-1);
    if (last && Date.parse(start) - Date.parse(last.end) <= joinedMilliseconds) {
      last.sources.add(source);
      if (Date.parse(end) > Date.parse(last.end)) last.end = end;
    } else found.push({ start, end, sources: new Set([source]) });
  }
  return found;
}

export function suggestionList(delivery: Delivery, suggestions: readonly Suggestion[], timeZone: string): Markup | null {
  if (suggestions.length === 0) return null;
  const items = suggestions.slice(0, 50).map(({ start, end, sources }) => {
    const told = [...sources].map((source) => availabilitySources[source].toLowerCase()).join(" y ");
    const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
    const words = new URLSearchParams({ inicio: start, fin: end, fuente: told });
    return html`<li>Del ${formatShortDateTime(start, timeZone)} al ${formatShortDateTime(end, timeZone)}, ${formatDuration(seconds)}, ${told}. <a href="${placeOf(delivery, `/incidencias/nueva?${words}`)}">Registrar esta incidencia</a></li>`;
  });
  return html`<h2 id="sugeridas">Interrupciones que nadie ha declarado</h2>
<p>Se ven en las bitácoras o en los monitores, y ninguna incidencia registrada las explica.</p><ul>${items}</ul>`;
}
