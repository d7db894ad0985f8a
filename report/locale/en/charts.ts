// Words of the charts: titles that tell the finding, subtitles with unit and period, and what a screen reader says.
import { countOf, formatDate } from "../../../analysis/index.ts";

const requests = (hits: number): string => countOf(hits, "hit", "hits");

export const series = { hits: "Hits", pageViews: "Page views", errors: "5xx errors" } as const;
export const visitsPerHour = "visits per hour";
/** Over an axis: what it counts in each step. */
export function perStep(step: string): string {
  return `hits ${step}`;
}
export function errorsPerStep(step: string): string {
  return `5xx errors ${step}`;
}
export const windowStart = "start of the period";
export const windowEnd = "end of the period";

const STEPS: Readonly<Record<number, string>> = {
  60: "per minute",
  300: "every 5 minutes",
  900: "every 15 minutes",
  3600: "per hour",
  86400: "per day",
};

export function stepWords(stepSeconds: number): string {
  return STEPS[stepSeconds] ?? `every ${stepSeconds} seconds`;
}

export function atMoment(time: string, day: string): string {
  return `at ${time} on ${day}`;
}

export function onDay(day: string): string {
  return `on ${day}`;
}

export function fromTo(start: string, end: string, zone: string): string {
  return `from ${start}, to ${end} (${zone})`;
}

export function demandTitle(step: string, hits: number, moment: string): string {
  return `Demand ${step}: at most ${requests(hits)}, ${moment}`;
}
export function demandSubtitle(step: string, period: string, hasVisits: boolean): string {
  return `Hits and page views ${step}${hasVisits ? ", and visits that begin in each hour" : ""}; ${period}`;
}
export function bandRemark(hasDegradations: boolean): string {
  const dashed = hasDegradations ? "; outlined, degradations" : "";
  return `Bands: declared incidents, with their number${dashed}`;
}
export const laneRemark = "Blocks under the curve: downtime by source";
export function cutRemark(every: string, isOpenEnded: boolean): string {
  const open = isOpenEnded ? " (the call does not fix the end of the operation: 24 hours are marked)" : "";
  return `Fine marks: cuts due, every ${every}${open}`;
}
/** Where the chart's step is not the minute: the peak minute is another figure. */
export function peakMinuteNote(hits: number, moment: string): string {
  return `. The peak minute, with ${requests(hits)}, was ${moment}`;
}
export function demandAlt(hits: number, moment: string): string {
  return `Curve of hits and page views over the period. The maximum is ${requests(hits)}, ${moment}.`;
}

export function errorsTitle(errors: string, moment: string): string {
  return `Server errors: ${errors} in the period, at their most ${moment}`;
}
export function errorsSubtitle(step: string, period: string): string {
  return `5xx answers ${step}; ${period}`;
}
export function errorsAlt(errors: string, peak: string, moment: string): string {
  return `Bars of answers with a server error: ${errors} in total; the most, ${peak}, ${moment}.`;
}

export function hoursTitle(moment: string, hits: number): string {
  return `Peak hour: ${requests(hits)}, ${moment.replace(/^at /u, "from ")}`;
}
export function hoursSubtitle(period: string): string {
  return `Hits per local hour; ${period}`;
}
export const perHour = "hits per hour";
export const hoursSeries = { people: "Human", automated: "Automated and own" } as const;
export function hoursAlt(moment: string, hits: string): string {
  return `Bars of hits per hour, human and automated. The greatest has ${hits}, ${moment.replace(/^at /u, "from ")}. The values are in the table below.`;
}

export const comparisonSeries = { period: "Hits of the period", usual: "Usual in that hour" } as const;
export function comparisonTitle(times: string): string {
  return `The period had ${times} times the usual hits of the same hours`;
}
export function comparisonSubtitle(period: string): string {
  return `Hits per local hour; the dashed line is the portal's usual average; ${period}. Where the line breaks there are no logs`;
}
export function comparisonAlt(times: string): string {
  return `Hits of each hour of the period and the portal's usual ones in the same hour: ${times} times in all. The values are in the data table.`;
}

export function durationTitle(share: string, limit: string): string {
  return `${share} of the measurable visits lasted less than ${limit}`;
}
export function durationSubtitle(period: string): string {
  return `Visits of two or more page views, by duration (each interval includes its start and not its end); ${period}`;
}
export function durationAlt(rows: string): string {
  return `Bars of visits by duration. ${rows}.`;
}
export function upTo(from: string, to: string): string {
  return `${from} to ${to}`;
}
export function orMore(from: string): string {
  return `${from} or more`;
}

export function pagesTitle(path: string, share: string): string {
  return `${path} draws ${share} of the page views`;
}
export function pagesSubtitle(period: string): string {
  return `Page views by path; ${period}`;
}
export function devicesTitle(device: string, share: string): string {
  return `${device}: ${share} of the unique visitors`;
}
export function devicesSubtitle(period: string): string {
  return `Estimated unique visitors by type of device; ${period}`;
}
export function barsAlt(rows: string): string {
  return `Horizontal bars: ${rows}.`;
}
export const dataSummary = "Data of the chart";

export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT_WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const SHORT_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
/** A day, "2024-12-08", in the margin of a chart: "Sun 8 Dec". */
export function shortDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${SHORT_WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${SHORT_MONTHS[date.getUTCMonth()]}`;
}
/** The same in a sentence: "Sunday 8 December 2024". */
export function longDay(day: string): string {
  const weekday = weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  return `${weekday} ${formatDate(`${day}T00:00:00Z`, "UTC", "en")}`;
}
function clockHour(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
export function heatCell(row: string, hour: number): string {
  return `${row}, ${clockHour(hour)} to ${clockHour(hour + 1)}`;
}
export const heatUnknown = "no record";
export function heatDayTitle(where: string, hits: string): string {
  return `Demand by day and hour: the greatest, ${where}, with ${hits} hits`;
}
export function heatWeekdayTitle(where: string, hits: string): string {
  return `Demand by weekday and hour: the greatest, ${where}, with ${hits} hits on average`;
}
export function heatSubtitle(isByWeekday: boolean, period: string): string {
  const what = isByWeekday ? "Mean hits of each local hour with a record" : "Hits of each local hour";
  return `${what}; ${period}`;
}
export function heatAlt(isByWeekday: boolean, where: string, hits: string): string {
  return `Grid of ${isByWeekday ? "weekdays" : "days"} and hours, darker where there were more hits. The greatest, ${where}, with ${hits}. The detail by hour is in the annex por-hora.csv.`;
}

/** The slider that goes through the values of a chart. */
export function readingLabel(title: string): string {
  return `Go through the values of the chart: ${title}`;
}

/** Names of days and months on the axes. */
export const calendar = {
  days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  shortDays: SHORT_WEEKDAYS,
  months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  shortMonths: SHORT_MONTHS,
} as const;
/** How an axis writes dates and times. */
export const clock = { dateTime: "%x, %X", date: "%Y-%m-%d", time: "%H:%M:%S", periods: ["am", "pm"] } as const;
