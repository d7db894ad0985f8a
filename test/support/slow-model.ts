// An independent, naive model of the ledger and the traffic figures, for tests on up to about 100,000 combined or common lines.
import type { Ledger } from "../../analysis/analysis.ts";
import { type KindName, physicalLines, readLine, type SlowHit } from "./slow-model-lines.ts";
import { localIso, type SlowTraffic, slowTraffic } from "./slow-model-traffic.ts";

export type { KindName, SlowHit } from "./slow-model-lines.ts";
export { epochSecond, readLine, unescaped } from "./slow-model-lines.ts";
export type { SlowTraffic } from "./slow-model-traffic.ts";

/** One log file's text. Files of one source are checked against each other for lines delivered twice. */
export interface LogText {
  source: string;
  text: string;
}

export interface SlowOptions {
  /** ISO 8601 with offset; null: the first hit, the last hit + 1 s. */
  start?: string | null;
  end?: string | null;
  /** Default America/Mexico_City. */
  timeZone?: string;
  /** The delivery's own addresses. */
  internal?: readonly string[];
}

export interface SlowResult {
  ledger: Pick<Ledger, "lines" | "hitsByKind" | "outsidePeriod">;
  /** Null without hits and without bounds. */
  period: { start: string; end: string; timeZone: string } | null;
  traffic: SlowTraffic | null;
  /** Every hit that counts. */
  hits: SlowHit[];
}

interface ReadFile {
  source: string;
  lines: Ledger["lines"];
  /** The hits and the lines that they were read from. */
  hits: { line: string; hit: SlowHit }[];
}

/** Reads the texts and works everything out. */
export function slowModel(logs: readonly LogText[], options: SlowOptions = {}): SlowResult {
  const { start = null, end = null, timeZone = "America/Mexico_City", internal = [] } = options;
  const files = logs.map((log) => readFile(log, internal));
  const isFirst = (log: LogText, index: number) =>
    logs.findIndex(({ source, text }) => source === log.source && text === log.text) === index;
  const hits = withoutRedeliveries(files.filter((_, index) => isFirst(logs[index] ?? { source: "", text: "" }, index)));
  const seconds = hits.map(({ second }) => second);
  const from = start === null ? seconds.reduce((least, second) => Math.min(least, second), Number.POSITIVE_INFINITY) : epochOf(start);
  const to = end === null ? seconds.reduce((most, second) => Math.max(most, second), Number.NEGATIVE_INFINITY) + 1 : epochOf(end);
  const bounded = Number.isFinite(from) && Number.isFinite(to);
  return {
    ledger: {
      lines: ledgerLines(files, hits.length),
      hitsByKind: hitsByKind(hits),
      outsidePeriod: hits.filter(({ second }) => second < from || second >= to).length,
    },
    period: bounded ? { start: localIso(from, timeZone), end: localIso(to, timeZone), timeZone } : null,
    traffic: bounded ? slowTraffic(hits, { start: from, end: to, timeZone }) : null,
    hits,
  };
}

function epochOf(iso: string): number {
  return Date.parse(iso) / 1000;
}

function readFile({ source, text }: LogText, internal: readonly string[]): ReadFile {
  const file: ReadFile = { source, lines: { read: 0, hits: 0, blank: 0, directives: 0, rejected: 0, duplicates: 0 }, hits: [] };
  for (const line of physicalLines(text)) {
    const read = readLine(line, internal);
    file.lines.read++;
    if (read.lineClass === "hit") file.hits.push({ line, hit: read.hit });
    else if (read.lineClass === "blank") file.lines.blank++;
    else if (read.lineClass === "directive") file.lines.directives++;
    else file.lines.rejected++;
  }
  return file;
}

/** Of files of one source that overlap by more than a second, each distinct line counts as often as in the file that has it most. */
function withoutRedeliveries(files: readonly ReadFile[]): SlowHit[] {
  return overlappingGroups(files).flatMap((group) => {
    const kept = new Map<string, SlowHit[]>();
    for (const file of group) {
      const ofFile = Map.groupBy(file.hits, ({ line }) => line);
      for (const [line, copies] of ofFile) {
        const before = kept.get(line) ?? [];
        if (copies.length > before.length)
          kept.set(
            line,
            copies.map(({ hit }) => hit),
          );
      }
    }
    return [...kept.values()].flat();
  });
}

/** Files joined, directly or through others, by an overlap of more than one second. */
function overlappingGroups(files: readonly ReadFile[]): ReadFile[][] {
  const groups: ReadFile[][] = [];
  for (const file of files) {
    const touching = groups.filter((group) => group.some((other) => overlap(file, other)));
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push([...touching.flat(), file]);
  }
  return groups;
}

function overlap(a: ReadFile, b: ReadFile): boolean {
  const [spanA, spanB] = [span(a), span(b)];
  if (a.source !== b.source || !spanA || !spanB) return false;
  return Math.min(spanA.last, spanB.last) - Math.max(spanA.first, spanB.first) > 1;
}

function span(file: ReadFile): { first: number; last: number } | null {
  const seconds = file.hits.map(({ hit }) => hit.second).sort((a, b) => a - b);
  const [first, last] = [seconds[0], seconds.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

function ledgerLines(files: readonly ReadFile[], hits: number): Ledger["lines"] {
  const sum = (key: keyof Ledger["lines"]) => files.reduce((total, file) => total + file.lines[key], 0);
  const lines = { read: sum("read"), hits, blank: sum("blank"), directives: sum("directives"), rejected: sum("rejected"), duplicates: 0 };
  return { ...lines, duplicates: lines.read - hits - lines.blank - lines.directives - lines.rejected };
}

function hitsByKind(hits: readonly SlowHit[]): Ledger["hitsByKind"] {
  const count = (kind: KindName) => hits.filter((hit) => hit.kind === kind).length;
  return {
    ...{ internal: count("internal"), bot: count("bot"), polling: count("polling") },
    ...{ page: count("page"), asset: count("asset"), other: count("other") },
  };
}
