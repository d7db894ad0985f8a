// Rules on the course of demand, each just below its threshold and just above it, with figures worked out by hand.
import { describe, expect, it } from "vitest";
import { loadConvocatoria } from "../../../analysis/convocatoria.ts";
import { dayShares, demandDecay, demandTrend, secondPeak, visitsConcentration } from "../../../analysis/findings/demand-course.ts";
import { uncoveredDrops } from "../../../analysis/findings/incidents.ts";
import { cutRhythm, hourRhythm, peakDemand } from "../../../analysis/findings/peak.ts";
import { declared, even, FIRST_MINUTE, iso, START, told } from "../../support/finding-facts.ts";

const irimbo = loadConvocatoria("iem-irimbo-2024");
const amended = loadConvocatoria("iem-irimbo-2024@modificada");

describe("peak-demand", () => {
  const peak = (hits: number, secondsAfterStart: number, all = hits * 10) => ({
    traffic: { hits: all, peakMinute: { at: iso(secondsAfterStart), hits } },
  });

  it("needs 20 requests, and 1.5 times the mean", () => {
    expect(told(peakDemand, peak(19, 3600))).toEqual([]);
    const [finding] = told(peakDemand, peak(20, 3600));
    // 200 requests in 360 minutes.
    expect(finding?.evidence).toMatchObject({ hits: 20, meanPerMinute: 200 / 360, times: 36, coincidesWith: null });
    expect(told(peakDemand, peak(149, 3600, 36_000))).toEqual([]);
    expect(told(peakDemand, peak(150, 3600, 36_000))).toHaveLength(1);
  });

  it("is told with the cut only in the first fifth after it", () => {
    const at = (second: number) => told(peakDemand, { ...peak(50, second), convocatoria: irimbo })[0];
    expect(at(3600 + 120)?.text).toContain("2 minutos después del corte programado para las 21:00 h.");
    expect(at(3600)?.text).toContain(", en el minuto del corte programado para las 21:00 h.");
    expect(at(3600 + 180)?.text).toContain("por minuto).");
    expect(at(3600 + 180)?.evidence).toMatchObject({ coincidesWith: null });
    expect(at(14 * 60)?.text).toContain("a 14 minutos del inicio de la publicación");
  });

  it("knows the cuts of the amended call, every five minutes from 19:00 on", () => {
    const at = (second: number) => told(peakDemand, { ...peak(50, second), convocatoria: amended })[0];
    expect(at(305)?.text).toContain("en el minuto del corte programado para las 20:05 h");
    expect(at(360)?.text).toContain("1 minuto después del corte programado para las 20:05 h");
    expect(at(420)?.evidence).toMatchObject({ coincidesWith: null });
  });

  it("counts cuts in true seconds from a start before the clock went back", () => {
    const autumn = {
      ...irimbo,
      timeZone: { ...irimbo.timeZone, value: "America/Mexico_City" },
      window: { ...irimbo.window, start: { ...irimbo.window.start, value: "2021-10-30T20:00" } },
      cutEverySeconds: { ...irimbo.cutEverySeconds, value: 7200 },
    };
    // 20:00 at -05:00 is 01:00 UTC; seven hours and a minute later it is 02:01 at -06:00. Cuts: 01:00, 03:00, 05:00, 07:00 UTC, the last at 01:00 local, again.
    const facts = { traffic: { hits: 500, peakMinute: { at: "2021-10-31T02:01:00-06:00", hits: 50 } }, convocatoria: autumn };
    expect(told(peakDemand, facts)[0]?.evidence).toMatchObject({ minutesAfter: 61, coincidesWith: null });
    const onCut = { traffic: { hits: 500, peakMinute: { at: "2021-10-31T01:01:00-06:00", hits: 50 } }, convocatoria: autumn };
    expect(told(peakDemand, onCut)[0]?.text).toContain("1 minuto después del corte programado para las 01:00 h");
  });

  it("names the network that made half of it or more, and then no cut", () => {
    const by = (hits: number) =>
      told(peakDemand, {
        ...peak(100, 3600),
        convocatoria: irimbo,
        evidence: { networks: [{ network: "198.51.100.0/24", addresses: 1, hits, minutes: [{ minute: FIRST_MINUTE + 60, hits }] }] },
      })[0];
    expect(by(49)?.evidence).toMatchObject({ network: null, coincidesWith: "cut" });
    expect(by(50)?.evidence).toMatchObject({ network: "198.51.100.0/24", networkShare: 0.5, coincidesWith: null });
    expect(by(49)?.recommendation).toContain("sostener al menos 2 solicitudes por segundo");
    expect(by(50)?.recommendation).toContain("no dimensionar");
    expect(by(50)?.text).toContain("El 50.00 % de ellas llegó de una sola red (198.51.100.0/24).");
  });
});

describe("rhythms", () => {
  /** Cycles of ten minutes of which the second has `more`, the others 20. */
  const cycles = (count: number, more: number) =>
    Array.from({ length: count }, (_, cycle) =>
      [...even(cycle * 10, 10, 20)].map((m, i) => (i === 1 ? { ...m, hits: more, humanHits: more } : m)),
    ).flat();

  it("tells the rhythm of the cuts from twelve busy intervals and 1.2 times on", () => {
    // 25 against a mean of 20.5 is 1.2195; 24 against 20.4 is 1.1765.
    expect(told(cutRhythm, { convocatoria: irimbo, evidence: { minutes: cycles(12, 24) } })).toEqual([]);
    expect(told(cutRhythm, { convocatoria: irimbo, evidence: { minutes: cycles(11, 25) } })).toEqual([]);
    const [finding] = told(cutRhythm, { convocatoria: irimbo, evidence: { minutes: cycles(12, 25) } });
    expect(finding?.evidence).toMatchObject({ part: 1, cycles: 12, risen: 12, cycleMinutes: 10 });
    expect(finding?.evidence["times"]).toBeCloseTo(25 / 20.5, 12);
    expect(finding?.text).toContain("1 minuto después de cada corte programado hay en promedio 1.22 veces");
    expect(told(cutRhythm, { evidence: { minutes: cycles(12, 25) } })).toEqual([]);
  });

  it("one great peak is no rhythm", () => {
    const minutes = cycles(12, 20).map((m) => (m.minute === FIRST_MINUTE + 1 ? { ...m, humanHits: 5000 } : m));
    expect(told(cutRhythm, { convocatoria: irimbo, evidence: { minutes } })).toEqual([]);
  });

  it("tells full hours only where no cadence of cuts is known", () => {
    const minutes = Array.from({ length: 12 }, (_, hour) => [...even(hour * 60, 5, 40), ...even(hour * 60 + 5, 55, 20)]).flat();
    const [finding] = told(hourRhythm, { hours: 12, evidence: { minutes } });
    // 40 against (5 x 40 + 55 x 20) / 60.
    expect(finding?.evidence["times"]).toBeCloseTo(40 / (1300 / 60), 12);
    expect(told(hourRhythm, { hours: 12, evidence: { minutes }, convocatoria: irimbo })).toEqual([]);
    expect(told(hourRhythm, { hours: 11, evidence: { minutes } })).toEqual([]);
  });
});

describe("the course of demand", () => {
  it("visits crowd when half of them began in the first quarter of the period", () => {
    const visits = (early: number, late: number) => [...even(60, 1, 1, { visits: early }), ...even(200, 1, 1, { visits: late })];
    expect(told(visitsConcentration, { evidence: { minutes: visits(49, 50) } })).toEqual([]);
    expect(told(visitsConcentration, { evidence: { minutes: visits(49, 51) } })).toEqual([]);
    const [finding] = told(visitsConcentration, { window: [0, 6 * 3600], evidence: { minutes: visits(50, 50) } });
    expect(finding?.evidence).toMatchObject({ visits: 100, halfAt: iso(61 * 60), early: 50, earlyShare: 0.5 });
    expect(finding?.text).toContain(
      "había iniciado antes del 8 de diciembre de 2024, 21:01 h, 1 h 01 min después de su comienzo. En las primeras 2 horas",
    );
  });

  it("decay runs from the greatest quarter to the first of two at half of it", () => {
    const minutes = [...even(0, 15, 10), ...even(15, 15, 20), ...even(30, 15, 11), ...even(45, 15, 10), ...even(60, 15, 10)];
    // 300 at 20:15, 165, 150, 150.
    const [finding] = told(demandDecay, { evidence: { minutes } });
    expect(finding?.evidence).toMatchObject({ heightAt: iso(900), heightHits: 300, halfAt: iso(2700), seconds: 1800 });
    expect(finding?.text).toContain("en 30 min.");
    expect(told(demandDecay, { evidence: { minutes: even(0, 15, 6) } })).toEqual([]);
    expect(told(demandDecay, { evidence: { minutes: even(0, 15, 7) } })).toHaveLength(1);
    expect(told(demandDecay, { evidence: { minutes: even(0, 360, 20) } })).toEqual([]);
    expect(told(demandDecay, { evidence: { minutes, covered: [{ startSecond: START, endSecond: START + 4499 }] } })).toEqual([]);
  });

  it("a second rise is three times the least between, two hours off", () => {
    const course = (least: number, later: number) => [
      ...even(0, 15, 60),
      ...even(15, 120, least),
      ...even(135, 15, later),
      ...even(150, 210, 1),
    ];
    expect(told(secondPeak, { evidence: { minutes: course(3, 8) } })).toEqual([]);
    const [finding] = told(secondPeak, { evidence: { minutes: course(3, 9) } });
    expect(finding?.evidence).toMatchObject({ at: iso(135 * 60), hits: 135, lowestBetween: 45, heightHits: 900, share: 0.15 });
    expect(told(secondPeak, { evidence: { minutes: course(1, 6) } })).toEqual([]);
    expect(told(secondPeak, { evidence: { minutes: course(1, 7) } })).toHaveLength(1);
  });

  it("a trend is the double or the half, over a period that is covered whole", () => {
    const course = (last: number) => [...even(0, 120, 4), ...even(120, 120, 3), ...even(240, 120, last)];
    expect(told(demandTrend, { evidence: { minutes: course(3) } })).toEqual([]);
    expect(told(demandTrend, { evidence: { minutes: course(2) } })[0]?.evidence).toMatchObject({
      firstThirdPerHour: 240,
      lastThirdPerHour: 120,
    });
    expect(told(demandTrend, { evidence: { minutes: course(2) } })[0]?.text).toContain("bajó");
    expect(told(demandTrend, { evidence: { minutes: course(8) } })[0]?.text).toContain("subió");
    expect(told(demandTrend, { hours: 5, evidence: { minutes: course(2) } })).toEqual([]);
    expect(
      told(demandTrend, { evidence: { minutes: course(2), covered: [{ startSecond: START + 60, endSecond: START + 90_000 }] } }),
    ).toEqual([]);
  });

  it("days are told from a hundred visits on two days", () => {
    const hour = (at: string, visits: number) => ({
      at,
      hits: 0,
      humanHits: 0,
      pageViews: 0,
      visits,
      visitors: 0,
      errors5xx: 0,
      bytes: null,
    });
    const hours = (second: number) => [hour("2024-12-08T20:00:00-06:00", 60), hour("2024-12-09T01:00:00-06:00", second)];
    expect(told(dayShares, { traffic: { hours: hours(39) } })).toEqual([]);
    expect(told(dayShares, { traffic: { hours: hours(40) } })[0]?.text).toBe(
      "Visitas por día: el 8 de diciembre de 2024 inició el 60.00 % (60) y el 9 de diciembre de 2024 inició el 40.00 % (40).",
    );
    expect(told(dayShares, { traffic: { hours: [hour("2024-12-08T20:00:00-06:00", 100)] } })).toEqual([]);
  });
});

describe("uncovered-drops", () => {
  const dip = (minutes: number, hits: number, around = 20) => [
    ...even(0, 60, around),
    ...(hits === 0 ? [] : even(60, minutes, hits)),
    ...even(60 + minutes, 60, around),
  ];
  const of = (minutes: ReturnType<typeof even>, more = {}) => told(uncoveredDrops, { hours: 2, evidence: { minutes }, ...more });

  it("is three minutes below 30 % amid 20 a minute", () => {
    expect(of(dip(2, 0))).toEqual([]);
    expect(of(dip(3, 6))).toEqual([]);
    expect(of(dip(3, 0, 19))).toEqual([]);
    expect(of(dip(3, 5))[0]?.evidence["drops"]).toEqual([{ start: iso(3600), end: iso(3780), observedHits: 15, missingHits: 45 }]);
    expect(of(dip(3, 0))[0]?.recommendation).toContain("(inicio 08/12/2024 21:00, fin 08/12/2024 21:03)");
  });

  it("is none where demand rises or goes for good, where an incident or outage explains it, or the log does not cover its sides", () => {
    expect(of([...even(0, 60, 5), ...even(60, 60, 100)])).toEqual([]);
    expect(of(even(0, 60, 50))).toEqual([]);
    expect(of(dip(3, 0), { incidents: [declared("I-001", 3600 - 300, 3600 - 120)] })).toEqual([]);
    expect(of(dip(3, 0), { incidents: [declared("I-001", 3600 - 300, 3600 - 121)] })).toHaveLength(1);
    const outage = { source: "log" as const, start: iso(3660), end: iso(3720), seconds: 60, incidentId: null };
    expect(of(dip(3, 0), { outages: [outage] })).toEqual([]);
    const covered = [
      { startSecond: START, endSecond: START + 3660 },
      { startSecond: START + 3720, endSecond: START + 7200 },
    ];
    expect(told(uncoveredDrops, { hours: 2, evidence: { minutes: dip(3, 0), covered } })).toEqual([]);
  });
});
