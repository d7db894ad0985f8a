// Incidents that contradict one another or that no record could confirm, told by the numbers that they have in the memoria.
import type { Analysis, Incident } from "./analysis.ts";
import { clip, type Interval } from "./intervals.ts";
import type { AnalysisWords } from "./locale/words.ts";

type Warning = Analysis["warnings"][number];
type IncidentWords = AnalysisWords["incidentNotes"];

/** An incident with its place in the list, from 1, and its span in epoch seconds; one without an end has no bound. */
interface Numbered {
  number: number;
  incident: Incident;
  span: Interval;
}

/** More pairs than these are told by their count. */
const mostPairs = 5;

/**
 * @param observed what logs and monitors cover, normalised; empty: there are none, and nothing is said of it.
 */
export function incidentContradictions(
  { incidentNotes: words }: AnalysisWords,
  incidents: readonly Incident[],
  observed: readonly Interval[],
): Warning[] {
  const numbered = incidents.map((incident, i) => ({ number: i + 1, incident, span: spanOf(incident) }));
  const pairs = numbered.flatMap((a, i) => numbered.slice(i + 1).map((b) => (a.span.startSecond <= b.span.startSecond ? [a, b] : [b, a])));
  const sameComponent = pairs.filter(([a, b]) => a && b && componentOf(a.incident) === componentOf(b.incident)) as [Numbered, Numbered][];
  return [
    ...pairWarning(
      words,
      "incidents-overlap",
      sameComponent.filter(([a, b]) => isOutage(a) && isOutage(b) && a.incident.end !== null && meet(a, b)),
      words.overlap,
    ),
    ...pairWarning(
      words,
      "incidents-effect-differs",
      sameComponent.filter(([a, b]) => isDenied(a, b) && meet(a, b)),
      words.effectDiffers,
    ),
    ...pairWarning(
      words,
      "incident-reopened",
      sameComponent.filter(([a, b]) => isOutage(a) && isOutage(b) && a.incident.end === null),
      words.reopened,
    ),
    ...unconfirmable(words, numbered, observed),
  ];
}

/** Incidents with an effect that lie whole outside all that logs and monitors cover. */
function unconfirmable(words: IncidentWords, numbered: readonly Numbered[], observed: readonly Interval[]): Warning[] {
  if (observed.length === 0) return [];
  // One that begins and ends at once, as people write it, stands at its first second.
  const seen = ({ startSecond, endSecond }: Interval): Interval => ({ startSecond, endSecond: Math.max(endSecond, startSecond + 1) });
  const found = numbered.filter(({ incident, span }) => incident.effect !== "ninguno" && clip(observed, seen(span)).length === 0);
  if (found.length === 0) return [];
  const text = words.each(
    found.map(({ number }) => number),
    words.uncovered,
  );
  return [{ code: "incident-uncovered", text }];
}

function pairWarning(
  words: IncidentWords,
  code: string,
  pairs: readonly [Numbered, Numbered][],
  worded: (each: string) => string,
): Warning[] {
  if (pairs.length === 0) return [];
  const named = pairs.slice(0, mostPairs).map(([a, b]) => words.pair(a.number, b.number));
  return [{ code, text: worded(words.pairs(named, pairs.length - named.length)) }];
}

function spanOf({ start, end }: Incident): Interval {
  return { startSecond: Date.parse(start) / 1000, endSecond: end === null ? Number.POSITIVE_INFINITY : Date.parse(end) / 1000 };
}

function componentOf({ component }: Incident): string {
  return (component ?? "").trim().toLowerCase();
}

function isOutage({ incident }: Numbered): boolean {
  return incident.effect === "caida";
}

/** One says that the service was down, the other, of the same type, that nothing happened to it. */
function isDenied(a: Numbered, b: Numbered): boolean {
  const effects = [a.incident.effect, b.incident.effect];
  return a.incident.type === b.incident.type && effects.includes("caida") && effects.includes("ninguno");
}

/** Two half-open spans with a common moment. */
function meet(a: Numbered, b: Numbered): boolean {
  return a.span.startSecond < b.span.endSecond && b.span.startSecond < a.span.endSecond;
}
