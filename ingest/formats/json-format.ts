// A format told by names: one JSON object a line, its fields found at paths; the same table reads for detection and in SQL.
import type { FormatSample, LineFormat, LineVerdict } from "./format.ts";
import type { Change } from "./json-changes.ts";
import { type JsonPath, valueAt } from "./json-path.ts";
import { columnReading } from "./json-reading.ts";
import { parseObject } from "./json-text.ts";
import { looksLikeTime, type TimeStyle, zoneMissing } from "./time-style.ts";

/** What a value can be. `request`: method, target and protocol in one text; `sampleInterval`: how many requests a line stands for. */
export const jsonFields = [
  "time",
  "date",
  "address",
  "status",
  "request",
  "method",
  "target",
  "query",
  "protocol",
  "bytes",
  "referrer",
  "agent",
  "host",
  "port",
  "user",
  "forwarded",
  "cache",
  "scheme",
  "extra",
  "duration_s",
  "duration_ms",
  "duration_us",
  "duration_ns",
  "sampleInterval",
] as const;
export type JsonField = (typeof jsonFields)[number];

/** Where each field stands: the first path that holds a value counts. */
export type JsonFields = Readonly<Partial<Record<JsonField, readonly JsonPath[]>>>;

/** A line with a value at this path is no request of a visitor, unless it is one of these. */
export interface SkipRule {
  path: JsonPath;
  unless: readonly string[];
}

export interface JsonSpec extends Pick<LineFormat, "name" | "description" | "source" | "sampleTimeZone" | "specificity"> {
  samples: readonly FormatSample[];
  fields: JsonFields;
  /** Default: `any`. A `date` makes the time UTC. */
  time?: TimeStyle;
  /** `a.b` may also be the one key `a.b`. */
  dottedKeys?: boolean;
  /** Values may hold `\xHH`, which is no JSON. */
  hexEscapes?: boolean;
  skipped?: readonly SkipRule[];
  changes?: Readonly<Partial<Record<JsonField, Change>>>;
  /** Paths of lines that hold the real line as a text: told, not read. */
  wrappers?: readonly JsonPath[];
}

const required = [
  ["time", "la hora de la solicitud"],
  ["address", "la dirección del cliente"],
  ["status", "el código de estado, de una a tres cifras"],
] as const;

/** Builds the format; detection and parser find their values by the same paths. */
export function jsonFormat(spec: JsonSpec): LineFormat {
  const { name, description, source, samples, specificity, sampleTimeZone } = spec;
  return {
    name,
    description,
    source,
    samples,
    specificity,
    ...(sampleTimeZone !== undefined && { sampleTimeZone }),
    examine: (line, _fields, timeZone) => examineObject(spec, line, timeZone),
    reading: (context) => columnReading(spec, context),
  };
}

function examineObject(spec: JsonSpec, line: string, timeZone: string | null): LineVerdict {
  const parsed = parseObject(line, spec.hexEscapes === true);
  if ("column" in parsed) {
    const looksJson = line.trimStart().startsWith("{");
    const whole = "un objeto JSON completo por línea";
    const expected = looksJson ? whole : 'un objeto JSON completo por línea, como {"time": "...", "status": 200}';
    return { kind: "failed", field: "JSON", column: parsed.column, expected, progress: looksJson ? 0.3 : 0 };
  }
  const at = (path: JsonPath): string | null => valueAt(parsed.object, path, spec.dottedKeys === true);
  if (spec.skipped?.some((rule) => isSkipped(rule, at(rule.path)))) return { kind: "skipped" };
  const texts = required.map(([field]) => first(spec.fields[field], at) ?? "");
  const found = texts.filter((text) => text !== "").length;
  const wrapper = texts[1] === "" && texts[2] === "" ? spec.wrappers?.find((path) => at(path) !== null) : undefined;
  if (wrapper !== undefined) return wrapped(line, wrapper);
  const missing = texts.indexOf("");
  const missed = required[missing];
  const progress = 0.4 + (0.5 * found) / required.length;
  if (missed) return { kind: "failed", field: named(spec.fields[missed[0]]), column: 1, expected: missed[1], progress };
  const [time = "", , status = ""] = texts;
  const day = first(spec.fields.date, at);
  const told = looksLikeTime(spec.time ?? { kind: "any" }, day === null || isNumber(time) ? time : `${day}T${time}Z`, timeZone);
  const failed = (field: "time" | "status", expected: string): LineVerdict => {
    const path = spec.fields[field]?.find((each) => at(each) !== null) ?? field;
    return { kind: "failed", field: path, column: columnOf(line, path), expected, progress };
  };
  if (told !== "yes") return failed("time", told === "no" ? "una hora ISO 8601, de Apache o en segundos desde 1970" : zoneMissing);
  if (!/^\d{1,3}$/.test(status)) return failed("status", required[2][1]);
  return { kind: "read", distinctive: true };
}

const isSkipped = ({ unless }: SkipRule, value: string | null): boolean => value !== null && !unless.includes(value);

const isNumber = (text: string): boolean => /^\d{9}/.test(text);

function first(paths: readonly JsonPath[] | undefined, at: (path: JsonPath) => string | null): string | null {
  for (const path of paths ?? []) {
    const value = at(path);
    if (value !== null && value !== "") return value;
  }
  return null;
}

/** The names that a field may have, the first few of them. */
function named(paths: readonly JsonPath[] | undefined): string {
  return (paths ?? []).slice(0, 4).join(" | ");
}

function columnOf(line: string, path: JsonPath): number {
  const key = path.replace(/\[.*$/, "").split(".").at(-1) ?? "";
  return line.indexOf(`"${key}"`) + 1 || line.indexOf(`"${path}"`) + 1 || 1;
}

function wrapped(line: string, path: JsonPath): LineVerdict {
  const expected = `los campos de la solicitud; aquí la línea original viene envuelta como texto por otro programa, y hay que extraerla antes (por ejemplo, con jq -r '.${path}')`;
  return { kind: "failed", field: path, column: columnOf(line, path), expected, progress: 0.95 };
}
