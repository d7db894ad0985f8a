// The list of rules, and the order in which findings are told.
import { expect, it } from "vitest";
import { findingRules, findings } from "../../../analysis/findings/index.ts";
import { analysisWords } from "../../../analysis/locale/words.ts";
import { declared, even, factsOf, iso } from "../../support/finding-facts.ts";

it("every rule has its own id and a threshold in words", () => {
  expect(new Set(findingRules.map(({ id }) => id)).size).toBe(findingRules.length);
  for (const language of ["es", "en"] as const) {
    for (const { threshold } of findingRules) expect(threshold(analysisWords(language))).toMatch(/^[A-Z].+\.$/);
  }
});

it("nothing is found in nothing", () => {
  expect(findings(factsOf({}))).toEqual([]);
});

it("the gravest come first, then the heaviest, each with its rule's threshold", () => {
  const statusClasses = { "1xx": 0, "2xx": 0, "3xx": 0, "4xx": 70, "5xx": 100, other: 0 };
  const outage = { source: "log" as const, start: iso(0), end: iso(60), seconds: 60, incidentId: null };
  const facts = factsOf({
    traffic: { hits: 1000, humanHits: 800, statusClasses },
    outages: [outage],
    incidents: [declared("I-001", 0, 60)],
    evidence: { minutes: even(0, 10, 100), pollingHits: 400, loopback: { pageViews: 1, visitors: 1 } },
  });
  const found = findings(facts);
  // Weights: an outage 1 and more, 5xx 0.1; robots 0.2 / 2, 4xx 0.07, 1 page view of none 0; decay 0.4, trend 0.3, refreshes 0.5 / 2.
  expect(found.map(({ id }) => id)).toEqual([
    "log-outages",
    "server-errors",
    "automated-share",
    "refused-requests",
    "loopback-views",
    "demand-decay",
    "demand-trend",
    "polling-share",
  ]);
  expect(found.map(({ threshold }) => threshold)).toEqual(
    found.map(({ id }) => findingRules.find((rule) => rule.id === id)?.threshold(analysisWords("es"))),
  );
  expect(found.every((finding) => !("weight" in finding))).toBe(true);
});
