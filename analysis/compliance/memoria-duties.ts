// What the call asks of the memoria itself and of the records behind it: the four measures, and the day on which it is due.
import { dayStart } from "../../ingest/index.ts";
import type { Traffic } from "../analysis.ts";
import type { Convocatoria } from "../convocatoria.ts";
import type { AnalysisWords } from "../locale/words.ts";
import { formatDuration } from "../wording.ts";
import { type Check, checked, clausesOf, type Telling } from "./clause.ts";

const DAY_SECONDS = 86_400;

/** How a measure that the difusor must record reads in what was handed in; null where it cannot be worked out. */
const measures: Readonly<Record<string, (traffic: Traffic, words: AnalysisWords["memoriaDuties"]) => string | null>> = {
  visitors: ({ uniqueVisitors }, words) => (uniqueVisitors === 0 ? null : words.visitors(uniqueVisitors)),
  "page-count": ({ pageViews }, words) => (pageViews === 0 ? null : words.pageViews(pageViews)),
  "pages-consulted": ({ topPages }, words) => (topPages.length === 0 ? null : words.pages(topPages.length)),
  "time-of-stay": ({ visitDuration }, words) => (visitDuration.mean === null ? null : words.stay(formatDuration(visitDuration.mean))),
};

/** *cumple* where every measure asked for can be worked out from the logs. Null where the call asks for none. */
export function checkRecordedMeasures(call: Convocatoria, traffic: Traffic, period: string, telling: Telling): Check | null {
  const { value, clause } = call.recordedMeasures;
  if (value === null || value.length === 0) return null;
  const words = telling.words.memoriaDuties;
  const requirement = {
    id: "recorded-measures",
    requirement: words.recorded(value.map(({ title }) => title.toLowerCase())),
    clause: clausesOf(telling.words, clause),
  };
  const found = value.map(({ id, title }) => ({ title: title.toLowerCase(), told: measures[id]?.(traffic, words) ?? null }));
  const lacking = found.filter(({ told }) => told === null).map(({ title }) => title);
  const there = found.flatMap(({ told }) => told ?? []);
  const figures = { measures: value.length, available: there.length };
  const outcome = { figures, period, source: "log" } as const;
  if (lacking.length === 0) {
    return checked(requirement, {
      ...outcome,
      verdict: "cumple",
      evidence: words.found(there),
    });
  }
  const evidence = words.lacking(lacking, there);
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence });
}

/** A document made after its day cannot have been handed in by then; one made before may still be late. Null where no day is stated. */
export function checkDueDate(call: Convocatoria, generatedAt: number, telling: Telling): Check | null {
  const { required, dueDate } = call.memoria;
  if (!required.value || dueDate.value === null) return null;
  const zone = call.timeZone.value;
  const endSecond = dayStart(dueDate.value, zone, 1);
  const words = telling.words.memoriaDuties;
  const day = telling.day(dayStart(dueDate.value, zone));
  const requirement = {
    id: "memoria-due",
    requirement: words.due(day),
    clause: clausesOf(telling.words, dueDate.clause, required.clause),
  };
  const outcome = {
    figures: { dueDate: dueDate.value, generatedAt: telling.iso(generatedAt), secondsLeft: endSecond - generatedAt },
    source: "program",
  } as const;
  const made = words.made(telling.zoned(generatedAt));
  if (generatedAt >= endSecond) {
    const evidence = words.late(made, lateWords(words, generatedAt - endSecond));
    return checked(requirement, { ...outcome, verdict: "incumple", evidence });
  }
  const daysLeft = Math.floor((endSecond - 1 - generatedAt) / DAY_SECONDS);
  return checked(requirement, {
    ...outcome,
    verdict: "no-verificable",
    evidence: words.inTime(made, daysLeft),
  });
}

/** Of a delay of days nobody needs the seconds. */
function lateWords(words: AnalysisWords["memoriaDuties"], seconds: number): string {
  return seconds < DAY_SECONDS ? formatDuration(seconds) : words.days(Math.floor(seconds / DAY_SECONDS));
}
