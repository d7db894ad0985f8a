// Words of the findings on demand: its peak and rhythm, its course, and what programs ask for.
import { countOf, formatCount } from "../../../wording.ts";

export const peak = {
  threshold: (leastHits: number, leastTimes: number, startMinutes: number): string =>
    `A peak minute with ${leastHits} or more hits and at least ${leastTimes} times the mean of the period. It is told with a cut if it falls into the first fifth of the interval between cuts, and with the start of the publication in its first ${startMinutes} minutes; it is said if one network made half of it or more.`,
  atStart: (minutes: number): string =>
    minutes === 0
      ? ", in the minute in which the publication starts"
      : `, ${countOf(minutes, "minute", "minutes")} after the start of the publication`,
  afterCut: (minutes: number, time: string): string =>
    `, ${minutes === 0 ? "in the minute of" : `${countOf(minutes, "minute", "minutes")} after`} the cut due at ${time}`,
  singleNetwork: (share: string, network: string): string => ` ${share} of them came from one network (${network}).`,
  text: (moment: string, hits: number, times: string, mean: string): string =>
    `Demand was greatest on ${moment}, with ${countOf(hits, "hit", "hits")} in one minute: ${times} times the mean of the period (${mean} per minute)`,
  findOut: "It should be found out which machine made them, and the next election should not be sized by that minute.",
  size: (perSecond: number): string =>
    `The next election should be sized to sustain at least ${countOf(perSecond, "hit", "hits")} per second for one minute, with a margin.`,
};

export const cutRhythm = {
  threshold: (cycles: number, perMinute: number, rise: number): string =>
    `At least ${cycles} covered intervals between cuts with ${perMinute} or more hits per minute; one minute of the interval that averages ${rise} times the rest and exceeds it in three of every four.`,
  text: (minute: number, times: string, risen: number, cycles: number): string =>
    `${minute === 0 ? "In the minute of each cut due" : `${countOf(minute, "minute", "minutes")} after each cut due`} there are on average ${times} times the hits of any minute (${formatCount(risen)} of ${formatCount(cycles)} intervals between cuts): demand follows the rhythm of the cuts.`,
  advice:
    "The automatic refresh should be spread by a random delay of some seconds, and the copies of the content delivery network renewed before each cut is announced.",
};

export const hourRhythm = {
  threshold: (cycles: number, perMinute: number, minutes: number, rise: number): string =>
    `Only where the cadence of the cuts is not known: at least ${cycles} covered hours with ${perMinute} or more hits per minute; the first ${minutes} minutes of the hour average ${rise} times the rest and exceed it in three of every four.`,
  text: (minutes: number, times: string, risen: number, cycles: number): string =>
    `In the first ${minutes} minutes of each hour there are on average ${times} times the hits of any other stretch (${formatCount(risen)} of ${formatCount(cycles)} hours), which may come from cuts or from mentions in the news.`,
};

export const concentration = {
  threshold: (visits: number): string => `At least ${visits} visits, half of which began in the first quarter of the period.`,
  text: (visits: number, half: string, length: string): string =>
    `Half of the ${formatCount(visits)} visits of the period had begun before ${half}, ${length} after its start.`,
  early: (hours: number, share: string, visits: number): string =>
    ` In the first ${hours} hours of the publication ${share} of them began (${formatCount(visits)}).`,
  advice: "Technical staff on duty and contracted capacity should be concentrated in those first hours.",
};

export const decay = {
  threshold: (hits: number): string =>
    `A peak quarter of an hour with ${hits} or more human hits, and two later quarters in a row, covered by the log, with half of it or less; those that a flood of hits touches do not count as the peak.`,
  text: (hits: number, moment: string, length: string): string =>
    `Human demand fell to half of its maximum (${formatCount(hits)} hits in the quarter of an hour that began on ${moment}) in ${length}.`,
};

export const secondPeak = {
  threshold: (hits: number, share: string, rise: number): string =>
    `After falling to half, a quarter of an hour with ${hits} or more human hits, two hours or more from the maximum, with at least ${share} of it and ${rise} times the least of the quarters between.`,
  text: (moment: string, hits: number, share: string, height: string): string =>
    `Demand rose again: the quarter of an hour that began on ${moment} had ${formatCount(hits)} human hits, ${share} of those of the maximum (${height}).`,
};

export const trend = {
  threshold: (perHour: number): string =>
    `A period of six hours or more, wholly covered by the log; its last and first thirds differ by a factor of two or more, the greater with ${perHour} or more human hits per hour.`,
  text: (isFalling: boolean, first: string, third: string, last: string): string =>
    `Demand ${isFalling ? "fell" : "rose"} over the period: from ${first} human hits per hour in its first third (${third}) to ${last} in the last.`,
};

export const days = {
  threshold: (visits: number, most: number): string =>
    `At least ${visits} visits on two days or more; the ${most} days with most are told.`,
  day: (date: string, share: string, visits: number): string => `${share} began on ${date} (${formatCount(visits)})`,
  rest: (more: number): string => `, and the rest on ${countOf(more, "more day", "more days")}`,
  text: (told: string, rest: string): string => `Visits by day: ${told}${rest}.`,
};

export const automated = {
  threshold: (share: string, hits: number): string => `At least ${share} of the hits of the period, if there are ${hits} or more.`,
  text: (share: string, hits: number): string =>
    `${share} of the hits of the period (${formatCount(hits)}) were automated or the difusor's own; they count neither as visitors nor as visits.`,
};

export const polling = {
  threshold: (hits: number): string =>
    `Some automatic refresh, if there are ${hits} or more human hits; advice is given from half of them on.`,
  text: (share: string, hits: number, of: number): string =>
    `The automatic refresh of results was ${share} of the human hits of the period (${formatCount(hits)} of ${formatCount(of)}).`,
  advice: "The automatic refresh should be less frequent and spread by a random delay within the minute of each cut.",
};
