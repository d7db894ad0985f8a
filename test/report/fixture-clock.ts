// The clock of the report's fixtures: 30 hours from the evening of election day.

const START_MS = Date.parse("2024-12-08T20:00:00-06:00");
export const HOURS = 30;

/** A moment so many seconds after the start, in local time with its offset. */
export function at(secondsAfterStart: number): string {
  const local = new Date(START_MS + secondsAfterStart * 1000 - 6 * 3_600_000);
  return `${local.toISOString().slice(0, 19)}-06:00`;
}

export const WINDOW_SECONDS = HOURS * 3600;
