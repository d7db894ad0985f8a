// Words of the comparison with the portal's usual average: its method and its warnings.
import { countOf, formatCount } from "../../wording.ts";

export const comparison = {
  kinds: {
    logs: "logs of the portal other than those of the period",
    "out-of-scope": "hits of the portal that are not the PREP's, of the same logs and outside the publication period and the one compared",
    declared: "averages declared by the difusor",
  },
  stage: "the stage of election day and results",
  window: "the publication period",
  otherPeriod: "the period reported",
  days: (amount: string): string => `${amount} days`,
  span: (start: string, end: string): string => `, from ${start}, to ${end}`,
  covered: (days: string, isDeclared: boolean): string => ` (${days} ${isDeclared ? "declared" : "covered"})`,
  uncertainDays: "; not all measures name the same days, or none does",
  leftOut: (length: string): string => ` ${length} that coincide with the election were left out.`,
  obtained: (kind: string, span: string, covered: string, leftOut: string): string =>
    `The usual average comes from ${kind}${span}${covered}.${leftOut}`,
  compared: (period: string, start: string, end: string, days: string, zone: string): string =>
    `It is compared with ${period}, from ${start}, to ${end} (${days} covered by the logs; ${zone}).`,
  visitors: "the unique visitors of the period",
  visitorsOf: (baselineDays: number, periodDays: number): string =>
    `unique visitors, of ${formatCount(baselineDays)} and ${formatCount(periodDays)} whole calendar days respectively`,
  periodVisitors: (days: number): string => ` (those of the period, of ${countOf(days, "whole calendar day", "whole calendar days")})`,
  perDay: (visitors: string, rest: string): string =>
    `Per day: total divided by seconds covered ÷ 86,400; ${visitors}, as a daily mean${rest}.`,
  noHours: "Per hour: no covered hours in the period.",
  declaredHours: "Per hour: the declared daily average divided by 24, as it is not known by hour.",
  plainHours: (hours: number): string => `; ${countOf(hours, "remaining hour", "remaining hours")}, with the plain mean per hour`,
  perHour: (matched: number, all: number, rest: string): string =>
    `Per hour: ${countOf(matched, "hour of the period", "hours of the period")} of ${formatCount(all)} with the mean of the same weekday and hour${rest}.`,
};

export const baseline = {
  tell: (text: string): string => `The portal's usual average: ${text}`,
  several: "there are logs and declared averages; the logs are used and the declared ones are not.",
  overlap: (length: string, isDeclared: boolean): string =>
    `${length} coincide with the publication period or with the one compared; ${isDeclared ? "the declared days include time of the election, and the average holds it already" : "that part was left out"}.`,
  sparse: "it has more than 30 days in a row without a single hit, which do not count as covered time.",
  empty: "no covered time is left outside the election; its figures are not known.",
  undated: "the same period was not declared for all measures (columns from and to); nobody knows which days it averages.",
  short: (days: string): string => `it covers ${days}, less than a week; it does not reflect all weekdays.`,
  uncovered: "the logs do not cover the period with which it is compared; its figures are not known.",
  noCommonHours: "it covers no hour of the same weekday as the period; all are compared with the plain mean.",
  rejected: (lines: number, share: string): string => `${countOf(lines, "line was rejected", "lines were rejected")} (${share}).`,
};
