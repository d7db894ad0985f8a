// Words of the sections on log files, the ledger of lines and the annexes' integrity.
import { formatCount } from "../../../analysis/index.ts";

export const title = "Access logs";
export const intro =
  "The original logs are an annex of restricted access. Each file is identified by its SHA-256 hash, by which anyone can check that the file analysed is the one handed in.";
export const filesCaption = "Analysed files";
export const fileColumns = {
  name: "File",
  source: "Source",
  format: "Format",
  bytes: "Size",
  first: "First line",
  last: "Last line",
  lines: "Lines",
} as const;
export const hashesCaption = "SHA-256 hash of each file";
export const hashColumn = "SHA-256";
export const leftOutCaption = "Content of archives that was not read";
export const leftOutColumns = { name: "File", bytes: "Size", reason: "Why it was not read", hash: "SHA-256" } as const;
export const leftOutReasons = {
  debris: "Left behind by a system",
  hidden: "Hidden item",
  link: "Link or device",
  folder: "Empty folder",
  asked: "Left out on request",
} as const;
export function leftOutNote(shown: number, all: number): string {
  return shown === all
    ? "No figure counts it."
    : `No figure counts it. ${formatCount(shown)} of ${formatCount(all)} are shown; the annex archivos-no-leidos.csv holds all of them.`;
}
export const pending = "This section is pending: no access logs have been handed in. The difusor provides them.";
export const pendingItem = "The access logs are missing; the difusor provides them.";
export function requestedDays(first: string, last: string, clause: string | null): string {
  const days = first === last ? `the logs of ${first}` : `the logs of ${first} to ${last}, inclusive`;
  return `The call asks for ${days}${clause === null ? "" : ` (clause ${clause})`}.`;
}

export function lackingDays(first: string, last: string, from: string, to: string): string {
  return `The logs handed in go from ${from} to ${to} and do not cover all days asked for, ${first} to ${last}; the difusor provides those missing.`;
}

export const ledgerTitle = "Ledger of lines";
export const ledgerIntro =
  "Each line of each file ends in exactly one class. None is dropped without being counted, and the classes add up to the total of lines read.";
export const ledgerCaption = "Lines by file and class, of everything loaded";
export const ledgerColumns = {
  file: "File",
  read: "Read",
  hits: "Hits",
  blank: "Blank",
  directives: "Directives",
  rejected: "Rejected",
  duplicates: "Duplicates",
} as const;
export const total = "Total";
export function balance(lines: {
  read: number;
  hits: number;
  blank: number;
  directives: number;
  rejected: number;
  duplicates: number;
}): string {
  const { read, hits, blank, directives, rejected, duplicates } = lines;
  return (
    `${formatCount(read)} lines read = ${formatCount(hits)} hits + ${formatCount(blank)} blank + ${formatCount(directives)} directives + ` +
    `${formatCount(rejected)} rejected + ${formatCount(duplicates)} duplicates.`
  );
}
export function unbalanced(difference: number): string {
  return `The classes do not add up to the total: there is a difference of ${formatCount(difference)} lines, which has to be cleared up before the memoria is handed in.`;
}
export const reasonsCaption = "Rejected lines, by reason, of everything loaded";
export const reasonColumns = { reason: "Reason", lines: "Lines" } as const;
export const noRejected = "No line was rejected.";
export const kindsCaption = "Hits in scope, by kind, of everything loaded";
export const kindColumns = { kind: "Kind", hits: "Hits", share: "Share" } as const;
export const scopeCaption = "From the hits loaded to those of the period";
export const scopeColumns = { part: "Hits", hits: "Count" } as const;
export const scopeRows = {
  loaded: "Loaded from all logs",
  originHits: "Less: of the origin server, behind the content delivery network",
  outOfScope: "Less: not the PREP's, out of the given scope",
  outsidePeriod: "Less: outside the period",
  period: "Of the period, the basis of the statistics",
} as const;
export const warningsTitle = "Warnings";

export function onlyFormat(format: string): string {
  return `All files are in the format ${format}.`;
}
