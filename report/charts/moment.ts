// Moments and periods as the titles and subtitles of charts tell them.
import type { Analysis } from "../../analysis/index.ts";
import { formatDate, formatDateTime, formatTime, zoneLabel } from "../../analysis/index.ts";
import { chartWords as words } from "../locale/es-MX.ts";

/** "a las 20:41 h del 8 de diciembre de 2024". */
export function momentWords(at: string, timeZone: string): string {
  return words.atMoment(formatTime(at, timeZone), formatDate(at, timeZone));
}

/** The moment of a step of a series; a whole day has no hour: "el 8 de diciembre de 2024". */
export function stepMomentWords(at: string, stepSeconds: number, timeZone: string): string {
  return stepSeconds === 86_400 ? words.onDay(formatDate(at, timeZone)) : momentWords(at, timeZone);
}

/** The period with its zone: "del 8 de diciembre de 2024, 20:00 h, al 10 de diciembre de 2024, 00:00 h (hora del centro, UTC-6)". */
export function boundsWords({ start, end, timeZone }: Analysis["period"]): string {
  return words.fromTo(formatDateTime(start, timeZone), formatDateTime(end, timeZone), zoneLabel(timeZone, start, end));
}
