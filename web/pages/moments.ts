// Moments as pages show them: local to central Mexico unless another zone is given, always with the zone.
import { formatDateTime, zoneLabel } from "../../analysis/index.ts";

const usualTimeZone = "America/Mexico_City";

/** "8 de diciembre de 2024, 19:00 h (hora del centro, UTC-6)". `at`: ISO time. */
export function momentText(at: string, timeZone: string = usualTimeZone): string {
  return `${formatDateTime(at, timeZone)} (${zoneLabel(timeZone, at)})`;
}
