// A server's own format string, taken apart into texts and directives, becomes a pattern that reads its lines.
import { type ApacheShape, apacheFormat, type Ending, quoted, quotedOrCut } from "./apache.ts";
import type { LineFormat } from "./format.ts";
import { type Directive, type Item, invalid, joined } from "./format-items.ts";
import type { MeantField } from "./format-meanings.ts";
import { type Piece, patternFormat } from "./pattern-format.ts";
import { escaped } from "./strftime.ts";
import { apacheTime } from "./time-style.ts";

const required: readonly MeantField[] = ["address", "time", "status"];

/**
 * Compiles the items of a format string. `original`: the string as it was given, which becomes the format's name.
 * A string that says what a known format says becomes that one, with its fast lane.
 * Throws `format-string-invalid`: no address, time or status; two directives that nothing separates.
 */
export function compileItems(original: string, given: readonly Item[], source: string, known: readonly LineFormat[]): LineFormat {
  const items = joined(original, given);
  const missing = required.filter((field) => !items.some((item) => typeof item !== "string" && item.field === field));
  if (missing.length > 0) throw invalid(original, "missing", missing.join(", "), null);
  for (const [i, item] of items.entries()) {
    const next = items[i + 1];
    if (typeof item === "string" || next === undefined || typeof next === "string" || endsByItself(item)) continue;
    throw invalid(original, "ambiguous", `${item.text}${next.text}`, item.position);
  }
  const own = { name: original, description: "Cadena de formato del servidor", source, samples: [] };
  const { shape, rest } = apacheShapeOf(items);
  if (shape && rest.length === 0) return known.find((format) => format.name === nameOf(shape)) ?? apacheFormat(shape, own);
  const ending = shape?.referrerAndAgent && shape.front !== "forwarded" ? endingOf(rest, kept(items)) : null;
  if (shape && ending) return apacheFormat({ ...shape, ending }, own);
  return generalFormat(items, own);
}

/** A value of fixed form: nothing needs to part it from the next. */
const endsByItself = ({ field, time, value }: Directive): boolean =>
  value !== null && (field === "status" || field === "host" || time?.kind === "strptime");

/** Of each field the directive that is kept. */
function kept(items: readonly Item[]): Set<Directive> {
  const best = new Map<MeantField, Directive>();
  for (const item of items) {
    if (typeof item === "string" || item.field === null) continue;
    const other = best.get(item.field);
    if (!other || item.rank > other.rank) best.set(item.field, item);
  }
  return new Set(best.values());
}

const shapeFields = {
  common: ["address", " ", "user", " [", "time", '] "', "request", '" ', "status", " ", "bytes"],
  behind: [' "', "referrer", '" "', "agent", '"'],
};

/** The format of Apache's family with which the string begins, and what follows it. */
function apacheShapeOf(items: readonly Item[]): { shape: ApacheShape | null; rest: Item[] } {
  const keeps = kept(items);
  const fronts: readonly (readonly [ApacheShape["front"], string[]])[] = [
    ["host", ["host", ":", "port", " "]],
    ["host", ["host", " "]],
    ["forwarded", ["forwarded", " "]],
    ["forwarded", ['"', "forwarded", '" ']],
    [null, []],
  ];
  for (const [front, before] of fronts) {
    for (const referrerAndAgent of [true, false]) {
      const wanted = [...before, ...shapeFields.common, ...(referrerAndAgent ? shapeFields.behind : [])];
      const rest = without(items, wanted, keeps);
      if (rest) return { shape: { front, referrerAndAgent }, rest };
    }
  }
  return { shape: null, rest: [] };
}

/** What follows these fields and texts; null: the items do not begin with them, or a later directive would be kept in place of one. */
function without(items: readonly Item[], wanted: readonly string[], keeps: ReadonlySet<Directive>): Item[] | null {
  for (const [i, want] of wanted.entries()) {
    const item = items[i];
    if (item === undefined) return null;
    const isLast = i === wanted.length - 1;
    if (typeof item === "string") {
      if (item === want) continue;
      return isLast && item.startsWith(want) ? [item.slice(want.length), ...items.slice(i + 1)] : null;
    }
    if (item.field !== want || !keeps.has(item)) return null;
    if (want === "time" && JSON.stringify(item.time) !== JSON.stringify(apacheTime)) return null;
  }
  return items.slice(wanted.length);
}

function nameOf({ front, referrerAndAgent }: ApacheShape): string {
  if (!referrerAndAgent) return front === null ? "common" : "";
  return front === null ? "combined" : front === "host" ? "vhost_combined" : "forwarded_combined";
}

/** The fields behind the agent as one pattern; null where they cannot be split off by quotes. */
function endingOf(rest: readonly Item[], keeps: ReadonlySet<Directive>): Ending | null {
  const quotes =
    rest
      .filter((item) => typeof item === "string")
      .join("")
      .split('"').length - 1;
  const [first] = rest;
  if (typeof first !== "string" || !first.startsWith(" ") || quotes % 2 !== 0) return null;
  const groups: string[] = [];
  let duration: Ending["duration"] = null;
  const pattern = rest.map((item, i) => {
    if (typeof item === "string") return escaped(item);
    const isKept = item.field !== null && keeps.has(item);
    if (item.field !== null && isKept) groups.push(item.field);
    if (isKept && item.duration) duration = item.duration("f_duration");
    const value = valuePattern(item, rest[i - 1], rest[i + 1]);
    return isKept ? `(${value})` : `(?:${value})`;
  });
  return { pattern: pattern.join(""), groups, quotes, duration };
}

/** The pattern of a value, told by what stands around it. */
function valuePattern(item: Directive, before: Item | undefined, after: Item | undefined): string {
  if (item.value !== null) return item.value;
  if (isQuoted(before, after)) return quoted;
  if (typeof after !== "string") return item.isWord ? '[^ "]*' : ".*";
  const end = after.slice(0, 1).replace(/[\\\]^-]/, "\\$&");
  if (item.isWord) return `[^ "${end}]*`;
  return end === " " ? ".*?" : `[^${end}]*`;
}

const isQuoted = (before: Item | undefined, after: Item | undefined): boolean =>
  typeof before === "string" && before.endsWith('"') && typeof after === "string" && after.startsWith('"');

/** Any other string: strict up to the last of address, time and status, and from there on as far as the line goes. */
function generalFormat(items: readonly Item[], own: Pick<LineFormat, "name" | "description" | "source" | "samples">): LineFormat {
  const keeps = kept(items);
  const isEssential = (item: Item): boolean => typeof item !== "string" && keeps.has(item) && required.includes(item.field as MeantField);
  const last = items.findLastIndex(isEssential);
  const time = [...keeps].find((item) => item.field === "time")?.time;
  if (!time) throw new Error("a time without its style");
  const quotedFields: string[] = [];
  const pieces = piecesOf(items.slice(0, last + 1), items[last + 1], keeps, quotedFields);
  const tailFields: string[] = [];
  const tail = tailOf(items.slice(last + 1), keeps, tailFields, quotedFields);
  return patternFormat({
    ...own,
    specificity: 30,
    pieces,
    tail: { fields: [...tailFields, "extra"], pattern: `${tail}(.*)$` },
    distinctive: tailFields.slice(-1),
    time,
    lane: null,
    laneParts: [],
    quotedFields,
    duration: [...keeps].find((item) => item.field === "duration")?.duration?.("f_duration") ?? null,
  });
}

/** Texts whose quotes are matched with them, so that an empty one is told from one that is not there. */
const quotedTexts: readonly (string | null)[] = ["referrer", "agent", "user", "host", "forwarded", "cache", "scheme"];

function piecesOf(items: readonly Item[], after: Item | undefined, keeps: ReadonlySet<Directive>, quotedFields: string[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [i, item] of items.entries()) {
    if (typeof item === "string") continue;
    const [before, next] = [items[i - 1], items[i + 1] ?? after];
    const value = valuePattern(item, before, next);
    const group = keeps.has(item) ? `(${value})` : `(?:${value})`;
    const withQuotes = keeps.has(item) && quotedTexts.includes(item.field) && isQuoted(before, next);
    const leading = typeof before === "string" && i === 1 ? escaped(before) : "";
    const closing = i === items.length - 1 ? boundary(next).close : typeof next === "string" ? escaped(next) : "";
    let pattern = leading + group + closing;
    if (withQuotes) {
      quotedFields.push(item.field ?? "");
      pattern = quotesInside(leading, `"${value}"`, closing, pieces);
    }
    pieces.push({ field: item.field ?? item.text, pattern, groups: keeps.has(item) ? [item.field ?? ""] : [], expected: item.expected });
  }
  return pieces;
}

/** The quotes of a field go from the texts around it into its group. */
function quotesInside(leading: string, value: string, closing: string, pieces: Piece[]): string {
  const previous = pieces.at(-1);
  if (previous) previous.pattern = previous.pattern.replace(/"$/, "");
  return `${leading.replace(/"$/, "")}(${value})${closing.replace(/^"/, "")}`;
}

/** Where a value of limited characters may end: at the text that follows it, of which the first character is enough, or with the line. */
function boundary(next: Item | undefined): { close: string; rest: string } {
  if (typeof next !== "string") return { close: next === undefined ? "(?: |$)" : "", rest: "" };
  return { close: `(?:${escaped(next.slice(0, 1))}|$)`, rest: next.slice(1) };
}

/** The rest of a line, field within field: each is there only if all before it are. */
function tailOf(items: readonly Item[], keeps: ReadonlySet<Directive>, fields: string[], quotedFields: string[]): string {
  const [first] = items;
  // The first character of the text was matched with the field before it.
  let text = typeof first === "string" ? first.slice(1) : "";
  let pattern = "";
  let depth = 0;
  for (const [i, item] of items.entries()) {
    if (typeof item === "string") continue;
    const [before, next] = [items[i - 1], items[i + 1]];
    const isKept = keeps.has(item);
    if (isKept) fields.push(item.field ?? "");
    depth++;
    if (item.value === null && isQuoted(before, next) && text.endsWith('"')) {
      if (isKept) quotedFields.push(item.field ?? "");
      pattern += `(?:${escaped(text.slice(0, -1))}${isKept ? quotedOrCut : quotedOrCut.replace("(", "(?:")}`;
      text = (next as string).slice(1);
      continue;
    }
    const value = valuePattern(item, before, next);
    const group = isKept ? `(${value})` : `(?:${value})`;
    const { close, rest } = item.value === null ? { close: wholeText(next), rest: "" } : boundary(next);
    pattern += `(?:${escaped(text)}${group}${close}`;
    text = rest;
  }
  return pattern + ")?".repeat(depth);
}

const wholeText = (next: Item | undefined): string => (typeof next === "string" ? `(?:${escaped(next)}|$)` : next === undefined ? "$" : "");
