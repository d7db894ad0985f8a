// A format told by a pattern: pieces in a row, each a field with what is expected there.

import { unwrapLine } from "../wrapped-line.ts";
import type { FormatContext, LineFormat, LineVerdict, PatternReading } from "./format.ts";
import { looksLikeTime, type TimeStyle, timeSql, zoneMissing } from "./time-style.ts";

/** One field of a line: its pattern has exactly one group, the field, and what stands between it and the next. */
export interface Piece {
  field: string;
  pattern: string;
  /** In Spanish. */
  expected: string;
}

export interface PatternSpec extends Pick<LineFormat, "name" | "description" | "source" | "samples" | "preamble" | "sampleTimeZone"> {
  specificity: number;
  pieces: readonly Piece[];
  /** What follows the pieces: its pattern reaches to the end of the line and always matches; its groups by name. */
  tail: { fields: readonly string[]; pattern: string };
  /** Fields that must not be empty for the format to be this one and not a shorter one that also matches. */
  distinctive: readonly string[];
  /** Of the field `time`. */
  time: TimeStyle;
  lane: PatternReading["lane"];
  laneParts: PatternReading["parts"];
  /** Fields matched with their quotes. */
  quotedFields: readonly string[];
  duration: PatternReading["duration"];
}

interface Prefix {
  field: string;
  expected: string;
  pattern: RegExp;
}

/** Builds a format that detection and the parser read by the same pattern. */
export function patternFormat(spec: PatternSpec): LineFormat {
  const fields = [...spec.pieces.map((piece) => piece.field), ...spec.tail.fields];
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
  const timeGroup = fields.indexOf("time") + 1;
  const examine = (raw: string, _fields: string | null, timeZone: string | null): LineVerdict => {
    const line = unwrapLine(raw);
    const match = whole.exec(line);
    if (!match) return failure(prefixes, line);
    if (looksLikeTime(spec.time, match[timeGroup] ?? "", timeZone) === "zone-missing") {
      return { kind: "failed", field: "time", column: line.indexOf(match[timeGroup] ?? "") + 1, expected: zoneMissing, progress: 1 };
    }
    return { kind: "read", distinctive: wanted.every((group) => match[group] !== undefined && match[group] !== "") };
  };
  const reading = ({ timeZone }: FormatContext): PatternReading => ({
    kind: "pattern",
    parts: spec.laneParts,
    pattern,
    fields,
    quotedFields: spec.quotedFields,
    lane: spec.lane,
    time: timeSql(spec.time, "f_time", timeZone),
    duration: spec.duration,
  });
  const { name, description, source, samples, preamble, sampleTimeZone, specificity } = spec;
  return {
    name,
    description,
    source,
    samples,
    specificity,
    ...(preamble && { preamble }),
    ...(sampleTimeZone !== undefined && { sampleTimeZone }),
    examine,
    reading,
  };
}

function failure(prefixes: readonly Prefix[], line: string): LineVerdict {
  let reached = 0;
  for (const [i, prefix] of prefixes.entries()) {
    const match = prefix.pattern.exec(line);
    if (!match)
      return { kind: "failed", field: prefix.field, column: reached + 1, expected: prefix.expected, progress: i / prefixes.length };
    reached = match[0].length;
  }
  throw new Error("a line fails outside its pieces");
}
