// Figures around a change of clock, and warnings of incidents that no period holds, against what the log's own local dates say.
import { describe, expect, it } from "vitest";
import type { IncidentRecord } from "../../ingest/index.ts";
import { analysisOf, line } from "../support/hand-made.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86_400_000;
/** Mexico's clock went back on 31 October 2021 at 02:00. */
const CHANGE_DAY = "2021-10-31";

describe("a change of clock", () => {
  it("cuts a daily series at the local midnights before and after it", async () => {
    const days = Array.from({ length: 150 }, (_, i) => new Date(Date.UTC(2021, 8, 1) + i * DAY_MS));
    const expected = days.map((day, i) => ({ day: day.toISOString().slice(0, 10), hits: 2 + (i % 3) }));
    const lines = expected.flatMap(({ day, hits }) => {
      const [year = "", month = "", date = ""] = day.split("-");
      const stamp = (clock: string): string => {
        const isSummer = day < CHANGE_DAY || (day === CHANGE_DAY && clock < "02:00:00");
        return `${date}/${MONTHS[Number(month) - 1]}/${year}:${clock} ${isSummer ? "-0500" : "-0600"}`;
      };
      const errors = Array.from({ length: hits - 2 }, () => line({ at: stamp("12:00:00"), status: 503 }));
      return [line({ at: stamp("00:10:00") }), ...errors, line({ at: stamp("23:50:00") })];
    });
    const { series } = (await analysisOf([lines])).traffic;
    expect(series.stepSeconds).toBe(86_400);
    expect(series.points.map(({ at, hits, errors5xx }) => ({ at: at.slice(0, 19), hits, errors5xx }))).toEqual(
      expected.map(({ day, hits }) => ({ at: `${day}T00:00:00`, hits, errors5xx: hits - 2 })),
    );
    expect(series.points.find(({ at }) => at.startsWith(CHANGE_DAY))?.at).toBe(`${CHANGE_DAY}T00:00:00-05:00`);
    expect(series.points.find(({ at }) => at.startsWith("2021-11-01"))?.at).toBe("2021-11-01T00:00:00-06:00");
  });
});

describe("shares and peaks", () => {
  const minutes = (count: number, status: number): string[] =>
    Array.from({ length: count }, (_, i) => line({ at: `20:${String(i).padStart(2, "0")}:00`, status }));

  it("the share of server errors is of all the requests of the period, as in the table beside it", async () => {
    const { findings, traffic } = await analysisOf([[...minutes(20, 200), ...minutes(5, 500), line({ at: "20:30:00", status: "000" })]]);
    expect(traffic.hits).toBe(26);
    expect(findings.find(({ id }) => id === "server-errors")?.text).toContain("5 solicitudes del periodo (19.23 %)");
  });

  it("a peak that does not stand out of its period is no finding", async () => {
    const second = Array.from({ length: 30 }, () => line({ at: "20:00:00" }));
    const even = Array.from({ length: 60 }, (_, i) => line({ at: `20:0${i % 2}:${String(i >> 1).padStart(2, "0")}` }));
    const peak = [...second, line({ at: "20:30:00" })];
    const hasPeak = async (lines: string[]): Promise<boolean> =>
      (await analysisOf([lines])).findings.some(({ id }) => id === "peak-demand");
    expect(await hasPeak(second)).toBe(false);
    expect(await hasPeak(even)).toBe(false);
    expect(await hasPeak(peak)).toBe(true);
  });
});

describe("incidents that no period holds", () => {
  const at = (time: string): number => Date.parse(`${time}-06:00`) / 1000;
  const incident = (id: string, start: string, end: string | null, effect: IncidentRecord["effect"] = "caida"): IncidentRecord => ({
    id,
    startSecond: at(start),
    endSecond: end === null ? null : at(end),
    type: "interrupcion",
    effect,
    weight: null,
    description: "Prueba",
    rootCause: null,
    impact: null,
    measures: null,
    component: null,
    source: null,
  });
  const textOf = async (incidents: IncidentRecord[], code: string): Promise<string | undefined> =>
    (await analysisOf([[line({ at: "20:00:00" }), line({ at: "21:00:00" })]], { incidents })).warnings.find((w) => w.code === code)?.text;

  it("are told by number, with the period", async () => {
    const inside = incident("I-001", "2024-12-08T20:10:00", "2024-12-08T20:20:00");
    const yearEarly = incident("I-002", "2023-12-08T20:10:00", "2023-12-08T20:20:00");
    const noEffect = incident("I-003", "2023-12-08T20:10:00", "2023-12-08T20:20:00", "ninguno");
    const degraded = incident("I-004", "2025-03-08T20:10:00", null, "degradacion");
    const early = await textOf([inside, yearEarly, noEffect], "incident-outside");
    expect(early).toMatch(/^La incidencia 2 queda fuera del periodo \(del 8 de diciembre de 2024, 20:00 h, al /u);
    expect(await textOf([inside, yearEarly, noEffect, degraded], "incident-outside")).toMatch(/^Las incidencias 2 y 4 quedan fuera/u);
    expect(await textOf([inside, noEffect], "incident-outside")).toBeUndefined();
    // One in the same month counts in the row of the month.
    expect(await textOf([incident("I-001", "2024-12-20T10:00:00", "2024-12-20T11:00:00")], "incident-outside")).toBeUndefined();
  });

  it("and open ends and missing weights are told by number too", async () => {
    const open = incident("I-001", "2024-12-08T20:10:00", null);
    const unweighted = [2, 3].map((n) => incident(`I-00${n}`, "2024-12-08T20:10:00", "2024-12-08T20:20:00", "degradacion"));
    expect(await textOf([open, ...unweighted], "open-ended-incident")).toBe(
      "La incidencia 1 no tiene hora de término y se cuenta hasta el final de cada periodo.",
    );
    expect(await textOf([open, ...unweighted], "unweighted-degradation")).toMatch(/^Las incidencias 2 y 3 son degradaciones sin peso/u);
  });
});
