// Part `guises`: ingest of the same requests in other formats and wrappings, with little memory, and in thousands of files.
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { memoriaWords } from "../support/program-words.ts";
import { alternating, type Contender, type Measured, peakOf, ratio, secondsOf } from "./alternating.ts";
import { generatedLog, shortCount } from "./generated-log.ts";
import { type Disguised, disguise } from "./guises.ts";
import type { Log } from "./programs.ts";
import { type Goal, number, type Section, table } from "./result-text.ts";

export interface GuiseOptions {
  lines: number;
  /** Into how many files the same lines are cut. */
  files: number;
  runs: number;
}

const plain = "combined";
const little = "combined, --memory 256MB";
const packed = "combined .gz";

export async function byGuise({ lines, files, runs }: GuiseOptions, folder: string): Promise<Section> {
  const place = path.join(folder, "guises");
  await mkdir(place);
  try {
    const log = await generatedLog(lines, place);
    const all = await alternating(contenders(log, await disguise(log, files), files, place), runs);
    return { heading: "Ingest of the same requests in other guises", text: textOf(all, lines, runs), goals: goalsOf(all, files) };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function contenders(log: Log, made: Disguised, files: number, place: string): Contender[] {
  const store = path.join(place, "store");
  const ingest = (name: string, of: Log, ...words: string[]): Contender => ({
    name,
    bytes: of.bytes,
    lines: of.lines,
    ...memoriaWords(["ingest", ...words, "--data", store, "--progress", "none"]),
    prepare: () => rm(store, { recursive: true, force: true }),
  });
  return [
    ingest(plain, log, log.path),
    ingest(little, log, log.path, "--memory", "256MB"),
    ingest(packed, log, made.gz),
    ingest(manyName(files), log, made.many),
    ...made.guises.map((guise) => ingest(path.basename(guise.path, ".log"), guise, guise.path)),
    { name: "zcat", command: "zcat", args: [made.gz], bytes: log.bytes, lines: log.lines },
  ];
}

function manyName(files: number): string {
  return `combined in ${number(files, 0)} files`;
}

function textOf(all: readonly Measured[], lines: number, runs: number): string {
  const base = all.find(({ name }) => name === plain);
  const perByte = ratio(secondsOf(base), base?.bytes ?? null);
  const rows = all.map((measured) => {
    const seconds = secondsOf(measured);
    const own = ratio(seconds, measured.bytes);
    return [
      measured.name + (measured.failure === null ? "" : ` (failed: ${measured.failure})`),
      number(seconds),
      number(measured.bytes / 1e6, 0),
      number(peakOf(measured), 0),
      number(ratio(seconds, secondsOf(base))),
      number(ratio(own, perByte)),
    ];
  });
  const columns = ["what", "seconds", "MB of text", "peak MB", "time / combined's", "time a byte / combined's"];
  return `${shortCount(lines)} lines into a store that lasts; median of ${runs}.\n\n${table(columns, rows)}`;
}

function goalsOf(all: readonly Measured[], files: number): Goal[] {
  const find = (name: string): Measured | undefined => all.find((measured) => measured.name === name);
  const seconds = (name: string): number | null => secondsOf(find(name));
  const perByte = (name: string): number | null => ratio(seconds(name), find(name)?.bytes ?? null);
  const longer = Math.max(seconds("zcat") ?? 0, seconds(plain) ?? 0) || null;
  return [
    ...["iis", "cloudfront", "json"].map(
      (name): Goal => ({
        what: `ingest, ${name}, time a byte / combined's`,
        figure: ratio(perByte(name), perByte(plain)),
        limit: { atMost: 2 },
        unit: "",
      }),
    ),
    {
      what: "ingest, .gz, time / the longer of zcat's and the plain file's",
      figure: ratio(seconds(packed), longer),
      limit: { atMost: 1.5 },
      unit: "",
    },
    {
      what: `ingest, ${manyName(files)}, time / one file's`,
      figure: ratio(seconds(manyName(files)), seconds(plain)),
      limit: { atMost: 1.5 },
      unit: "",
    },
    { what: "ingest, peak memory with --memory 256MB", figure: peakOf(find(little)), limit: { atMost: 512 }, unit: " MB" },
  ];
}
