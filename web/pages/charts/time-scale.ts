// A line of time for drawings whose width is the window's: places are shares of the width, so that texts keep their size on a phone.
import { formatShortDateTime } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";

export interface TimeScale {
  startMs: number;
  endMs: number;
  timeZone: string;
}

export const hourMilliseconds = 3_600_000;

export function timeScale({ start, end, timeZone }: { start: string; end: string; timeZone: string }): TimeScale {
  return { startMs: Date.parse(start), endMs: Date.parse(end), timeZone };
}

/** 0..1, and never outside. */
export function shareAt({ startMs, endMs }: TimeScale, atMs: number): number {
  return Math.min(1, Math.max(0, (atMs - startMs) / (endMs - startMs)));
}

/** "12.34%". */
export function percent(share: number): string {
  return `${Math.round(share * 1e5) / 1e3}%`;
}

const tickHours = [1, 2, 3, 6, 12, 24, 48, 96, 168] as const;
const mostTicks = 9;

/** Ticks at whole local hours below a plot that ends at `y`; every second one is left out on a phone. */
export function timeTicks(scale: TimeScale, y: number): Markup[] {
  const { startMs, endMs, timeZone } = scale;
  const step = tickHours.find((hours) => (endMs - startMs) / hourMilliseconds / hours <= mostTicks) ?? 168;
  const first = firstTick(scale, step);
  const found: Markup[] = [];
  for (let at = first, place = 0; at < endMs; at += step * hourMilliseconds, place++) {
    const share = shareAt(scale, at);
    if (share > 0.97) break;
    const [day = "", hour = ""] = formatShortDateTime(new Date(at).toISOString(), timeZone).split(" ");
    const label = step >= 24 ? day.slice(0, 5) : `${day.slice(0, 5)} ${hour}`;
    const anchor = share < 0.05 ? "start" : share > 0.93 ? "end" : "middle";
    found.push(
      html`<g${place % 2 === 1 ? html` class="minor"` : null}><line class="rule" x1="${percent(share)}" x2="${percent(share)}" y1="${y}" y2="${y + 5}"/><text class="tick" text-anchor="${anchor}" x="${percent(share)}" y="${y + 18}">${label}</text></g>`,
    );
  }
  return found;
}

/** The first whole hour of the zone's clock that the step falls on: midnight, six, noon, where the step is of so many. */
function firstTick({ startMs, endMs, timeZone }: TimeScale, step: number): number {
  const begin = Math.ceil(startMs / hourMilliseconds) * hourMilliseconds;
  for (let at = begin; at < Math.min(endMs, begin + 24 * hourMilliseconds); at += hourMilliseconds) {
    const [, hour = "0"] = formatShortDateTime(new Date(at).toISOString(), timeZone).split(" ");
    if (Number(hour.slice(0, 2)) % Math.min(step, 24) === 0) return at;
  }
  return begin;
}
