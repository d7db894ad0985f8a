// Requests that no person makes by hand: programs, and the automatic refresh of results.
import { formatShare } from "../wording.ts";
import { type Rule, shareOf } from "./finding.ts";

const automatedThreshold = 0.1;
const leastHits = 100;

export const automatedShare: Rule = {
  id: "automated-share",
  threshold: (words) => words.automated.threshold(formatShare(automatedThreshold, 0), leastHits),
  find: ({ analysis: { traffic }, words }) => {
    const automated = traffic.hits - traffic.humanHits;
    const share = shareOf(automated, traffic.hits);
    if (share < automatedThreshold || traffic.hits < leastHits) return [];
    return [
      {
        severity: "notice",
        weight: share / 2,
        text: words.automated.text(formatShare(share), automated),
        recommendation: null,
        evidence: { automated, share, threshold: automatedThreshold },
      },
    ];
  },
};

const heavyPolling = 0.5;

export const pollingShare: Rule = {
  id: "polling-share",
  threshold: (words) => words.polling.threshold(leastHits),
  find: ({ analysis: { traffic }, evidence, words }) => {
    const polling = evidence.pollingHits;
    if (polling === 0 || traffic.humanHits < leastHits) return [];
    const share = polling / traffic.humanHits;
    return [
      {
        severity: "info",
        weight: share / 2,
        text: words.polling.text(formatShare(share), polling, traffic.humanHits),
        recommendation: share > heavyPolling ? words.polling.advice : null,
        evidence: { polling, humanHits: traffic.humanHits, share, threshold: heavyPolling },
      },
    ];
  },
};
