// Words of the sections on availability and on the clauses.

export const title = "Disponibilidad";
export const complianceTitle = "Verificación de cláusulas";

export const intro =
  "La disponibilidad se mide por tres vías independientes: lo que declara el difusor, lo que se observa en la bitácora de acceso y, cuando existe, lo que midió un monitor. Se informa por separado del periodo de publicación y de cada mes natural, porque la duración del periodo decide cuánto tiempo sin servicio se permite.";

export function targetSentence(target: string, clause: string | null): string {
  return clause === null ? `La meta es de ${target}.` : `La meta es de ${target} (cláusula ${clause}).`;
}
export function monthlyBasis(clause: string): string {
  return `La convocatoria la pide por mes (cláusula ${clause}); la cifra del periodo de publicación se muestra a su lado.`;
}
export function monthlySummary(clause: string | null): string {
  return `Disponibilidad por mes, como la pide la convocatoria${clause === null ? "" : ` (cláusula ${clause})`}, y en otros periodos`;
}
export const noTarget = "No hay una meta de disponibilidad fijada; se informan las cifras sin veredicto.";
export const sourceMissing = {
  declared: "El difusor no declaró incidencias.",
  log: "No hay bitácora con la cual observar el servicio.",
  monitor: "No se entregó la medición de un monitor.",
} as const;
export const noResults = "No hay incidencias declaradas, bitácoras ni monitor con los cuales calcular la disponibilidad.";

export const rows = {
  total: "Duración del periodo (T)",
  excluded: "Tiempo excluido (E)",
  down: "Tiempo sin servicio (D)",
  unknown: "Tiempo sin registro",
  coverage: "Cobertura de los registros",
  allowed: "Tiempo sin servicio permitido",
  arithmetic: "Cálculo",
  availability: "Disponibilidad",
  weighted: "Con degradaciones por su peso",
  outages: "Interrupciones",
  restore: "Tiempo medio de restablecimiento",
  between: "Tiempo medio entre interrupciones",
  verdict: "Veredicto",
} as const;

export const measure = "Medida";
export const noVerdict = "Sin meta";
export const notJudged = "Sin juzgar";
export const whyNotJudged =
  "No se juzga: la convocatoria no fija un límite del periodo de publicación y falta declararlo, por lo que las cifras son del lapso que cubren las bitácoras. Lo declara el difusor; con él se calcula lo permitido y el veredicto.";

export function periodCaption(period: string): string {
  return `Disponibilidad: ${period}`;
}
export const arithmeticNote =
  "Disponibilidad = 1 − D ÷ (T − E). D no incluye el tiempo excluido. Se compara sin redondear y se imprime truncada.";
export function arithmeticNoteWithTarget(target: string): string {
  return `${arithmeticNote} Permitido = (1 − ${target}) × (T − E). Cumple si D más el tiempo sin registro no pasa de lo permitido; incumple si D lo rebasa; en otro caso no es verificable.`;
}
export function arithmetic(down: string, base: string): string {
  return `1 − ${down} ÷ ${base}`;
}
export function downOfAllowed(down: string, allowed: string): string {
  return `${down} sin servicio; permitido: ${allowed}`;
}
export function downAtLeast(down: string): string {
  return `${down} sin servicio; los registros no cubren el periodo`;
}
export const noRecords = "sin registros que cubran el periodo";
export function covered(share: string): string {
  return `cobertura de ${share}`;
}
export const unsigned = "sin declaración firmada de que la lista está completa";
export function downOnly(down: string): string {
  return `${down} sin servicio`;
}

export const perSourceCaption = "Disponibilidad por separado: cada fuente de bitácoras y cada punto de monitor";
export const perSourceColumns = {
  source: "Fuente",
  period: "Periodo",
  down: "Sin servicio",
  allowed: "Permitido",
  coverage: "Cobertura",
  availability: "Disponibilidad",
} as const;

/** What the figures of the monitor rest on. */
export function monitorFacts(monitors: { name: string; product: string; checks: string; bounds: string }[]): string {
  const each = monitors.map(({ name, product, checks, bounds }) => `${name} (${product}; registros: ${checks}, ${bounds})`);
  const pooled = monitors.length === 1 ? "" : " Se toman como mediciones de un mismo servicio, que está disponible cuando alguna lo ve.";
  return `Medición por monitor: ${each.join("; ")}.${pooled}`;
}

export const outagesTitle = "Interrupciones";
export const outagesCaption = "Interrupciones del periodo, por fuente";
export const outageColumns = { source: "Fuente", start: "Inicio", end: "Fin", duration: "Duración", incident: "Incidencia" } as const;
export function noOutages(sources: string[]): string {
  return `Sin interrupciones en el periodo, según la disponibilidad ${sources.join(" y la ")}. Fuera de lo que cubren los registros no se sabe si las hubo.`;
}
export const outagesUnknown = "No hay registros que cubran el periodo: no se sabe si hubo interrupciones.";
export const noIncident = "sin incidencia";
export function incidentReference(number: number): string {
  return `Incidencia ${number}`;
}

export const disagreementsTitle = "Diferencias entre las fuentes";
export const disagreementsCaption = "Tiempo sin servicio según cada fuente, donde no coinciden";
export const disagreementColumns = {
  kind: "Diferencia",
  start: "Inicio",
  end: "Fin",
  declared: "Declarado",
  log: "En bitácora",
  monitor: "En monitor",
} as const;
export const notCompared = "no se compara";
export const noDisagreements = "No hay diferencias entre las fuentes que cubren el periodo.";

export const exclusionsCaption = "Tiempo excluido del cálculo";
export const exclusionColumns = { start: "Inicio", end: "Fin", reason: "Motivo", approvedBy: "Aprobado por" } as const;
export const noExclusions = "No se excluyó tiempo alguno del cálculo.";

export const callStatus = { official: "oficial", press: "conocida por la prensa" } as const;
export const evidenceSources = {
  log: "bitácora",
  declared: "declarada por el difusor",
  several: "varias",
  program: "elaboración de la memoria",
} as const;

export const complianceCaption = "Cláusulas de la convocatoria y su verificación";
export const complianceColumns = { requirement: "Requisito", clause: "Cláusula", section: "Apartado", verdict: "Resultado" } as const;
export const ownSection = "Evidencia";
export const evidenceTitle = "Evidencia de cada cláusula";
export const complianceIntro =
  "«No verificable» significa que los registros entregados no bastan para afirmar ni negar el cumplimiento. «Indicio» es un hecho que debe confirmar quien revisa.";

/** Which version was checked; one of the press is marked. */
export function complianceVersion(version: string, isPress: boolean): string {
  const source = isPress ? ", conocida por la prensa y sin documento oficial" : "";
  return `Se verifica la versión «${version}» de la convocatoria${source}. Lo que la convocatoria no señala no tiene renglón.`;
}
export const pressClause = "(versión de la prensa)";

/** "Cláusulas verificadas: 18. Cumple 3, incumple 1, no verificable 12, indicio 2.", for `rich`. */
export function verdictCounts(counts: { word: string; count: number }[], total: number): string {
  const each = counts.map(({ word, count }, i) => `${i === 0 ? word : word.toLowerCase()} ${count}`);
  return `**Cláusulas verificadas: ${total}.** ${each.join(", ")}.`;
}
export const sectionsRequirement = "La memoria contiene los apartados que pide la convocatoria";
export const noClause = "sin número";
export function sectionsPresent(titles: readonly string[]): string {
  return `Están los ${titles.length} apartados: ${titles.join("; ")}.`;
}
export function sectionsLacking(lacking: readonly { section: string; sentence: string }[]): string {
  return `Hay apartados incompletos. ${lacking.map(({ section, sentence }) => `${section}: ${sentence}`).join(" ")}`;
}
export const otherPeriodsCaption = "Disponibilidad por mes y en otros periodos";
export function summaryTitleUnjudged(name: string): string {
  return `Disponibilidad: ${name}, sin juzgar`;
}
export function summaryTitle(name: string, target: string | null): string {
  return target === null ? `Disponibilidad: ${name}, sin meta fijada` : `Disponibilidad: ${name}, con meta de ${target}`;
}

export function perSourceHead(measure: string, period: string): string {
  return `${measure}, ${period}`;
}
