// The publication period of every difusor of a board one under the other, a strip a source: who was down when, at a glance.
import { formatDateTime, formatDuration, known, wholeName, zoneLabel } from "../../../analysis/index.ts";
import { availabilitySources, html, type Markup, periodName } from "../../../report/index.ts";
import type { BoardQuery } from "../../deeds/board-order.ts";
import type { BoardRow } from "../../deeds/boards.ts";
import type { SourceStrip } from "../../deeds/state-strips.ts";
import { reviewAddress } from "../review/addresses.ts";
import { sourceNames } from "../review/parts.ts";
import { stripAxis, stripDrawing, stripKeys } from "./strip-drawing.ts";
import { timeScale } from "./time-scale.ts";

/** Null: no memoria of these rows was handed in with its strips. The board's own table has the figures. */
export function boardStrips(rows: readonly BoardRow[], query: BoardQuery): Markup | null {
  const drawn = rows.flatMap((row) => {
    const { strips, period } = row.summary ?? {};
    return strips && strips.length > 0 && period ? [{ row, strips, period }] : [];
  });
  const [first] = drawn;
  if (!first) return null;
  const rest = rows.length - drawn.length;
  // Periods that differ have each its own axis, so that nothing stands under a time that is not its own.
  const isOne = drawn.every(({ period }) => period.start === first.period.start && period.end === first.period.end);
  const lines = drawn.map(({ row, strips, period }) => {
    const name = html`<div class="line group"><div class="name"><a href="${reviewAddress(row.delivery.id, "", query)}">${wholeName(row.difusor)}</a></div></div>`;
    return html`${name}${strips.map((strip) => stripLine(strip, period, downOf(row, strip)))}${isOne ? null : axisLine(period)}`;
  });
  const { period } = first;
  const span = `${periodName(period.name)}: del ${formatDateTime(period.start, period.timeZone)} al ${formatDateTime(period.end, period.timeZone)}`;
  const zone = zoneLabel(period.timeZone, period.start, period.end);
  const missing =
    rest === 0 ? "" : rest === 1 ? " Falta 1 difusor, que no ha entregado." : ` Faltan ${rest} difusores, que no han entregado.`;
  return html`<figure class="strips"><figcaption><strong>Servicio de cada difusor en su periodo</strong><span>${isOne ? `${span}; ${zone}` : `Cada uno con su periodo; ${zone}`}. A la derecha, el tiempo sin servicio.${missing}</span></figcaption>
<div class="lines">${lines}${isOne ? axisLine(period) : null}</div>
${stripKeys(drawn.flatMap(({ strips }) => strips))}</figure>`;
}

interface Period {
  start: string;
  end: string;
  timeZone: string;
}

/** The figure of the memoria, not a sum of what is drawn. */
function downOf({ summary }: BoardRow, { source }: SourceStrip): number | null {
  return summary?.availability.find((fact) => fact.source === source && fact.period === summary.period?.name)?.downSeconds ?? null;
}

function stripLine(strip: SourceStrip, { start, end }: Period, downSeconds: number | null): Markup {
  const down = known(downSeconds, formatDuration);
  const told = `${availabilitySources[strip.source]}: ${down} sin servicio`;
  return html`<div class="line"><div class="name under">${sourceNames[strip.source]}</div>${stripDrawing(strip, (Date.parse(end) - Date.parse(start)) / 1000, told)}<div class="amount">${down}</div></div>`;
}

function axisLine(period: Period): Markup {
  return html`<div class="line"><div class="name"></div>${stripAxis(timeScale(period))}<div class="amount"></div></div>`;
}
