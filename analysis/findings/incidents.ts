// Declared incidents and what they left in the traffic, and drops of demand that no incident explains.
import { type IncidentRecord, isoInZone } from "../../ingest/index.ts";
import type { Incident } from "../analysis.ts";
import { intersect, total } from "../intervals.ts";
import { countOf, formatCount, formatDateTime, formatDuration, formatShare, formatShortDateTime } from "../wording.ts";
import { demandDrops } from "./demand-drops.ts";
import type { FindingEvidence } from "./evidence-types.ts";
import { listed, momentOf, periodSeconds, type Rule, shareOf, sumOf } from "./finding.ts";
import { incidentTrace, traceThreshold } from "./incident-trace.ts";

/** The trace of each incident, in their order; null for one without an end. */
export function incidentTraces(
  incidents: readonly Pick<IncidentRecord, "startSecond" | "endSecond">[],
  { loadedMinutes, covered }: Pick<FindingEvidence, "loadedMinutes" | "covered">,
  publicationStart: number | null,
): Incident["trace"][] {
  const spans = incidents.map(({ startSecond, endSecond }) => ({ startSecond, endSecond: endSecond ?? Number.POSITIVE_INFINITY }));
  return incidents.map(({ startSecond, endSecond }, place) => {
    if (endSecond === null) return null;
    const others = spans.filter((_, other) => other !== place);
    return incidentTrace({ startSecond, endSecond }, { minutes: loadedMinutes, covered, others, publicationStart });
  });
}

/** As the report numbers them. */
function numberOf(incidents: readonly Incident[], id: string): string {
  return `incidencia ${formatCount(incidents.findIndex((incident) => incident.id === id) + 1)}`;
}

const mostListed = 3;
type Traced = Incident & { trace: NonNullable<Incident["trace"]> };

function tracedAs(incidents: readonly Incident[], verdict: "con-rastro" | "sin-rastro"): Traced[] {
  return incidents.filter((incident): incident is Traced => incident.trace?.verdict === verdict);
}

/** Less than this part of what was expected is not told as lost. */
const toldLoss = 0.2;

/** What stands for the verdict: a loss, an excess, errors. */
function traceWords({ trace }: Traced): string {
  const { lostHits, excessHits, expectedHits, errors5xx, lostPageViews } = trace;
  const share = expectedHits ? (lostHits ?? 0) / expectedHits : 0;
  const pages = lostPageViews ? [`unas ${formatCount(lostPageViews)} páginas vistas perdidas`] : [];
  const lost =
    share >= toldLoss ? [`unas ${formatCount(lostHits ?? 0)} solicitudes perdidas (${formatShare(share)} de lo esperado)`, ...pages] : [];
  const excess =
    expectedHits && (excessHits ?? 0) >= expectedHits / 2
      ? [`unas ${formatCount(excessHits ?? 0)} solicitudes de personas más de las esperadas`]
      : [];
  const errors = errors5xx ? [countOf(errors5xx, "error del servidor", "errores del servidor")] : [];
  return listed([...lost, ...excess, ...errors]);
}

export const incidentsWithTrace: Rule = {
  id: "incidents-with-trace",
  threshold: traceThreshold,
  find: ({ analysis }) => {
    const { incidents, period, traffic } = analysis;
    const traced = tracedAs(incidents, "con-rastro").toSorted((a, b) => (b.trace.lostHits ?? 0) - (a.trace.lostHits ?? 0));
    if (traced.length === 0) return [];
    const told = traced
      .slice(0, mostListed)
      .map(
        (incident) =>
          `la ${numberOf(incidents, incident.id)}, del ${formatDateTime(incident.start, period.timeZone)}, con ${traceWords(incident)}`,
      );
    const lost = sumOf(traced, ({ trace }) => trace.lostHits ?? 0);
    const lead = `${countOf(traced.length, "incidencia declarada dejó", "incidencias declaradas dejaron")} rastro en el tráfico`;
    const most = traced.length > told.length ? ", sobre todo" : ":";
    return [
      {
        severity: "notice",
        weight: shareOf(lost, traffic.humanHits),
        text: `${lead}${most} ${told.join("; ")}. Lo perdido o excedente es una estimación a partir de la demanda de los 30 minutos anteriores y posteriores.`,
        recommendation: "Conviene citar estas cifras como impacto en el reporte de incidencias.",
        evidence: {
          incidents: traced.map(({ id, trace: { method: _, ...trace } }) => ({ id, ...trace })),
          lostHits: lost,
          threshold: 0.2,
        },
      },
    ];
  },
};

export const incidentsWithoutTrace: Rule = {
  id: "incidents-without-trace",
  threshold:
    "Una degradación declarada en lapsos que la bitácora cubre, sin pérdida, exceso ni errores que pasen los umbrales del rastro (las caídas sin rastro se informan como diferencias entre fuentes).",
  find: ({ analysis }) => {
    const { incidents, period } = analysis;
    const silent = tracedAs(incidents, "sin-rastro").filter(({ effect }) => effect === "degradacion");
    if (silent.length === 0) return [];
    const told = silent
      .slice(0, mostListed)
      .map(
        ({ id, start, trace }) =>
          `la ${numberOf(incidents, id)}, del ${formatDateTime(start, period.timeZone)} (${countOf(trace.observedHits ?? 0, "solicitud de personas", "solicitudes de personas")}, ${formatCount(trace.expectedHits ?? 0)} esperadas, ${countOf(trace.errors5xx ?? 0, "error del servidor", "errores del servidor")})`,
      );
    const lead = `${countOf(silent.length, "degradación declarada no dejó", "degradaciones declaradas no dejaron")} rastro en el tráfico`;
    return [
      {
        severity: "info",
        weight: 0.1,
        text: `${lead}${silent.length > told.length ? ", entre ellas" : ":"} ${listed(told)}.`,
        recommendation: "Conviene revisar su horario y su alcance en el reporte de incidencias.",
        evidence: { incidents: silent.map(({ id, trace: { method: _, ...trace } }) => ({ id, ...trace })), threshold: 0.2 },
      },
    ];
  },
};

export const uncoveredDrops: Rule = {
  id: "uncovered-drops",
  threshold:
    "Tres minutos seguidos o más (hasta 3 horas) cubiertos por la bitácora, cada uno con menos de 30 % de las solicitudes de personas que promedian tanto los 15 minutos anteriores como los 15 posteriores (20 o más por minuto), sin incidencia declarada ni interrupción de la bitácora a 2 minutos o menos.",
  find: (facts) => {
    const drops = demandDrops(facts);
    const [longest] = drops.toSorted((a, b) => b.missing - a.missing);
    if (longest === undefined) return [];
    const { startSecond, endSecond } = periodSeconds(facts.analysis);
    const { timeZone } = facts.analysis.period;
    const at = (second: number): string => isoInZone(second, timeZone);
    const length = formatDuration(longest.endSecond - longest.startSecond);
    const lead =
      drops.length === 1
        ? `La demanda cayó de golpe el ${momentOf(facts.analysis, longest.startSecond)} durante ${length}`
        : `La demanda cayó de golpe ${formatCount(drops.length)} veces; la mayor, el ${momentOf(facts.analysis, longest.startSecond)} durante ${length}`;
    return [
      {
        severity: "warning",
        weight: 0.3 + shareOf(total(intersect(drops, [{ startSecond, endSecond }])), endSecond - startSecond),
        text: `${lead}: ${countOf(longest.observed, "solicitud de personas", "solicitudes de personas")}, cuando lo habitual en ese momento eran unas ${formatCount(Math.round(longest.observed + longest.missing))}. Ninguna incidencia declarada lo explica.`,
        recommendation: `Conviene averiguar si hubo una falla de red o de registro y, en su caso, declarar la incidencia (${listed(drops.slice(0, mostListed).map((drop) => `inicio ${formatShortDateTime(at(drop.startSecond), timeZone)}, fin ${formatShortDateTime(at(drop.endSecond), timeZone)}`))}).`,
        evidence: {
          drops: drops.slice(0, 20).map((drop) => ({
            start: at(drop.startSecond),
            end: at(drop.endSecond),
            observedHits: drop.observed,
            missingHits: Math.round(drop.missing),
          })),
          total: drops.length,
          threshold: 0.3,
        },
      },
    ];
  },
};
