// What a reader must know of the sources: clocks that differ, and logs that do not reach the whole period.
import type { Analysis } from "./analysis.ts";
import { type Interval, intersect, subtract, total } from "./intervals.ts";
import { countOf, formatDateTime, formatDuration, formatShare, formatShareTruncated, printable } from "./wording.ts";

type Warning = Analysis["warnings"][number];

/** Less is the time between the beginning of a request and its end, or a rounding. */
const leastSkewSeconds = 5;
/** From so much on, a share of the period without logs is no quiet minute at its edge. */
const leastUncoveredSeconds = 900;

/** Clocks that are ahead or behind, with the method and what speaks for it. */
export function clockWarnings({ sources }: Pick<Analysis, "sources">): Warning[] {
  return sources.flatMap(({ source, clock }) => {
    if (clock === null || Math.abs(clock.skewSeconds) < leastSkewSeconds) return [];
    const { skewSeconds, reference } = clock;
    const way = skewSeconds > 0 ? "adelantado" : "atrasado";
    const zone = skewSeconds % 3600 === 0 ? " Es lo que se ve cuando se lee con una zona horaria equivocada." : "";
    const text = `El reloj de la fuente ${printable(source)} va ${formatDuration(Math.abs(skewSeconds))} ${way} respecto de ${printable(reference)} (${evidenceOf(clock)}). Sus horas se toman como están escritas: conviene corregirlo antes de firmar.${zone}`;
    return [{ code: "clock-skew", text }];
  });
}

function evidenceOf({ method, compared, agreement, runnerUp }: NonNullable<Analysis["sources"][number]["clock"]>): string {
  if (method === "shared-requests") {
    return `por ${countOf(compared, "solicitud registrada", "solicitudes registradas")} en ambas: ${formatShare(agreement, 1)} tiene esa diferencia y ${formatShare(runnerUp, 1)} la que le sigue`;
  }
  const hours = formatDuration(compared * 300);
  return `por la forma de su demanda a lo largo de ${hours}: correlación de ${agreement.toFixed(2)}, y de ${runnerUp.toFixed(2)} con el siguiente desfase en horas`;
}

/**
 * Logs that hold something of the period and not all of it.
 * @param covered by the logs of the role that traffic comes from.
 */
export function coverageWarnings({ period, traffic }: Pick<Analysis, "period" | "traffic">, covered: readonly Interval[]): Warning[] {
  const span = { startSecond: Date.parse(period.start) / 1000, endSecond: Date.parse(period.end) / 1000 };
  const holes = subtract([span], covered);
  const missing = total(holes);
  const [first] = holes;
  if (first === undefined || traffic.hits === 0 || missing < leastUncoveredSeconds) return [];
  const whole = span.endSecond - span.startSecond;
  const share = formatShareTruncated(total(intersect([span], covered)) / whole);
  const at = (second: number): string => formatDateTime(new Date(second * 1000).toISOString(), period.timeZone);
  const where =
    holes.length === 1
      ? `, del ${at(first.startSecond)}, al ${at(first.endSecond)}`
      : `, en ${holes.length} lapsos; el primero, del ${at(first.startSecond)}, al ${at(first.endSecond)}`;
  const text = `Las bitácoras no cubren ${formatDuration(missing)} del periodo (cobertura de ${share})${where}: de ese tiempo no hay cifras, y no se sabe si hubo servicio.`;
  return [{ code: "logs-incomplete", text }];
}
