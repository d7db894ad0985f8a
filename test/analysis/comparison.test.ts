// The comparison with the portal's average by hand: which baseline, which period, which hours, and what is not known.
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../analysis/index.ts";
import { loadConvocatoria } from "../../analysis/index.ts";
import { comparedAnalysisOf } from "../support/baseline-fixture.ts";
import { ANA, analysisOf, BETO, line } from "../support/hand-made.ts";

const at = (time: string): number => Date.parse(time) / 1000;
/** A line at a local time of December 2024 in the centre of Mexico: `01 20:00:00`. */
const on = (dayAndTime: string, rest: Partial<Parameters<typeof line>[0]> = {}): string => {
  const [day, time] = dayAndTime.split(" ");
  return line({ at: `${day}/Dec/2024:${time} -0600`, ...rest });
};
const window = { windowStart: at("2024-12-08T20:00:00-06:00"), windowEnd: at("2024-12-08T22:00:00-06:00") };
const night = ["08 20:00:00", "08 20:10:00", "08 20:20:00", "08 21:00:00", "08 21:30:00", "08 21:59:59"].map((time) => on(time));
const rowOf = (analysis: Analysis, measure: string) => analysis.comparison?.rows.find((row) => row.measure === measure);
const codes = (analysis: Analysis): string[] =>
  analysis.warnings.map(({ code }) => code).filter((code) => /^(baseline|comparison)-/.test(code));

describe("logs of before", () => {
  /** Sunday the 1st, 20:00 to 22:00: four hits, three of them between 20 and 21 h; and an asset on Monday, that makes 26 hours in all. */
  const before = ["01 20:00:00", "01 20:30:00", "01 20:59:00", "01 21:30:00"].map((time) => on(time, { address: BETO }));
  const tail = on("02 21:59:30", { address: BETO, request: "GET /logo.png HTTP/1.1" });

  it("are held against the window by day, and hour by hour of the same weekday", async () => {
    const analysis = await comparedAnalysisOf([{ content: night.join("") }], [{ content: [...before, tail].join("") }], {
      overrides: window,
    });
    const { comparison } = analysis;
    expect(comparison?.baseline).toMatchObject({
      kind: "logs",
      coveredSeconds: 26 * 3600,
      start: "2024-12-01T20:00:00-06:00",
      weekdayHours: 26,
    });
    expect(comparison?.period).toMatchObject({ name: "window", coveredSeconds: 7200, wholeDays: 0 });
    // 5 hits in 26/24 days; 6 hits in 2/24 days.
    expect(rowOf(analysis, "hits")).toMatchObject({ baselineTotal: 5, periodTotal: 6 });
    expect(rowOf(analysis, "hits")?.baselinePerDay).toBeCloseTo((5 * 24) / 26, 10);
    expect(rowOf(analysis, "hits")?.periodPerDay).toBeCloseTo(72, 10);
    expect(rowOf(analysis, "hits")?.ratio).toBeCloseTo(15.6, 10);
    // Sunday at 20 h: 3 hits, at 21 h: 1; so 2 an hour are usual, and 3 were seen.
    expect(rowOf(analysis, "hits")).toMatchObject({ baselinePerHour: 2, periodPerHour: 3, hourRatio: 1.5 });
    // The first two page views are 30:00 apart and the third 29 min later: one visit; the fourth, 31 min after it, another.
    expect(rowOf(analysis, "visits")).toMatchObject({ baselineTotal: 2 });
    expect(rowOf(analysis, "pageViews")).toMatchObject({ baselineTotal: 4, periodTotal: 6 });
    expect(rowOf(analysis, "uniqueVisitors")).toMatchObject({
      baselinePerDay: null,
      periodPerDay: null,
      ratio: null,
      baselinePerHour: null,
    });
    expect(comparison?.hours.map(({ hits, baselineHits, matched }) => [hits, baselineHits, matched])).toEqual([
      [3, 3, true],
      [3, 1, true],
    ]);
    expect(comparison?.method).toContain("2 horas del periodo de 2 con la media del mismo día de la semana");
    expect(comparison?.method).toContain("(1.08 días cubiertos)");
    expect(codes(analysis)).toEqual(["baseline-short"]);
    // They are in no other figure, and have a ledger of their own.
    expect(analysis.ledger.lines.read).toBe(6);
    expect(comparison?.baseline.ledger?.lines).toMatchObject({ read: 5, hits: 5 });
    expect(comparison?.baseline.ledger?.files).toHaveLength(1);
  });

  it("without the weekday go by the plain mean, and that is said", async () => {
    const monday = ["02 10:00:00", "02 10:59:59"].map((time) => on(time, { address: BETO }));
    const middle = ["02 10:05:00", "02 10:30:00"].map((time) => on(time));
    const analysis = await comparedAnalysisOf([{ content: night.join("") }], [{ content: [...monday, ...middle].join("") }], {
      overrides: window,
    });
    expect(rowOf(analysis, "hits")).toMatchObject({ baselinePerDay: 96, baselinePerHour: 4 });
    expect(analysis.comparison?.hourMatching).toEqual({ matched: 0, plain: 2 });
    expect(codes(analysis)).toContain("baseline-no-common-hours");
  });

  it("that run into the window are cut there, and that is said", async () => {
    const content = [...before, ...night.slice(0, 2)].join("");
    const analysis = await comparedAnalysisOf([{ content: night.join("") }], [{ content }], { overrides: window });
    expect(rowOf(analysis, "hits")).toMatchObject({ baselineTotal: 4 });
    // Until 20:10, its minute included.
    expect(analysis.comparison?.baseline.leftOutSeconds).toBe(11 * 60);
    expect(analysis.comparison?.baseline.coveredSeconds).toBe(7 * 86_400);
    expect(analysis.warnings.find(({ code }) => code === "baseline-overlap")?.text).toContain("11 min coinciden");
    expect(codes(analysis)).toEqual(["baseline-overlap"]);
  });

  it("that lie in the window alone leave nothing to compare with: null, and no zero", async () => {
    const analysis = await comparedAnalysisOf([{ content: night.join("") }], [{ content: night.join("") }], { overrides: window });
    expect(rowOf(analysis, "hits")).toMatchObject({
      baselineTotal: null,
      baselinePerDay: null,
      ratio: null,
      baselinePerHour: null,
      periodTotal: 6,
    });
    expect(codes(analysis)).toEqual(["baseline-overlap", "baseline-empty"]);
  });

  it("with a lone line years away are not years of days", async () => {
    const old = line({ at: "01/Dec/2019:20:00:00 -0600", address: BETO });
    const analysis = await comparedAnalysisOf([{ content: night.join("") }], [{ content: [old, ...before].join("") }], {
      overrides: window,
    });
    expect(analysis.comparison?.baseline.coveredSeconds).toBeLessThan(3 * 3600);
    expect(codes(analysis)).toContain("baseline-sparse");
  });

  it("count without the PREP's scope, by the other rules, with what was not recognised told", async () => {
    const content = [
      ...before,
      "no es una línea\n",
      on("01 20:01:00", { address: "10.0.0.9" }),
      on("01 20:02:00", { agent: "Googlebot/2.1" }),
    ].join("");
    const rules = { scope: ["/prep/**"], internal: ["10.0.0.0/8"] };
    const analysis = await comparedAnalysisOf([{ content: night.join("") }], [{ content }], { overrides: window, rules });
    expect(rowOf(analysis, "hits")).toMatchObject({ baselineTotal: 6, periodTotal: 0, periodPerDay: 0, ratio: 0 });
    expect(rowOf(analysis, "humanHits")).toMatchObject({ baselineTotal: 4 });
    expect(rowOf(analysis, "pageViews")).toMatchObject({ baselineTotal: 4 });
    expect(codes(analysis)).toContain("baseline-rejected-lines");
  });

  it("without a single hit are refused", async () => {
    const broken = comparedAnalysisOf([{ content: night.join("") }], [{ content: `${before[0]?.replace("Dec", "Xyz")}` }], {
      overrides: window,
    });
    await expect(broken).rejects.toMatchObject({ code: "no-hits" });
  });
});

describe("the period that is compared", () => {
  it("is the dated stage where the call has one, as far as the logs cover it", async () => {
    const usual = line({ at: "20/May/2022:10:00:00 -0500" }) + line({ at: "20/May/2022:13:59:59 -0500" });
    const seen = line({ at: "05/Jun/2022:20:00:00 -0500" }) + line({ at: "06/Jun/2022:07:59:59 -0500", address: BETO });
    const analysis = await comparedAnalysisOf([{ content: seen }], [{ content: usual }], {
      convocatoria: loadConvocatoria("iepc-durango-2022"),
    });
    expect(analysis.comparison?.period).toMatchObject({
      name: "stage",
      start: "2022-06-05T00:00:00-05:00",
      end: "2022-06-13T00:00:00-05:00",
    });
    expect(analysis.comparison?.period.coveredSeconds).toBe(12 * 3600);
    expect(rowOf(analysis, "hits")).toMatchObject({ baselinePerDay: 12, periodPerDay: 4, ratio: 4 / 12 });
  });

  it("that no log covers is not known", async () => {
    const far = { windowStart: at("2024-12-20T20:00:00-06:00"), windowEnd: at("2024-12-20T22:00:00-06:00") };
    const analysis = await comparedAnalysisOf([{ content: night.join("") }], [{ content: on("01 20:00:00") }], { overrides: far });
    expect(rowOf(analysis, "hits")).toMatchObject({ periodTotal: null, periodPerDay: null, ratio: null, periodPerHour: null });
    expect(analysis.comparison?.hours).toEqual([]);
    expect(codes(analysis)).toContain("comparison-uncovered");
  });

  it("counts unique visitors of whole local days", async () => {
    const whole = (day: number): string[] =>
      Array.from({ length: 288 }, (_, i) => {
        const [h, m] = [Math.floor(i / 12), (i % 12) * 5].map((part) => String(part).padStart(2, "0"));
        return on(`${String(day).padStart(2, "0")} ${h}:${m}:00`, { address: i % 2 === 0 ? ANA : BETO });
      });
    const days = { windowStart: at("2024-12-08T00:00:00-06:00"), windowEnd: at("2024-12-10T12:00:00-06:00") };
    const seen = [
      ...whole(8),
      ...whole(9).map((text) => text.replace(BETO, "187.1.1.1").replace(ANA, "187.1.1.1")),
      ...whole(10).slice(0, 100),
    ];
    const analysis = await comparedAnalysisOf([{ content: seen.join("") }], [{ content: whole(2).join("") }], { overrides: days });
    expect(analysis.comparison?.baseline.wholeDays).toBe(1);
    expect(analysis.comparison?.period.wholeDays).toBe(2);
    expect(rowOf(analysis, "uniqueVisitors")).toMatchObject({ baselinePerDay: 2, periodPerDay: 1.5, ratio: 0.75, periodTotal: null });
  });
});

describe("declared averages", () => {
  const declared = (perDay: number, days: [string, string] | null = ["2024-11-01", "2024-11-15"], measure = "hits") => ({
    measure: measure as "hits",
    perDay,
    startSecond: days && at(`${days[0]}T00:00:00-06:00`),
    endSecond: days && at(`${days[1]}T00:00:00-06:00`),
    source: "estadísticas del portal",
  });
  const compare = (...averages: ReturnType<typeof declared>[]) =>
    analysisOf([night], { overrides: window, baseline: { logs: null, averages } });

  it("are taken as they are, by the hour as a 24th", async () => {
    const analysis = await compare(declared(36), declared(0, undefined, "visits"));
    expect(rowOf(analysis, "hits")).toMatchObject({
      baselineTotal: null,
      baselinePerDay: 36,
      ratio: 2,
      baselinePerHour: 1.5,
      hourRatio: 2,
    });
    expect(rowOf(analysis, "visits")).toMatchObject({ baselinePerDay: 0, ratio: null });
    expect(rowOf(analysis, "pageViews")).toMatchObject({ baselinePerDay: null, periodPerDay: 72, ratio: null, hourRatio: null });
    expect(analysis.comparison?.baseline).toMatchObject({ kind: "declared", days: 14, ledger: null, weekdayHours: null });
    expect(analysis.comparison?.baseline.declared[0]).toMatchObject({ measure: "hits", perDay: 36, source: "estadísticas del portal" });
    expect(codes(analysis)).toEqual([]);
  });

  it("without days, of few days, and of the election itself are told", async () => {
    expect(codes(await compare(declared(36, null)))).toEqual(["baseline-undated"]);
    expect(codes(await compare(declared(36, ["2024-12-05", "2024-12-09"])))).toEqual(["baseline-overlap", "baseline-short"]);
  });

  it("give way to logs, which is told", async () => {
    const content = on("01 20:00:00") + on("01 21:00:00");
    const both = await comparedAnalysisOf([{ content: night.join("") }], [{ content }], { overrides: window }, [declared(36)]);
    expect(both.comparison?.baseline.kind).toBe("logs");
    expect(codes(both)).toContain("baseline-several");
  });
});

describe("hits out of scope", () => {
  it("are the portal's average outside the window, and only there", async () => {
    const portal = ["07 20:00:00", "07 20:40:00", "08 19:59:59", "08 20:30:00"].map((time) => on(time, { request: "GET /nota HTTP/1.1" }));
    const analysis = await analysisOf([[...portal, ...night]], { overrides: window, rules: { scope: ["/"] } });
    expect(analysis.comparison?.baseline).toMatchObject({ kind: "out-of-scope", coveredSeconds: 86_400, ledger: null });
    expect(rowOf(analysis, "hits")).toMatchObject({ baselineTotal: 3, baselinePerDay: 3, periodTotal: 6, periodPerDay: 72, ratio: 24 });
    // 40 minutes apart: two visits, and a third the day after.
    expect(rowOf(analysis, "visits")).toMatchObject({ baselineTotal: 3 });
    expect(analysis.ledger.outOfScope).toBe(4);
  });

  it("that are only in the window are no average, and neither is a delivery without scope", async () => {
    const inside = [...night, on("08 20:30:00", { request: "GET /nota HTTP/1.1" })];
    expect((await analysisOf([inside], { overrides: window, rules: { scope: ["/"] } })).comparison).toBeNull();
    expect((await analysisOf([night], { overrides: window })).comparison).toBeNull();
  });
});
