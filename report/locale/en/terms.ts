// One English word for every term of the analysis: verdicts, sources, periods, kinds of hits, reasons.
import { formatMonth, printable } from "../../../analysis/index.ts";

export const verdicts = {
  cumple: "Met",
  incumple: "Not met",
  "no-verificable": "Not verifiable",
  indicio: "Indication",
} as const;

export const availabilitySources = {
  declared: "Declared by the difusor",
  log: "Seen in the log",
  monitor: "Measured by monitor",
} as const;

export const availabilitySourcesShort = { declared: "declared", log: "log", monitor: "monitor" } as const;

export const incidentTypes = {
  interrupcion: "Service interruption",
  "falla-pagina": "Page failure",
  conectividad: "Connectivity problem",
  ataque: "Cyberattack",
  otro: "Other",
} as const;

export const incidentEffects = { caida: "Outage", degradacion: "Degradation", ninguno: "No effect on the service" } as const;

export const severities = { warning: "serious", notice: "for attention", info: "informative" } as const;

export const roles = { edge: "edge", origin: "origin" } as const;

export const hitKinds = {
  page: "Page views",
  polling: "Automatic refreshes of the page",
  asset: "Assets of the page",
  other: "Others (redirects, errors, other methods)",
  bot: "Automated hits",
  internal: "The difusor's own",
} as const;

export const statusClasses = {
  "1xx": "1xx · informational",
  "2xx": "2xx · answered",
  "3xx": "3xx · redirected or unchanged",
  "4xx": "4xx · refused for an error of the request",
  "5xx": "5xx · server errors",
  other: "No recognisable code",
} as const;

/** What kind of disagreement, and between which sources; `seenBy` null: between log and monitor. */
export function disagreementName(
  kind: "declared-not-seen" | "seen-not-declared" | "different-length" | "observers-differ",
  seenBy: "log" | "monitor" | null,
): string {
  const seen = seenBy === "monitor" ? "recorded by the monitor" : "seen in the log";
  return {
    "declared-not-seen": `Declared and not ${seen}`,
    "seen-not-declared": `${seen.charAt(0).toUpperCase()}${seen.slice(1)} and not declared`,
    "different-length": `Duration other than the one ${seen}`,
    "observers-differ": "Log and monitor differ",
  }[kind];
}

const PERIODS: Readonly<Record<string, string>> = {
  window: "Publication period",
  operation: "Operation of the PREP",
  stage: "Election day and results",
  jornada: "Election day",
  logs: "Days of logs asked for",
  baseline: "The portal's usual average",
  custom: "Period reported",
};

/** A named period: "Publication period", "December 2024". */
export function periodName(name: string): string {
  return name.startsWith("month:") ? formatMonth(name.slice("month:".length), "en") : (PERIODS[name] ?? printable(name));
}

/** The same inside a sentence or after a colon: "publication period", "December 2024". */
export function periodInside(name: string): string {
  const period = periodName(name);
  return name.startsWith("month:") ? period : period.charAt(0).toLowerCase() + period.slice(1);
}

const NAMES: Readonly<Record<string, string>> = {
  "": "Not identified",
  "-": "Not identified",
  unknown: "Not identified",
  other: "Others",
  mobile: "Telephone",
  phone: "Telephone",
  smartphone: "Telephone",
  tablet: "Tablet",
  desktop: "Computer",
  tv: "Television",
  console: "Games console",
};

/** A browser, system or device: as the analysis names it, in English where it is a plain word. */
export function agentName(name: string): string {
  return NAMES[name.toLowerCase()] ?? printable(name);
}

/** A site of origin, or the words for a visit without one. */
export function referrerName(name: string): string {
  return /^(|-|direct|\(direct\)|none|\(none\))$/iu.test(name) ? "Direct or without referrer" : printable(name);
}

const BOT_REASONS: Readonly<Record<string, string>> = {
  isbot: "Stands in the isbot list",
  empty: "User agent empty or a hyphen in the log",
};

/** An automated agent; one that gave no name is called so. */
export function botName(name: string): string {
  return name === "" || name === "-" ? "No name" : printable(name);
}

export function botReason(reason: string): string {
  return BOT_REASONS[reason.toLowerCase()] ?? printable(reason);
}

const REJECTION_REASONS: Readonly<Record<string, string>> = {
  "no-match": "Does not fit the format",
  "line-too-long": "Line too long",
  "bad-time": "Invalid date or time",
  "bad-status": "Invalid status code",
};

/** Why a line was rejected, in words where the code is known. */
export function rejectionReason(code: string): string {
  const words = REJECTION_REASONS[code];
  return words === undefined ? printable(code) : `${words} (${printable(code)})`;
}

const MEASURES: Readonly<Record<string, string>> = {
  visits: "Visits",
  pageViews: "Page views",
  hits: "Hits",
  humanHits: "Human hits",
  visitors: "Unique visitors",
  uniqueVisitors: "Unique visitors",
};

export function measureName(measure: string): string {
  const perHour = /^(.*?)(?:PerHour|:hour|\/hour)$/u.exec(measure);
  if (perHour?.[1] !== undefined && MEASURES[perHour[1]] !== undefined) return `${MEASURES[perHour[1]]} per hour`;
  return MEASURES[measure] ?? printable(measure);
}
