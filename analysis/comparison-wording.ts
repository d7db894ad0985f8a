// The comparison in words: its method with the days that it rests on, and what a reader must know before trusting it.
import type { Analysis } from "./analysis.ts";
import { countOf, formatCount, formatDateTime, formatDecimal, formatDuration, formatShare, zoneLabel } from "./wording.ts";

type Comparison = NonNullable<Analysis["comparison"]>;
export type Warning = Analysis["warnings"][number];

const KINDS: Readonly<Record<Comparison["baseline"]["kind"], string>> = {
  logs: "bitácoras del portal aparte de las del periodo",
  "out-of-scope": "solicitudes del portal ajenas al PREP, de las mismas bitácoras y fuera del periodo de publicación y del que se compara",
  declared: "promedios declarados por el difusor",
};

const PERIODS: Readonly<Record<string, string>> = {
  stage: "la etapa de jornada y resultados",
  window: "el periodo de publicación",
};

const shortestDays = 7;

function days(amount: number): string {
  return `${formatDecimal(amount, 2)} días`;
}

/** How the comparison was made: from what, over which days, and how hours were matched. */
export function comparisonMethod(comparison: Omit<Comparison, "method">, timeZone: string): string {
  const { baseline, period } = comparison;
  const at = (time: string): string => formatDateTime(time, timeZone);
  const span = baseline.start === null || baseline.end === null ? "" : `, del ${at(baseline.start)}, al ${at(baseline.end)}`;
  const covered =
    baseline.coveredSeconds === null
      ? "; no todas las medidas indican los mismos días, o ninguno"
      : ` (${days(baseline.days ?? 0)} ${baseline.kind === "declared" ? "declarados" : "cubiertos"})`;
  const leftOut =
    baseline.leftOutSeconds > 0 ? ` Se dejaron fuera ${formatDuration(baseline.leftOutSeconds)} que coinciden con la elección.` : "";
  return [
    `El promedio habitual se obtuvo de ${KINDS[baseline.kind]}${span}${covered}.${leftOut}`,
    `Se compara con ${PERIODS[period.name] ?? "el periodo que se informa"}, del ${at(period.start)}, al ${at(period.end)} (${days(period.days ?? 0)} cubiertos por las bitácoras; ${zoneLabel(timeZone, period.start, period.end)}).`,
    perDayMethod(comparison),
    hourMethod(comparison),
  ].join(" ");
}

function perDayMethod({ baseline, period }: Omit<Comparison, "method">): string {
  const visitors =
    baseline.wholeDays === null
      ? "los visitantes únicos del periodo"
      : `los visitantes únicos, de ${formatCount(baseline.wholeDays)} y ${formatCount(period.wholeDays)} días naturales completos respectivamente`;
  const rest =
    baseline.kind === "declared"
      ? ` (los del periodo, de ${countOf(period.wholeDays, "día natural completo", "días naturales completos")})`
      : "";
  return `Por día: total entre segundos cubiertos ÷ 86,400; ${visitors}, como media diaria${rest}.`;
}

function hourMethod({ baseline, hourMatching }: Omit<Comparison, "method">): string {
  const { matched, plain } = hourMatching;
  if (matched + plain === 0) return "Por hora: sin horas cubiertas en el periodo.";
  if (baseline.kind === "declared") return "Por hora: el promedio diario declarado entre 24, porque no se conoce por horas.";
  const rest = plain === 0 ? "" : `; ${countOf(plain, "hora restante", "horas restantes")}, con la media simple por hora`;
  return `Por hora: ${countOf(matched, "hora del periodo", "horas del periodo")} de ${formatCount(matched + plain)} con la media del mismo día de la semana y la misma hora${rest}.`;
}

/** What else is known of a baseline. */
export interface BaselineNotes {
  /** Seconds of it that lie in the window or in the period compared. */
  overlapSeconds: number;
  sparse: boolean;
  unused: readonly Comparison["baseline"]["kind"][];
}

/** All that holds, in a fixed order. */
export function baselineWarnings(comparison: Comparison, { overlapSeconds, sparse, unused }: BaselineNotes): Warning[] {
  const { baseline, period, hourMatching } = comparison;
  const found: Warning[] = [];
  const tell = (code: string, text: string): void => void found.push({ code, text: `Promedio habitual del portal: ${text}` });
  const isDeclared = baseline.kind === "declared";
  if (unused.length > 0) tell("baseline-several", `hay bitácoras y promedios declarados; se usan las bitácoras y los declarados no.`);
  if (overlapSeconds > 0) {
    const rest = isDeclared
      ? "los días declarados incluyen tiempo de la elección, y el promedio ya la contiene"
      : "esa parte se dejó fuera";
    tell("baseline-overlap", `${formatDuration(overlapSeconds)} coinciden con el periodo de publicación o con el que se compara; ${rest}.`);
  }
  if (sparse) tell("baseline-sparse", "tiene más de 30 días seguidos sin una sola solicitud, que no cuentan como tiempo cubierto.");
  if (baseline.coveredSeconds === 0) tell("baseline-empty", "no queda tiempo cubierto fuera de la elección; sus cifras no se conocen.");
  else if (baseline.coveredSeconds === null)
    tell(
      "baseline-undated",
      "no se declaró para todas las medidas el mismo periodo (columnas desde y hasta); no se sabe qué días promedia.",
    );
  else if (baseline.days !== null && baseline.days < shortestDays)
    tell("baseline-short", `cubre ${days(baseline.days)}, menos que una semana; no refleja todos los días.`);
  if (period.coveredSeconds === 0)
    tell("comparison-uncovered", "las bitácoras no cubren el periodo con el que se compara; sus cifras no se conocen.");
  else if (!isDeclared && (baseline.coveredSeconds ?? 0) > 0 && hourMatching.matched === 0)
    tell(
      "baseline-no-common-hours",
      "no cubre ninguna hora del mismo día de la semana que el periodo; todas se comparan con la media simple.",
    );
  const rejected = baseline.ledger?.lines.rejected ?? 0;
  if (rejected > 0) {
    const share = formatShare(rejected / (baseline.ledger?.lines.read ?? 1), 4);
    tell("baseline-rejected-lines", `${countOf(rejected, "línea no se reconoció", "líneas no se reconocieron")} (${share}).`);
  }
  return found;
}
