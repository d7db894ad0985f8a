// The hours of Irimbo's election night (2024-12-08) and the ways in which its times are written.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const TIME_ZONE = "America/Mexico_City";

/** Mexico has had no summer time since 2022: one offset holds for the whole log. */
const OFFSET_SECONDS = -6 * 3600;

/** Epoch second of a local time of the sample's dates. */
export function localSecond(day: number, hour: number, minute = 0, second = 0): number {
  return Date.UTC(2024, 11, day, hour, minute, second) / 1000 - OFFSET_SECONDS;
}

export const LOG_START = localSecond(8, 18);
export const LOG_END = localSecond(10, 0);
export const LOG_SECONDS = LOG_END - LOG_START;
export const PUBLICATION_START = localSecond(8, 20);
export const LAST_UPDATE = localSecond(9, 20);
export const CUT_SECONDS = 600;

/** Number of the cut of the preliminary results in force; 0 before the publication. */
export function cutNumber(epochSecond: number): number {
  if (epochSecond < PUBLICATION_START) return 0;
  return 1 + Math.floor((Math.min(epochSecond, LAST_UPDATE) - PUBLICATION_START) / CUT_SECONDS);
}

/** As Apache writes it: `08/Dec/2024:20:00:00 -0600`. */
export function apacheTime(epochSecond: number): string {
  const local = new Date((epochSecond + OFFSET_SECONDS) * 1000);
  const [date, clock] = local.toISOString().split("T");
  const [year, month, day] = (date ?? "").split("-");
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${(clock ?? "").slice(0, 8)} -0600`;
}

/** ISO 8601 with offset: `2024-12-08T20:00:00-06:00`. */
export function isoTime(epochSecond: number): string {
  return `${new Date((epochSecond + OFFSET_SECONDS) * 1000).toISOString().slice(0, 19)}-06:00`;
}

/** As people here write it: `08/12/2024 20:00`. */
export function handwrittenTime(epochSecond: number): string {
  const iso = isoTime(epochSecond);
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}
