// What a log format is: data and two readings of it, one that detection asks line by line and one in SQL for millions.
import type { FieldList } from "../scan.ts";
import type { JsonField } from "./json-format.ts";

/** The columns that every format yields; what a format does not carry is null. */
export interface ParsedFields {
  address: string | null;
  /** Epoch second, UTC. */
  second: number;
  method: string | null;
  path: string | null;
  /** What follows the path in the target, its first character (`?` or `;`) included. */
  query: string | null;
  protocol: string | null;
  status: number | null;
  bytes: number | null;
  referrer: string | null;
  agent: string | null;
  host: string | null;
  port: number | null;
  user: string | null;
  extra: string | null;
  /** X-Forwarded-For as logged: a list, maybe with ports. */
  forwarded: string | null;
  /** Time taken to answer, in microseconds. */
  duration_us: number | null;
  /** What the cache did, as logged (`HIT`, `Miss`, `RefreshHit`). */
  cache: string | null;
  /** `http` or `https`, lower case. */
  scheme: string | null;
  /** True when the line stands for more requests than itself. */
  sampled: boolean | null;
}

/** `fields` are those that the sample is meant to show; the contract suite reads exactly these. */
export interface FormatSample {
  line: string;
  fields: Partial<ParsedFields>;
}

/** What a file says of its own lines, and what the caller says of it. */
export interface FormatContext {
  /** The `#Fields:` directives, where they change. */
  fieldLists: readonly FieldList[];
  /** IANA name, for times without an offset; null: not said. */
  timeZone: string | null;
}

/** How one line reads in a format. */
export type LineVerdict =
  /** `distinctive`: the fields that set this format apart are there. */
  | { kind: "read"; distinctive: boolean }
  /** A line that belongs to the format and is no request (a server's own messages). */
  | { kind: "skipped" }
  /** `progress`: how much of the line was understood, 0..1; `column` from 1; `expected` in Spanish. */
  | { kind: "failed"; field: string; column: number; expected: string; progress: number };

/** A log format of one record per line. */
export interface LineFormat {
  name: string;
  /** For people, in Spanish. */
  description: string;
  /** The document that defines its fields. */
  source: string;
  /** Directives that must stand before the samples (W3C). */
  preamble?: readonly string[];
  /** Time zone in which the samples are meant, for formats whose times have none. */
  sampleTimeZone?: string;
  samples: readonly FormatSample[];
  /** Of two formats that read the same lines, the more specific is the right one. */
  specificity: number;
  /** Its lines name a path and no method. */
  lacksMethod?: boolean;
  /** Reads one line for detection. `fields`: the list of the last `#Fields:` before it. `isBrief`: nobody asks where it fails. */
  examine: (line: string, fields: string | null, timeZone: string | null, isBrief?: boolean) => LineVerdict;
  /** The SQL that reads lines of such a file. */
  reading: (context: FormatContext) => Reading;
}

/** Names of the text columns that a reading may fill. */
export type TextColumn =
  | "address"
  | "user"
  | "status"
  | "bytes"
  | "referrer"
  | "agent"
  | "host"
  | "port"
  | "extra"
  | "forwarded"
  | "cache"
  | "scheme";

export type Part = readonly [name: string, sql: string];

/** SQL expressions over the column `line` (and `row`, its number, when `numbered`), each part computed once and usable in those after it. */
interface CommonReading {
  parts: readonly Part[];
  /** How clean lines stand in bytes, where they can be read as such (byte-lane/); null: only as text. */
  bytes: ByteLane | null;
}

/** What stands in a line of bytes. */
export type ByteLane = ApacheLane | ValueLane | ObjectLane;

/**
 * A server's name in front of the address, referrer and agent behind the bytes; behind the agent two counts of bytes, ` 512 5480`, or the labelled
 * fields of memoria-combined.ts.
 */
interface ApacheLane {
  kind: "apache";
  host: boolean;
  referrerAndAgent: boolean;
  ending: "counters" | "labels" | null;
}

/** Values in a fixed order with a separator between two, a dash for none: null where nobody asks for the value. */
interface ValueLane {
  kind: "values";
  separator: " " | "\t";
  values: readonly (LaneValue | null)[];
}

/** `stem` and `query` make the target. `duration` is the time taken. */
export interface LaneValue {
  name: Exclude<TextColumn, "extra"> | "date" | "time" | "method" | "stem" | "query" | "protocol" | "duration";
  /** A plus for each space; CloudFront's URL-encoding, of URLs and of texts; the unit of a time taken. */
  written: "as-is" | "plus" | "encoded-url" | "encoded-text" | "milliseconds" | "seconds";
}

/** One JSON object a line. `isLabelled`: what goes to the column `extra` is the Cache-Control header, behind the label `cc=`. */
export interface ObjectLane {
  kind: "object";
  times: readonly ("iso" | "epoch" | "apache")[];
  isLabelled: boolean;
  keys: readonly ObjectKey[];
}

/**
 * A key and what stands there. Of several keys of a field the lowest rank counts that is not empty; `isOnly`: there is one, whose empty text is a value.
 * `skip`: a line with a value there is no request, unless it is one of the `allowed`. `odd`: lines with this key are for others.
 */
export interface ObjectKey {
  key: string;
  holds: JsonField | "skip" | "odd";
  rank: number;
  isOnly: boolean;
  allowed: readonly string[];
}

/** A line whose request stands in it as one text, `GET / HTTP/1.1`; escapes are backslashes. */
export interface PatternReading extends CommonReading {
  kind: "pattern";
  /** Of a whole line, in the syntax that RE2 and JavaScript share; its groups are `fields`, in order. */
  pattern: string;
  fields: readonly string[];
  /** Fields that were matched together with their quotes, whole or cut. */
  quotedFields: readonly string[];
  /** The lane for lines that split cleanly; null: the pattern reads every line. */
  lane: {
    /** Boolean expression over the parts. */
    clean: string;
    /** Field name to expression over the parts. */
    split: Readonly<Record<string, string>>;
    timeFormat: string;
  } | null;
  /** TIMESTAMPTZ from `m.time`, the field as the pattern matched it. */
  time: string;
  /** BIGINT microseconds over `f_duration`, if there is such a field. */
  duration: string | null;
}

/** A line of named values, already unescaped: JSON, W3C. */
export interface ColumnReading extends CommonReading {
  kind: "columns";
  /** Needs `row`, the number of the line in its file: only for a file in a query of its own. */
  numbered: boolean;
  /** Boolean: the line has the shape of this format at all. */
  recognised: string;
  /** Boolean: it belongs here and is no request; null: there are none such. */
  skipped: string | null;
  /** TIMESTAMPTZ. */
  time: string;
  /** The request, as one text (`line`) or in parts; text expressions. */
  request: { line: string } | { method: string; target: string; protocol: string };
  columns: Readonly<Partial<Record<TextColumn, string>>>;
  /** BIGINT microseconds. */
  duration: string | null;
  /** BOOLEAN. */
  sampled: string | null;
}

export type Reading = PatternReading | ColumnReading;
