// From the first lines of a file to its format, or to the reason why none fits.
import { UserError } from "./errors.ts";
import { formats, type LineFormat } from "./formats/index.ts";
import { unwrapLine } from "./wrapped-line.ts";

/** How well a format reads the sampled lines. */
export interface FormatScore {
  format: LineFormat;
  /** Share of the sampled lines that the format reads, 0..1. */
  share: number;
  /** Share of them in which the fields that set this format apart are there. */
  distinctiveShare: number;
}

export interface Detection {
  format: LineFormat;
  confidence: number;
  scores: FormatScore[];
  sampledLines: number;
}

/** At least this share of the sample must be read, else the file is of another kind. */
const leastShare = 0.5;
const sampleSize = 200;
/** A format's own fields must be there in at least this share of the lines that it reads. */
const leastDistinctiveShare = 0.1;
/** Formats whose quality differs by less than this read the lines equally well: a few cut lines must not decide. */
const tolerance = 0.05;

/** The first lines that count for detection: neither blank nor directives. */
export function sampleOf(head: string): { number: number; text: string }[] {
  return head
    .split(/\r\n|\n|\r/)
    .map((text, i) => ({ number: i + 1, text: i === 0 ? text.replace(/^\ufeff/, "") : text }))
    .filter(({ text }) => text.trim() !== "" && !text.startsWith("#"))
    .slice(0, sampleSize);
}

/**
 * Finds the format of a file from its beginning. Scores every format on the first 200 lines that are not directives; among
 * those that read the most lines, the one whose own fields are there in most wins (common reads every combined line too).
 * Throws `format-unknown` with the first line that fails in the nearest format, and the field where it fails.
 */
export function detect(file: string, head: string, candidates: readonly LineFormat[] = formats): Detection {
  const sample = sampleOf(head);
  const scores = candidates
    .map((format) =>
      score(
        format,
        sample.map((s) => unwrapLine(s.text)),
      ),
    )
    .sort(byQuality);
  const nearest = scores[0];
  if (!nearest) throw new Error("no candidate formats");
  if (nearest.share < leastShare) throw explain(file, nearest.format, sample);
  // Of the formats that read as many lines, the one that keeps most of them: where formats are mixed, the shorter lines lose nothing in it.
  const greatest = Math.max(...scores.map((s) => s.share));
  const whole = scores.filter((s) => s.share >= greatest - tolerance && s.distinctiveShare >= leastDistinctiveShare);
  const best = whole.sort(byDistinction)[0] ?? nearest;
  return { format: best.format, confidence: quality(best), scores, sampledLines: sample.length };
}

const quality = (score: FormatScore): number => score.share * score.distinctiveShare;
const byQuality = (a: FormatScore, b: FormatScore): number => quality(b) - quality(a);
const byDistinction = (a: FormatScore, b: FormatScore): number => b.format.distinctive.length - a.format.distinctive.length;

function score(format: LineFormat, lines: string[]): FormatScore {
  const pattern = new RegExp(format.pattern, "s");
  const wanted = format.distinctive.map((field) => format.fields.indexOf(field) + 1);
  let read = 0;
  let distinct = 0;
  for (const line of lines) {
    const match = pattern.exec(line);
    if (!match) continue;
    read++;
    if (wanted.every((group) => match[group] !== undefined && match[group] !== "")) distinct++;
  }
  const share = lines.length === 0 ? 0 : read / lines.length;
  return { format, share, distinctiveShare: read === 0 ? 0 : distinct / read };
}

/** The first line that the format does not read, and how far it gets. */
function explain(file: string, format: LineFormat, sample: { number: number; text: string }[]): UserError<"format-unknown"> {
  const pattern = new RegExp(format.pattern, "s");
  const bad = sample.find(({ text }) => !pattern.test(unwrapLine(text))) ?? sample[0] ?? { number: 1, text: "" };
  let reached = 0;
  for (const prefix of format.prefixes) {
    const match = new RegExp(prefix.pattern, "s").exec(unwrapLine(bad.text));
    if (!match) {
      return new UserError("format-unknown", {
        file,
        line: bad.number,
        text: bad.text.slice(0, 200),
        nearest: format.name,
        field: prefix.field,
        column: reached + 1,
        expected: prefix.expected,
      });
    }
    reached = match[0].length;
  }
  throw new Error(`format ${format.name} fails outside its prefixes`);
}
