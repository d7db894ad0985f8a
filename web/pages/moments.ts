// Moments as pages show them: local to central Mexico unless another zone is given, always with the zone.
import { formatDateTime, formatShortDateTime, zoneLabel } from "../../analysis/index.ts";

const usualTimeZone = "America/Mexico_City";

/** "8 de diciembre de 2024, 19:00 h (hora del centro, UTC-6)". `at`: ISO time. */
export function momentText(at: string, timeZone: string = usualTimeZone): string {
  return `${formatDateTime(at, timeZone)} (${zoneLabel(timeZone, at)})`;
}

/** "08/12/2024 19:00": for a cell of a table whose caption says the zone. */
export function momentCell(at: string, timeZone: string = usualTimeZone): string {
  return formatShortDateTime(at, timeZone);
}

/** "Sesiones (hora del centro, UTC-6)": a table's caption with the zone of its times. */
export function withZone(caption: string, times: readonly (string | null)[], timeZone: string = usualTimeZone): string {
  const sorted = times.filter((at) => at !== null).sort();
  const [first] = sorted;
  return first === undefined ? caption : `${caption} (${zoneLabel(timeZone, first, sorted.at(-1))})`;
}
