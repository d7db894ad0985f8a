// Words of the strips of availability: a strip a day and source, and the sources side by side around an outage.
import type { Column } from "../../document.ts";

export const states = {
  up: "up",
  down: "down",
  degraded: "degradation",
  unknown: "no record",
  excluded: "excluded time",
} as const;

const SOURCE_WORDS = { declared: "declared", log: "in the log", monitor: "in the monitor" } as const;
type Source = keyof typeof SOURCE_WORDS;

function joined(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** Each source with its downtime in words. */
export function calendarTitle(down: { source: Source; words: string }[]): string {
  return `Downtime: ${joined(down.map(({ source, words }) => `${words} ${SOURCE_WORDS[source]}`))}`;
}
export const calendarUnknown = "There are no records that cover the period: nobody knows whether there were outages";
export const calendarQuiet = "No source records downtime";
/** `shown` null: all days. */
export function calendarSubtitle(period: string, shown: { days: number; of: number } | null): string {
  const part = shown === null ? "" : `. ${shown.days} of ${shown.of} days are shown: those with anything but service, and the first ones`;
  return `One strip per day and source, in local hours; ${period}${part}`;
}
export function calendarAlt(facts: string): string {
  return `Strips by day and source, from 0 to 24 hours, with the time up, down and without record. ${facts}. The times of each day are in the data of the chart.`;
}
export const calendarCaption = "Downtime and time without record, by day and source";
export const calendarColumns: Column[] = [
  { title: "Day", kind: "text" },
  { title: "Source", kind: "text" },
  { title: "Down", kind: "number" },
  { title: "Degradation", kind: "number" },
  { title: "No record", kind: "number" },
  { title: "Excluded", kind: "number" },
];
export function calendarNote(left: number): string {
  return left === 0 ? "" : `${left} rows are left out; the outages are complete in the table of outages.`;
}

export function storyTitle(kind: string, parts: { source: Source; words: string }[]): string {
  return `${kind}: ${joined(parts.map(({ source, words }) => `${words} ${SOURCE_WORDS[source]}`))}`;
}
export function storySubtitle(start: string, end: string, zone: string): string {
  return `The sources over the same stretch, from ${start}, to ${end} (${zone})`;
}
export function storyAlt(facts: string): string {
  return `Aligned strips of each source over the same stretch. ${facts}.`;
}
/** Beside a strip: what it adds up to. */
export function downFor(time: string): string {
  return `${time} down`;
}
export function storyFact(source: string, down: string): string {
  return `${source}: ${down}`;
}
export function storiesLeftOut(shown: number, total: number): string {
  return `The ${shown} greatest disagreements of ${total} are drawn; the table has them all.`;
}
