// The period against the portal's average: per day, and hour by hour with the same weekday and hour (definitions, "Comparison").
import { type DeclaredAverage, type DeclaredMeasure, isoInZone } from "../ingest/index.ts";
import type { Analysis, Ledger } from "./analysis.ts";
import { comparisonMethod } from "./comparison-wording.ts";
import { total } from "./intervals.ts";
import type { AnalysisWords } from "./locale/words.ts";
import type { ObservedFigures } from "./observed-figures.ts";
import type { NamedPeriod } from "./periods.ts";
import {
  coverageByHour,
  type HourAmounts,
  type HourFigures,
  hourMeasures,
  sumOfHours,
  usualHours,
  weekdayHour,
  wholeDays,
} from "./weekday-hours.ts";

export type Comparison = NonNullable<Analysis["comparison"]>;

/** What is usual in the portal, and where that is known from. */
export type Baseline =
  | { kind: "declared"; averages: readonly DeclaredAverage[] }
  | {
      kind: "logs" | "out-of-scope";
      figures: ObservedFigures;
      leftOutSeconds: number;
      ledger: Pick<Ledger, "lines" | "rejectedByReason" | "files" | "leftOut"> | null;
    };

/** The period that is compared, as the logs show it. */
export interface ComparedPeriod {
  period: NamedPeriod;
  figures: ObservedFigures;
}

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3600;
const MOST_HOURS = 31 * 24;
const measures: readonly DeclaredMeasure[] = ["visits", "pageViews", "hits", "humanHits", "uniqueVisitors"];

type Amounts = Record<DeclaredMeasure, number | null>;

/** One side of the comparison in figures. */
interface Side {
  coveredSeconds: number | null;
  wholeDays: number | null;
  totals: Amounts;
  perDay: Amounts;
}

/** The comparison's value, its method in words included. */
export function comparisonOf(compared: ComparedPeriod, baseline: Baseline, timeZone: string, words: AnalysisWords): Comparison {
  const period = observedSide(compared.figures, timeZone);
  const usual = baseline.kind === "declared" ? declaredSide(baseline.averages) : observedSide(baseline.figures, timeZone);
  const usualByHour = baseline.kind === "declared" ? null : usualHours(baseline.figures.hours, baseline.figures.covered, timeZone);
  const hours = matchedHours(compared.figures, usual, usualByHour, timeZone);
  const expected = expectedTotals(hours);
  const rows = measures.map((measure) => {
    const usualPerHour = perDayOf(expected[measure], period.coveredSeconds, HOUR_SECONDS);
    const periodPerHour = measure === "uniqueVisitors" ? null : perDayOf(period.totals[measure], period.coveredSeconds, HOUR_SECONDS);
    return {
      measure,
      baselineTotal: usual.totals[measure],
      periodTotal: period.totals[measure],
      baselinePerDay: usual.perDay[measure],
      periodPerDay: period.perDay[measure],
      ratio: ratioOf(period.perDay[measure], usual.perDay[measure]),
      baselinePerHour: usualPerHour,
      periodPerHour,
      hourRatio: ratioOf(periodPerHour, usualPerHour),
    };
  });
  const at = (second: number): string => isoInZone(second, timeZone);
  const value: Omit<Comparison, "method"> = {
    baseline: baselineFacts(baseline, usual, usualByHour, at),
    period: {
      name: compared.period.name,
      start: at(compared.period.startSecond),
      end: at(compared.period.endSecond),
      coveredSeconds: period.coveredSeconds ?? 0,
      days: (period.coveredSeconds ?? 0) / DAY_SECONDS,
      wholeDays: period.wholeDays ?? 0,
    },
    hourMatching: { matched: hours.filter((hour) => hour.matched).length, plain: hours.filter((hour) => !hour.matched).length },
    rows,
    hours: hours.length > MOST_HOURS ? [] : hours.map((hour) => hourRow(hour, at)),
  };
  return { method: comparisonMethod(words, value, timeZone), ...value };
}

/** Where no second is covered nothing is known; else what was not seen was not there. */
function observedSide({ covered, hours, visitorsByDay }: ObservedFigures, timeZone: string): Side {
  const coveredSeconds = total(covered);
  const days = wholeDays(covered, timeZone);
  const sums = sumOfHours(hours);
  const visitors = days.reduce((sum, day) => sum + (visitorsByDay.get(day) ?? 0), 0);
  const totals: Amounts = coveredSeconds === 0 ? noAmounts() : { ...sums, uniqueVisitors: null };
  const perDay = noAmounts();
  for (const measure of hourMeasures) perDay[measure] = perDayOf(totals[measure], coveredSeconds, DAY_SECONDS);
  perDay.uniqueVisitors = days.length === 0 ? null : visitors / days.length;
  return { coveredSeconds, wholeDays: days.length, totals, perDay };
}

function declaredSide(averages: readonly DeclaredAverage[]): Side {
  const perDay = noAmounts();
  for (const average of averages) perDay[average.measure] = average.perDay;
  const span = declaredSpan(averages);
  return { coveredSeconds: span === null ? null : span.endSecond - span.startSecond, wholeDays: null, totals: noAmounts(), perDay };
}

/** The span that all averages are declared of; null where one has none, or they are of different spans. */
function declaredSpan(averages: readonly DeclaredAverage[]): { startSecond: number; endSecond: number } | null {
  const [first] = averages;
  if (first === undefined || first.startSecond === null || first.endSecond === null) return null;
  const same = averages.every(({ startSecond, endSecond }) => startSecond === first.startSecond && endSecond === first.endSecond);
  return same ? { startSecond: first.startSecond, endSecond: first.endSecond } : null;
}

/** An hour of the period, and what was usual in as much of it as is covered. */
interface MatchedHour extends HourFigures {
  coveredSeconds: number;
  matched: boolean;
  usual: Record<keyof HourAmounts, number | null>;
}

function matchedHours(
  { covered, hours }: ObservedFigures,
  usual: Side,
  byHour: ReadonlyMap<number, HourAmounts> | null,
  timeZone: string,
): MatchedHour[] {
  const figures = new Map(hours.map((hour) => [hour.second, hour]));
  return [...coverageByHour(covered, timeZone)].map(([second, coveredSeconds]) => {
    const same = byHour?.get(weekdayHour(second, timeZone)) ?? null;
    const scaled = (perHour: number | null): number | null => (perHour === null ? null : (perHour * coveredSeconds) / HOUR_SECONDS);
    const usualOf = (measure: keyof HourAmounts): number | null => {
      const perDay = usual.perDay[measure];
      return scaled(same?.[measure] ?? (perDay === null ? null : perDay / 24));
    };
    return {
      ...(figures.get(second) ?? { hits: 0, humanHits: 0, pageViews: 0, visits: 0 }),
      second,
      coveredSeconds,
      matched: same !== null,
      usual: { visits: usualOf("visits"), pageViews: usualOf("pageViews"), hits: usualOf("hits"), humanHits: usualOf("humanHits") },
    };
  });
}

function expectedTotals(hours: readonly MatchedHour[]): Amounts {
  const sums = noAmounts();
  for (const measure of hourMeasures) {
    const amounts = hours.map((hour) => hour.usual[measure]);
    if (amounts.length > 0 && amounts.every((amount) => amount !== null)) sums[measure] = amounts.reduce((sum, amount) => sum + amount, 0);
  }
  return sums;
}

function hourRow({ second, coveredSeconds, matched, hits, pageViews, visits, usual }: MatchedHour, at: (second: number) => string) {
  const usuals = { baselineHits: usual.hits, baselinePageViews: usual.pageViews, baselineVisits: usual.visits };
  return { at: at(second), coveredSeconds, matched, hits, pageViews, visits, ...usuals };
}

function baselineFacts(
  baseline: Baseline,
  side: Side,
  byHour: ReadonlyMap<number, HourAmounts> | null,
  at: (second: number) => string,
): Comparison["baseline"] {
  const isDeclared = baseline.kind === "declared";
  const span = isDeclared ? declaredSpan(baseline.averages) : spanOf(baseline.figures.covered);
  return {
    kind: baseline.kind,
    start: span && at(span.startSecond),
    end: span && at(span.endSecond),
    coveredSeconds: side.coveredSeconds,
    days: side.coveredSeconds === null ? null : side.coveredSeconds / DAY_SECONDS,
    wholeDays: side.wholeDays,
    weekdayHours: byHour === null ? null : byHour.size,
    leftOutSeconds: isDeclared ? 0 : baseline.leftOutSeconds,
    ledger: isDeclared ? null : baseline.ledger,
    declared: isDeclared
      ? baseline.averages.map(({ measure, perDay, startSecond, endSecond, source }) => ({
          measure,
          perDay,
          start: startSecond === null ? null : at(startSecond),
          end: endSecond === null ? null : at(endSecond),
          source,
        }))
      : [],
  };
}

function spanOf(covered: ObservedFigures["covered"]): { startSecond: number; endSecond: number } | null {
  const [first, last] = [covered[0], covered.at(-1)];
  return first && last ? { startSecond: first.startSecond, endSecond: last.endSecond } : null;
}

function noAmounts(): Amounts {
  return { visits: null, pageViews: null, hits: null, humanHits: null, uniqueVisitors: null };
}

/** An amount by the day (or another unit of time) of the seconds that it was counted in. */
function perDayOf(amount: number | null, seconds: number | null, unitSeconds: number): number | null {
  return amount === null || seconds === null || seconds === 0 ? null : amount / (seconds / unitSeconds);
}

function ratioOf(amount: number | null, of: number | null): number | null {
  return amount === null || of === null || of === 0 ? null : amount / of;
}
