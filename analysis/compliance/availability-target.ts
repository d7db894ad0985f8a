// The target of availability as a clause: the worst verdict of the sources, over the span that the call measures it by.
import type { Analysis, AvailabilityResult } from "../analysis.ts";
import type { Convocatoria } from "../convocatoria.ts";
import { formatDurationExact, formatMonth, formatShareTruncated, formatTarget } from "../wording.ts";
import { type Check, checked, clausesOf } from "./clause.ts";

const sourceWords = { declared: "Declarada", log: "Observada en la bitácora", monitor: "Medida por monitor" } as const;
const verdictWords = { cumple: "cumple", incumple: "incumple", "no-verificable": "no verificable" } as const;
const rank = { incumple: 0, "no-verificable": 1, cumple: 2 } as const;

/** Null where the call states no target. The publication window is told beside the months, and decides only where no span is named. */
export function checkAvailability(call: Convocatoria, { results, target }: Analysis["availability"]): Check | null {
  const { target: cited, basis } = call.availability;
  if (cited.value === null || target === null) return null;
  const monthly = basis.value === "monthly";
  const requirement = {
    id: "availability",
    requirement: `Disponibilidad de ${formatTarget(cited.value)}${monthly ? " mensual" : ""}`,
    clause: clausesOf(cited.clause, basis.clause),
  };
  const pooled = results.filter((result) => result.logSource === null && saysSomething(result));
  const ofMonths = pooled.filter(({ period }) => period.startsWith("month:"));
  const ofWindow = pooled.filter(({ period }) => period === "window");
  const deciding = monthly ? ofMonths : ofWindow;
  const worst = deciding.toSorted((a, b) => rank[a.verdict ?? "no-verificable"] - rank[b.verdict ?? "no-verificable"])[0];
  if (worst === undefined) {
    const evidence = "No hay incidencias declaradas, bitácoras ni monitor que digan algo de ese tiempo.";
    return checked(requirement, { verdict: "no-verificable", evidence });
  }
  const told = [...deciding, ...(monthly ? ofWindow : [])].map((result) => resultWords(result, target));
  const deciders = monthly
    ? "Decide la fuente menos favorable de los meses naturales; el periodo de publicación se muestra a su lado"
    : "Decide la fuente menos favorable";
  return checked(requirement, {
    verdict: worst.verdict ?? "no-verificable",
    evidence: `${told.join("; ")}. ${deciders}.`,
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

/** A source without a word on the period decides nothing: it is not there, which the other sources' unknown time already tells. */
function saysSomething({ availability, verdict }: AvailabilityResult): boolean {
  return availability !== null || verdict === "incumple";
}

function resultWords(
  { source, period, availability, downSeconds, unknownSeconds, allowedSeconds, verdict }: AvailabilityResult,
  target: number,
): string {
  const name = period.startsWith("month:") ? formatMonth(period.slice("month:".length)) : "periodo de publicación";
  const share = availability === null ? "" : `${formatShareTruncated(availability, target)}, `;
  const unknown =
    unknownSeconds === null
      ? ", sin saber si la lista está completa"
      : unknownSeconds > 0
        ? ` y ${formatDurationExact(unknownSeconds)} sin registro`
        : "";
  const allowed = allowedSeconds === null ? "" : `, de ${formatDurationExact(allowedSeconds)} permitidos`;
  return `${sourceWords[source]} en ${name}: ${share}${formatDurationExact(downSeconds)} sin servicio${unknown}${allowed} (${verdictWords[verdict ?? "no-verificable"]})`;
}
