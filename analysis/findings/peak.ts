// The minute of greatest demand and what it coincides with, and the rhythm that the cuts, or the full hours, give to demand.
import { isoInZone, localHourStart, readTime } from "../../ingest/index.ts";
import { formatDateTime, formatDecimal, formatShare, formatTime, printable } from "../wording.ts";
import { type Draft, type Facts, periodSeconds, type Rule } from "./finding.ts";
import { rhythmOf } from "./rhythm.ts";

const daySeconds = 86_400;

/** When publication starts, as the period was bounded or else as the call says; null where neither does. */
export function publicationStart({ analysis, convocatoria }: Facts): number | null {
  const bound = analysis.bounds.find(({ name }) => name === "window");
  if (bound) return Date.parse(bound.start) / 1000;
  return localSecond(convocatoria?.window.start.value ?? null, analysis.period.timeZone);
}

function localSecond(time: string | null, timeZone: string): number | null {
  if (time === null) return null;
  const read = readTime(time, timeZone);
  return "expected" in read ? null : read.second;
}

interface CutSchedule {
  startSecond: number;
  /** No cut is due from here on. */
  endSecond: number;
  everySeconds: number;
}

/** The cuts that the call announces: from the start, until its operation ends or at most 24 hours. Null where it fixes no cadence or start. */
function cutSchedule(facts: Facts): CutSchedule | null {
  const everySeconds = facts.convocatoria?.cutEverySeconds.value ?? null;
  const startSecond = publicationStart(facts);
  if (everySeconds === null || startSecond === null) return null;
  const operationEnd = localSecond(facts.convocatoria?.operation.end.value ?? null, facts.analysis.period.timeZone);
  const longest = startSecond + daySeconds;
  return { startSecond, endSecond: operationEnd === null ? longest : Math.min(longest, operationEnd), everySeconds };
}

/** A peak of fewer hits in its minute says nothing of demand. */
const leastPeakHits = 20;
/** Nor does one that hardly stands out of its period, or is all of it. */
const leastPeakTimes = 1.5;

/** A peak is told with its cut only in the first fifth between two: every peak falls between some cuts. */
const cutShare = 0.2;
const startMinutes = 15;

interface Coincidence {
  with: "cut" | "start" | null;
  minutes: number | null;
  words: string;
}

function coincidence(facts: Facts, peakSecond: number): Coincidence {
  const { timeZone } = facts.analysis.period;
  const cuts = cutSchedule(facts);
  const start = publicationStart(facts);
  if (start !== null && peakSecond >= start && peakSecond - start < startMinutes * 60) {
    const minutes = Math.floor((peakSecond - start) / 60);
    return { with: "start", minutes, words: facts.words.peak.atStart(minutes) };
  }
  if (cuts === null || peakSecond < cuts.startSecond || peakSecond > cuts.endSecond) return { with: null, minutes: null, words: "" };
  const into = (peakSecond - cuts.startSecond) % cuts.everySeconds;
  const minutes = Math.floor(into / 60);
  if (into >= cuts.everySeconds * cutShare + 60) return { with: null, minutes, words: "" };
  const at = formatTime(isoInZone(peakSecond - into, timeZone), timeZone, facts.words.language);
  return { with: "cut", minutes, words: facts.words.peak.afterCut(minutes, at) };
}

/** From this share of the peak on, it is the work of one network. */
const singleNetworkShare = 0.5;

/** The network that made most of the minute, where one did: then the peak is not the readers'. */
function singleNetwork(
  { evidence, words }: Facts,
  minute: number,
  hits: number,
): { network: string | null; share: number | null; words: string } {
  const loads = evidence.networks.map((load) => ({ network: load.network, of: load.minutes.find((m) => m.minute === minute)?.hits ?? 0 }));
  const most = loads.reduce<(typeof loads)[number] | null>((best, load) => (best && best.of >= load.of ? best : load), null);
  if (most === null || most.of < hits * singleNetworkShare) return { network: null, share: null, words: "" };
  const share = most.of / hits;
  return { network: most.network, share, words: words.peak.singleNetwork(formatShare(share), printable(most.network)) };
}

export const peakDemand: Rule = {
  id: "peak-demand",
  threshold: (words) => words.peak.threshold(leastPeakHits, leastPeakTimes, startMinutes),
  find: (facts) => {
    const { words } = facts;
    const { traffic, period } = facts.analysis;
    const peak = traffic.peakMinute;
    if (!peak || peak.hits < leastPeakHits) return [];
    const { startSecond, endSecond } = periodSeconds(facts.analysis);
    const seconds = endSecond - startSecond;
    const perMinute = traffic.hits / (seconds / 60);
    const times = peak.hits / perMinute;
    if (seconds < 60 || times < leastPeakTimes) return [];
    const single = singleNetwork(facts, Math.floor(Date.parse(peak.at) / 60_000), peak.hits);
    const found = single.network === null ? coincidence(facts, Date.parse(peak.at) / 1000) : { with: null, minutes: null, words: "" };
    return [
      {
        severity: "info",
        weight: peak.hits / traffic.hits,
        text: `${words.peak.text(formatDateTime(peak.at, period.timeZone, words.language), peak.hits, formatDecimal(times), formatDecimal(perMinute))}${found.words}.${single.words}`,
        recommendation: single.network !== null ? words.peak.findOut : words.peak.size(Math.ceil(peak.hits / 60)),
        evidence: {
          at: peak.at,
          hits: peak.hits,
          meanPerMinute: perMinute,
          times,
          coincidesWith: found.with,
          minutesAfter: found.minutes,
          network: single.network,
          networkShare: single.share,
          threshold: leastPeakTimes,
        },
      },
    ];
  },
};

const leastCycles = 12;
const leastHitsAMinute = 20;
const leastRise = 1.2;
/** The phase stands above the mean of its cycle in so many of the cycles. */
const leastSteadiness = 0.75;
const rhythmOptions = { leastCycles, leastHitsAMinute, leastRise, leastSteadiness };
const hourPartMinutes = 5;

export const cutRhythm: Rule = {
  id: "cut-rhythm",
  threshold: (words) => words.cutRhythm.threshold(leastCycles, leastHitsAMinute, leastRise),
  find: (facts) => {
    const cuts = cutSchedule(facts);
    if (cuts === null || cuts.everySeconds % 60 !== 0 || cuts.startSecond % 60 !== 0) return [];
    const span = { startSecond: cuts.startSecond, endSecond: cuts.endSecond };
    const cycleMinutes = cuts.everySeconds / 60;
    const rhythm = rhythmOf(facts.evidence, span, cycleMinutes, 1, rhythmOptions);
    if (rhythm === null || rhythm.part > cycleMinutes * cutShare) return [];
    return [
      {
        severity: "info",
        weight: 0.5,
        text: facts.words.cutRhythm.text(rhythm.part, formatDecimal(rhythm.times, 2), rhythm.risen, rhythm.cycles),
        recommendation: facts.words.cutRhythm.advice,
        evidence: { ...rhythm, cycleMinutes, threshold: leastRise },
      },
    ];
  },
};

export const hourRhythm: Rule = {
  id: "hour-rhythm",
  threshold: (words) => words.hourRhythm.threshold(leastCycles, leastHitsAMinute, hourPartMinutes, leastRise),
  find: (facts) => {
    // Every cadence of cuts divides the hour: where it is known, full hours are cuts first of all.
    if (facts.convocatoria?.cutEverySeconds.value) return [];
    const { startSecond, endSecond } = periodSeconds(facts.analysis);
    const firstHour = localHourStart(startSecond + 3599, facts.analysis.period.timeZone);
    const rhythm = rhythmOf(facts.evidence, { startSecond: firstHour, endSecond }, 60, hourPartMinutes, rhythmOptions);
    if (rhythm === null || rhythm.part !== 0) return [];
    return [
      {
        severity: "info",
        weight: 0.5,
        text: facts.words.hourRhythm.text(hourPartMinutes, formatDecimal(rhythm.times, 2), rhythm.risen, rhythm.cycles),
        recommendation: null,
        evidence: { ...rhythm, cycleMinutes: 60, threshold: leastRise },
      },
    ] satisfies Draft[];
  },
};
