// Cuts as the sizes of the polled file show them: what counts as a change, the gaps between them, and the verdicts, by hand.

import { describe, expect, it } from "vitest";
import { cadenceOf } from "../../../analysis/compliance/cadence.ts";
import { cutSightings, type SizeRow, tellsCuts } from "../../../analysis/compliance/cut-sightings.ts";
import fc from "../../support/cases.ts";
import { clauseOf, clausesOf, lineAt, polledAt } from "../../support/checked-clauses.ts";

/** The rows of a minute; seconds are the minute's first and last unless given. */
function minute(at: number, sizes: Record<number, number>, seconds: Record<number, [number, number]> = {}): SizeRow[] {
  const minuteHits = Object.values(sizes).reduce((sum, hits) => sum + hits, 0);
  return Object.entries(sizes).map(([bytes, hits]) => {
    const [first, last] = seconds[Number(bytes)] ?? [0, 59];
    return { minute: at, bytes: Number(bytes), hits, firstSecond: at * 60 + first, lastSecond: at * 60 + last, minuteHits };
  });
}

describe("cutSightings", () => {
  it("sees a size that prevails and stays, between the last sight of the old and the first of the new", () => {
    const rows = [
      ...minute(10, { 100: 9, 12: 1 }),
      ...minute(11, { 100: 10 }),
      ...minute(12, { 100: 4, 200: 6 }, { 100: [0, 21], 200: [24, 59] }),
      ...minute(13, { 200: 5 }),
    ];
    expect(cutSightings(rows)).toEqual({
      sightings: [
        { bytes: 100, firstSecond: 600, lastBeforeSecond: null },
        { bytes: 200, firstSecond: 744, lastBeforeSecond: 741 },
      ],
      lastSeenSecond: 839,
      minutes: 4,
      unclearMinutes: 0,
      returns: 0,
    });
  });

  it("a change seen first in a minute in which the old size still prevails is of that minute", () => {
    const rows = [...minute(1, { 100: 3 }), ...minute(2, { 100: 8, 200: 2 }, { 100: [0, 50], 200: [51, 59] }), ...minute(3, { 200: 3 })];
    const later = [...rows, ...minute(4, { 200: 3 })];
    expect(cutSightings(later).sightings[1]).toEqual({ bytes: 200, firstSecond: 171, lastBeforeSecond: 170 });
  });

  it("a size of one minute is no cut, and its minute is unclear", () => {
    const rows = [1, 2, 3, 4, 5].flatMap((at) => minute(at, at === 3 ? { 7: 2 } : { 100: 2 }));
    const found = cutSightings(rows);
    expect([found.sightings.length, found.unclearMinutes, tellsCuts(found)]).toEqual([1, 1, false]);
  });

  it("two encodings by turns tell no cuts: minutes without a prevailing size, or returns", () => {
    const mixed = Array.from({ length: 10 }, (_, at) => minute(at, { 100: 5, 70: 5 })).flat();
    expect(tellsCuts(cutSightings(mixed))).toBe(false);
    const turns = Array.from({ length: 20 }, (_, at) => minute(at, at % 4 < 2 ? { 100: 5 } : { 70: 5 })).flat();
    expect(cutSightings(turns).returns).toBe(8);
    expect(tellsCuts(cutSightings(turns))).toBe(false);
  });

  it("a minute shared by the old and the new size is a cut that changes; nothing at all tells nothing", () => {
    const rows = [
      ...minute(1, { 100: 2 }),
      ...minute(2, { 100: 2 }),
      ...minute(3, { 100: 2, 200: 2 }),
      ...minute(4, { 200: 2 }),
      ...minute(5, { 200: 2 }),
    ];
    expect(cutSightings(rows).unclearMinutes).toBe(0);
    expect(tellsCuts(cutSightings([]))).toBe(false);
  });

  it("finds every cut of a file asked for each second, however many stale or cut-short answers stand between", () => {
    const cut = fc.record({ minutes: fc.integer({ min: 3, max: 9 }), second: fc.integer({ min: 1, max: 59 }) });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 12 }), (cuts) => {
        // Cut i begins at `starts[i]` and is of 1000 + i bytes; the first begins at 0.
        const starts = [0];
        for (const { minutes, second } of cuts) starts.push((Math.floor((starts.at(-1) ?? 0) / 60) + minutes) * 60 + second);
        const end = (starts.at(-1) ?? 0) + 300;
        const bytesAt = (second: number) => 1000 + starts.findLastIndex((start) => start <= second);
        const rows: SizeRow[] = [];
        for (let at = 0; at * 60 < end; at += 1) {
          const seen = Map.groupBy(
            Array.from({ length: 60 }, (_, i) => at * 60 + i),
            bytesAt,
          );
          const sizes = [...seen].map(([bytes, seconds]) => ({
            bytes,
            hits: seconds.length,
            firstSecond: seconds[0] ?? 0,
            lastSecond: seconds.at(-1) ?? 0,
          }));
          rows.push(...sizes.map((size) => ({ ...size, minute: at, minuteHits: 62 })), {
            minute: at,
            bytes: 7,
            hits: 2,
            firstSecond: at * 60,
            lastSecond: at * 60 + 59,
            minuteHits: 62,
          });
        }
        const found = cutSightings(rows);
        expect(found.sightings.map(({ firstSecond }) => firstSecond)).toEqual(starts);
        expect(found.sightings.slice(1).map(({ lastBeforeSecond }) => lastBeforeSecond)).toEqual(starts.slice(1).map((start) => start - 1));
      }),
    );
  });
});

describe("cadenceOf", () => {
  const span = { startSecond: 0, endSecond: 3600 };
  const at = (firstSecond: number, lastBeforeSecond: number | null) => ({ bytes: firstSecond, firstSecond, lastBeforeSecond });

  it("measures between what is sure: the last old and the first new sight of both ends", () => {
    const cadence = cadenceOf({ sightings: [at(5, null), at(620, 590), at(1300, 1290)], lastSeenSecond: 3599 }, span, 600);
    // 620 to 1300: at least 1290 - 620 = 670 > 660, at most 1300 - 590.
    expect(cadence).toMatchObject({ changes: 3, anyLate: true, allOnTime: false, secondsAfterLast: 2300 });
    expect(cadence.greatest).toEqual({ fromSecond: 620, toSecond: 1300, leastSeconds: 670, mostSeconds: 710 });
  });

  it("a minute of tolerance, to the second", () => {
    const gap = (second: number) => cadenceOf({ sightings: [at(0, null), at(second, second)], lastSeenSecond: 3599 }, span, 600);
    expect([gap(660).allOnTime, gap(660).anyLate]).toEqual([true, false]);
    expect([gap(661).allOnTime, gap(661).anyLate]).toEqual([false, true]);
  });

  it("a change that few requests saw is neither late nor on time", () => {
    expect(cadenceOf({ sightings: [at(0, null), at(900, 300)], lastSeenSecond: 3599 }, span, 600)).toMatchObject({
      anyLate: false,
      allOnTime: false,
    });
  });

  it("what was there before the start is not a cut of it", () => {
    expect(
      cadenceOf({ sightings: [{ bytes: 1, firstSecond: -500, lastBeforeSecond: null }], lastSeenSecond: 700 }, span, 600),
    ).toMatchObject({
      changes: 0,
      greatest: null,
      secondsAfterLast: 3600,
      frozenSeconds: 700,
    });
  });
});

/** The polled file each minute of `minutes` from 20:00 of 8 December (-06:00), of the size that `bytesOf` gives. */
function night(minutes: number, bytesOf: (minute: number) => number): string[] {
  const start = Date.parse("2024-12-08T20:00:00-06:00");
  return Array.from({ length: minutes }, (_, i) => {
    const iso = new Date(start + i * 60_000 - 6 * 3_600_000).toISOString().slice(0, 19);
    return polledAt(`${iso}-06:00`, bytesOf(i));
  });
}

describe("a new cut every ten minutes", () => {
  const every = (n: number) => (i: number) => 1000 + Math.floor(i / n);
  const of = (log: string[], call = "iem-irimbo-2024") => clauseOf("cut-cadence", [log], call);

  it("is met over the whole operation, and not known where cuts end before the close", async () => {
    // 24 hours of a cut each ten minutes: 144 changes, the first at 20:00.
    expect(await of(night(1440, every(10)))).toMatchObject({
      verdict: "cumple",
      clause: "I.9",
      figures: { changes: 144, greatestGapSeconds: 600, missedInARow: 0, lastChangeAt: "2024-12-09T19:50:00-06:00" },
    });
    const short = await of(night(180, every(10)));
    expect(short).toMatchObject({ verdict: "no-verificable", figures: { changes: 18 } });
    expect(short.evidence).toContain("no dice si fue por el 100 % de las actas, y la convocatoria no fija la hora de cierre");
  });

  it("a gap is an indicio with the updates missed in a row", async () => {
    // Cuts at 20:00, 20:10, 20:20 and, three later, at 21:00.
    const check = await of(night(70, (i) => (i < 30 ? every(10)(i) : i < 60 ? 1002 : 1003)));
    expect(check).toMatchObject({
      verdict: "indicio",
      figures: { greatestGapSeconds: 2400, missedInARow: 3, greatestGapFrom: "2024-12-08T20:20:00-06:00" },
    });
    expect(check.evidence).toContain(
      "de 40 min, va de las 20:20 h a las 21:00 h del 8 de diciembre de 2024 (3 actualizaciones seguidas sin cambio visible)",
    );
  });

  it("a file that never changes is an indicio, whether it was there before the start or not", async () => {
    const frozen = night(30, () => 1000);
    expect(await of(frozen)).toMatchObject({ verdict: "indicio", evidence: expect.stringContaining("con un mismo tamaño durante 29 min") });
    const before = polledAt("2024-12-08T19:50:00-06:00", 1000);
    expect(await of([before, ...frozen])).toMatchObject({ verdict: "indicio", figures: { changes: 0 } });
    // Seen for no longer than an interval and a minute.
    expect(await of(night(12, () => 1000))).toMatchObject({ verdict: "no-verificable" });
    expect(await of(night(13, () => 1000))).toMatchObject({ verdict: "indicio" });
  });

  it("the amended call asks for five minutes: ten are an indicio", async () => {
    expect(await of(night(60, every(10)), "iem-irimbo-2024@modificada")).toMatchObject({
      verdict: "indicio",
      figures: { everySeconds: 300 },
    });
  });

  it("says why sizes tell nothing", async () => {
    expect((await of([lineAt("2024-12-08T20:00:00-06:00")])).evidence).toContain("si la ruta de los resultados es otra, falta indicarla");
    expect((await of(night(3, () => 1).map((text) => text.replace(" 200 1 ", " 200 - ")))).evidence).toContain("no registran el tamaño");
    expect((await of(night(40, (i) => (i % 2 === 0 ? 500 : 900)))).evidence).toContain("no distinguen un corte de otro");
  });

  it("judges each source, and tells the worst", async () => {
    const late = { content: night(70, (i) => (i < 10 ? 1 : i < 60 ? 2 : 3)).join(""), source: "lenta" };
    const good = { content: night(70, every(10)).join(""), source: "buena" };
    expect(await clauseOf("cut-cadence", [good, late], "iem-irimbo-2024")).toMatchObject({
      verdict: "indicio",
      figures: { logSource: "lenta" },
    });
  });

  it("counts another result path where one is named, and neither HEAD nor failures", async () => {
    const log = [
      ...night(20, every(10)).map((text) => text.replace("main.json", "datos.json")),
      polledAt("2024-12-08T20:05:30-06:00", 5, 404),
    ];
    const check = await clauseOf("cut-cadence", [log], "iem-irimbo-2024", { rules: { resultPath: "/json/datos.json" } });
    expect(check.figures).toMatchObject({ changes: 2 });
  });

  it("the delay of a cut is not in a log", async () => {
    const durango = await clausesOf([[lineAt("2022-06-05T20:00:00-05:00")]], "iepc-durango-2022");
    expect(durango["cut-delay"]).toMatchObject({
      verdict: "no-verificable",
      clause: "I.10",
      requirement: expect.stringContaining("1 min"),
    });
    expect((await clausesOf([night(1, () => 1)], "iem-irimbo-2024"))["cut-delay"]).toBeUndefined();
  });
});

describe("the last cut", () => {
  /** Michoacán: from 7 June 2021 20:00 to 8 June 23:59. One request a quarter of an hour, each size for two minutes in a row. */
  const kept = (until: number, bytesOf: (quarter: number) => number): string[] => {
    const start = Date.parse("2021-06-07T19:00:00Z");
    return Array.from({ length: until }, (_, i) => i).flatMap((i) =>
      [0, 60].map((second) => polledAt(`${new Date(start + i * 900_000 + second * 1000).toISOString().slice(0, 19)}-05:00`, bytesOf(i))),
    );
  };
  const of = (log: string[]) => clauseOf("last-cut", [log], "iem-michoacan-2021");
  // From 19:00 on, 8 June 23:59 is 28 h 59 min later: 116 quarters reach 23:45, the 117th is at 00:00 of the ninth.
  const wholeQuarters = 117;

  it("is kept where one size is served to the end and the log covers all of it", async () => {
    expect(await of(kept(wholeQuarters, () => 9000))).toMatchObject({ verdict: "cumple", clause: "I.c", figures: { sizeChanges: 0 } });
  });

  it("is not shown by a log that ends before, nor by one that leaps over hours", async () => {
    expect(await of(kept(wholeQuarters - 1, () => 9000))).toMatchObject({
      verdict: "no-verificable",
      figures: { lastAnswerBefore: "2021-06-08T23:46:00-05:00" },
    });
    const lines = kept(wholeQuarters, () => 9000);
    expect(await of([...lines.slice(0, 60), ...lines.slice(100)])).toMatchObject({ verdict: "no-verificable" });
  });

  it("a size that changes when it should rest is an indicio", async () => {
    const check = await of(kept(wholeQuarters, (i) => (i < 40 ? 9000 : 9001)));
    expect(check).toMatchObject({ verdict: "indicio", figures: { sizeChanges: 1 } });
    // 40 quarters after 19:00 of the seventh.
    expect(check.evidence).toContain("la primera el 8 de junio de 2021, 05:00 h (hora del centro, UTC-5)");
    // The last cut itself may still come within the interval and a minute.
    expect(await of(kept(wholeQuarters, (i) => (i < 5 ? 9000 : 9001)))).toMatchObject({ verdict: "cumple" });
  });

  it("an outage to the end breaks it", async () => {
    const outage = Array.from({ length: 20 }, (_, i) => lineAt(`2021-06-08T23:55:${10 + i}-05:00`, { status: 503 }));
    expect(await of([...kept(60, () => 9000), ...outage])).toMatchObject({ verdict: "incumple", figures: { outageSeconds: 60 } });
  });

  it("pages alone do not show which cut they held, and a call without hours asks for what no log shows", async () => {
    const pages = Array.from({ length: 30 }, (_, i) => lineAt(`2021-06-08T${String(i % 24).padStart(2, "0")}:00:00-05:00`));
    expect(await of(pages)).toMatchObject({ verdict: "no-verificable", figures: { sizeChanges: null } });
    expect(await clauseOf("last-cut", [night(3, () => 1)], "iem-irimbo-2024")).toMatchObject({
      verdict: "no-verificable",
      clause: "I.4, I.9",
    });
  });
});
