// Incidents that contradict one another or that no record could confirm, told by the numbers that they have in the memoria.
import type { Analysis, Incident } from "./analysis.ts";
import { clip, type Interval } from "./intervals.ts";

type Warning = Analysis["warnings"][number];

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
export function incidentContradictions(incidents: readonly Incident[], observed: readonly Interval[]): Warning[] {
  const numbered = incidents.map((incident, i) => ({ number: i + 1, incident, span: spanOf(incident) }));
  const pairs = numbered.flatMap((a, i) => numbered.slice(i + 1).map((b) => (a.span.startSecond <= b.span.startSecond ? [a, b] : [b, a])));
  const sameComponent = pairs.filter(([a, b]) => a && b && componentOf(a.incident) === componentOf(b.incident)) as [Numbered, Numbered][];
  return [
    ...pairWarning(
      "incidents-overlap",
      sameComponent.filter(([a, b]) => isOutage(a) && isOutage(b) && a.incident.end !== null && meet(a, b)),
      (each) =>
        `${each} son caídas del mismo componente que se traslapan: el tiempo común cuenta una sola vez. Conviene revisar sus horas.`,
    ),
    ...pairWarning(
      "incidents-effect-differs",
      sameComponent.filter(([a, b]) => isDenied(a, b) && meet(a, b)),
      (each) =>
        `${each} son del mismo tipo y componente y se traslapan, una con efecto de caída y la otra sin efecto: la caída cuenta. Conviene revisarlas.`,
    ),
    ...pairWarning(
      "incident-reopened",
      sameComponent.filter(([a, b]) => isOutage(a) && isOutage(b) && a.incident.end === null),
      (each) =>
        `${each} son caídas del mismo componente, y la primera no tiene hora de término aunque la segunda comienza después: la primera cuenta hasta el final de cada periodo. Conviene declarar cuándo terminó.`,
    ),
    ...unconfirmable(numbered, observed),
  ];
}

/** Incidents with an effect that lie whole outside all that logs and monitors cover. */
function unconfirmable(numbered: readonly Numbered[], observed: readonly Interval[]): Warning[] {
  if (observed.length === 0) return [];
  const found = numbered.filter(({ incident, span }) => incident.effect !== "ninguno" && clip(observed, span).length === 0);
  const [first] = found;
  if (first === undefined) return [];
  const numbers = found.map(({ number }) => number);
  const text =
    numbers.length === 1
      ? `La incidencia ${first.number} queda fuera de lo que cubren las bitácoras y los monitores: ningún registro puede confirmarla.`
      : `Las incidencias ${numbers.slice(0, -1).join(", ")} y ${numbers.at(-1)} quedan fuera de lo que cubren las bitácoras y los monitores: ningún registro puede confirmarlas.`;
  return [{ code: "incident-uncovered", text }];
}

function pairWarning(code: string, pairs: readonly [Numbered, Numbered][], worded: (each: string) => string): Warning[] {
  if (pairs.length === 0) return [];
  const named = pairs.slice(0, mostPairs).map(([a, b]) => `${a.number} y ${b.number}`);
  const rest = pairs.length > mostPairs ? ` (y ${pairs.length - mostPairs} pares más)` : "";
  return [{ code, text: worded(`Las incidencias ${named.join("; ")}${rest}`) }];
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
