// Words of the findings on the service: outages, disagreements, server errors, failing and missing pages.
import { countOf, formatCount } from "../../../wording.ts";

export const outages = {
  threshold: "Minutes with 20 or more hits, at least half of which got a server error (5xx).",
  one: (length: string, moment: string): string => `of ${length}, which began on ${moment}`,
  several: (total: string, moment: string, longest: string): string =>
    `${total} in total; the longest began on ${moment} and lasted ${longest}`,
  text: (outages: number, which: string): string =>
    `The log shows ${outages === 1 ? "one outage" : `${formatCount(outages)} outages`} (minutes with 20 or more hits and at least half of them with a server error), ${which}.`,
  advice: (outages: number): string =>
    `The root cause ${outages === 1 ? "" : "of each "}should be documented, and the measures that keep it from happening again.`,
};

export const disagreement = {
  threshold:
    "A difference of more than 2 minutes between what was declared and the log, or of 5 minutes with the monitor; or an outage that only one source knows.",
  declaredNotSeen: (moment: string, declared: string, byMonitor: boolean): string =>
    `The declared outage of ${moment} (${declared}) ${byMonitor ? "was not recorded by the monitor" : "does not appear as an outage in the log"}.`,
  seenNotDeclared: (moment: string, seen: string, byMonitor: boolean): string =>
    `${byMonitor ? "The monitor recorded" : "The log shows"} an outage on ${moment} (${seen}) that was not declared.`,
  differentLength: (moment: string, declared: string, seen: string, byMonitor: boolean): string =>
    `The outage of ${moment} was declared as ${declared}, and ${byMonitor ? `the monitor measured ${seen}` : `in the log it lasts ${seen}`}.`,
  observersDiffer: (moment: string, log: string, monitor: string): string =>
    `From ${moment} on, the log shows ${log} of downtime and the monitor ${monitor}, in time that both cover.`,
  advice: "The disagreement should be cleared up in the report of incidents before handing in.",
};

export const serverErrors = {
  threshold: (share: string, errors: number, grave: string): string =>
    `More than ${share} of the hits, and ${errors} or more; serious from ${grave} on.`,
  text: (errors: number, share: string): string =>
    `${countOf(errors, "hit of the period", "hits of the period")} (${share}) got a server error (5xx).`,
  advice: "The capacity of the origin server and the fallback answers of the content delivery network should be looked at.",
};

export const bursts = {
  threshold: (requests: number, errors: number, share: string, burst: number): string =>
    `Minutes with ${requests} or more hits, ${errors} or more 5xx errors and at least ${share} of them with an error; runs of ${burst} or more errors that touch no outage (gaps of up to 2 minutes are joined).`,
  incidents: (numbers: readonly string[], listed: string): string =>
    `${numbers.length === 1 ? "the declared incident" : "the declared incidents"} ${listed}`,
  paths: (listed: string): string => ` The paths with most errors to people: ${listed}.`,
  when: (moment: string, length: string, errors: number, requests: number, share: string): string =>
    `${moment}: in ${length}, ${formatCount(errors)} of ${formatCount(requests)} hits (${share}) got a server error`,
  one: (when: string, paths: string): string => `There was a run of errors, short of an outage, on ${when}.${paths}`,
  several: (bursts: number, errors: number, when: string, paths: string): string =>
    `There were ${formatCount(bursts)} runs of errors, short of an outage, with ${formatCount(errors)} server errors in total. The greatest began on ${when}.${paths}`,
  allDeclared: (bursts: number, incidents: string): string => ` ${bursts === 1 ? "It coincides" : "They coincide"} with ${incidents}.`,
  noneDeclared: " No declared incident explains it.",
  someDeclared: (undeclared: number): string => ` ${countOf(undeclared, "run coincides", "runs coincide")} with no declared incident.`,
  advice: "The cause should be found out and, where it applies, the incident declared as a degradation.",
};

export const failingPages = {
  threshold: (errors: number, share: string, times: number, grave: string): string =>
    `A page with ${errors} or more 5xx errors to people, which are at least ${share} of the tries to see it and ${times} times the proportion of the other pages; errors inside outages and floods, which are the whole site's, do not count. Serious from ${grave} of the tries to see pages on.`,
  more: (pages: number): string => ` There ${pages === 1 ? "is" : "are"} ${countOf(pages, "more page", "more pages")} like it.`,
  text: (page: string, errors: number, tries: number, apart: boolean, share: string, others: string): string =>
    `The page ${page} answered with a server error ${formatCount(errors)} of the ${countOf(tries, "time", "times")} that people asked for it${apart ? ", outages and floods not counted" : ""} (${share}; the other pages, ${others}).`,
  advice: "That page should be looked at by itself: its program, its data or its database query.",
};

export const brokenLinks = {
  threshold: (hits: number, addresses: number): string =>
    `A page that does not exist (404, 410), asked for ${hits} times or more, from ${addresses} addresses or more, starting from a page of the own site.`,
  page: (path: string, hits: number, from: string): string => `${path} (${countOf(hits, "time", "times")}, from ${from})`,
  text: (pages: number, listed: string, isCut: boolean): string => {
    const lead =
      pages === 1
        ? "A link of the own site leads to a page that does not exist"
        : `${formatCount(pages)} pages that do not exist are linked from the own site`;
    return `${lead}${isCut ? "; the most asked for are" : ":"} ${listed}.`;
  },
  advice: (pages: number): string =>
    `The ${pages === 1 ? "link" : "links"} should be corrected or the ${pages === 1 ? "page" : "pages"} published.`,
};

export const missingPages = {
  threshold: (hits: number, addresses: number, share: string): string =>
    `A page that does not exist (404, 410), asked for by people ${hits} times or more, from ${addresses} addresses or more and at least ${share} of the page views, without a known link of the own site.`,
  page: (path: string, hits: number): string => `${path} (${formatCount(hits)} times)`,
  text: (pages: number, listed: string, isCut: boolean): string =>
    `Many people asked for ${pages === 1 ? "a page that does not exist" : `${formatCount(pages)} pages that do not exist`}: ${listed}${isCut ? ", among others" : ""}.`,
  advice: "A redirect to the results should be published, and the address that was spread corrected.",
};
