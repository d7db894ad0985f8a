// Words of what an auditor would object to.
import { formatCount, formatShare } from "../../../analysis/index.ts";

export const kinds = {
  pending: "Pendiente",
  cause: "Causa",
  coverage: "Cobertura",
  silence: "Sin registro",
  disagreement: "Diferencia",
  clause: "Cláusula",
  geography: "Geografía",
  rejected: "Líneas",
  leftOut: "Sin leer",
} as const;

export const sections = {
  incidents: "Reporte de incidencias",
  statistics: "Estadísticas de visitas",
  availability: "Disponibilidad",
  clauses: "Verificación de cláusulas",
  logs: "Bitácoras de acceso",
  ledger: "Balance de líneas",
} as const;

export function cause(number: number): string {
  return `De la incidencia ${number} no se declara la causa raíz; si no se conoce, conviene decirlo.`;
}

export function coverage(share: string, period: string, source: string | null): string {
  const whose = source === null ? "Las bitácoras cubren" : `La bitácora de ${source} cubre`;
  return `${whose} el ${share} de: ${period}. Conviene entregar las que faltan o explicar por qué no las hay.`;
}

export function unverifiable(source: string, period: string, unknown: string | null): string {
  const why = unknown === null ? "no hay declaración firmada de que la lista está completa" : `${unknown} sin registro`;
  return `La disponibilidad según la fuente «${source}» no es verificable (${period}: ${why}).`;
}

export function declaredAlone(period: string): string {
  return `El cumplimiento de la disponibilidad descansa solo en lo que declara el difusor (${period}): ni la bitácora ni un monitor lo confirman.`;
}

export function disagreement(kind: string, at: string): string {
  return `${kind}, el ${at}: la diferencia no está explicada.`;
}

export function clause(requirement: string, verdict: "incumple" | "indicio"): string {
  const end = /[.!?]$/u.test(requirement) ? "" : ".";
  return verdict === "incumple" ? `Incumplimiento: ${requirement}${end}` : `Indicio que habrá que aclarar: ${requirement}${end}`;
}

export function geography(years: number): string {
  const distance = years === 1 ? "más de un año" : `más de ${formatCount(years)} años`;
  return `Entre el periodo y la base de datos geográfica hay ${distance}: los lugares pueden ser otros. Conviene usar una de la época.`;
}

export function rejected(lines: number, read: number): string {
  return `${formatCount(lines)} líneas no se reconocieron (${formatShare(lines / read, 2)}); conviene revisarlas, y con memoria reparse leerlas en otro formato.`;
}

export function leftOut(files: number, first: string): string {
  return files === 1
    ? `Un archivo de lo entregado se dejó fuera por indicación expresa y no se leyó (${first}); conviene explicar qué contiene.`
    : `${formatCount(files)} archivos de lo entregado se dejaron fuera por indicación expresa y no se leyeron (el primero, ${first}); conviene explicar qué contienen.`;
}
