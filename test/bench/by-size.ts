// Part `sizes`: analyze and ingest of 1, 10 and 50 million lines against the peers on the same file, and how time and memory grow.
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { memoriaWords } from "../support/program-words.ts";
import { alternating, type Contender, type Measured, peakOf, ratio, secondsOf } from "./alternating.ts";
import { generatedLog, shortCount } from "./generated-log.ts";
import { awstatsContender, callWords, floors, goAccess, goAccessOfSystem, type Log } from "./programs.ts";
import { type Goal, number, type Section, table } from "./result-text.ts";

export interface SizeOptions {
  /** Lines of each log. */
  sizes: readonly number[];
  runs: number;
  /** Of another GoAccess than the system's. */
  goAccessPath: string | null;
  /** GoAccess is slow: it is left out of logs with more lines. */
  goAccessMostLines: number;
  awstatsMostLines: number;
}

/** From so many lines on, a peer takes minutes: it runs once. */
const manyLines = 5_000_000;
/** The size that the goals speak of; memory stays flat up to twice of it. */
const goalLines = 10_000_000;
/** On more lines than these, everything runs once. */
const mostRepeatedLines = 20_000_000;

const analyze = "memoria analyze";
const ingest = "memoria ingest";
const duckdb = "duckdb count(*)";

/** Measures every size with a log of its own, which is removed before the next. */
export async function bySize(options: SizeOptions, folder: string): Promise<Section> {
  const all = new Map<number, Measured[]>();
  for (const lines of [...options.sizes].sort((a, b) => a - b)) {
    const place = path.join(folder, `size-${lines}`);
    await mkdir(place);
    try {
      all.set(lines, await alternating(await contenders(await generatedLog(lines, place), place, options), options.runs));
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }
  const text = [...[...all].map(([lines, measured]) => sizeTable(lines, measured, options.runs)), growthTable(all)].join("\n\n");
  return { heading: "One log, by its size, against others", text, goals: goalsOf(all) };
}

async function contenders(log: Log, place: string, options: SizeOptions): Promise<Contender[]> {
  const { bytes, lines } = log;
  const facts = { bytes, lines };
  const store = path.join(place, "store");
  const incidents = ["--incidents", path.join(place, "incidencias.csv")];
  const own: Contender[] = [
    { name: analyze, ...facts, ...memoriaWords(["analyze", log.path, ...callWords, ...incidents, "--progress", "none", "--json"]) },
    {
      name: ingest,
      ...facts,
      ...memoriaWords(["ingest", log.path, "--data", store, "--progress", "none"]),
      prepare: () => rm(store, { recursive: true, force: true }),
    },
  ];
  const paths = lines <= options.goAccessMostLines ? [goAccessOfSystem, options.goAccessPath] : [];
  const peers = paths.flatMap((command) => {
    const found = command === null ? null : goAccess(command, log.path, place);
    return found === null ? [] : [{ name: found.name, ...facts, ...found.words }];
  });
  const once = lines >= manyLines ? peers.map((peer) => ({ ...peer, mostRuns: 1 })) : peers;
  const slowest = lines <= options.awstatsMostLines ? await awstatsContender(log, place) : null;
  const all = [...own, ...once, ...(slowest === null ? [] : [slowest]), ...floors(log)];
  return lines > mostRepeatedLines ? all.map((each) => ({ ...each, mostRuns: 1 })) : all;
}

function sizeTable(lines: number, all: readonly Measured[], runs: number): string {
  const own = secondsOf(all.find(({ name }) => name === analyze));
  const rows = all.map((measured) => {
    const seconds = secondsOf(measured);
    if (seconds === null) return [`${measured.name} (failed: ${measured.failure})`];
    const times = measured.runs.map((run) => run.seconds);
    return [
      measured.name + (measured.failure === null ? "" : ` (failed later: ${measured.failure})`),
      number(seconds),
      String(measured.runs.length),
      `${number(Math.min(...times))} to ${number(Math.max(...times))}`,
      number(measured.lines / seconds, 0),
      number(measured.bytes / 1e6 / seconds, 0),
      number(peakOf(measured), 0),
      number(ratio(seconds, own)),
    ];
  });
  const columns = ["program", "seconds", "runs", "from, to", "lines/s", "MB/s", "peak MB", "time / analyze's"];
  const megabytes = number((all[0]?.bytes ?? 0) / 1e6, 0);
  return `${shortCount(lines)} lines, ${megabytes} MB; medians of up to ${runs} alternating runs.\n\n${table(columns, rows)}`;
}

function find(all: readonly Measured[] | undefined, name: string): Measured | undefined {
  return all?.find((measured) => measured.name === name);
}

/** Against the smallest size: 1.00 where a line costs the same. */
function costs(all: ReadonlyMap<number, Measured[]>, name: string): { lines: number; cost: number | null; peak: number | null }[] {
  const measured = [...all].map(([lines, list]) => ({ lines, found: find(list, name) }));
  const first = measured[0];
  const perLine = (of: (typeof measured)[number] | undefined): number | null => ratio(secondsOf(of?.found), of?.lines ?? null);
  return measured.map((each) => ({
    lines: each.lines,
    cost: ratio(perLine(each), perLine(first)),
    peak: ratio(peakOf(each.found), peakOf(first?.found)),
  }));
}

function growthTable(all: ReadonlyMap<number, Measured[]>): string {
  const rows = [analyze, ingest, duckdb].flatMap((name) =>
    costs(all, name).map(({ lines, cost, peak }) => {
      const found = find(all.get(lines), name);
      const microseconds = ratio(secondsOf(found), lines / 1e6);
      const floor = ratio(secondsOf(found), secondsOf(find(all.get(lines), duckdb)));
      const wc = ratio(secondsOf(found), secondsOf(find(all.get(lines), "wc -l")));
      return [`${name}, ${shortCount(lines)}`, number(microseconds), number(cost), number(peak), number(floor, 1), number(wc, 1)];
    }),
  );
  const columns = ["program", "µs a line", "cost a line / smallest's", "peak / smallest's", "time / duckdb count's", "time / wc's"];
  return `How time and memory grow:\n\n${table(columns, rows)}`;
}

/** How many times as fast as a peer, on the largest log that both read; null: never both. */
function timesFaster(all: ReadonlyMap<number, Measured[]>, own: string, peer: (name: string) => boolean): number | null {
  const factors = [...all.values()].map((list) => ratio(secondsOf(list.find(({ name }) => peer(name))), secondsOf(find(list, own))));
  return factors.findLast((factor) => factor !== null) ?? null;
}

function goalsOf(all: ReadonlyMap<number, Measured[]>): Goal[] {
  const worst = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length < 2 ? null : Math.max(...known);
  };
  const system = (name: string): boolean => /^goaccess 1\.[0-8]\b/.test(name);
  const threaded = (name: string): boolean => /^goaccess .*-j 2$/.test(name);
  const upTo = (lines: number): ReadonlyMap<number, Measured[]> => new Map([...all].filter(([size]) => size <= lines));
  const usual = upTo(goalLines);
  const peak = (name: string): number | null => {
    const known = [...usual.values()].map((list) => peakOf(find(list, name))).filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  };
  const cost = worst(costs(all, analyze).map((each) => each.cost));
  const memory = worst(costs(upTo(2 * goalLines), ingest).map((each) => each.peak));
  const floor = ratio(
    1,
    timesFaster(usual, ingest, (name) => name === duckdb),
  );
  const times = " times";
  return [
    { what: "analyze, faster than GoAccess -j 2", figure: timesFaster(all, analyze, threaded), limit: { atLeast: 10 }, unit: times },
    { what: "or: analyze, faster than Debian's GoAccess", figure: timesFaster(all, analyze, system), limit: { atLeast: 15 }, unit: times },
    {
      what: "analyze, faster than AWStats",
      figure: timesFaster(all, analyze, (name) => name === "awstats"),
      limit: { atLeast: 100 },
      unit: times,
    },
    { what: "analyze, peak memory, up to 10 M lines", figure: peak(analyze), limit: { atMost: 1000 }, unit: " MB" },
    { what: "analyze, cost of a line, largest / smallest log", figure: cost, limit: { atMost: 1.15 }, unit: "" },
    { what: "ingest, faster than Debian's GoAccess", figure: timesFaster(all, ingest, system), limit: { atLeast: 10 }, unit: times },
    { what: "ingest, time / DuckDB's count of the lines, 10 M", figure: floor, limit: { atMost: 14 }, unit: "" },
    { what: "ingest, peak memory, up to 20 M lines / smallest", figure: memory, limit: { atMost: 1.2 }, unit: "" },
  ];
}
