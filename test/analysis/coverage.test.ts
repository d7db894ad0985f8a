// What the logs cover: lone hits do not stretch it, gaps in the period are told, and incidents that contradict each other or stand alone.
import { describe, expect, it } from "vitest";
import { incidentContradictions } from "../../analysis/incident-warnings.ts";
import type { Analysis, Incident } from "../../analysis/index.ts";
import { analysisWords } from "../../analysis/locale/words.ts";
import { analysisOf, line } from "../support/hand-made.ts";

const at = (time: string): number => Date.parse(`2024-12-08T${time}-06:00`) / 1000;
const pooled = (analysis: Analysis) =>
  analysis.availability.results.find(({ source, logSource, period }) => source === "log" && logSource === null && period === "custom");
const textOf = (analysis: Analysis, code: string): string | undefined => analysis.warnings.find((warning) => warning.code === code)?.text;
const night = ["20:00:00", "20:30:00", "21:00:00"].map((time) => line({ at: time }));

describe("a lone hit", () => {
  it("30 days off belongs to the log; a minute more, and it covers itself alone", async () => {
    const from = at("20:00:00") - 40 * 86_400;
    const covered = async (stamp: string) => pooled(await analysisOf([[line({ at: stamp }), ...night]], { overrides: { from } }));
    const near = await covered("08/Nov/2024:20:00:59 -0600");
    expect(near).toMatchObject({ unknownSeconds: 10 * 86_400, outageCount: 0 });
    const far = await covered("08/Nov/2024:19:59:00 -0600");
    // 40 days and an hour and a second, of which one minute is the lone one and 3,601 s are the night's.
    expect(far).toMatchObject({ seconds: 40 * 86_400 + 3601, unknownSeconds: 40 * 86_400 - 60 });
  });

  it("years away makes no years of idle time, whatever file and source it is in", async () => {
    const lone = line({ at: "01/Jan/2001:00:00:00 -0600" });
    for (const logs of [
      [[lone, ...night]],
      [[lone], night],
      [{ content: [...night, lone].join(""), source: "b" }, { content: night.join("") }],
    ]) {
      const row = pooled(await analysisOf(logs));
      expect((row?.seconds ?? 0) - (row?.unknownSeconds ?? 0)).toBe(3601 + 60);
      expect(row?.coverage).toBeLessThan(0.001);
    }
  });
});

describe("logs that do not reach the period", () => {
  it("are told with how much, what share and where", async () => {
    const overrides = { from: at("19:00:00"), to: at("22:00:00") };
    const { warnings } = await analysisOf([night], { overrides });
    expect(warnings.find(({ code }) => code === "logs-incomplete")?.text).toBe(
      "Las bitácoras no cubren 1 h 59 min del periodo (cobertura de 33.88 %), en 2 lapsos; el primero, del 8 de diciembre de 2024, 19:00 h, al 8 de diciembre de 2024, 20:00 h: de ese tiempo no hay cifras, y no se sabe si hubo servicio.",
    );
    const near = await analysisOf([night], { overrides: { from: at("19:50:00"), to: at("21:05:00") } });
    expect(textOf(near, "logs-incomplete")).toBeUndefined();
    const none = await analysisOf([night], { overrides: { from: at("22:00:00"), to: at("23:00:00") } });
    expect([textOf(none, "logs-incomplete"), textOf(none, "no-hits-in-period")]).toEqual([undefined, expect.any(String)]);
  });
});

describe("incidents", () => {
  const incident = (start: string, end: string | null, changes: Partial<Incident> = {}): Incident => ({
    id: `I-${start}`,
    start: `2024-12-08T${start}:00-06:00`,
    end: end && `2024-12-08T${end}:00-06:00`,
    seconds: null,
    trace: null,
    type: "interrupcion",
    description: "x",
    rootCause: null,
    impact: null,
    measures: null,
    effect: "caida",
    weight: null,
    component: null,
    source: null,
    ...changes,
  });
  const told = (incidents: Incident[], observed = [{ startSecond: at("20:00:00"), endSecond: at("23:00:00") }]) =>
    incidentContradictions(analysisWords("es"), incidents, observed).map(({ code, text }) => [code, text.slice(0, 26)]);

  it("of one component that overlap are told once a pair; touching ones and other components are not", () => {
    expect(told([incident("20:00", "20:30"), incident("20:10", "20:20")])).toEqual([["incidents-overlap", "Las incidencias 1 y 2 son "]]);
    expect(told([incident("20:00", "20:30"), incident("20:30", "20:40")])).toEqual([]);
    expect(told([incident("20:00", "20:30", { component: "CDN" }), incident("20:10", "20:20")])).toEqual([]);
    expect(told([incident("20:00", "20:30", { component: "CDN " }), incident("20:10", "20:20", { component: "cdn" })])).toHaveLength(1);
    expect(told([incident("20:00", "20:30"), incident("20:10", "20:20", { effect: "degradacion", weight: 0.5 })])).toEqual([]);
  });

  it("that say both that it was down and that nothing happened are told", () => {
    const calm = incident("20:10", "20:20", { effect: "ninguno" });
    expect(told([calm, incident("20:00", "20:30")])).toEqual([["incidents-effect-differs", "Las incidencias 2 y 1 son "]]);
    expect(told([{ ...calm, type: "ataque" }, incident("20:00", "20:30")])).toEqual([]);
    expect(told([incident("20:20", "20:30"), calm])).toEqual([]);
  });

  it("without an end that are followed by another are told", () => {
    expect(told([incident("21:00", "21:10"), incident("20:00", null)])).toEqual([["incident-reopened", "Las incidencias 2 y 1 son "]]);
    expect(told([incident("20:00", "20:10"), incident("21:00", null)])).toEqual([]);
  });

  it("outside all that logs and monitors cover are told, unless they had no effect or nothing was handed in", async () => {
    const outside = incident("19:00", "20:00");
    expect(told([outside])).toEqual([["incident-uncovered", "La incidencia 1 queda fuer"]]);
    expect(told([outside, incident("23:00", "23:10", { component: "x" })])).toEqual([["incident-uncovered", "Las incidencias 1 y 2 qued"]]);
    expect(told([incident("19:00", "20:01")])).toEqual([]);
    expect(told([{ ...outside, effect: "ninguno" }])).toEqual([]);
    expect(told([outside], [])).toEqual([]);
    // One that begins and ends in the same minute, as people write it, is where it begins.
    expect(told([incident("20:10", "20:10")])).toEqual([]);
    expect(told([incident("23:00", "23:00")])).toHaveLength(1);
  });
});
