// Words of the checked clauses on the publication: its hours, its cuts, its availability and the logs asked for.
import { countOf, formatCount } from "../../../wording.ts";

export const clauses = {
  noNumber: "no number",
  declared: ", an hour declared by the difusor",
  derived: ", an hour derived from other values of the call",
};

export const early = {
  requirement: (bound: string, origin: string): string => `Nothing is published before ${bound}${origin}`,
  cleared: (bound: string, tests: string): string =>
    `The logs of all sources cover election day from 00:00 until ${bound} without a successful answer on pages or on the results file${tests}.`,
  unknown: (bound: string, unknown: string, tests: string): string =>
    `There are no successful answers before ${bound}, but of ${unknown} of election day before that hour there is no record of all sources: silence does not prove that nothing was published${tests}. The complete logs of that day would show it.`,
  found: (bound: string, parts: readonly string[], tests: string): string =>
    `There are successful answers before ${bound}: ${parts.join("; ")}${tests}. The log does not say what they showed, and a waiting page also answers 200: the reviewer confirms it.`,
  electionDay: (amounts: string, first: string, last: string): string =>
    `on election day, ${amounts}, ${first === last ? `at ${first}` : `from ${first} to ${last}`}`,
  earlierDays: (amounts: string, first: string, last: string): string =>
    `on earlier days, ${amounts}, ${first === last ? `on ${first}` : `from ${first} to ${last}`}`,
  amounts: (pages: number, polled: number, file: string): string =>
    [
      ...(pages === 0 ? [] : [`${countOf(pages, "answer", "answers")} on pages`]),
      ...(polled === 0 ? [] : [`${countOf(polled, "answer", "answers")} on ${file}`]),
    ].join(" and "),
  tests: (answers: number): string =>
    answers === 0 ? "" : `; apart, ${countOf(answers, "answer", "answers")} in announced tests or rehearsals, which do not count`,
};

export const publication = {
  start: (start: string, origin: string): string => `The publication starts on ${start}${origin}`,
  openStart: "The publication starts at the hour set",
  noStart: (note: string | null): string =>
    `The call does not fix the hour of the start and it was not declared${note === null ? "" : ` (“${note}”)`}. It is still to be declared.`,
  noAnswerFrom: (bound: string): string => `There is no successful answer from ${bound} on`,
  wholeLogs: "The complete logs or a monitor's measurements would show it.",
  firstAnswer: (bound: string, hour: string): string => `The first successful answer from ${bound} on is of ${hour}`,
  after: (seen: string, delay: string): string => `${seen}, ${delay} later`,
  monitor: "A monitor's measurements would show it.",
  /** `duration`: in the words of the call. */
  keptAsStated: (duration: string): string => `The publication stays “${duration}”`,
  kept: (until: string): string => `The publication stays ${until}`,
  untilFixed: "until the hour set",
  untilAtLeast: (end: string): string => `at least until ${end}`,
  noEnd:
    "The call does not fix the hour at which the minimum of the publication ends, and it was not declared. It is still to be declared.",
  fullerLogs: "More complete logs or a monitor's measurements would show it.",
  noAnswerBefore: (bound: string): string => `There is no successful answer before the end of the minimum, ${bound}`,
  aroundEnd: (bound: string, last: string, after: string): string =>
    `The minimum ends on ${bound}: the last successful answer before is of ${last}, and the first from that hour on, of ${after}.`,
  lastAnswer: (last: string, early: string, bound: string): string =>
    `The last successful answer is of ${last}, ${early} before the end of the minimum, ${bound}`,
  outage: (told: string, down: string): string =>
    `${told}; in that time the log shows ${down} of downtime (minutes with 20 hits or more and half or more with a server error)`,
  atTheHour: (outage: string): string => `${outage}, at the hour itself or within 5 min of it.`,
  farFromTheHour: (outage: string): string => `${outage}, far from that hour. The reviewer confirms it.`,
  failures: (told: string, failed: number): string =>
    `${told}; in that time there ${failed === 1 ? "is" : "are"} ${countOf(failed, "failed answer", "failed answers")}. The reviewer confirms it.`,
  silence: (told: string, wouldShow: string): string =>
    `${told}; in that time there are no failed answers, and silence is no outage. ${wouldShow}`,
};

export const lastCut = {
  unbounded:
    "The call does not fix between which hours, and a log does not say which cut was shown. A dated copy of the page would show it.",
  anyRequirement: "The latest available cut is published",
  requirement: (start: string, end: string): string => `The last cut stays published from ${start}, to ${end}`,
  noAnswer: "there is no successful answer in that time",
  lastAnswer: (moment: string): string => `the last successful answer is of ${moment}`,
  down: (end: string, last: string, down: string): string =>
    `Until ${end}, ${last}; after it, the log shows ${down} of downtime, at the hour itself or within 5 min of it.`,
  changed: (file: string, changes: number, first: string): string =>
    `The size of ${file} changed ${countOf(changes, "time", "times")} when it should have been the last cut already, first on ${first}. The reviewer confirms it.`,
  stays: (file: string, end: string, last: string): string =>
    `${file} was served with one size until ${end} or later, and the logs cover all that time; ${last}. The size shows that the file did not change, not which cut it held.`,
  unseen: (end: string, last: string, unreadableFile: string | null): string =>
    `Until ${end}, ${last}. ${unreadableFile === null ? "The logs or the hits do not cover all that time" : `The log does not let the size of ${unreadableFile} be followed`}, and it does not say which cut was shown. A dated copy of the page would show it.`,
};

export const cadence = {
  requirement: (every: string): string => `A new cut every ${every}`,
  noStart: "The hour of the start, from which cuts are counted, is not known. It is still to be declared.",
  unsized: (file: string): string =>
    `The logs do not record the size of ${file}, in whose changes the cuts would be seen. A record of the time of each cut received would show it.`,
  unanswered: (file: string): string =>
    `There are no complete answers of ${file} whose changes of size would show the cuts; where the results have another path, it is still to be named.`,
  mixed: (file: string, source: string, share: string, returns: number): string =>
    `The sizes of ${file} at the source ${source} do not tell one cut from another (in ${share} of the minutes none prevails and stays; ${countOf(returns, "return", "returns")} to an earlier size), as happens with negotiated compression or with few hits. A record of the time of each cut received would show it.`,
  seen: (file: string, sizes: number, start: string, end: string, source: string | null): string =>
    `The file ${file} had ${countOf(sizes, "size", "successive sizes")} from ${start} to ${end}${source === null ? "" : `, at the source ${source}`}`,
  sign: "The size is an indication of the cut: two cuts may be of one size",
  widest: (gap: string, from: string, to: string, day: string): string =>
    `; the widest gap, of ${gap}, goes from ${from} to ${to} on ${day}`,
  missed: (missed: number): string => ` (${countOf(missed, "update", "updates")} in a row without a visible change)`,
  late: (widest: string, sign: string): string => `${widest}. ${sign}; the reviewer confirms it.`,
  onTime: (widest: string, margin: string): string => `${widest}, with a margin of ${margin}.`,
  stopped: (last: string): string =>
    `After ${last} no changes are seen: the log does not say whether that was for 100 % of the tally sheets`,
  tooFew: "The hits on the file are too few to fix the time of each change",
  openEnd: ", and the call does not fix the closing hour",
  frozen: (seen: string, length: string, sign: string): string =>
    `${seen}, and was served with one size for ${length}. ${sign}; the reviewer confirms it.`,
  unchanged: (seen: string, sign: string): string => `${seen}: there are no changes between which to measure. ${sign}.`,
  delay: (most: string): string => `Each cut is published with a delay of ${most} at most`,
  delayUnseen:
    "An access log shows when a cut was asked for, not when the institute sent it. The record of the packages received, or a monitor that reads the time of the cut, would show it.",
};

export const availabilityTarget = {
  sources: { declared: "declared", log: "seen in the log", monitor: "measured by monitor" },
  verdicts: { cumple: "met", incumple: "not met", "no-verificable": "not verifiable" },
  requirement: (target: string, monthly: boolean): string => `Availability of ${target}${monthly ? " by month" : ""}`,
  nothing: "There are no declared incidents, logs or monitor that say anything of that time.",
  deciders: (monthly: boolean): string =>
    monthly
      ? "The least favourable source of the calendar months decides; the publication period is shown beside them"
      : "The least favourable source decides",
  window: "the publication period",
  notComplete: ", not knowing whether the list is complete",
  unknown: (time: string): string => ` and ${time} without record`,
  allowed: (time: string): string => `, of ${time} allowed`,
  result: (source: string, period: string, down: string, verdict: string): string => `${source} in ${period}: ${down} (${verdict})`,
  down: (share: string, down: string, unknown: string, allowed: string): string => `${share}${down} of downtime${unknown}${allowed}`,
};

export const askedLogs = {
  requirement: (first: string, last: string): string => `Access logs from ${first} to ${last}`,
  none: "No file handed in has lines of those days.",
  emptyDays: (have: string, all: string, days: number, named: string): string =>
    `${have} of ${all} hours have lines; ${countOf(days, "day has", "days have")} none: ${named}. Either files are missing, or the service got no hits: the reviewer confirms it.`,
  whole: (hours: string, sources: number): string =>
    `The ${hours} hours have lines in ${sources === 1 ? "the source handed in" : `each of the ${formatCount(sources)} sources handed in`}.`,
  gaps: (have: string, all: string, gaps: string): string =>
    `${have} of ${all} hours have lines in some source. Without lines: ${gaps}. An hour without lines may be an hour without hits.`,
  moreSources: (more: number): string => ` and ${countOf(more, "more source", "more sources")}`,
  gap: (start: string, end: string): string => `from ${start}, to ${end}`,
  moreGaps: (more: number): string => ` and ${countOf(more, "more stretch", "more stretches")}`,
};
