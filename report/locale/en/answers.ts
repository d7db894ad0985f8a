// Words on ways through the site, on how requests were answered, and on the sources' clocks.
import type { Column } from "../../document.ts";

const text = (title: string): Column => ({ title, kind: "text" });
const code = (title: string): Column => ({ title, kind: "code" });
const number = (title: string): Column => ({ title, kind: "number" });

export const waysTitle = "Entries, exits and paths";
export const noWays = "No visit begins in the period.";
export const entryCaption = "Entry pages";
export const exitCaption = "Exit pages";
export const pathsCaption = "Most frequent paths";
export const entryColumns: Column[] = [code("First page of the visit"), number("Visits"), number("Share")];
export const exitColumns: Column[] = [code("Last page of the visit"), number("Visits"), number("Share")];
export const pathsColumns: Column[] = [code("First pages of the visit"), number("Visits"), number("Share")];
/** Between the pages of a way. */
export const between = " › ";
export const pathsNote =
  "Up to three pages in a row; loading the same one again does not count. A path of one page is a visit that went to no other.";
export function ofPeriod(period: string): string {
  return `Of the visits that begin in the period (${period}).`;
}
/** `isCut`: the list itself keeps the first ones only. */
export function leftOut(shown: number, total: number, annex: string, isCut: boolean): string {
  return isCut
    ? `The first ${shown} are shown; the first ${total} are in the annex ${annex}.`
    : `${shown} of ${total} are shown; the whole list is in the annex ${annex}.`;
}

export const statusesCaption = "Answers by HTTP status code";
export const statusesColumns: Column[] = [text("Code"), number("Hits"), number("Share")];
export const noStatus = "no code";
export const methodsCaption = "Hits by method";
export const protocolsCaption = "Hits by protocol";
export const namedColumns = (name: string): Column[] => [text(name), number("Hits"), number("Share")];
export const method = "Method";
export const protocol = "Protocol";
const NAMES: Readonly<Record<string, string>> = { other: "other", unknown: "not recorded" };
export function answerName(name: string): string {
  return NAMES[name] ?? name;
}

export const timesCaption = "Response time";
export const timesColumns: Column[] = [text("Measure"), number("All hits"), number("Page views")];
export const timesRows = {
  count: "Hits with a recorded time",
  p50: "Median: half took this or less",
  p90: "90 of every 100 took this or less",
  p95: "95 of every 100 took this or less",
  p99: "99 of every 100 took this or less",
  max: "The slowest",
} as const;
export const noTimes = "The logs do not record the response time.";
export const notRecorded = "not recorded";
export const secureTls = "Over an encrypted connection (TLS)";
export const securePlain = "Not encrypted";
export const secureUnknown = "The log does not say";
export const secureCaption = "Hits over an encrypted connection";
export const secureColumns: Column[] = [text("Connection"), number("Hits"), number("Share")];
export const noSecure = "The logs do not record whether the connection was encrypted.";
export function cacheSentence(answers: string, cacheHits: string, share: string, period: string): string {
  return `Of ${answers} hits with a recorded cache result, the cache answered ${cacheHits} (${share}); ${period}.`;
}
export const noCache = "The logs do not record the cache result.";

export const figures = {
  secure: "Hits over an encrypted connection (where known)",
  cache: "Hits answered by the cache (where known)",
  p50: "Response time, median",
  p95: "Response time, 95 of every 100",
} as const;

export const sourcesCaption = "Sources and their clocks, of everything loaded";
export const sourcesColumns: Column[] = [text("Source"), text("Role"), number("Files"), number("Hits"), text("Clock")];
export const clockReference = "reference";
export const clockUnknown = "cannot be known";
export const clockEqual = "agrees with the reference";
export const clockEqualHours = "agrees with the reference to the hour";
export function clockAhead(duration: string): string {
  return `${duration} ahead`;
}
export function clockBehind(duration: string): string {
  return `${duration} behind`;
}
export function sourcesNote(reference: string): string {
  return `Clocks are compared with that of ${reference}, by the hits that both sources record or, where there are none, by the shape of their demand, which tells whole hours only.`;
}
