// Words of the sections on availability and on the clauses.

export const title = "Availability";
export const complianceTitle = "Verification of clauses";

export const intro =
  "Availability is measured in three independent ways: what the difusor declares, what is seen in the access log and, where there is one, what a monitor measured. It is told apart for the publication period and for each calendar month, as the length of the period decides how much downtime is allowed.";

export function targetSentence(target: string, clause: string | null): string {
  return clause === null ? `The target is ${target}.` : `The target is ${target} (clause ${clause}).`;
}
export function monthlyBasis(clause: string): string {
  return `The call asks for it by month (clause ${clause}); the figure of the publication period is shown beside it.`;
}
export function monthlySummary(clause: string | null): string {
  return `Availability by month, as the call asks for it${clause === null ? "" : ` (clause ${clause})`}, and in other periods`;
}
export const noTarget = "No availability target is set; the figures are given without a verdict.";
export const sourceMissing = {
  declared: "The difusor declared no incidents.",
  log: "There is no log in which to see the service.",
  monitor: "No monitor's measurements were handed in.",
} as const;
export const noResults = "There are no declared incidents, logs or monitor from which to work out the availability.";

export const rows = {
  total: "Length of the period (T)",
  excluded: "Excluded time (E)",
  down: "Downtime (D)",
  unknown: "Time without record",
  coverage: "Coverage of the records",
  allowed: "Allowed downtime",
  arithmetic: "Arithmetic",
  availability: "Availability",
  weighted: "With degradations by their weight",
  outages: "Outages",
  restore: "Mean time to restore",
  between: "Mean time between outages",
  verdict: "Verdict",
} as const;

export const measure = "Measure";
export const noVerdict = "No target";
export const notJudged = "Not judged";
export const whyNotJudged =
  "Not judged: the call leaves a bound of the publication period open and it has not been declared, so that the figures are of the span that the logs cover. The difusor declares it; with it, what is allowed and the verdict are worked out.";

export function periodCaption(period: string): string {
  return `Availability: ${period}`;
}
export const arithmeticNote =
  "Availability = 1 − D ÷ (T − E). D does not include excluded time. It is compared unrounded and printed truncated.";
export function arithmeticNoteWithTarget(target: string): string {
  return `${arithmeticNote} Allowed = (1 − ${target}) × (T − E). Met if D plus the time without record is no more than allowed; not met if D is more; otherwise not verifiable.`;
}
export function arithmetic(down: string, base: string): string {
  return `1 − ${down} ÷ ${base}`;
}
export function downOfAllowed(down: string, allowed: string): string {
  return `${down} of downtime; allowed: ${allowed}`;
}
export function downAtLeast(down: string): string {
  return `${down} of downtime; the records do not cover the period`;
}
export const noRecords = "no records that cover the period";
export function covered(share: string): string {
  return `coverage of ${share}`;
}
export const unsigned = "no signed statement that the list is complete";
export function downOnly(down: string): string {
  return `${down} of downtime`;
}

export const perSourceCaption = "Availability apart: each source of logs and each monitoring point";
export const perSourceColumns = {
  source: "Source",
  period: "Period",
  down: "Downtime",
  allowed: "Allowed",
  coverage: "Coverage",
  availability: "Availability",
} as const;

/** What the figures of the monitor rest on. */
export function monitorFacts(monitors: { name: string; product: string; checks: string; bounds: string }[]): string {
  const each = monitors.map(({ name, product, checks, bounds }) => `${name} (${product}; records: ${checks}, ${bounds})`);
  const pooled =
    monitors.length === 1 ? "" : " They are taken as measurements of one service, which is available when any of them sees it.";
  return `Measured by monitor: ${each.join("; ")}.${pooled}`;
}

export const outagesTitle = "Outages";
export const outagesCaption = "Outages of the period, by source";
export const outageColumns = { source: "Source", start: "Start", end: "End", duration: "Duration", incident: "Incident" } as const;
export function noOutages(sources: string[]): string {
  return `No outages in the period, by the availability ${sources.join(" and the one ")}. Beyond what the records cover nobody knows whether there were any.`;
}
export const outagesUnknown = "There are no records that cover the period: nobody knows whether there were outages.";
export const noIncident = "no incident";
export function incidentReference(number: number): string {
  return `Incident ${number}`;
}

export const disagreementsTitle = "Disagreements between the sources";
export const disagreementsCaption = "Downtime by source, where the sources disagree";
export const disagreementColumns = {
  kind: "Disagreement",
  start: "Start",
  end: "End",
  declared: "Declared",
  log: "In the log",
  monitor: "In the monitor",
} as const;
export const notCompared = "not compared";
export const noDisagreements = "The sources that cover the period do not disagree.";

export const exclusionsCaption = "Time excluded from the calculation";
export const exclusionColumns = { start: "Start", end: "End", reason: "Reason", approvedBy: "Approved by" } as const;
export const noExclusions = "No time was excluded from the calculation.";

export const callStatus = { official: "official", press: "known from the press" } as const;
export const evidenceSources = {
  log: "log",
  declared: "declared by the difusor",
  several: "several",
  program: "making of the memoria",
} as const;

export const complianceCaption = "Clauses of the call and their verification";
export const complianceColumns = { requirement: "Requirement", clause: "Clause", section: "Section", verdict: "Outcome" } as const;
export const ownSection = "Evidence";
export const evidenceTitle = "Evidence of each clause";
export const complianceIntro =
  "“Not verifiable” means that the records handed in are not enough to affirm or deny compliance. “Indication” is a fact that the reviewer has to confirm.";

/** Which version was checked; one of the press is marked. */
export function complianceVersion(version: string, isPress: boolean): string {
  const source = isPress ? ", known from the press and without an official document" : "";
  return `The version “${version}” of the call is verified${source}. What the call does not state has no row. What it words itself is quoted in Spanish.`;
}
export const pressClause = "(version of the press)";

/** "Clauses verified: 18. Met 3, not met 1, not verifiable 12, indication 2.", for `rich`. */
export function verdictCounts(counts: { word: string; count: number }[], total: number): string {
  const each = counts.map(({ word, count }, i) => `${i === 0 ? word : word.toLowerCase()} ${count}`);
  return `**Clauses verified: ${total}.** ${each.join(", ")}.`;
}
export const sectionsRequirement = "The memoria holds the sections that the call asks for";
export const noClause = "no number";
export function sectionsPresent(titles: readonly string[]): string {
  return `The ${titles.length} sections are there: ${titles.join("; ")}.`;
}
export function sectionsLacking(lacking: readonly { section: string; sentence: string }[]): string {
  return `Some sections are incomplete. ${lacking.map(({ section, sentence }) => `${section}: ${sentence}`).join(" ")}`;
}
export const otherPeriodsCaption = "Availability by month and in other periods";
export function summaryTitleUnjudged(name: string): string {
  return `Availability: ${name}, not judged`;
}
export function summaryTitle(name: string, target: string | null): string {
  return target === null ? `Availability: ${name}, no target set` : `Availability: ${name}, with a target of ${target}`;
}

export function perSourceHead(measure: string, period: string): string {
  return `${measure}, ${period}`;
}
