// The access logs of the days that the call asks for: which hours of them each source's lines touch, and which they leave out.
import type { Convocatoria } from "../convocatoria.ts";
import { type Interval, subtract, total, union } from "../intervals.ts";
import { formatCount, printable } from "../wording.ts";
import { type Check, checked, clausesOf, type Telling } from "./clause.ts";

/** The hours, local, in which a source has at least one line. */
export interface SourceHours {
  source: string;
  hours: readonly Interval[];
}

export interface AskedLogsEvidence {
  /** The days asked for, whole. */
  asked: Interval;
  sources: readonly SourceHours[];
  /** Start of each local day of the period, and the end of the last. */
  dayStarts: readonly number[];
}

const hourSeconds = 3600;
const mostNamed = 4;

/**
 * *cumple*: every source has lines in every hour. *incumple*: no line of those days at all. *indicio*: a whole day without lines.
 * Single hours without lines are *no-verificable*: nobody may have asked for anything.
 */
export function checkAskedLogs(call: Convocatoria, evidence: AskedLogsEvidence, telling: Telling): Check {
  const { asked, sources, dayStarts } = evidence;
  const { firstDay, lastDay } = call.logs;
  const words = telling.words.askedLogs;
  const requirement = {
    id: "asked-logs",
    requirement: words.requirement(telling.day(asked.startSecond), telling.day(asked.endSecond - 1)),
    clause: clausesOf(telling.words, firstDay.clause, lastDay.clause),
  };
  const pooled = union(sources.flatMap(({ hours }) => hours));
  const missing = subtract([asked], pooled);
  const emptyDays = dayStarts.filter((start, i) => {
    const endSecond = dayStarts[i + 1];
    return endSecond !== undefined && missing.some((gap) => gap.startSecond <= start && gap.endSecond >= endSecond);
  });
  const bySource = sources.map(({ source, hours }) => ({ source, gaps: subtract([asked], hours) })).filter(({ gaps }) => gaps.length > 0);
  const figures = {
    hours: total([asked]) / hourSeconds,
    hoursWithLines: total(pooled) / hourSeconds,
    sources: sources.length,
    sourcesWithGaps: bySource.length,
    daysWithoutLines: emptyDays.length,
  };
  const outcome = { figures, period: "logs", source: "log" } as const;
  const [have, all] = [formatCount(figures.hoursWithLines), formatCount(figures.hours)];
  if (figures.hoursWithLines === 0) {
    return checked(requirement, { ...outcome, verdict: "incumple", evidence: words.none });
  }
  if (emptyDays.length > 0) {
    const named = emptyDays.map(telling.day).join(", ");
    const text = words.emptyDays(have, all, emptyDays.length, named);
    return checked(requirement, { ...outcome, verdict: "indicio", evidence: text });
  }
  if (bySource.length === 0) {
    const text = words.whole(all, sources.length);
    return checked(requirement, { ...outcome, verdict: "cumple", evidence: text });
  }
  const gaps = bySource.slice(0, mostNamed).map(({ source, gaps }) => `${printable(source)}, ${gapWords(gaps, telling)}`);
  const more = bySource.length > mostNamed ? words.moreSources(bySource.length - mostNamed) : "";
  const text = words.gaps(have, all, `${gaps.join("; ")}${more}`);
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence: text });
}

function gapWords(gaps: readonly Interval[], telling: Telling): string {
  const words = telling.words.askedLogs;
  const named = gaps.slice(0, mostNamed).map(({ startSecond, endSecond }) => words.gap(telling.at(startSecond), telling.at(endSecond)));
  const more = gaps.length > mostNamed ? words.moreGaps(gaps.length - mostNamed) : "";
  return `${named.join("; ")}${more}`;
}
