// The hours that the clauses name, as epoch seconds, each with its clause and whether the call or the difusor says it.
import { dayStart, readTime } from "../../ingest/index.ts";
import type { Cited, Convocatoria } from "../convocatoria.ts";
import type { Interval } from "../intervals.ts";
import type { PeriodOverrides } from "../periods.ts";

/** One bound. `derived`: worked out from other values of the call; `declared`: the call leaves it open and the difusor says it. */
export interface CallBound {
  second: number;
  clause: string | null;
  origin: "call" | "derived" | "declared";
}

export interface CallBounds {
  /** [start of the election day, start of the next), local. */
  electionDay: Interval;
  /** Start of the publication; null: neither the call nor the difusor fixes it. */
  start: CallBound | null;
  /** Before this hour nothing may be published, whatever the start: of the call, else 18:00 local of the election day (art. 353). */
  earliest: CallBound;
  end: CallBound | null;
  operationStart: CallBound | null;
  operationEnd: CallBound | null;
  lastCutStart: CallBound | null;
  lastCutEnd: CallBound | null;
  /** Announced tests and simulacros, in which publishing is expected. */
  tests: Interval[];
  /** The days among them that are simulacros. */
  simulacros: Interval[];
}

/** Where the general rule for local elections stands. */
export const generalRule = "Reglamento de Elecciones, art. 353";

/**
 * The bounds of a call. What the call fixes is not for the difusor to change: a declared bound stands only where the call leaves it open.
 */
export function callBounds(call: Convocatoria, { windowStart, windowEnd }: PeriodOverrides): CallBounds {
  const zone = call.timeZone.value;
  const stated = (cited: Cited<string>): CallBound | null => statedBound(cited, zone);
  const day = call.electionDate.value;
  const tests = call.announcedTests.map(({ value }) => ({ title: value.title, spans: testSpans(value, zone) }));
  return {
    electionDay: { startSecond: dayStart(day, zone), endSecond: dayStart(day, zone, 1) },
    start: stated(call.window.start) ?? declaredBound(windowStart, call.window.start),
    earliest: stated(call.window.earliestStart) ?? {
      second: localSecond(`${day}T18:00`, zone),
      clause: generalRule,
      origin: "call",
    },
    end: stated(call.window.end) ?? declaredBound(windowEnd, call.window.end),
    operationStart: stated(call.operation.start),
    operationEnd: stated(call.operation.end),
    lastCutStart: stated(call.lastCut.start),
    lastCutEnd: stated(call.lastCut.end),
    tests: tests.flatMap(({ spans }) => spans),
    simulacros: tests.filter(({ title }) => /simulacro/i.test(title)).flatMap(({ spans }) => spans),
  };
}

type AnnouncedTest = Convocatoria["announcedTests"][number]["value"];

/** Each day of a test, whole where the call names no hours. */
function testSpans({ firstDay, lastDay, dailyStart, dailyEnd }: AnnouncedTest, zone: string): Interval[] {
  const spans: Interval[] = [];
  for (let add = 0; ; add += 1) {
    const startSecond = dayStart(firstDay, zone, add);
    if (startSecond >= dayStart(lastDay, zone, 1)) return spans;
    const day = new Date(Date.parse(`${firstDay}T00:00:00Z`) + add * 86_400_000).toISOString().slice(0, 10);
    spans.push({
      startSecond: dailyStart === null ? startSecond : localSecond(`${day}T${dailyStart}`, zone),
      endSecond: dailyEnd === null ? dayStart(firstDay, zone, add + 1) : localSecond(`${day}T${dailyEnd}`, zone),
    });
  }
}

function statedBound(cited: Cited<string>, zone: string): CallBound | null {
  if (cited.value === null) return null;
  return { second: localSecond(cited.value, zone), clause: cited.clause, origin: cited.derived ? "derived" : "call" };
}

function declaredBound(second: number | undefined, cited: Cited<string>): CallBound | null {
  return second === undefined ? null : { second, clause: cited.clause, origin: "declared" };
}

function localSecond(local: string, zone: string): number {
  const read = readTime(local, zone);
  // Bounds are checked with the profile; the hours of a test, on a day when the telling changes, may not be there.
  if ("expected" in read) return dayStart(local.slice(0, 10), zone);
  return read.second;
}
