// Words of the warnings: what to know before trusting a figure.
import { countOf, formatCount } from "../../wording.ts";

export const period = {
  unbounded: (bounds: readonly ("start" | "end")[], byHits: boolean): string => {
    const side = bounds.map((bound) => (bound === "start" ? "the start" : "the end")).join(" nor ");
    return `The call fixes ${bounds.length === 1 ? "not " : "neither "}${side} of the publication period, and it was not declared: its figures are not worked out${byHits ? " and the period that the logs cover is used" : ""}.`;
  },
  press: "The version of the call that is used is known from the press only.",
  noHits: (first: string, last: string): string => `The logs hold no hits in the period: they go from ${first} to ${last}.`,
  sparse: "Most of the period has no hits: it should be narrowed.",
  outOfScope: "No hit is in the given scope: it should be checked.",
  allInternal: "All hits are from the difusor's own addresses: the list should be checked.",
  loneHits: (hits: number, first: string): string =>
    `${countOf(hits, "hit", "hits")} of everything loaded ${hits === 1 ? "is" : "are"} more than 30 days away from the others (the first, of ${first}).`,
};

export const lines = {
  rejected: (lines: number, share: string): string =>
    `${countOf(lines, "line", "lines")} (${share}) ${lines === 1 ? "was rejected; it is kept with its reason and does not count" : "were rejected; they are kept with their reason and do not count"}.`,
  duplicates: (lines: number): string =>
    `${countOf(lines, "line", "lines")} ${lines === 1 ? "was handed in more than once and counts" : "were handed in more than once and count"} only once.`,
  replaced: (lines: number): string => `${countOf(lines, "line", "lines")} had unreadable bytes, which were replaced by a visible mark.`,
  empty: (files: number, names: string): string => `${countOf(files, "file was empty", "files were empty")}: ${names}.`,
};

export const input = {
  mixedFile: (name: string, format: string, other: string): string => `${name} (${format}, with lines of ${other})`,
  mixed: (files: number, names: string): string =>
    `${countOf(files, "file", "files")} ${files === 1 ? "mixes" : "mix"} two formats, and the lines of the second are not read: ${names}.`,
  sampled: (hits: number): string =>
    `${countOf(hits, "hit", "hits")} ${hits === 1 ? "comes from sampled data and stands" : "come from sampled data and stand"} for more than one: the figures count only those recorded.`,
  damagedFile: (name: string, offset: number): string => `${name} (byte ${formatCount(offset)})`,
  damaged: (files: number, names: string): string =>
    `${formatCount(files)} ${files === 1 ? "file was damaged and was read" : "files were damaged and were read"} only up to the damage: ${names}.`,
  leftOut: (files: number, names: string): string =>
    `${countOf(files, "file of what was handed in was left out on request and was not read", "files of what was handed in were left out on request and were not read")}: ${names}.`,
  unmeant: (files: number, names: string): string =>
    `${countOf(files, "item in the archives was not read, being no log", "items in the archives were not read, being no logs")} (what systems leave behind, hidden items, links or empty folders): ${names}.`,
  more: (files: number): string => ` and ${formatCount(files)} more`,
};

export const records = {
  agentless: (share: string): string =>
    `${share} of the hits have no user agent: in them a visitor is an IP address and none is recognised as automated.`,
  proxies: (forwarded: number, peers: number): string =>
    `${countOf(forwarded, "hit has", "hits have")} X-Forwarded-For and come from ${countOf(peers, "address", "addresses")}, by which visitors are counted. Own proxies, if any, are still to be declared as trusted.`,
  byteless: (hits: number): string =>
    `${countOf(hits, "answered hit does not record", "answered hits do not record")} the bytes sent, or they cannot be read: the data transferred is only that of the hits that record it.`,
  methodless: (formats: string): string =>
    `The format ${formats} does not record the method of the request: its page views are counted as if all were GET.`,
};

/** Of incidents by their numbers in the memoria. */
export const incidentNotes = {
  /** `says`: what holds of one, and of several. */
  each: (numbers: readonly number[], says: readonly [one: string, several: string]): string =>
    numbers.length === 1
      ? `Incident ${numbers[0]} ${says[0]}.`
      : `Incidents ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)} ${says[1]}.`,
  openEnded: ["has no end time and counts to the end of each period", "have no end time and count to the end of each period"] as [
    one: string,
    several: string,
  ],
  unweighted: [
    "is a degradation without a weight and stays out of the weighted figure",
    "are degradations without a weight and stay out of the weighted figure",
  ] as [one: string, several: string],
  outside: (start: string, end: string): [one: string, several: string] => {
    const period = `from ${start}, to ${end}`;
    return [
      `lies outside the period (${period}) and the months that are shown: it does not count in the availability. Its date should be checked`,
      `lie outside the period (${period}) and the months that are shown: they do not count in the availability. Their dates should be checked`,
    ];
  },
  uncovered: [
    "lies outside what logs and monitors cover: no record can confirm it",
    "lie outside what logs and monitors cover: no record can confirm them",
  ] as [one: string, several: string],
  pair: (first: number, second: number): string => `${first} and ${second}`,
  pairs: (named: readonly string[], more: number): string => `Incidents ${named.join("; ")}${more > 0 ? ` (and ${more} more pairs)` : ""}`,
  overlap: (pairs: string): string =>
    `${pairs} are outages of the same component that overlap: the common time counts once. Their times should be checked.`,
  effectDiffers: (pairs: string): string =>
    `${pairs} are of the same type and component and overlap, one with the effect of an outage and the other without effect: the outage counts. They should be checked.`,
  reopened: (pairs: string): string =>
    `${pairs} are outages of the same component, and the first has no end time although the second begins later: the first counts to the end of each period. Its end should be declared.`,
};

export const sources = {
  sharedRequests: (compared: number, agreement: string, runnerUp: string): string =>
    `by ${countOf(compared, "hit recorded", "hits recorded")} in both: ${agreement} have that difference and ${runnerUp} the next`,
  demandShape: (length: string, agreement: string, runnerUp: string): string =>
    `by the shape of its demand over ${length}: a correlation of ${agreement}, and of ${runnerUp} with the next shift in hours`,
  skew: (source: string, skew: { time: string; isAhead: boolean; isWholeHours: boolean }, reference: string, evidence: string): string =>
    `The clock of the source ${source} is ${skew.time} ${skew.isAhead ? "ahead of" : "behind"} ${reference} (${evidence}). Its times are taken as they are written: it should be corrected before signing.${skew.isWholeHours ? " It is what is seen when a log is read in the wrong time zone." : ""}`,
  sharedPair: (first: string, second: string, share: string): string => `${first} and ${second} (${share} of those of the smaller one)`,
  sharedHits: (pairs: string, more: number): string =>
    `There are sources with identical hits, down to the time, the address, the agent, the answer and the bytes: ${pairs}${more > 0 ? `; and ${more} more pairs` : ""}. They count in both. If one is a copy of the other, it should be taken out, or both named as one source; if one stands behind the other, it should be named as the origin.`,
  holes: (holes: number, start: string, end: string): string =>
    holes === 1 ? `, from ${start}, to ${end}` : `, in ${holes} stretches; the first, from ${start}, to ${end}`,
  incomplete: (missing: string, share: string, where: string): string =>
    `The logs do not cover ${missing} of the period (coverage of ${share})${where}: of that time there are no figures, and nobody knows whether the service was up.`,
};
