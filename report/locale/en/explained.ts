// Definitions by the names under which analysis/measures.ts knows them: the memoria's own words, and a few that only an explanation needs.
import type { DefinitionId } from "../../../analysis/index.ts";
import { availability, comparison, hits, lines, type MethodParameters, places, visits } from "./definitions.ts";

/** The term in definitions.ts that each stands for. */
const terms: Partial<Record<DefinitionId, string>> = {
  "line-class": "Class of a line",
  "repeated-line": "Duplicate line",
  "source-role": "Source and role",
  "source-clock": "Clock of a source",
  scope: "Scope",
  period: "Period",
  hit: "Hit",
  internal: "Internal",
  bot: "Automated",
  polling: "Automatic refresh",
  "page-view": "Page view",
  asset: "Asset",
  other: "Other",
  "human-hits": "Human hits",
  lists: "What each list counts",
  "client-address": "Client IP address",
  "unique-visitor": "Unique visitor (estimated)",
  visit: "Visit",
  "single-page-visit": "Single-page visit",
  "visit-way": "Entry page, exit page and path",
  "answer-facts": "Response time, cache and encrypted connection",
  stay: "Visit duration",
  "active-time": "Active time",
  "time-on-page": "Time on page",
  peak: "Peak minute and peak hour",
  "list-order": "Order of the lists",
  availability: "Availability",
  declared: "Declared by the difusor",
  log: "Seen in the log",
  "log-coverage": "Coverage of the log",
  monitor: "Measured by monitor",
  disagreement: "Disagreements between the sources",
  "restore-times": "Mean time to restore and between outages",
  verdict: "Verdict",
  "request-success": "Hits without a server error",
  "usual-average": "The portal's usual average",
  "hourly-comparison": "Comparison by hour",
  place: "Place",
  privacy: "Privacy",
};

/** What no memoria prints, as it shows what these are. */
const own: Partial<Record<DefinitionId, [term: string, text: string]>> = {
  given: ["Given value", "Taken as it is from the options, the call or the program itself; it is not worked out."],
  "read-from-file": ["Value as read", "Taken as it is from the file that was handed in."],
  curve: [
    "Curve",
    "A sum over steps of equal length, of one minute to one day: the finest with which the curve has no more than 3,000 points.",
  ],
  finding: ["Finding", "A rule over the other figures; each carries in its evidence the numbers and the threshold from which it follows."],
  warning: ["Warning", "What to know before trusting a figure; it follows from the files and from the other figures."],
  compliance: ["Compliance", "The verdict on each measurable clause of the call, with the evidence from which it follows."],
};

/** Term and text of a definition. */
export function definitionOf(id: DefinitionId, parameters: MethodParameters): [term: string, text: string] {
  const all = [...lines, ...hits, ...visits(parameters), ...availability(parameters), ...comparison, ...places];
  const found = own[id] ?? all.find(([term]) => term === terms[id]);
  if (!found) throw new Error(`no definition ${id}`);
  return found;
}
