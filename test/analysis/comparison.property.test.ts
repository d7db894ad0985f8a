// The comparison with the portal's average against slow code of its own: several seeds, weeks in which the clock changes among them.
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../analysis/index.ts";
import { comparedAnalysisOf } from "../support/baseline-fixture.ts";
import { analysisOf, line } from "../support/hand-made.ts";
import { type SlowComparison, slowComparison } from "../support/slow-comparison.ts";
import { readLine, type SlowHit } from "../support/slow-model.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Mulberry32: the same seed, the same numbers. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Lines of a few readers, bots and refreshes, in order of time, over [from, to). */
function someLines(next: () => number, from: number, to: number, count: number, prefix = ""): string[] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const seconds = Array.from({ length: count }, () => Math.floor(from + next() * (to - from))).sort((a, b) => a - b);
  return seconds.map((second) => {
    const t = new Date(second * 1000).toISOString();
    const at = `${t.slice(8, 10)}/${MONTHS[Number(t.slice(5, 7)) - 1]}/${t.slice(0, 4)}:${t.slice(11, 19)} +0000`;
    const path = pick(["/", "/nota.html", "/app.js", "/json/main.json", "/otra/"]);
    const agent = next() < 0.1 ? { agent: "Googlebot/2.1 (+http://www.google.com/bot.html)" } : {};
    return line({
      address: `187.142.1.${Math.floor(next() * 5)}`,
      at,
      request: `GET ${prefix}${path} HTTP/1.1`,
      status: pick([200, 200, 304, 404]),
      ...agent,
    });
  });
}

function hitsOf(lines: readonly string[]): SlowHit[] {
  return lines.flatMap((text) => {
    const read = readLine(text.trimEnd());
    return read.lineClass === "hit" ? [read.hit] : [];
  });
}

function expectSame(comparison: Analysis["comparison"], slow: SlowComparison): void {
  if (comparison === null) throw new Error("no comparison");
  const close = (found: number | null, expected: number | null): void =>
    expected === null ? expect(found).toBeNull() : expect(found).toBeCloseTo(expected, 8);
  expect(comparison.baseline.coveredSeconds).toBe(slow.coveredSeconds.usual);
  expect(comparison.period.coveredSeconds).toBe(slow.coveredSeconds.seen);
  expect(comparison.hourMatching).toEqual({ matched: slow.matchedHours, plain: slow.plainHours });
  for (const row of comparison.rows) {
    if (row.measure === "uniqueVisitors") {
      close(row.baselinePerDay, slow.uniqueVisitorsPerDay.usual);
      close(row.periodPerDay, slow.uniqueVisitorsPerDay.seen);
      continue;
    }
    const measure = row.measure as keyof SlowComparison["perDay"];
    close(row.baselinePerDay, slow.perDay[measure].usual);
    close(row.periodPerDay, slow.perDay[measure].seen);
    close(row.baselinePerHour, slow.perHour[measure].usual);
    close(row.periodPerHour, slow.perHour[measure].seen);
    const { usual, seen } = slow.perDay[measure];
    close(row.ratio, usual === null || seen === null || usual === 0 ? null : seen / usual);
  }
}

const HOUR = 3600;
const DAY = 86_400;

/** The week before, and the two days: in Tijuana the clock goes back on 3 November 2024 and forward on 10 March 2024. */
const cases = [
  { zone: "America/Mexico_City", start: "2024-12-08T20:00:00-06:00", hours: 28, beforeDays: 9 },
  { zone: "America/Tijuana", start: "2024-11-02T18:00:00-07:00", hours: 40, beforeDays: 8 },
  { zone: "America/Tijuana", start: "2024-11-05T18:00:00-08:00", hours: 30, beforeDays: 10 },
  { zone: "America/Tijuana", start: "2024-03-09T10:00:00-08:00", hours: 50, beforeDays: 3 },
  { zone: "Asia/Kolkata", start: "2024-12-08T20:10:07+05:30", hours: 5, beforeDays: 7 },
];

describe.each(cases)("logs of before, $zone, $start", ({ zone, start, hours, beforeDays }) => {
  it.each(process.env["MEMORIA_LONG"] ? [1, 2] : [1])("seed %i", async (seed) => {
    const next = random(seed * 7919 + hours);
    const from = Date.parse(start) / 1000;
    const period = { start: from, end: from + hours * HOUR };
    // Two files with a hole between them, the second of which may run into the window.
    const first = someLines(next, from - beforeDays * DAY, from - 2 * DAY, 400 + seed * 100);
    const second = someLines(next, from - 2 * DAY + seed * 1500, from + (seed - 2) * 1801, 300);
    const seen = someLines(next, from + seed * 500, period.end + 2 * HOUR, 900);
    const analysis = await comparedAnalysisOf([{ content: seen.join("") }], [{ content: first.join("") }, { content: second.join("") }], {
      timeZone: zone,
      overrides: { windowStart: period.start, windowEnd: period.end },
    });
    expectSame(analysis.comparison, slowComparison([hitsOf(first), hitsOf(second)], [hitsOf(seen)], period, [period], zone));
    // Nothing of it in the traffic.
    expect(analysis.ledger.lines.read).toBe(seen.length);
    expect(analysis.comparison?.baseline.ledger?.lines).toMatchObject({ read: first.length + second.length, rejected: 0 });
  });
});

describe("hits out of scope", () => {
  it.each([4, 5])("of the same logs, outside the window: seed %i", async (seed) => {
    const next = random(seed);
    const from = Date.parse("2024-12-08T20:00:00-06:00") / 1000;
    const period = { start: from, end: from + 20 * HOUR };
    const bounds = [from - 8 * DAY, from + DAY] as const;
    const lines = [...someLines(next, ...bounds, 700), ...someLines(next, ...bounds, 500, "/prep")];
    const hits = hitsOf(lines);
    const isPrep = (hit: SlowHit) => hit.path?.startsWith("/prep/") ?? false;
    const analysis = await analysisOf([lines], {
      rules: { scope: ["/prep/**"] },
      overrides: { windowStart: period.start, windowEnd: period.end },
    });
    const slow = slowComparison([hits], [hits], period, [period], "America/Mexico_City");
    // The same coverage on both sides; the counts of each side's own hits.
    const usual = slowComparison([hits.filter((hit) => !isPrep(hit)), ...edges(hits)], [hits], period, [period], "America/Mexico_City");
    expect(analysis.comparison?.baseline.kind).toBe("out-of-scope");
    expect(analysis.comparison?.baseline.coveredSeconds).toBe(slow.coveredSeconds.usual);
    const row = (measure: string) => analysis.comparison?.rows.find((found) => found.measure === measure);
    const outside = hits.filter((hit) => !isPrep(hit) && (hit.second < period.start || hit.second >= period.end));
    expect(row("hits")?.baselineTotal).toBe(outside.length);
    expect(row("pageViews")?.baselineTotal).toBe(outside.filter((hit) => hit.kind === "page").length);
    expect(row("visits")?.baselinePerDay).toBeCloseTo(usual.perDay.visits.usual ?? 0, 8);
    expect(row("hits")?.periodTotal).toBe(analysis.periods["window"]?.hits);
    expect(row("visits")?.periodTotal).toBe(analysis.periods["window"]?.visits);
  });
});

/** Files of one hit that is neither page nor refresh at the first and the last moment, so that coverage is the whole log's and visits are not touched. */
function edges(hits: readonly SlowHit[]): SlowHit[][] {
  const sorted = hits.toSorted((a, b) => a.second - b.second);
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first && last
    ? [
        [
          { ...first, kind: "other" as const },
          { ...last, kind: "other" as const },
        ],
      ]
    : [];
}
