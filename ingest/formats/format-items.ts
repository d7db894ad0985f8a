// The items of a server's format string: texts and directives, those that write one thing together made one.
import { UserError } from "../errors.ts";
import { type Meaning, meanings } from "./format-meanings.ts";
import { isWholeTime, strftimeStyle } from "./strftime.ts";

export interface Directive extends Meaning {
  /** As it was written. */
  text: string;
  /** From 1, in the whole string. */
  position: number;
}

/** A text that stands between directives, or a directive. */
export type Item = string | Directive;

export function invalid(
  text: string,
  problem: "unknown" | "unclosed" | "missing" | "ambiguous",
  given: string,
  position: number | null,
): UserError<"format-string-invalid"> {
  return new UserError("format-string-invalid", { text, problem, given, position });
}

/** The items with texts side by side joined, and with what several directives write together made one. */
export function joined(original: string, given: readonly Item[]): Item[] {
  const items = joinTimes(original, joinTexts(given));
  join(items, ["target", "query"], { field: "target", value: null, expected: meanings.target.expected });
  const request = { field: "request" as const, value: null, expected: meanings.request.expected };
  join(items, ["method", " ", "target", " ", "protocol"], request);
  const user = { field: "user" as const, value: "[^ ]+ .*?", expected: "identidad y usuario, o dos guiones" };
  join(items, ["identity", " ", "user"], user);
  for (const [i, item] of items.entries()) {
    const next = items[i + 1];
    // A target begins with a slash, which no host has.
    if (typeof item === "object" && item.field === "host" && typeof next === "object" && next.field === "target") {
      items[i] = { ...item, value: '[^ "/]*' };
    }
    // nginx writes the dash of the identity itself.
    if (typeof item !== "string" || !/(?:^| )- $/.test(item) || typeof next !== "object" || next.field !== "user") continue;
    items.splice(i, 2, ...(item === "- " ? [] : [item.slice(0, -2)]), { ...next, ...user });
  }
  return items;
}

function joinTexts(given: readonly Item[]): Item[] {
  const items: Item[] = [];
  for (const item of given) {
    const last = items.at(-1);
    if (typeof item === "string" && typeof last === "string") items[items.length - 1] = last + item;
    else if (item !== "") items.push(item);
  }
  return items;
}

/** Replaces every run of these fields and texts by one directive. */
function join(items: Item[], run: readonly string[], meaning: Pick<Meaning, "field" | "value" | "expected">): void {
  for (let i = 0; i + run.length <= items.length; i++) {
    const part = items.slice(i, i + run.length);
    const [first] = part;
    if (typeof first !== "object" || !part.every((item, at) => (typeof item === "string" ? item : item.field) === run[at])) continue;
    const text = part.map((item) => (typeof item === "string" ? item : item.text)).join("");
    items.splice(i, run.length, { rank: 1, text, position: first.position, ...meaning });
  }
}

/** Pieces of a time with nothing but texts between them become one; then each is read as a whole, or not kept. */
function joinTimes(original: string, items: Item[]): Item[] {
  for (let i = 0; i < items.length; i++) {
    const first = items[i];
    if (typeof first !== "object" || first.strftime === undefined) continue;
    let { strftime, text } = first;
    for (;;) {
      const between = typeof items[i + 1] === "string" ? (items[i + 1] as string) : "";
      const next = items[i + (between === "" ? 1 : 2)];
      if (typeof next !== "object" || next.strftime === undefined || repeats(strftime, next.strftime)) break;
      strftime += between.replaceAll("%", "%%") + next.strftime;
      text += between + next.text;
      items.splice(i + 1, between === "" ? 1 : 2);
    }
    const read = strftimeStyle(strftime);
    if ("unknown" in read) throw invalid(original, "unknown", read.unknown, first.position);
    const whole = { text, position: first.position, rank: first.rank, expected: first.expected, value: read.pattern };
    items[i] = isWholeTime(strftime) ? { ...whole, field: "time", time: read.style } : { ...whole, field: null };
  }
  return items;
}

const repeats = (one: string, other: string): boolean => [...other.matchAll(/%./g)].some(([conversion]) => one.includes(conversion));
