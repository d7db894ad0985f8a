// Findings: patterns, trends and areas for improvement as rules over the figures, each with its numbers, its threshold and a draft that the user edits.
import type { Language } from "../language.ts";
import { analysisWords } from "../locale/words.ts";
import { cacheLow, plainHttp, polledFromCache, slowAnswers, slowPaths } from "./answers.ts";
import { oldBrowsersRule, outsideState, phoneShare, socialArrivals } from "./audience.ts";
import { automatedShare, pollingShare } from "./automated.ts";
import { dayShares, demandDecay, demandTrend, secondPeak, visitsConcentration } from "./demand-course.ts";
import { brokenLinks, failingPages, missingPagesRule } from "./failing-pages.ts";
import type { Facts, Finding, Rule } from "./finding.ts";
import { fastVisitorsRule, networkFloods } from "./floods.ts";
import { incidentsWithoutTrace, incidentsWithTrace, uncoveredDrops } from "./incidents.ts";
import { disagreements, logOutages } from "./outages.ts";
import { cutRhythm, hourRhythm, peakDemand } from "./peak.ts";
import { loopbackViewsRule, probeVisitsRule } from "./probes.ts";
import { exposedProbes, refusedRequests, scanners } from "./scanners.ts";
import { errorBurstRule, serverErrors } from "./server-errors.ts";

export { gatherEvidence } from "./gather.ts";
export { incidentTraces } from "./incidents.ts";
export { publicationStart } from "./peak.ts";

/** Every rule once. */
export const findingRules: readonly Rule[] = [
  logOutages,
  disagreements,
  exposedProbes,
  networkFloods,
  errorBurstRule,
  uncoveredDrops,
  serverErrors,
  failingPages,
  polledFromCache,
  incidentsWithTrace,
  slowAnswers,
  slowPaths,
  cacheLow,
  brokenLinks,
  missingPagesRule,
  probeVisitsRule,
  loopbackViewsRule,
  fastVisitorsRule,
  refusedRequests,
  automatedShare,
  scanners,
  plainHttp,
  peakDemand,
  visitsConcentration,
  cutRhythm,
  hourRhythm,
  demandDecay,
  secondPeak,
  demandTrend,
  dayShares,
  pollingShare,
  phoneShare,
  outsideState,
  socialArrivals,
  oldBrowsersRule,
  incidentsWithoutTrace,
];

/** The rule that a finding is of, by the finding's id: some rules tell their findings apart by what stands behind theirs. */
export function ruleIdOf(finding: string): string {
  const found = findingRules.find(({ id }) => id === finding) ?? findingRules.find(({ id }) => finding.startsWith(`${id}-`));
  if (!found) throw new Error(`no rule of the finding ${finding}`);
  return found.id;
}

/** From which figures on a rule speaks, in words. */
export function ruleThreshold(rule: string, language: Language): string {
  const found = findingRules.find(({ id }) => id === rule);
  if (!found) throw new Error(`no rule ${rule}`);
  return found.threshold(analysisWords(language));
}

const order = { warning: 0, notice: 1, info: 2 } as const;

/** What the rules find: the gravest first, then the heaviest, then in the order of the rules. */
export function findings(facts: Facts): Finding[] {
  return findingRules
    .flatMap(({ id, threshold, find }) => find(facts).map((draft) => ({ ...draft, id: draft.id ?? id, threshold: threshold(facts.words) })))
    .sort((a, b) => order[a.severity] - order[b.severity] || b.weight - a.weight)
    .map(({ id, severity, text, recommendation, threshold, evidence }) => ({ id, severity, text, recommendation, threshold, evidence }));
}
