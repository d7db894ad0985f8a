// From a time as strftime writes it to the pattern that finds it in a line and the format that reads it.
import type { TimeStyle } from "./time-style.ts";

const names = "[A-Za-z]+";
const two = String.raw`\d\d`;

/** Each conversion: how strptime reads it, and what it looks like. */
const conversions: Readonly<Record<string, readonly [format: string, pattern: string]>> = {
  a: ["%a", names],
  A: ["%A", names],
  b: ["%b", names],
  B: ["%B", names],
  d: ["%d", two],
  e: ["%-d", String.raw`[ \d]\d`],
  f: ["%f", String.raw`\d{6}`],
  g: ["%g", String.raw`\d{3}`],
  H: ["%H", two],
  I: ["%I", two],
  j: ["%j", String.raw`\d{3}`],
  k: ["%-H", String.raw`[ \d]\d`],
  l: ["%-I", String.raw`[ \d]\d`],
  m: ["%m", two],
  M: ["%M", two],
  p: ["%p", names],
  S: ["%S", two],
  y: ["%y", two],
  Y: ["%Y", String.raw`\d{4}`],
  z: ["%z", String.raw`[+-]\d\d:?\d\d`],
  Z: ["%Z", "[A-Z]{2,5}"],
  "%": ["%%", "%"],
};

const shorthands: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  h: "%b",
  n: " ",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  t: "\t",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

/** The conversions with their shorthands written out; `%f` and `%g` are micro- and milliseconds. */
function written(strftime: string): string {
  return strftime.replace(/%[-_0^#EO]*([A-Za-z%])/g, (_, letter: string) => shorthands[letter] ?? `%${letter}`);
}

/** The letters of all conversions in it, shorthands written out. */
function conversionsOf(strftime: string): string[] {
  return [...written(strftime).matchAll(/%(.)/g)].map(([, letter = ""]) => letter);
}

/** Names a day and a clock time. */
export function isWholeTime(strftime: string): boolean {
  const has = (...letters: string[]): boolean => letters.some((letter) => conversionsOf(strftime).includes(letter));
  const isDated = has("Y", "y") && (has("j") || (has("m", "b", "B") && has("d", "e")));
  return isDated && has("M") && (has("H", "k") || (has("I", "l") && has("p")));
}

/** The time as a style and as a pattern without groups; or the conversion that is not read. */
export function strftimeStyle(strftime: string): { style: TimeStyle; pattern: string } | { unknown: string } {
  let format = "";
  let pattern = "";
  for (const [part, letter] of written(strftime).matchAll(/%(.)|[^%]+|%$/g)) {
    const conversion = letter === undefined ? null : conversions[letter];
    if (conversion === undefined || part === "%") return { unknown: part };
    format += conversion?.[0] ?? part;
    pattern += conversion?.[1] ?? escaped(part);
  }
  const zoned = /%[zZ]/.test(format);
  return { style: { kind: "strptime", format, shape: new RegExp(`^${pattern}$`), zoned }, pattern };
}

/** A text as a pattern that matches it, in the syntax that RE2 and JavaScript share. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
