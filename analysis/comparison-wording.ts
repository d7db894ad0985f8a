// The comparison in words: its method with the days that it rests on, and what a reader must know before trusting it.
import type { Analysis } from "./analysis.ts";
import type { AnalysisWords } from "./locale/words.ts";
import { formatDateTime, formatDecimal, formatDuration, formatShare, zoneLabel } from "./wording.ts";

type Comparison = NonNullable<Analysis["comparison"]>;
export type Warning = Analysis["warnings"][number];

const shortestDays = 7;

function days({ comparison: words }: AnalysisWords, amount: number): string {
  return words.days(formatDecimal(amount, 2));
}

/** How the comparison was made: from what, over which days, and how hours were matched. */
export function comparisonMethod(words: AnalysisWords, comparison: Omit<Comparison, "method">, timeZone: string): string {
  const { baseline, period } = comparison;
  const { language, comparison: told } = words;
  const at = (time: string): string => formatDateTime(time, timeZone, language);
  const span = baseline.start === null || baseline.end === null ? "" : told.span(at(baseline.start), at(baseline.end));
  const covered =
    baseline.coveredSeconds === null ? told.uncertainDays : told.covered(days(words, baseline.days ?? 0), baseline.kind === "declared");
  const leftOut = baseline.leftOutSeconds > 0 ? told.leftOut(formatDuration(baseline.leftOutSeconds)) : "";
  const name = period.name === "stage" ? told.stage : period.name === "window" ? told.window : told.otherPeriod;
  const zone = zoneLabel(timeZone, period.start, period.end, language);
  return [
    told.obtained(told.kinds[baseline.kind], span, covered, leftOut),
    told.compared(name, at(period.start), at(period.end), days(words, period.days ?? 0), zone),
    perDayMethod(words, comparison),
    hourMethod(words, comparison),
  ].join(" ");
}

function perDayMethod({ comparison: words }: AnalysisWords, { baseline, period }: Omit<Comparison, "method">): string {
  const visitors = baseline.wholeDays === null ? words.visitors : words.visitorsOf(baseline.wholeDays, period.wholeDays);
  return words.perDay(visitors, baseline.kind === "declared" ? words.periodVisitors(period.wholeDays) : "");
}

function hourMethod({ comparison: words }: AnalysisWords, { baseline, hourMatching }: Omit<Comparison, "method">): string {
  const { matched, plain } = hourMatching;
  if (matched + plain === 0) return words.noHours;
  if (baseline.kind === "declared") return words.declaredHours;
  return words.perHour(matched, matched + plain, plain === 0 ? "" : words.plainHours(plain));
}

/** What else is known of a baseline. */
export interface BaselineNotes {
  /** Seconds of it that lie in the window or in the period compared. */
  overlapSeconds: number;
  sparse: boolean;
  unused: readonly Comparison["baseline"]["kind"][];
}

/** All that holds, in a fixed order. */
export function baselineWarnings(
  words: AnalysisWords,
  comparison: Comparison,
  { overlapSeconds, sparse, unused }: BaselineNotes,
): Warning[] {
  const { baseline, period, hourMatching } = comparison;
  const found: Warning[] = [];
  const told = words.baseline;
  const tell = (code: string, text: string): void => void found.push({ code, text: told.tell(text) });
  const isDeclared = baseline.kind === "declared";
  if (unused.length > 0) tell("baseline-several", told.several);
  if (overlapSeconds > 0) tell("baseline-overlap", told.overlap(formatDuration(overlapSeconds), isDeclared));
  if (sparse) tell("baseline-sparse", told.sparse);
  if (baseline.coveredSeconds === 0) tell("baseline-empty", told.empty);
  else if (baseline.coveredSeconds === null) tell("baseline-undated", told.undated);
  else if (baseline.days !== null && baseline.days < shortestDays) tell("baseline-short", told.short(days(words, baseline.days)));
  if (period.coveredSeconds === 0) tell("comparison-uncovered", told.uncovered);
  else if (!isDeclared && (baseline.coveredSeconds ?? 0) > 0 && hourMatching.matched === 0)
    tell("baseline-no-common-hours", told.noCommonHours);
  const rejected = baseline.ledger?.lines.rejected ?? 0;
  if (rejected > 0) {
    const share = formatShare(rejected / (baseline.ledger?.lines.read ?? 1), 4);
    tell("baseline-rejected-lines", told.rejected(rejected, share));
  }
  return found;
}
