// Pages that fail: one that errs far more than the rest, links of the site that lead nowhere, and pages that many ask for in vain.
import type { Interval } from "../intervals.ts";
import { formatShare } from "../wording.ts";
import type { MissingPage } from "./evidence-types.ts";
import { type Draft, type Facts, type Rule, shareOf, sumOf } from "./finding.ts";
import { floods } from "./floods.ts";
import { isProbePath } from "./probe-paths.ts";
import { shownPath } from "./server-errors.ts";

const leastPageErrors = 20;
const leastPageShare = 0.05;
const leastTimesOthers = 5;
const gravestPageShare = 0.01;
const mostListed = 3;

/** Outages of the log and floods: then it is not one page that fails. */
function generalFailures(facts: Facts): Interval[] {
  const outages = facts.analysis.availability.outages.filter(({ source }) => source === "log");
  return [
    ...outages.map(({ start, end }) => ({ startSecond: Date.parse(start) / 1000, endSecond: Date.parse(end) / 1000 })),
    ...floods(facts),
  ];
}

export const failingPages: Rule = {
  id: "failing-pages",
  threshold: (words) =>
    words.failingPages.threshold(leastPageErrors, formatShare(leastPageShare, 0), leastTimesOthers, formatShare(gravestPageShare, 0)),
  find: (facts) => {
    const { evidence, analysis, words } = facts;
    const errors = new Map<string, number>();
    const failures = generalFailures(facts);
    const isGeneral = (minute: number): boolean => failures.some((span) => minute * 60 >= span.startSecond && minute * 60 < span.endSecond);
    for (const { path, isPage, minute, errors5xx } of evidence.errorPaths)
      if (isPage && !isGeneral(minute)) errors.set(path, (errors.get(path) ?? 0) + errors5xx);
    const seen = new Map(evidence.pages.map(({ path, pageViews }) => [path, pageViews]));
    const allErrors = sumOf([...errors.values()], (count) => count);
    const allTries = allErrors + analysis.traffic.pageViews;
    const failing = [...errors]
      .map(([path, count]) => ({ path, errors: count, tries: count + (seen.get(path) ?? 0) }))
      .filter(({ errors: count, tries }) => {
        const others = shareOf(allErrors - count, allTries - tries);
        return count >= leastPageErrors && count >= tries * leastPageShare && count / tries >= others * leastTimesOthers;
      })
      .sort((a, b) => b.errors - a.errors || (a.path < b.path ? -1 : 1));
    return failing.slice(0, mostListed).map(({ path, errors: count, tries }, place): Draft => {
      const others = shareOf(allErrors - count, allTries - tries);
      const more = place === mostListed - 1 && failing.length > mostListed ? words.failingPages.more(failing.length - mostListed) : "";
      return {
        id: place === 0 ? "failing-pages" : `failing-pages-${place + 1}`,
        severity: count >= allTries * gravestPageShare ? "warning" : "notice",
        weight: shareOf(count, analysis.traffic.hits),
        text: `${words.failingPages.text(shownPath(path), count, tries, failures.length > 0, formatShare(count / tries), formatShare(others))}${more}`,
        recommendation: words.failingPages.advice,
        evidence: { path: shownPath(path), errors: count, tries, share: count / tries, othersShare: others, threshold: leastPageShare },
      };
    });
  },
};

const leastBrokenHits = 5;
const leastBrokenAddresses = 3;

/** Rows of one path as one; its addresses are at least those of its greatest row. */
function byPath(rows: readonly MissingPage[]): { path: string; hits: number; addresses: number; from: string | null }[] {
  return [...Map.groupBy(rows, ({ path }) => path)]
    .map(([path, of]) => ({
      path,
      hits: sumOf(of, ({ hits }) => hits),
      addresses: Math.max(...of.map(({ addresses }) => addresses)),
      from: of[0]?.referrer ?? null,
    }))
    .sort((a, b) => b.hits - a.hits || (a.path < b.path ? -1 : 1));
}

export const brokenLinks: Rule = {
  id: "broken-links",
  threshold: (words) => words.brokenLinks.threshold(leastBrokenHits, leastBrokenAddresses),
  find: ({ evidence, analysis, words }) => {
    if (evidence.ownHost === null) return [];
    const own = evidence.missingPages.filter(({ referrerHost, path }) => referrerHost === evidence.ownHost && !isProbePath(path));
    const broken = byPath(own).filter(({ hits, addresses }) => hits >= leastBrokenHits && addresses >= leastBrokenAddresses);
    if (broken.length === 0) return [];
    const hits = sumOf(broken, (page) => page.hits);
    const told = broken
      .slice(0, mostListed)
      .map((page) => words.brokenLinks.page(shownPath(page.path), page.hits, shownPath(page.from ?? "")));
    return [
      {
        severity: "notice",
        weight: shareOf(hits, analysis.traffic.hits),
        text: words.brokenLinks.text(broken.length, words.listed(told), broken.length > told.length),
        recommendation: words.brokenLinks.advice(broken.length),
        evidence: {
          hits,
          pages: broken.slice(0, 20).map(({ path, from, ...page }) => ({ path: shownPath(path), from: shownPath(from ?? ""), ...page })),
          total: broken.length,
          ownHost: evidence.ownHost,
          threshold: leastBrokenHits,
        },
      },
    ];
  },
};

const leastMissingHits = 50;
const leastMissingAddresses = 10;
const leastMissingShare = 0.01;

export const missingPagesRule: Rule = {
  id: "missing-pages",
  threshold: (words) => words.missingPages.threshold(leastMissingHits, leastMissingAddresses, formatShare(leastMissingShare, 0)),
  find: ({ evidence, analysis, words }) => {
    const foreign = evidence.missingPages.filter(
      ({ referrerHost, path }) => (evidence.ownHost === null || referrerHost !== evidence.ownHost) && !isProbePath(path),
    );
    const wanted = byPath(foreign).filter(
      ({ hits, addresses }) =>
        hits >= leastMissingHits && addresses >= leastMissingAddresses && hits >= analysis.traffic.pageViews * leastMissingShare,
    );
    if (wanted.length === 0) return [];
    const hits = sumOf(wanted, (page) => page.hits);
    const told = wanted.slice(0, mostListed).map((page) => words.missingPages.page(shownPath(page.path), page.hits));
    return [
      {
        severity: "notice",
        weight: shareOf(hits, analysis.traffic.hits),
        text: words.missingPages.text(wanted.length, words.listed(told), wanted.length > told.length),
        recommendation: words.missingPages.advice,
        evidence: {
          hits,
          pages: wanted.slice(0, 20).map(({ path, hits: of, addresses }) => ({ path: shownPath(path), hits: of, addresses })),
          threshold: leastMissingHits,
        },
      },
    ];
  },
};
