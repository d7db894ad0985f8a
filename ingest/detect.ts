// From the first lines of a file to its format, or to the reason why none fits.
import { UserError } from "./errors.ts";
import { formats, type LineFormat, type LineVerdict } from "./formats/index.ts";
import type { FieldList } from "./scan.ts";

/** How well a format reads the sampled lines. */
export interface FormatScore {
  format: LineFormat;
  /** Share of the sampled lines that the format reads, 0..1; lines that it knows to be no requests left out. */
  share: number;
  /** Share of those that it reads in which the fields that set this format apart are there. */
  distinctiveShare: number;
}

export interface Detection {
  format: LineFormat;
  confidence: number;
  scores: FormatScore[];
  sampledLines: number;
  /** Another format that reads lines which this one does not, and their share: mixed formats are told, not averaged. */
  mixedWith: { format: LineFormat; share: number } | null;
  /** The `#Fields:` directives among these first lines, where they change. */
  fieldLists: FieldList[];
}

export interface DetectOptions {
  candidates?: readonly LineFormat[];
  /** For times without an offset; null: not said. */
  timeZone?: string | null;
}

/** A line that counts for detection. */
export interface SampledLine {
  /** Physical line, from 1. */
  number: number;
  text: string;
  /** The list of the last `#Fields:` before it. */
  fields: string | null;
}

/** At least this share of the sample must be read, else the file is of another kind. */
const leastShare = 0.5;
const sampleSize = 200;
/** A format's own fields must be there in at least this share of the lines that it reads. */
const leastDistinctiveShare = 0.1;
/** Formats whose quality differs by less than this read the lines equally well: a few cut lines must not decide. */
const tolerance = 0.05;
/** From this share on, lines that only another format reads are no accident. */
const leastMixedShare = 0.02;

/** Whether a text has a line that is neither blank nor a directive. */
export function hasLogLine(head: string): boolean {
  return readHead(head, 1).sample.length > 0;
}

/** The first lines that count for detection (neither blank nor directives), and the `#Fields:` on the way. */
function readHead(head: string, most: number): { sample: SampledLine[]; fieldLists: FieldList[] } {
  const sample: SampledLine[] = [];
  const fieldLists: FieldList[] = [];
  let fields: string | null = null;
  let number = 0;
  for (const text of linesOf(head.replace(/^\ufeff/, ""))) {
    number++;
    if (text.startsWith("#Fields:")) {
      const list = text.slice("#Fields:".length).trim();
      const afterRows = fieldLists.length === 0 && sample.length > 0;
      if (list !== fields) fieldLists.push({ line: number, fields: list, ...(afterRows && { afterRows }) });
      fields = list;
    }
    if (text.trim() === "" || text.startsWith("#")) continue;
    sample.push({ number, text, fields });
    if (sample.length === most) break;
  }
  return { sample, fieldLists };
}

/** One line after the other: a text may be much longer than what is looked at. */
function* linesOf(text: string): Generator<string> {
  const ends = /\r\n|\n|\r/g;
  let start = 0;
  for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
    yield text.slice(start, end.index);
    start = ends.lastIndex;
  }
  yield text.slice(start);
}

interface Reading extends FormatScore {
  verdicts: LineVerdict[];
}

/**
 * Finds the format of a file from its beginning. Scores every format on the first 200 lines that are not directives; among
 * those that read the most lines, the most specific whose own fields are there wins (common reads every combined line too).
 * Throws `format-unknown` with the first line that fails in the nearest format, and the field where it fails.
 */
export function detect(file: string, head: string, { candidates = formats, timeZone = null }: DetectOptions = {}): Detection {
  const { sample, fieldLists } = readHead(head, sampleSize);
  const readings = candidates.map((format) => read(format, sample, timeZone)).sort((a, b) => quality(b) - quality(a));
  const greatest = Math.max(...readings.map((reading) => reading.share));
  if (!(greatest >= leastShare)) throw explain(file, readings, sample);
  const whole = readings.filter((r) => r.share >= greatest - tolerance && r.distinctiveShare >= leastDistinctiveShare);
  const best = whole.sort((a, b) => b.format.specificity - a.format.specificity)[0] ?? readings[0];
  if (!best) throw new Error("no candidate formats");
  const scores = readings.map(({ verdicts: _, ...score }) => score);
  return {
    format: best.format,
    confidence: quality(best),
    scores,
    sampledLines: sample.length,
    mixedWith: mixture(best, readings),
    fieldLists,
  };
}

/** So many lines are enough to tell that a file is like the one before; fewer, that it is like the many before. */
const confirming = { few: { whole: 10, ruledOut: 3 }, many: { whole: 4, ruledOut: 1 } };
const manyFiles = 16;
export const confirmingLines = confirming.few.whole;

/**
 * Whether a file begins in the format of the file before: one of the same set most likely has it too, and need not be compared with all
 * others again. `alike`: how many before had it in a row. Every one of the first lines is read whole, and no more specific format reads any of the very first.
 */
export function beginsAs(expected: LineFormat, head: string, { timeZone, alike }: { timeZone: string | null; alike: number }): boolean {
  const lines = alike < manyFiles ? confirming.few : confirming.many;
  const { sample } = readHead(head, lines.whole);
  const verdict = (format: LineFormat, { text, fields }: SampledLine): LineVerdict => format.examine(text, fields, timeZone, true);
  const isWhole = sample.every((line) => {
    const read = verdict(expected, line);
    return read.kind === "read" && read.distinctive;
  });
  if (!isWhole || sample.length === 0) return false;
  const others = formats.filter((format) => format.specificity > expected.specificity);
  return !others.some((format) =>
    sample.slice(0, lines.ruledOut).some((line) => {
      const read = verdict(format, line);
      return read.kind === "read" && read.distinctive;
    }),
  );
}

const quality = (score: FormatScore): number => score.share * score.distinctiveShare;

function read(format: LineFormat, sample: readonly SampledLine[], timeZone: string | null): Reading {
  const verdicts = sample.map(({ text, fields }) => format.examine(text, fields, timeZone));
  const count = (holds: (verdict: LineVerdict) => boolean): number => verdicts.filter(holds).length;
  const skipped = count(({ kind }) => kind === "skipped");
  const good = count(({ kind }) => kind === "read");
  const distinct = count((verdict) => verdict.kind === "read" && verdict.distinctive);
  return {
    format,
    verdicts,
    share: good === 0 ? 0 : good / (sample.length - skipped),
    distinctiveShare: good === 0 ? 0 : distinct / good,
  };
}

/** The other format that reads most of what the best one does not. */
function mixture(best: Reading, readings: readonly Reading[]): Detection["mixedWith"] {
  const left = best.verdicts.flatMap(({ kind }, i) => (kind === "failed" ? [i] : []));
  let found = null as Detection["mixedWith"];
  for (const { format, verdicts } of readings) {
    const more = left.filter((i) => {
      const verdict = verdicts[i];
      return verdict?.kind === "read" && verdict.distinctive;
    }).length;
    const share = more / best.verdicts.length;
    const isMore = share > (found?.share ?? 0) || (share === found?.share && format.specificity > found.format.specificity);
    if (format !== best.format && more > 1 && share >= leastMixedShare && isMore) found = { format, share };
  }
  return found;
}

/** The format that understands most of a line which it does not read, and the field at which it fails. */
function explain(file: string, readings: readonly Reading[], sample: readonly SampledLine[]): UserError<"format-unknown"> {
  const failures: { format: LineFormat; line: SampledLine; verdict: LineVerdict & { kind: "failed" }; merit: number }[] = [];
  for (const { format, verdicts, share } of readings) {
    const at = verdicts.findIndex(({ kind }) => kind === "failed");
    const [verdict, line] = [verdicts[at], sample[at]];
    if (verdict?.kind === "failed" && line) failures.push({ format, line, verdict, merit: share + verdict.progress });
  }
  const [nearest] = failures.sort((a, b) => b.merit - a.merit);
  if (!nearest) throw new Error("no format fails, and none reads");
  const { format, line, verdict } = nearest;
  return new UserError("format-unknown", {
    file,
    line: line.number,
    text: line.text.slice(0, 200),
    nearest: format.name,
    field: verdict.field,
    column: verdict.column,
    expected: verdict.expected,
    understood: failures.slice(0, 3).map((failure) => ({ format: failure.format.name, share: Math.min(1, failure.verdict.progress) })),
  });
}
