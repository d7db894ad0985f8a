// Words of the comparison with the portal's usual average: its method and its warnings.
import { countOf, formatCount } from "../../wording.ts";

export const comparison = {
  kinds: {
    logs: "bitácoras del portal aparte de las del periodo",
    "out-of-scope":
      "solicitudes del portal ajenas al PREP, de las mismas bitácoras y fuera del periodo de publicación y del que se compara",
    declared: "promedios declarados por el difusor",
  },
  stage: "la etapa de jornada y resultados",
  window: "el periodo de publicación",
  otherPeriod: "el periodo que se informa",
  days: (amount: string): string => `${amount} días`,
  span: (start: string, end: string): string => `, del ${start}, al ${end}`,
  covered: (days: string, isDeclared: boolean): string => ` (${days} ${isDeclared ? "declarados" : "cubiertos"})`,
  uncertainDays: "; no todas las medidas indican los mismos días, o ninguno",
  leftOut: (length: string): string => ` Se dejaron fuera ${length} que coinciden con la elección.`,
  obtained: (kind: string, span: string, covered: string, leftOut: string): string =>
    `El promedio habitual se obtuvo de ${kind}${span}${covered}.${leftOut}`,
  compared: (period: string, start: string, end: string, days: string, zone: string): string =>
    `Se compara con ${period}, del ${start}, al ${end} (${days} cubiertos por las bitácoras; ${zone}).`,
  visitors: "los visitantes únicos del periodo",
  visitorsOf: (baselineDays: number, periodDays: number): string =>
    `los visitantes únicos, de ${formatCount(baselineDays)} y ${formatCount(periodDays)} días naturales completos respectivamente`,
  periodVisitors: (days: number): string => ` (los del periodo, de ${countOf(days, "día natural completo", "días naturales completos")})`,
  perDay: (visitors: string, rest: string): string =>
    `Por día: total entre segundos cubiertos ÷ 86,400; ${visitors}, como media diaria${rest}.`,
  noHours: "Por hora: sin horas cubiertas en el periodo.",
  declaredHours: "Por hora: el promedio diario declarado entre 24, porque no se conoce por horas.",
  plainHours: (hours: number): string => `; ${countOf(hours, "hora restante", "horas restantes")}, con la media simple por hora`,
  perHour: (matched: number, all: number, rest: string): string =>
    `Por hora: ${countOf(matched, "hora del periodo", "horas del periodo")} de ${formatCount(all)} con la media del mismo día de la semana y la misma hora${rest}.`,
};

export const baseline = {
  tell: (text: string): string => `Promedio habitual del portal: ${text}`,
  several: "hay bitácoras y promedios declarados; se usan las bitácoras y los declarados no.",
  overlap: (length: string, isDeclared: boolean): string =>
    `${length} coinciden con el periodo de publicación o con el que se compara; ${isDeclared ? "los días declarados incluyen tiempo de la elección, y el promedio ya la contiene" : "esa parte se dejó fuera"}.`,
  sparse: "tiene más de 30 días seguidos sin una sola solicitud, que no cuentan como tiempo cubierto.",
  empty: "no queda tiempo cubierto fuera de la elección; sus cifras no se conocen.",
  undated: "no se declaró para todas las medidas el mismo periodo (columnas desde y hasta); no se sabe qué días promedia.",
  short: (days: string): string => `cubre ${days}, menos que una semana; no refleja todos los días.`,
  uncovered: "las bitácoras no cubren el periodo con el que se compara; sus cifras no se conocen.",
  noCommonHours: "no cubre ninguna hora del mismo día de la semana que el periodo; todas se comparan con la media simple.",
  rejected: (lines: number, share: string): string => `${countOf(lines, "línea no se reconoció", "líneas no se reconocieron")} (${share}).`,
};
