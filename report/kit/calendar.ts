// The dated tasks as a calendar file (RFC 5545): hours in universal time, whole days as days, lines folded at 75 bytes.
import type { Convocatoria } from "../../analysis/index.ts";
import { printable } from "../../analysis/index.ts";
import type { Words } from "../locale/words.ts";
import { addDays } from "./days.ts";
import { originWords } from "./task-words.ts";
import { type Checklist, type DatedTask, secondOf } from "./tasks.ts";

const lineBytes = 75;

/** `20241209T020000Z`. */
function stamp(epochSecond: number): string {
  return new Date(epochSecond * 1000).toISOString().replace(/[-:]|\.\d+/gu, "");
}

const dateOf = (day: string): string => day.replaceAll("-", "");

/** A text value: backslash, semicolon and comma escaped, line ends as \n. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/gu, "\\$&").replace(/\r?\n/gu, "\\n");
}

/** Folded so that no line is longer than the standard allows and no character is split. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = "";
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > lineBytes) {
      lines.push(current);
      current = " ";
      bytes = 1;
    }
    current += character;
    bytes += size;
  }
  return [...lines, current].join("\r\n");
}

/** The spans of a task: one; or, where each of several days has its hours, one a day. */
function spansOf({ start, end }: DatedTask, zone: string): string[][] {
  if (start.hour === null)
    return [[`DTSTART;VALUE=DATE:${dateOf(start.day)}`, `DTEND;VALUE=DATE:${dateOf(addDays(end?.day ?? start.day, 1))}`]];
  if (end === null || end.hour === null) return [[`DTSTART:${stamp(secondOf(start, zone))}`]];
  const spans: string[][] = [];
  for (let day = start.day; day <= end.day; day = addDays(day, 1)) {
    const [from, to] = [secondOf({ day, hour: start.hour }, zone), secondOf({ day, hour: end.hour }, zone)];
    spans.push([`DTSTART:${stamp(from)}`, `DTEND:${stamp(to)}`]);
  }
  return spans;
}

function eventsOf(words: Words, call: Convocatoria, task: DatedTask, generatedAt: number): string[] {
  return spansOf(task, call.timeZone.value).flatMap((span, i) => [
    "BEGIN:VEVENT",
    `UID:${call.id}-${call.version}-${task.id}-${i + 1}@memoria.invalid`,
    `DTSTAMP:${stamp(generatedAt)}`,
    ...span,
    `SUMMARY:${escaped(`PREP: ${task.title}`)}`,
    `DESCRIPTION:${escaped(`${task.detail.replaceAll("`", "")}\n${originWords(words, task)}`.trimStart())}`,
    `CATEGORIES:${escaped(task.origin === "advice" ? words.kitPages.advice : words.kitPages.call)}`,
    "TRANSP:TRANSPARENT",
    ...(task.origin === "call"
      ? ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(task.title)}`, "TRIGGER:-P1D", "END:VALARM"]
      : []),
    "END:VEVENT",
  ]);
}

/** The whole calendar, its line ends CRLF. `generatedAt`: epoch second. */
export function calendarText(words: Words, call: Convocatoria, { dated }: Checklist, generatedAt: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Memoria//memoria kit//ES",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(words.kitPages.calendarName(printable(call.institute.value.shortName), call.electionDate.value))}`,
    ...dated.flatMap((task) => eventsOf(words, call, task, generatedAt)),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
