// Words of the sections on findings, comparison and comments.

export const title = "Analysis and conclusions";
export const findingsTitle = "Findings";
export const recommendation = "Recommendation";
export const noFindings = "The automatic analysis found nothing that stands out.";
export const thresholds =
  "Each finding comes from a rule with a fixed threshold; the thresholds and the figures behind each finding are in anexos/hallazgos.csv.";
export const userAnalysis = "The difusor's analysis";
export const conclusions = "Conclusions";
export const recommendations = "Recommendations";
export const conclusionsPending = "The conclusions are pending: the difusor writes them.";
export const conclusionsPendingItem = "The conclusions are missing; the difusor writes them.";
export const recommendationsPending = "The recommendations are pending: the difusor writes them.";
export const recommendationsPendingItem = "The recommendations are missing; the difusor writes them.";

export const comparisonTitle = "Comparison with the portal's usual average";
export const comparisonCaption = "The portal's usual average and the period compared with it: per day and in total";
export const comparisonColumns = {
  measure: "Measure",
  baseline: "Usual per day",
  period: "Period per day",
  ratio: "Ratio",
  baselineTotal: "Usual, total",
  periodTotal: "Period, total",
} as const;
export const comparisonPerHourCaption = "Per hour, with the usual mean of the same hours";
export const comparisonPerHourColumns = {
  measure: "Measure",
  baseline: "Usual per hour",
  period: "Period per hour",
  ratio: "Ratio",
} as const;
export const comparisonHoursCaption = "Hits of each hour and the usual ones";
export const comparisonHourColumns = ["Hour", "Hits", "Usual", "Compared with"] as const;
export const sameHour = "same weekday and hour";
export const plainMean = "plain mean";
export const declaredCaption = "Averages declared by the difusor";
export const declaredColumns = { measure: "Measure", perDay: "Per day", start: "From", end: "To", source: "Source" } as const;
export const baselineLogs =
  "The usual average comes from the following logs, which were read by the same rules and count in no other figure of this document.";
export const baselineFilesCaption = "Logs of the usual average, with their SHA-256 hash";
export const baselineLedgerCaption = "Ledger of lines of the logs of the usual average";
export const comparisonPending =
  "This section is pending: the portal's usual average is missing. The difusor provides it, as logs of earlier days or as declared averages.";
export const comparisonPendingItem =
  "The portal's usual average is missing; the difusor provides it, as logs of earlier days or as declared averages.";
export function method(text: string): string {
  return `Method: ${text}`;
}
export function times(ratio: string): string {
  return `${ratio} times`;
}

export const commentsTitle = "Comments and suggestions";
export const commentsPending = "This section is pending: the difusor writes the comments and suggestions.";
export const commentsPendingItem = "The comments and suggestions are missing; the difusor writes them.";
