// A format told by a pattern: pieces in a row, each a field with what is expected there.

import "./linear-patterns.ts";
import { hasSyslogHeader, unwrapLine } from "../wrapped-line.ts";
import type { FormatContext, LineFormat, LineVerdict, PatternReading } from "./format.ts";
import { looksLikeTime, type TimeStyle, timeSql, zoneMissing } from "./time-style.ts";

/** One field of a line: its pattern has the groups named (default: exactly one, the field), and what stands between it and the next. */
export interface Piece {
  field: string;
  pattern: string;
  groups?: readonly string[];
  /** In Spanish. */
  expected: string;
}

export interface PatternSpec
  extends Pick<LineFormat, "name" | "description" | "source" | "samples" | "preamble" | "sampleTimeZone" | "lacksMethod"> {
  specificity: number;
  pieces: readonly Piece[];
  /** What follows the pieces: its pattern reaches to the end of the line and always matches; its groups by name. */
  tail: { fields: readonly string[]; pattern: string };
  /** Fields that must not be empty for the format to be this one and not a shorter one that also matches. */
  distinctive: readonly string[];
  /** Set apart by the syslog header in front of its lines, too. */
  behindSyslog?: boolean;
  /** A number or a time where a name or an address should be is what a shipper wrote in front of the line. */
  refusesStamps?: boolean;
  /** Of the field `time`. */
  time: TimeStyle;
  lane: PatternReading["lane"];
  laneParts: PatternReading["parts"];
  bytes?: PatternReading["bytes"];
  /** Fields matched with their quotes. */
  quotedFields: readonly string[];
  duration: PatternReading["duration"];
}

export const statusExpected = "un código de estado de tres cifras";

/** What a shipper wrote in front of the line: a stamp, and no name of a server. */
const notHost = /^(?:\d+|\d{4}-\d\d-\d\d.*)$/;

interface Prefix {
  field: string;
  expected: string;
  pattern: RegExp;
}

/** Builds a format that detection and the parser read by the same pattern. */
export function patternFormat(spec: PatternSpec): LineFormat {
  const fields = [...spec.pieces.flatMap((piece) => piece.groups ?? [piece.field]), ...spec.tail.fields];
  const pattern = `^${spec.pieces.map((piece) => piece.pattern).join("")}${spec.tail.pattern}`;
  const whole = new RegExp(pattern, "s");
  const prefixes = spec.pieces.map(({ field, expected }, i) => ({
    field,
    expected,
    pattern: new RegExp(
      `^${spec.pieces
        .slice(0, i + 1)
        .map((piece) => piece.pattern)
        .join("")}`,
      "s",
    ),
  }));
  const wanted = spec.distinctive.map((field) => fields.indexOf(field) + 1);
  const [timeGroup, statusGroup] = [fields.indexOf("time") + 1, fields.indexOf("status") + 1];
  const [hostGroup, addressGroup] = [fields.indexOf("host") + 1 || fields.length + 1, fields.indexOf("address") + 1];
  const examine = (raw: string, _fields: string | null, timeZone: string | null, isBrief = false): LineVerdict => {
    const line = unwrapLine(raw);
    // A place in the line is told as it lies in the file.
    const unwrapped = raw.endsWith(line) ? raw.length - line.length : 0;
    const match = whole.exec(line);
    if (!match) return isBrief ? failedSomewhere : failure(prefixes, line, unwrapped);
    const [time = "", status = ""] = [match[timeGroup], match[statusGroup]];
    const failed = (field: string, text: string, expected: string): LineVerdict => {
      return { kind: "failed", field, column: unwrapped + line.indexOf(text) + 1, expected, progress: 1 };
    };
    if (looksLikeTime(spec.time, time, timeZone) === "zone-missing") return failed("time", time, zoneMissing);
    if (!/^-?\d+$/.test(status)) return failed("status", ` ${status} `, statusExpected);
    for (const [field, group] of [
      ["host", hostGroup],
      ["address", addressGroup],
    ] as const) {
      const text = match[group];
      if (spec.refusesStamps && text !== undefined && notHost.test(text))
        return failed(field, text, "un nombre o una dirección, y no un número ni una hora");
    }
    const isDistinctive = wanted.every((group) => match[group] !== undefined && match[group] !== "");
    return { kind: "read", distinctive: isDistinctive && (!spec.behindSyslog || hasSyslogHeader(raw)) };
  };
  const reading = ({ timeZone }: FormatContext): PatternReading => ({
    kind: "pattern",
    parts: spec.laneParts,
    pattern,
    fields,
    quotedFields: spec.quotedFields,
    lane: spec.lane,
    bytes: spec.bytes ?? null,
    time: timeSql(spec.time, "m.time", timeZone),
    duration: spec.duration,
  });
  const { name, description, source, samples, preamble, sampleTimeZone, specificity, lacksMethod } = spec;
  return {
    name,
    description,
    source,
    samples,
    specificity,
    ...(preamble && { preamble }),
    ...(sampleTimeZone !== undefined && { sampleTimeZone }),
    ...(lacksMethod && { lacksMethod }),
    examine,
    reading,
  };
}

const failedSomewhere: LineVerdict = { kind: "failed", field: "", column: 0, expected: "", progress: 0 };

function failure(prefixes: readonly Prefix[], line: string, unwrapped: number): LineVerdict {
  let reached = 0;
  for (const [i, { pattern, field, expected }] of prefixes.entries()) {
    const match = pattern.exec(line);
    if (!match) return { kind: "failed", field, column: unwrapped + reached + 1, expected, progress: i / prefixes.length };
    reached = match[0].length;
  }
  throw new Error("a line fails outside its pieces");
}
