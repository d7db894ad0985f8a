// Words of the section on method: its groups of definitions and the parameters as used.

export const title = "Methodology";
export const intro =
  "The calls do not define what a visit, a visitor or a page is, nor how availability is measured. These are the definitions by which all figures of this document were worked out.";

export const groups = {
  lines: "Lines, sources and periods",
  hits: "Hits and pages",
  visits: "Visitors and visits",
  availability: "Availability",
  comparison: "Comparison with the usual average",
  places: "Places and privacy",
} as const;

export const parametersTitle = "Parameters used";
export const parametersCaption = "Parameters of the analysis";
export const parameterColumns = { name: "Parameter", value: "Value" } as const;
export const parameters = {
  period: "Period",
  timeZone: "Time zone",
  visitGap: "Greatest gap inside a visit",
  scope: "Scope (addresses that are the PREP's)",
  internal: "The difusor's own addresses",
  trustedProxies: "Trusted proxies (X-Forwarded-For)",
  pages: "Paths counted as pages",
  notPages: "Paths not counted as pages",
  resultPath: "Path of the results",
  target: "Availability target",
  geography: "Geographic database",
  isbot: "List of automated agents",
  program: "Program",
  versions: "Version of reading and of rules",
} as const;
export const everything = "all";
export const none = "none";
export const noProxies = "none";
export const standardRule = "those of the definition";
export const noTarget = "no target set";
export const noGeography = "none";
export function isbotVersion(version: string): string {
  return `isbot ${version}`;
}
export function rules(parser: number, rulesVersion: number): string {
  return `reading ${parser}, rules ${rulesVersion}`;
}
/** Where the bounds of a period come from: its clause, the difusor, the calendar or the log. */
export function boundSource(name: string, clause: string | null, declaredByUser: boolean): string {
  if (clause !== null) return declaredByUser ? `clause ${clause} and declared by the difusor` : `clause ${clause}`;
  if (declaredByUser) return "declared by the difusor";
  if (name.startsWith("month:")) return "calendar month";
  return name === "custom" ? "first and last hit of the logs" : "date of the call";
}
export const boundsCaption = "Periods and where their bounds come from";
export const boundsColumns = { name: "Period", start: "Start", end: "End", source: "Origin" } as const;
