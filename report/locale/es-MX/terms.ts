// One Spanish word for every term of the analysis: verdicts, sources, periods, kinds of hits, reasons.
import { formatMonth, printable } from "../../../analysis/index.ts";

export const verdicts = {
  cumple: "Cumple",
  incumple: "Incumple",
  "no-verificable": "No verificable",
  indicio: "Indicio",
} as const;

export const availabilitySources = {
  declared: "Declarada por el difusor",
  log: "Observada en la bitácora",
  monitor: "Medida por monitor",
} as const;

export const availabilitySourcesShort = { declared: "declarada", log: "bitácora", monitor: "monitor" } as const;

export const incidentTypes = {
  interrupcion: "Interrupción del servicio",
  "falla-pagina": "Falla de la página",
  conectividad: "Problema de conectividad",
  ataque: "Ciberataque",
  otro: "Otro",
} as const;

export const incidentEffects = { caida: "Caída", degradacion: "Degradación", ninguno: "Sin efecto en el servicio" } as const;

export const severities = { warning: "grave", notice: "de atención", info: "informativo" } as const;

export const roles = { edge: "frente al público", origin: "origen" } as const;

export const hitKinds = {
  page: "Páginas vistas",
  polling: "Actualizaciones automáticas de la página",
  asset: "Recursos de la página",
  other: "Otras (redirecciones, errores, otros métodos)",
  bot: "Solicitudes automatizadas",
  internal: "Propias del difusor",
} as const;

export const statusClasses = {
  "1xx": "1xx · informativas",
  "2xx": "2xx · atendidas",
  "3xx": "3xx · redirigidas o sin cambio",
  "4xx": "4xx · rechazadas por error de la solicitud",
  "5xx": "5xx · errores del servidor",
  other: "Sin código reconocible",
} as const;

/** What kind of disagreement, and between which sources; `seenBy` null: between log and monitor. */
export function disagreementName(
  kind: "declared-not-seen" | "seen-not-declared" | "different-length" | "observers-differ",
  seenBy: "log" | "monitor" | null,
): string {
  const seen = seenBy === "monitor" ? "registrada por el monitor" : "observada en la bitácora";
  return {
    "declared-not-seen": `Declarada y no ${seen}`,
    "seen-not-declared": `${seen.charAt(0).toUpperCase()}${seen.slice(1)} y no declarada`,
    "different-length": `Duración distinta de la ${seen}`,
    "observers-differ": "Distinta en bitácora y monitor",
  }[kind];
}

const PERIODS: Readonly<Record<string, string>> = {
  window: "Periodo de publicación",
  operation: "Operación del PREP",
  stage: "Jornada y resultados",
  jornada: "Jornada electoral",
  logs: "Días de bitácoras solicitados",
  baseline: "Promedio habitual del portal",
  custom: "Periodo que se informa",
};

/** A named period: "Periodo de publicación", "Diciembre de 2024". */
export function periodName(name: string): string {
  if (name.startsWith("month:")) {
    const month = formatMonth(name.slice("month:".length));
    return month.charAt(0).toUpperCase() + month.slice(1);
  }
  return PERIODS[name] ?? printable(name);
}

/** The same inside a sentence or after a colon: "periodo de publicación", "diciembre de 2024". */
export function periodInside(name: string): string {
  const period = periodName(name);
  return period.charAt(0).toLowerCase() + period.slice(1);
}

const NAMES: Readonly<Record<string, string>> = {
  "": "Sin identificar",
  "-": "Sin identificar",
  unknown: "Sin identificar",
  other: "Otros",
  mobile: "Teléfono",
  phone: "Teléfono",
  smartphone: "Teléfono",
  tablet: "Tableta",
  desktop: "Computadora",
  tv: "Televisor",
  console: "Consola de juegos",
};

/** A browser, system or device: as the analysis names it, in Spanish where it is a plain word. */
export function agentName(name: string): string {
  return NAMES[name.toLowerCase()] ?? printable(name);
}

/** A site of origin, or the words for a visit without one. */
export function referrerName(name: string): string {
  return /^(|-|direct|\(direct\)|none|\(none\))$/iu.test(name) ? "Acceso directo o sin procedencia" : printable(name);
}

const BOT_REASONS: Readonly<Record<string, string>> = {
  isbot: "Figura en la lista isbot",
  empty: "Navegador vacío o guion en la bitácora",
};

/** An automated agent; one that gave no name is called so. */
export function botName(name: string): string {
  return name === "" || name === "-" ? "Sin nombre" : printable(name);
}

export function botReason(reason: string): string {
  return BOT_REASONS[reason.toLowerCase()] ?? printable(reason);
}

const REJECTION_REASONS: Readonly<Record<string, string>> = {
  "no-match": "No corresponde al formato",
  "line-too-long": "Línea demasiado larga",
  "bad-time": "Fecha u hora no válida",
  "bad-status": "Código de estado no válido",
};

/** Why a line was not recognised, in words where the code is known. */
export function rejectionReason(code: string): string {
  const words = REJECTION_REASONS[code];
  return words === undefined ? printable(code) : `${words} (${printable(code)})`;
}

const MEASURES: Readonly<Record<string, string>> = {
  visits: "Visitas",
  pageViews: "Páginas vistas",
  hits: "Solicitudes",
  humanHits: "Solicitudes de personas",
  visitors: "Visitantes únicos",
  uniqueVisitors: "Visitantes únicos",
};

export function measureName(measure: string): string {
  const perHour = /^(.*?)(?:PerHour|:hour|\/hour)$/u.exec(measure);
  if (perHour?.[1] !== undefined && MEASURES[perHour[1]] !== undefined) return `${MEASURES[perHour[1]]} por hora`;
  return MEASURES[measure] ?? printable(measure);
}
