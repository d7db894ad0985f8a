// How a task is told: where it comes from, and when it is.
import type { Words } from "../locale/words.ts";
import { dayWords } from "../sections/section.ts";
import type { DatedTask, Moment, Task } from "./tasks.ts";

/** Where a task comes from: the call and its clause, or this program. */
export function originWords(words: Words, { origin, clause, note }: Task): string {
  if (origin === "advice") return words.kitPages.advice;
  if (clause === null && note === null && origin === "call") return words.kitPages.callWithoutClause;
  const source = clause === null ? words.kitPages.call : words.kitPages.callClause(clause);
  return note === null ? source : `${source}; ${note}`;
}

/** When a task is, in words: one day, several, an hour, or from hour to hour. */
export function whenWords(words: Words, { start, end }: DatedTask): string {
  const at = ({ day, hour }: Moment): string => (hour === null ? dayWords(words, day) : words.kitPages.dayHour(dayWords(words, day), hour));
  if (end === null || (end.day === start.day && end.hour === start.hour)) return at(start);
  if (end.day === start.day) return words.kitPages.dayHours(dayWords(words, start.day), start.hour ?? "", end.hour ?? "");
  const hours = start.hour === null || end.hour === null ? null : { from: start.hour, to: end.hour };
  return words.kitPages.days(dayWords(words, start.day), dayWords(words, end.day), hours);
}
