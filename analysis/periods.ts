// The named periods of an analysis: half-open spans of epoch seconds, where their bounds come from, and which of them is the default.
import { dayStart, isoInZone, localMonths, readTime, UserError } from "../ingest/index.ts";
import type { Cited, Convocatoria } from "./convocatoria.ts";

/** [startSecond, endSecond) in epoch seconds. `clause`: what fixes the bounds; null when no clause does. */
export interface NamedPeriod {
  name: string;
  startSecond: number;
  endSecond: number;
  /** At least one bound was given by the user. */
  declaredByUser: boolean;
  clause: string | null;
}

/** Bounds that the user gave, in epoch seconds (see `parseUserTime`). */
export interface PeriodOverrides {
  windowStart?: number | undefined;
  windowEnd?: number | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

export interface NamedPeriods {
  /** The zone in which days, months and the call's hours were read. */
  timeZone: string;
  /** In this order where they have both bounds: window, operation, stage, jornada, logs, months, custom. */
  periods: NamedPeriod[];
  /** One of `periods`. */
  defaultPeriod: NamedPeriod;
  /** Why it is the default: the user gave a range, the window has both bounds, or only the hits' own span was left. */
  defaultReason: "range-given" | "window" | "hits";
  /** Bounds of the window that neither the call nor the user fixes; empty without a call. When not empty, ask for `--window-start`/`--window-end`. */
  windowBoundsMissing: ("start" | "end")[];
}

/** A bound not yet known to be there. */
interface Bound {
  second: number;
  clause: string | null;
  byUser: boolean;
}

/**
 * Every named period that has both bounds (definitions, "Periods"). A bound that nobody gave is never guessed: its period is left out.
 * @param firstHitSecond epoch second of the first and the last hit; null when there are none.
 * @param timeZone used without a call; with one, the call's own zone is.
 * @throws UserError `period-empty` (a period that is empty or reversed), `no-hits` (nothing bounds the default period).
 */
export function namedPeriods(
  convocatoria: Convocatoria | null,
  overrides: PeriodOverrides,
  firstHitSecond: number | null,
  lastHitSecond: number | null,
  timeZone: string,
): NamedPeriods {
  const zone = convocatoria?.timeZone.value ?? timeZone;
  const windowStart = userBound(overrides.windowStart) ?? clauseBound(convocatoria?.window.start, zone);
  const windowEnd = userBound(overrides.windowEnd) ?? clauseBound(convocatoria?.window.end, zone);
  const window = period("window", windowStart, windowEnd, zone);
  const dated = convocatoria === null ? [] : datedPeriods(convocatoria, zone);
  const hits = hitSpan(firstHitSecond, lastHitSecond);
  const custom = customPeriod(overrides, window, hits, zone);
  const defaultPeriod = custom ?? window ?? spanOfHits(hits, zone);
  const months = monthPeriods(window ?? defaultPeriod, zone);
  const last = defaultPeriod === window ? [] : [defaultPeriod];
  return {
    timeZone: zone,
    periods: [...(window === null ? [] : [window]), ...dated, ...months, ...last],
    defaultPeriod,
    defaultReason: custom !== null ? "range-given" : window !== null ? "window" : "hits",
    windowBoundsMissing: convocatoria === null ? [] : missing(windowStart, windowEnd),
  };
}

/** The call's own periods besides the window. Days are inclusive in a call, so a last day ends where the next one starts. */
function datedPeriods(convocatoria: Convocatoria, zone: string): NamedPeriod[] {
  const { operation, stage, electionDate, logs } = convocatoria;
  const found = [
    period("operation", clauseBound(operation.start, zone), clauseBound(operation.end, zone), zone),
    period("stage", dayBound(stage.firstDay, zone, 0), dayBound(stage.lastDay, zone, 1), zone),
    period("jornada", dayBound(electionDate, zone, 0), dayBound(electionDate, zone, 1), zone),
    period("logs", dayBound(logs.firstDay, zone, 0), dayBound(logs.lastDay, zone, 1), zone),
  ];
  return found.filter((candidate) => candidate !== null);
}

/** The range asked for with --from/--to; a bound left out is the one that the default period would have had. */
function customPeriod(
  { from, to }: PeriodOverrides,
  window: NamedPeriod | null,
  hits: { startSecond: number; endSecond: number } | null,
  zone: string,
): NamedPeriod | null {
  if (from === undefined && to === undefined) return null;
  const base = window ?? hits;
  const start = from ?? base?.startSecond;
  const end = to ?? base?.endSecond;
  if (start === undefined || end === undefined) throw noHits();
  const custom = checked({ name: "custom", startSecond: start, endSecond: end, declaredByUser: true, clause: null }, zone);
  // A bound that the hits give may be far away: that is told as a warning, and is nobody's slip.
  return from === undefined || to === undefined ? custom : notTooLong(custom, zone);
}

function spanOfHits(hits: { startSecond: number; endSecond: number } | null, zone: string): NamedPeriod {
  if (hits === null) throw noHits();
  return checked({ name: "custom", ...hits, declaredByUser: false, clause: null }, zone);
}

function hitSpan(first: number | null, last: number | null): { startSecond: number; endSecond: number } | null {
  return first === null || last === null ? null : { startSecond: Math.floor(first), endSecond: Math.floor(last) + 1 };
}

function monthPeriods({ startSecond, endSecond }: NamedPeriod, zone: string): NamedPeriod[] {
  return localMonths(startSecond, endSecond, zone).map(({ month, ...bounds }) => ({
    name: `month:${month}`,
    ...bounds,
    declaredByUser: false,
    clause: null,
  }));
}

function period(name: string, start: Bound | null, end: Bound | null, zone: string): NamedPeriod | null {
  if (start === null || end === null) return null;
  const clauses = new Set([start.clause, end.clause].filter((clause) => clause !== null));
  const clause = clauses.size === 0 ? null : [...clauses].join("; ");
  const declaredByUser = start.byUser || end.byUser;
  return notTooLong(checked({ name, startSecond: start.second, endSecond: end.second, declaredByUser, clause }, zone), zone);
}

/** Nobody reports more than this: a year with a slip in its digits is told, and not worked out month by month. */
const longestGivenSeconds = 30 * 366 * 86_400;

function notTooLong(candidate: NamedPeriod, zone: string): NamedPeriod {
  if (candidate.endSecond - candidate.startSecond <= longestGivenSeconds) return candidate;
  throw new UserError("period-too-long", { ...boundsOf(candidate, zone), years: 30 });
}

function checked(candidate: NamedPeriod, zone: string): NamedPeriod {
  if (candidate.endSecond > candidate.startSecond) return candidate;
  throw new UserError("period-empty", boundsOf(candidate, zone));
}

function boundsOf({ name, startSecond, endSecond }: NamedPeriod, zone: string): { name: string; start: string; end: string } {
  return { name, start: isoInZone(startSecond, zone), end: isoInZone(endSecond, zone) };
}

function userBound(second: number | undefined): Bound | null {
  return second === undefined ? null : { second, clause: null, byUser: true };
}

function clauseBound(cited: Cited<string> | undefined, zone: string): Bound | null {
  if (cited === undefined || cited.value === null) return null;
  const read = readTime(cited.value, zone);
  // The profile's schema has read every local time already; a hand-made profile that skipped it gets a plain fault.
  if ("expected" in read) throw new RangeError(`${cited.value} in ${zone}`);
  return { second: read.second, clause: cited.clause, byUser: false };
}

function dayBound(cited: Cited<string>, zone: string, addDays: number): Bound | null {
  return cited.value === null ? null : { second: dayStart(cited.value, zone, addDays), clause: cited.clause, byUser: false };
}

function missing(start: Bound | null, end: Bound | null): ("start" | "end")[] {
  return [...(start === null ? (["start"] as const) : []), ...(end === null ? (["end"] as const) : [])];
}

function noHits(): UserError {
  return new UserError("no-hits", {
    detail: "sin accesos no hay periodo: indique --from y --to, o la ventana con --window-start y --window-end",
  });
}
