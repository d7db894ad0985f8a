// Moments and periods as the titles and subtitles of charts tell them.
import type { Analysis } from "../../analysis/index.ts";
import { formatDate, formatDateTime, formatTime, zoneLabel } from "../../analysis/index.ts";
import type { Words } from "../locale/words.ts";

/** "a las 20:41 h del 8 de diciembre de 2024". */
export function momentWords(words: Words, at: string, timeZone: string): string {
  return words.charts.atMoment(formatTime(at, timeZone, words.language), formatDate(at, timeZone, words.language));
}

/** The moment of a step of a series; a whole day has no hour: "el 8 de diciembre de 2024". */
export function stepMomentWords(words: Words, at: string, stepSeconds: number, timeZone: string): string {
  return stepSeconds === 86_400 ? words.charts.onDay(formatDate(at, timeZone, words.language)) : momentWords(words, at, timeZone);
}

/** The period with its zone: "del 8 de diciembre de 2024, 20:00 h, al 10 de diciembre de 2024, 00:00 h (hora del centro, UTC-6)". */
export function boundsWords(words: Words, { start, end, timeZone }: Analysis["period"]): string {
  return words.charts.fromTo(
    formatDateTime(start, timeZone, words.language),
    formatDateTime(end, timeZone, words.language),
    zoneLabel(timeZone, start, end, words.language),
  );
}
