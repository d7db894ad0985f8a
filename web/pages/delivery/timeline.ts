// Demand of every hour with the incidents under it, as a small drawing of its own: colours by classes, so that it follows light, dark and print.
import { type Analysis, formatCount, formatDateTime, formatShortDateTime, zoneLabel } from "../../../analysis/index.ts";
import { availabilitySources, html, type Markup } from "../../../report/index.ts";
import { tableOf } from "../layout.ts";

/** A span under the curve, times in ISO. */
export interface TimelineSpan {
  label: string;
  start: string;
  end: string | null;
  kind: "caida" | "degradacion" | "ninguno";
}

const width = 960;
const left = 64;
const right = 12;
const top = 14;
const plotHeight = 170;
const laneHeight = 18;
const hourMilliseconds = 3_600_000;
const mostHours = 24 * 31;

interface Scale {
  x: (at: string) => number;
  start: number;
  end: number;
}

function scaleOf({ start, end }: { start: string; end: string }): Scale {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const clamp = (share: number): number => Math.min(1, Math.max(0, share));
  return { start: from, end: to, x: (at) => left + clamp((Date.parse(at) - from) / (to - from)) * (width - left - right) };
}

/** Null: there is nothing to draw, or too much time for hours. */
export function trafficTimeline({ period, traffic, availability }: Analysis, spans: readonly TimelineSpan[]): Markup | null {
  const scale = scaleOf(period);
  const { hours, peakHour } = traffic;
  if (peakHour === null || hours.length === 0 || scale.end - scale.start > mostHours * hourMilliseconds) return null;
  const zone = zoneLabel(period.timeZone, period.start, period.end);
  const most = niceTop(Math.max(...hours.map(({ hits }) => hits)));
  const shown = spans.filter(({ start, end }) => Date.parse(start) < scale.end && (end === null || Date.parse(end) > scale.start));
  const lanes = lanesOf(shown, scale);
  const seen = availability.outages.filter(({ source }) => source !== "declared");
  const seenTop = top + plotHeight + 26 + lanes.length * laneHeight;
  const height = seenTop + (seen.length === 0 ? 0 : laneHeight) + 4;
  const title = `Demanda por hora: máximo de ${formatCount(peakHour.hits)} solicitudes el ${formatDateTime(peakHour.at, period.timeZone)}`;
  const subtitle = `Solicitudes por hora, con las incidencias debajo; ${zone}`;
  return html`<figure><figcaption><strong>${title}</strong><span>${subtitle}</span></figcaption>
<div class="scroll" role="region" tabindex="0" aria-label="Demanda por hora e incidencias"><svg class="timeline" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="linea-titulo linea-texto">
<title id="linea-titulo">${title}</title>
<desc id="linea-texto">${subtitle}. ${formatCount(shown.length)} incidencias y ${formatCount(seen.length)} interrupciones observadas; las cifras están en las tablas.</desc>
${grid(most)}${ticks(scale, period.timeZone)}
<path class="demand" d="${curve(hours, scale, most)}"/>
<path class="errors" d="${curve(
    hours.map(({ at, errors5xx }) => ({ at, hits: errors5xx })),
    scale,
    most,
  )}"/>
${lanes.map((lane, row) => lane.map((span) => bar(span, scale, top + plotHeight + 26 + row * laneHeight)))}
${seen.map(({ source, start, end }) => bar({ label: "", start, end, kind: "caida" }, scale, seenTop, availabilitySources[source]))}
${seen.length === 0 ? null : html`<text x="4" y="${seenTop + 11}">observado</text>`}
</svg></div>
<p class="under key"><span class="swatch demand"></span> solicitudes <span class="swatch errors"></span> con error del servidor (5xx) <span class="swatch caida"></span> caída <span class="swatch degradacion"></span> degradación <span class="swatch ninguno"></span> sin efecto en el servicio</p>
<details><summary>Cifras por hora</summary>${hourTable(hours, period.timeZone, zone)}</details>
</figure>`;
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

/** 1, 2 or 5 times a power of ten, at least so much. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return ([1, 2, 5, 10].find((factor) => factor * power >= most) ?? 10) * power;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Steps, down to zero where an hour is not listed. */
function curve(hours: readonly { at: string; hits: number }[], scale: Scale, most: number): string {
  const base = top + plotHeight;
  const parts = hours.map(({ at, hits }) => {
    const from = rounded(scale.x(at));
    const to = rounded(scale.x(new Date(Date.parse(at) + hourMilliseconds).toISOString()));
    const y = rounded(base - (hits / most) * plotHeight);
    return `M${from} ${base}V${y}H${to}V${base}Z`;
  });
  return parts.join("");
}

function grid(most: number): Markup[] {
  return [0, 0.5, 1].map((share) => {
    const y = top + plotHeight * (1 - share);
    const label = formatCount(Math.round(most * share));
    return html`<path class="rule" d="M${left} ${y}H${width - right}"/><text class="amount" x="${left - 6}" y="${y + 4}">${label}</text>`;
  });
}

function ticks({ start, end, x }: Scale, timeZone: string): Markup[] {
  const hours = (end - start) / hourMilliseconds;
  const step = ([1, 2, 3, 6, 12, 24, 48, 96] as const).find((each) => hours / each <= 10) ?? 168;
  const found: Markup[] = [];
  for (let at = Math.ceil(start / hourMilliseconds) * hourMilliseconds; at < end; at += step * hourMilliseconds) {
    const iso = new Date(at).toISOString();
    const [day = "", hour = ""] = formatShortDateTime(iso, timeZone).split(" ");
    const place = rounded(x(iso));
    if (place > width - right - 24) break;
    const label = step >= 24 ? day.slice(0, 5) : `${day.slice(0, 5)} ${hour}`;
    found.push(
      html`<path class="rule" d="M${place} ${top + plotHeight}v5"/><text class="tick" x="${place}" y="${top + plotHeight + 18}">${label}</text>`,
    );
  }
  return found;
}

/** Spans that overlap stand one under the other. */
function lanesOf(spans: readonly TimelineSpan[], scale: Scale): TimelineSpan[][] {
  const lanes: TimelineSpan[][] = [];
  const endOf = ({ end }: TimelineSpan): number => (end === null ? scale.end : Date.parse(end));
  for (const span of [...spans].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const free = lanes.find((lane) => lane.every((other) => endOf(other) <= Date.parse(span.start)));
    if (free) free.push(span);
    else lanes.push([span]);
  }
  return lanes.slice(0, mostLanes);
}
const mostLanes = 12;

function bar({ label, start, end, kind }: TimelineSpan, { x, end: last }: Scale, y: number, told = label): Markup {
  const from = rounded(x(start));
  const wide = Math.max(4, rounded(x(end ?? new Date(last).toISOString()) - from));
  return html`<rect class="${kind}" x="${from}" y="${y}" width="${wide}" height="12"><title>${told}</title></rect>${label === "" ? null : html`<text x="${from + wide + 4}" y="${y + 11}">${label.slice(0, 12)}</text>`}`;
}
