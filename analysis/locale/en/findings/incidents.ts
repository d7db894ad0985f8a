// Words of the findings on declared incidents, their trace in the traffic, and drops that none explains.
import { countOf, formatCount } from "../../../wording.ts";

export const trace = {
  method:
    "What is expected is the straight line between the mean per minute of the 30 minutes before and that of the 30 after (human hits answered without a server error), without other incidents, without the first 10 minutes of the publication and only in minutes covered by the log (15 or more on each side, with 5 or more hits per minute). What was lost is what was expected less what was answered.",
  threshold: (deviations: number, errors: number): string =>
    `With trace: at least a fifth of what was expected was lost, or what was answered exceeded it by half, and the difference is more than ${deviations} standard deviations of the minutes around it; or there were ${errors} or more 5xx errors and at least 5 % of the human hits had an error.`,
};

export const traced = {
  lost: (hits: number, share: string): string => `some ${formatCount(hits)} hits lost (${share} of what was expected)`,
  lostPages: (pageViews: number): string => `some ${formatCount(pageViews)} page views lost`,
  excess: (hits: number): string => `some ${formatCount(hits)} human hits more than expected`,
  errors: (errors: number): string => countOf(errors, "server error", "server errors"),
  incident: (number: number, moment: string, what: string): string => `incident ${formatCount(number)}, of ${moment}, with ${what}`,
  text: (incidents: number, told: string, isCut: boolean): string =>
    `${countOf(incidents, "declared incident", "declared incidents")} left a trace in the traffic${isCut ? ", above all" : ":"} ${told}. What was lost or in excess is an estimate from the demand of the 30 minutes before and after.`,
  advice: "These figures should be cited as the impact in the report of incidents.",
};

export const silent = {
  threshold:
    "A degradation declared over stretches that the log covers, without a loss, excess or errors beyond the thresholds of the trace (outages without a trace are told as disagreements between sources).",
  incident: (number: number, moment: string, observed: number, expected: number, errors: number): string =>
    `incident ${formatCount(number)}, of ${moment} (${countOf(observed, "human hit", "human hits")}, ${formatCount(expected)} expected, ${countOf(errors, "server error", "server errors")})`,
  text: (incidents: number, listed: string, isCut: boolean): string =>
    `${countOf(incidents, "declared degradation", "declared degradations")} left no trace in the traffic${isCut ? ", among them" : ":"} ${listed}.`,
  advice: "Their times and their extent should be looked at in the report of incidents.",
};

export const drops = {
  threshold:
    "Three minutes in a row or more (up to 3 hours) covered by the log, each with less than 30 % of the human hits that both the 15 minutes before and the 15 after average (20 or more per minute), without a declared incident or an outage of the log within 2 minutes.",
  text: (drops: number, moment: string, length: string, observed: number, usual: number): string => {
    const lead =
      drops === 1
        ? `Demand dropped sharply on ${moment} for ${length}`
        : `Demand dropped sharply ${formatCount(drops)} times; the greatest, on ${moment} for ${length}`;
    return `${lead}: ${countOf(observed, "human hit", "human hits")}, where some ${formatCount(usual)} were usual at that time. No declared incident explains it.`;
  },
  span: (start: string, end: string): string => `start ${start}, end ${end}`,
  advice: (listed: string): string =>
    `It should be found out whether the network or the recording failed and, if so, the incident declared (${listed}).`,
};
