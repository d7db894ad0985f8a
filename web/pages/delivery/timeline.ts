// Demand of every hour with the incidents under it, as a small drawing of its own: colours by classes, so that it follows light, dark and print.
import { type Analysis, countOf, formatCount, formatDateTime, formatShortDateTime, zoneLabel } from "../../../analysis/index.ts";
import { availabilitySources, html, type Markup } from "../../../report/index.ts";
import { hourMilliseconds, percent, shareAt, type TimeScale, timeScale, timeTicks } from "../charts/time-scale.ts";
import { tableOf } from "../layout.ts";

/** A span under the curve, times in ISO. */
export interface TimelineSpan {
  label: string;
  start: string;
  end: string | null;
  kind: "caida" | "degradacion" | "ninguno";
}

const top = 16;
const plotHeight = 150;
const axisHeight = 26;
const laneHeight = 18;
const mostHours = 24 * 31;
const mostLanes = 12;

/** The incidents that an analysis was made with, by their numbers. */
export function declaredSpans({ incidents }: Analysis): TimelineSpan[] {
  return incidents.map(({ start, end, effect }, place) => ({ label: String(place + 1), start, end, kind: effect }));
}

/** Null: there is nothing to draw, or too much time for hours. */
export function trafficTimeline({ period, traffic, availability }: Analysis, spans: readonly TimelineSpan[]): Markup | null {
  const scale = timeScale(period);
  const { hours, peakHour } = traffic;
  if (peakHour === null || hours.length === 0 || scale.endMs - scale.startMs > mostHours * hourMilliseconds) return null;
  const zone = zoneLabel(period.timeZone, period.start, period.end);
  const most = niceTop(Math.max(...hours.map(({ hits }) => hits)));
  const shown = spans.filter(({ start, end }) => Date.parse(start) < scale.endMs && (end === null || Date.parse(end) > scale.startMs));
  const lanes = lanesOf(shown, scale);
  const seen = availability.outages.filter(({ source }) => source !== "declared");
  const lanesTop = top + plotHeight + axisHeight;
  const seenTop = lanesTop + lanes.length * laneHeight;
  const height = seenTop + (seen.length === 0 ? 0 : laneHeight) + 4;
  const title = `Demanda por hora: máximo de ${formatCount(peakHour.hits)} solicitudes el ${formatDateTime(peakHour.at, period.timeZone)}`;
  const subtitle = `Solicitudes por hora, con las incidencias debajo; ${zone}`;
  return html`<figure><figcaption><strong>${title}</strong><span>${subtitle}</span></figcaption>
<svg class="timeline" width="100%" height="${height}" role="img" aria-labelledby="linea-titulo linea-texto">
<title id="linea-titulo">${title}</title>
<desc id="linea-texto">${subtitle}. ${countOf(shown.length, "incidencia", "incidencias")} y ${countOf(seen.length, "interrupción observada", "interrupciones observadas")}; las cifras están en las tablas.</desc>
${curves(hours, scale, most)}${grid(most)}${timeTicks(scale, top + plotHeight)}
${lanes.map((lane, row) => lane.map((span) => bar(span, scale, lanesTop + row * laneHeight)))}
${seen.map(({ source, start, end }) => bar({ label: "", start, end, kind: "observada" }, scale, seenTop, availabilitySources[source]))}
</svg>
<p class="under keys">${key("demand", "solicitudes")}${key("errors", "con error del servidor (5xx)")}${[...new Set(shown.map(({ kind }) => kind))].map((kind) => key(kind, kindNames[kind]))}${seen.length === 0 ? null : key("observada", kindNames.observada)}</p>
<details><summary>Cifras por hora</summary>${hourTable(hours, period.timeZone, zone)}</details>
</figure>`;
}

const kindNames = {
  caida: "caída declarada",
  degradacion: "degradación declarada",
  ninguno: "incidencia sin efecto en el servicio",
  observada: "interrupción observada",
} as const;

function key(kind: string, name: string): Markup {
  return html`<span class="key"><span class="swatch ${kind}"></span> ${name}</span> `;
}

function hourTable(hours: Analysis["traffic"]["hours"], timeZone: string, zone: string): Markup {
  const number = (title: string) => ({ title, kind: "number" as const });
  return tableOf(
    `Por hora (${zone})`,
    [{ title: "Hora" }, number("Solicitudes"), number("Páginas vistas"), number("Visitas"), number("Errores 5xx")],
    hours.map((hour) => [
      formatShortDateTime(hour.at, timeZone),
      formatCount(hour.hits),
      formatCount(hour.pageViews),
      formatCount(hour.visits),
      formatCount(hour.errors5xx),
    ]),
    "No hay solicitudes en el periodo.",
  );
}

/** A round amount, at least so much, of which the half is whole: it has a line and a number of its own. The columns fill half of the height or more. */
export function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const factors = power === 1 ? [2, 4, 6, 8, 10] : [1, 2, 3, 4, 5, 6, 8, 10];
  return (factors.find((factor) => factor * power >= most) ?? 10) * power;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

type Hours = Analysis["traffic"]["hours"];

/** Both areas in a drawing of a thousand by its height that is stretched to the width there is. */
function curves(hours: Hours, scale: TimeScale, most: number): Markup {
  const errors = hours.map(({ at, errors5xx }) => ({ at, hits: errors5xx }));
  return html`<svg x="0" y="${top}" width="100%" height="${plotHeight}" viewBox="0 0 1000 ${plotHeight}" preserveAspectRatio="none"><path class="demand" d="${area(hours, scale, most)}"/><path class="errors" d="${area(errors, scale, most)}"/></svg>`;
}

/** Steps, down to zero where an hour is not listed. */
function area(hours: readonly { at: string; hits: number }[], scale: TimeScale, most: number): string {
  const x = (atMs: number): number => rounded(shareAt(scale, atMs) * 1000);
  const parts = hours.map(({ at, hits }) => {
    const atMs = Date.parse(at);
    const y = rounded(plotHeight - (hits / most) * plotHeight);
    return `M${x(atMs)} ${plotHeight}V${y}H${x(atMs + hourMilliseconds)}V${plotHeight}Z`;
  });
  return parts.join("");
}

/** Amounts stand on their lines at the left, so that the plot has the whole width of a phone. */
function grid(most: number): Markup[] {
  return [0, 0.5, 1].map((share) => {
    const y = top + plotHeight * (1 - share);
    const label = share === 0 ? null : html`<text x="100%" text-anchor="end" y="${y - 3}">${formatCount(most * share)}</text>`;
    return html`<line class="rule" x1="0" x2="100%" y1="${y}" y2="${y}"/>${label}`;
  });
}

/** Spans that overlap stand one under the other. */
function lanesOf(spans: readonly TimelineSpan[], { endMs }: TimeScale): TimelineSpan[][] {
  const lanes: TimelineSpan[][] = [];
  const endOf = ({ end }: TimelineSpan): number => (end === null ? endMs : Date.parse(end));
  for (const span of [...spans].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const free = lanes.find((lane) => lane.every((other) => endOf(other) <= Date.parse(span.start)));
    if (free) free.push(span);
    else lanes.push([span]);
  }
  return lanes.slice(0, mostLanes);
}

function bar(
  { label, start, end, kind }: Omit<TimelineSpan, "kind"> & { kind: keyof typeof kindNames },
  scale: TimeScale,
  y: number,
  told = label,
): Markup {
  const from = shareAt(scale, Date.parse(start));
  const to = end === null ? 1 : shareAt(scale, Date.parse(end));
  // Beside the bar, or before it where the plot ends.
  const isLast = to > 0.95;
  const text = html`<text x="${percent(isLast ? from : to)}" dx="${isLast ? -5 : 5}"${isLast ? html` text-anchor="end"` : null} y="${y + 11}">${label.slice(0, 12)}</text>`;
  return html`<rect class="${kind}" x="${percent(from)}" y="${y}" width="${percent(to - from)}" height="12"><title>${told}</title></rect>${label === "" ? null : text}`;
}
