// The target of availability as a clause: the worst verdict of the sources, over the span that the call measures it by.
import type { Analysis, AvailabilityResult } from "../analysis.ts";
import type { Convocatoria } from "../convocatoria.ts";
import { formatDurationExact, formatMonth, formatShareTruncated, formatTarget } from "../wording.ts";
import { type Check, checked, clausesOf, type Telling } from "./clause.ts";

const rank = { incumple: 0, "no-verificable": 1, cumple: 2 } as const;

/** Null where the call states no target. The publication window is told beside the months, and decides only where no span is named. */
export function checkAvailability(call: Convocatoria, { results, target }: Analysis["availability"], telling: Telling): Check | null {
  const { target: cited, basis } = call.availability;
  if (cited.value === null || target === null) return null;
  const words = telling.words.availabilityTarget;
  const monthly = basis.value === "monthly";
  const requirement = {
    id: "availability",
    requirement: words.requirement(formatTarget(cited.value), monthly),
    clause: clausesOf(telling.words, cited.clause, basis.clause),
  };
  const pooled = results.filter((result) => result.logSource === null && saysSomething(result));
  const ofMonths = pooled.filter(({ period }) => period.startsWith("month:"));
  const ofWindow = pooled.filter(({ period }) => period === "window");
  const deciding = monthly ? ofMonths : ofWindow;
  const worst = deciding.toSorted((a, b) => rank[a.verdict ?? "no-verificable"] - rank[b.verdict ?? "no-verificable"])[0];
  if (worst === undefined) {
    return checked(requirement, { verdict: "no-verificable", evidence: words.nothing });
  }
  const told = [...deciding, ...(monthly ? ofWindow : [])].map((result) => resultWords(telling, result, target));
  return checked(requirement, {
    verdict: worst.verdict ?? "no-verificable",
    evidence: `${sentenceCase(told.join("; "))}. ${words.deciders(monthly)}.`,
    figures: {
      target,
      worstSource: worst.source,
      availability: worst.availability,
      downSeconds: worst.downSeconds,
      unknownSeconds: worst.unknownSeconds,
      allowedSeconds: worst.allowedSeconds,
    },
    period: worst.period,
    source: "several",
  });
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A source without a word on the period decides nothing: it is not there, which the other sources' unknown time already tells. */
function saysSomething({ availability, verdict }: AvailabilityResult): boolean {
  return availability !== null || verdict === "incumple";
}

function resultWords(
  { words: { availabilityTarget: words, language } }: Telling,
  { source, period, availability, downSeconds, unknownSeconds, allowedSeconds, verdict }: AvailabilityResult,
  target: number,
): string {
  const name = period.startsWith("month:") ? formatMonth(period.slice("month:".length), language) : words.window;
  const share = availability === null ? "" : `${formatShareTruncated(availability, target)}, `;
  const unknown =
    unknownSeconds === null ? words.notComplete : unknownSeconds > 0 ? words.unknown(formatDurationExact(unknownSeconds)) : "";
  const allowed = allowedSeconds === null ? "" : words.allowed(formatDurationExact(allowedSeconds));
  const down = words.down(share, formatDurationExact(downSeconds), unknown, allowed);
  return words.result(words.sources[source], name, down, words.verdicts[verdict ?? "no-verificable"]);
}
