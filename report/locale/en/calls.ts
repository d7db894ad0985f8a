// Words of the table of a call: what it states, and what it leaves unsaid.

export const notStated = "not stated";
export const derived = "derived";
export const rows = {
  version: "version",
  document: "document",
  institute: "institute",
  elections: "elections",
  electionDate: "election day",
  timeZone: "time zone",
  operationStart: "start of the operation of the PREP",
  operationEnd: "end of the operation of the PREP",
  windowStart: "start of the publication",
  earliestStart: "earliest start",
  atLeastUntil: "publication at least until",
  until: "publication until",
  minimumDuration: "minimum length of the publication",
  forbiddenBefore: "publishing before forbidden",
  lastCut: "last cut published",
  lastCutStart: "last cut from",
  lastCutEnd: "last cut until",
  cutEvery: "a cut every",
  greatestDelay: "greatest delay of a cut",
  availability: "availability",
  availabilityBasis: "basis of the availability",
  measures: "recording of",
  stage: "stage",
  stageFirstDay: "stage: first day",
  stageLastDay: "stage: last day",
  test: "announced test or rehearsal",
  insidePortal: "may stand inside the portal",
  memoria: "technical report",
  dueDate: "due date of the memoria",
  means: "how it is handed in",
  purpose: "purpose",
  logsFirstDay: "logs: first day",
  logsLastDay: "logs: last day",
  duty: "other duty",
} as const;
export function section(number: number): string {
  return `section ${number}`;
}
export const status = { official: "official", press: "known from the press" } as const;
export const monthly = "by month";
export function required(isRequired: boolean): string {
  return isRequired ? "asked for" : "not asked for (voluntary)";
}
export function meansOf(means: readonly ("paper" | "digital")[]): string {
  return means.map((one) => (one === "paper" ? "on paper" : "digital")).join(" and ");
}
export function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
export function dayRange(first: string, last: string): string {
  return `${first} to ${last}`;
}
export function hours(start: string, end: string): string {
  return `, from ${start} to ${end}`;
}
/** Of the list of all calls. */
export const listColumns = ["id@version", "status", "institute", "election day", "elections"] as const;
export const listStatus = { official: "official", press: "press" } as const;
export const tableColumns = ["requirement", "clause", "value"] as const;
