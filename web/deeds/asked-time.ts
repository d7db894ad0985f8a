// Which days the call asks logs of, and which of their hours the files of each source span.
import type { Convocatoria } from "../../analysis/index.ts";
import { dayStart, isoInZone, localDayStart, readTime } from "../../ingest/index.ts";
import type { Delivery } from "../records/deliveries.ts";
import type { DeliveryFile } from "./log-files.ts";

export interface AskedDay {
  /** Epoch second at which it begins. */
  startSecond: number;
  /** Of the hours asked for, those that a source's files span; and how many are asked for. */
  bySource: { source: string; coveredHours: number }[];
  hours: number;
}

export interface AskedTime {
  /** `logs`: days whose logs are to be handed in; `window`: the call names none, and these are of the publication. */
  kind: "logs" | "window";
  clause: string | null;
  days: AskedDay[];
}

const hourSeconds = 3600;
/** A period that somebody gave wrongly is not listed day by day. */
const mostDays = 62;

/** Null: neither the call nor the difusor says of which days. An hour is spanned where a file of the source begins before its end and ends after its start. */
export function askedTime(call: Convocatoria, { settings }: Pick<Delivery, "settings">, files: readonly DeliveryFile[]): AskedTime | null {
  const asked = askedSpan(call, settings);
  if (!asked) return null;
  const zone = call.timeZone.value;
  const own = files.filter(({ isBaseline }) => !isBaseline).map(({ file }) => file);
  const sources = [...new Set(own.map(({ source }) => source))].sort();
  const days: AskedDay[] = [];
  for (const [start, end] of localDays(asked.startSecond, asked.endSecond, zone)) {
    const from = Math.max(start, asked.startSecond);
    const hours = hoursBetween(from, Math.min(end, asked.endSecond));
    const bySource = sources.map((source) => ({
      source,
      coveredHours: hours.filter(([hourStart, hourEnd]) =>
        own.some(
          (file) =>
            file.source === source &&
            file.firstSecond !== null &&
            file.lastSecond !== null &&
            file.firstSecond < hourEnd &&
            file.lastSecond >= hourStart,
        ),
      ).length,
    }));
    days.push({ startSecond: start, bySource, hours: hours.length });
  }
  return days.length === 0 || days.length > mostDays ? null : { kind: asked.kind, clause: asked.clause, days };
}

function askedSpan(
  call: Convocatoria,
  settings: Delivery["settings"],
): (Pick<AskedTime, "kind" | "clause"> & { startSecond: number; endSecond: number }) | null {
  const zone = call.timeZone.value;
  const { firstDay, lastDay } = call.logs;
  if (firstDay.value !== null && lastDay.value !== null) {
    const [startSecond, endSecond] = [dayStart(firstDay.value, zone), dayStart(lastDay.value, zone, 1)];
    return { kind: "logs", clause: firstDay.clause, startSecond, endSecond };
  }
  const start = call.window.start.value ?? settings.windowStart;
  const end = call.window.end.value ?? settings.windowEnd;
  const [startSecond, endSecond] = [start && secondOf(start, zone), end && secondOf(end, zone)];
  if (typeof startSecond !== "number" || typeof endSecond !== "number" || endSecond <= startSecond) return null;
  return { kind: "window", clause: call.window.start.clause, startSecond, endSecond };
}

function secondOf(local: string, zone: string): number | null {
  const read = readTime(local, zone);
  return "second" in read ? read.second : null;
}

/** Local days, whole, that a span touches. */
function localDays(startSecond: number, endSecond: number, zone: string): [number, number][] {
  const days: [number, number][] = [];
  let start = localDayStart(startSecond, zone);
  while (start < endSecond && days.length <= mostDays) {
    const end = dayStart(isoInZone(start, zone).slice(0, 10), zone, 1);
    days.push([start, end]);
    start = end;
  }
  return days;
}

function hoursBetween(startSecond: number, endSecond: number): [number, number][] {
  const hours: [number, number][] = [];
  for (let at = startSecond; at < endSecond; at += hourSeconds) hours.push([at, Math.min(endSecond, at + hourSeconds)]);
  return hours;
}
