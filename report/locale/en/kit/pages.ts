// Words of the pages of the kit: the frame of the checklist and of the calendar.

export const title = "The difusor's checklist";
export const advice = "Recommendation of Memoria";
export const call = "Call";
export const callWithoutClause = "Call, without a clause number in the profile";
export function callClause(clause: string): string {
  return `Call, ${clause}`;
}

export const use =
  "Dates and duties come from the call, with their clause; recommendations are Memoria's. In case of doubt the official text of the call holds.";
export function zone(label: string): string {
  return `All times are local: ${label}.`;
}
export const dated = "By date";
export const datedIntro = "Each task stands at the day on which it begins.";
export const standing = "Standing duties";
export const standingIntro = "They hold throughout the publication.";
export const unstated = "What the call does not state";
export const unstatedIntro = "Best settled in writing with the institute; Memoria assumes no value.";
export function calendarName(institute: string, electionDay: string): string {
  return `Difusor of the PREP, ${institute} ${electionDay}`;
}

export function dayHour(day: string, hour: string): string {
  return `${day}, ${hour}`;
}
export function dayHours(day: string, from: string, to: string): string {
  return `${day}, ${from} to ${to}`;
}
export function days(first: string, last: string, hours: { from: string; to: string } | null): string {
  return `${first} to ${last}${hours === null ? "" : `, ${hours.from} to ${hours.to}`}`;
}
