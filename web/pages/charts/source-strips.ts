// Availability over time of one delivery, a strip a source; the incidents below, and every stretch in a table.
import {
  type Analysis,
  formatDateTime,
  formatDuration,
  formatShareTruncated,
  formatShortDateTime,
  known,
  zoneLabel,
} from "../../../analysis/index.ts";
import { availabilitySources, html, type Markup } from "../../../report/index.ts";
import { type SecondsSpan, type SourceStrip, stripsOf } from "../../deeds/state-strips.ts";
import { tableOf } from "../layout.ts";
import { stripAxis, stripDrawing, stripKeys } from "./strip-drawing.ts";
import { percent, shareAt, timeScale } from "./time-scale.ts";

const by = { declared: "según el difusor", log: "según la bitácora", monitor: "según el monitor" } as const;

/** Null: no source says anything of the period. */
export function sourceStrips(analysis: Analysis): Markup | null {
  const strips = stripsOf(analysis);
  if (strips.length === 0) return null;
  const { period, availability } = analysis;
  const periodSeconds = (Date.parse(period.end) - Date.parse(period.start)) / 1000;
  const resultOf = ({ source }: SourceStrip) =>
    availability.results.find((each) => each.source === source && each.period === period.name && each.logSource === null);
  const down = strips.map((strip) => `${known(resultOf(strip)?.downSeconds ?? null, formatDuration)} ${by[strip.source]}`);
  const span = `del ${formatDateTime(period.start, period.timeZone)} al ${formatDateTime(period.end, period.timeZone)}`;
  const rows = strips.map((strip) => {
    const result = resultOf(strip);
    const unknown = result?.unknownSeconds ? `, ${formatDuration(result.unknownSeconds)} sin registro` : "";
    const told = `${known(result?.downSeconds ?? null, formatDuration)} sin servicio${unknown}`;
    const share = known(result?.availability ?? null, (value) => formatShareTruncated(value, availability.target));
    return html`<div class="line"><div class="name">${availabilitySources[strip.source]}</div>${stripDrawing(strip, periodSeconds, `${availabilitySources[strip.source]}: ${told}`)}<div class="amount">${share}</div></div>`;
  });
  return html`<figure class="strips"><figcaption><strong>Sin servicio: ${down.join("; ")}</strong><span>Disponibilidad y estado de cada fuente, ${span}; ${zoneLabel(period.timeZone, period.start, period.end)}</span></figcaption>
<div class="lines">${rows}${incidentLine(analysis)}<div class="line"><div class="name"></div>${stripAxis(timeScale(period))}<div class="amount"></div></div></div>
${stripKeys(strips)}
<details><summary>Cada tramo, en una tabla</summary>${stretchTable(analysis, strips)}</details></figure>`;
}

function incidentLine({ incidents, period }: Analysis): Markup | null {
  const scale = timeScale(period);
  const shown = incidents.filter(({ start, end }) => Date.parse(start) < scale.endMs && (end === null || Date.parse(end) > scale.startMs));
  if (shown.length === 0) return null;
  const marks = shown.map(({ start, end, effect }) => {
    const from = shareAt(scale, Date.parse(start));
    const to = end === null ? 1 : shareAt(scale, Date.parse(end));
    return html`<rect class="${effect}" x="${percent(from)}" y="4" width="${percent(to - from)}" height="8"/>`;
  });
  const told = `${shown.length === 1 ? "1 incidencia declarada" : `${shown.length} incidencias declaradas`}`;
  return html`<div class="line"><div class="name">Incidencias</div><svg class="strip incidents" width="100%" height="16" role="img" aria-label="${told}">${marks}</svg><div class="amount">${shown.length}</div></div>`;
}

function stretchTable({ period }: Analysis, strips: readonly SourceStrip[]): Markup {
  const startMs = Date.parse(period.start);
  const at = (seconds: number): string => formatShortDateTime(new Date(startMs + seconds * 1000).toISOString(), period.timeZone);
  const told = [
    ["down", "Sin servicio"],
    ["degraded", "Degradado"],
    ["unknown", "Sin registro"],
    ["excluded", "Excluido"],
  ] as const;
  const rows = strips.flatMap(({ source, spans }) =>
    told.flatMap(([state, name]) =>
      spans[state].map(([from, to]: SecondsSpan) => [availabilitySources[source], name, at(from), at(to), formatDuration(to - from)]),
    ),
  );
  const columns = [...["Fuente", "Estado", "Desde", "Hasta"].map((title) => ({ title })), { title: "Duración", kind: "number" as const }];
  return tableOf(
    `Tramos sin servicio, degradados, sin registro o excluidos (${zoneLabel(period.timeZone, period.start, period.end)})`,
    columns,
    rows,
    "Todo el periodo tuvo servicio según todas las fuentes.",
  );
}
