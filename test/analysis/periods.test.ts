// Named periods of the known calls and of none: bounds to the second, their clauses, and which period is the default.
import { describe, expect, it } from "vitest";
import { loadConvocatoria } from "../../analysis/convocatoria.ts";
import { type NamedPeriods, namedPeriods } from "../../analysis/periods.ts";
import { isoInZone, parseUserTime } from "../../ingest/local-time.ts";

const zone = "America/Mexico_City";
const at = (text: string) => parseUserTime("test", text, zone);

/** Name, start and end of every period, as a reader would see them. */
function shown({ periods, timeZone }: NamedPeriods): [string, string, string][] {
  return periods.map(({ name, startSecond, endSecond }) => [name, isoInZone(startSecond, timeZone), isoInZone(endSecond, timeZone)]);
}

describe("namedPeriods", () => {
  it("gives Michoacán 2021 a window of 51 h 59 min, by clause", () => {
    const found = namedPeriods(loadConvocatoria("iem-michoacan-2021"), {}, null, null, "UTC");
    expect(shown(found)).toEqual([
      ["window", "2021-06-06T20:00:00-05:00", "2021-06-08T23:59:00-05:00"],
      ["operation", "2021-06-06T20:00:00-05:00", "2021-06-07T20:00:00-05:00"],
      ["jornada", "2021-06-06T00:00:00-05:00", "2021-06-07T00:00:00-05:00"],
      ["month:2021-06", "2021-06-01T00:00:00-05:00", "2021-07-01T00:00:00-05:00"],
    ]);
    expect(found.defaultPeriod).toMatchObject({ name: "window", clause: "I.b", declaredByUser: false });
    expect(found.defaultPeriod.endSecond - found.defaultPeriod.startSecond).toBe(51 * 3600 + 59 * 60);
    expect([found.defaultReason, found.windowBoundsMissing]).toEqual(["window", []]);
  });

  it("takes inclusive days to the end of the last one", () => {
    const durango = shown(namedPeriods(loadConvocatoria("iepc-durango-2022"), {}, null, null, zone));
    expect(durango).toContainEqual(["stage", "2022-06-05T00:00:00-05:00", "2022-06-13T00:00:00-05:00"]);
    expect(durango).toContainEqual(["logs", "2022-06-05T00:00:00-05:00", "2022-06-13T00:00:00-05:00"]);
  });

  it("does not guess the end of Irimbo 2024's window", () => {
    const found = namedPeriods(loadConvocatoria("iem-irimbo-2024"), {}, at("2024-12-08 19:30"), at("2024-12-10 09:00"), zone);
    expect(shown(found)).toEqual([
      ["jornada", "2024-12-08T00:00:00-06:00", "2024-12-09T00:00:00-06:00"],
      ["month:2024-12", "2024-12-01T00:00:00-06:00", "2025-01-01T00:00:00-06:00"],
      ["custom", "2024-12-08T19:30:00-06:00", "2024-12-10T09:00:01-06:00"],
    ]);
    expect([found.defaultReason, found.windowBoundsMissing]).toEqual(["hits", ["end"]]);
    expect(found.defaultPeriod).toMatchObject({ name: "custom", declaredByUser: false, clause: null });
  });

  it("takes the bound that the user declares, and says so", () => {
    const found = namedPeriods(loadConvocatoria("iem-irimbo-2024"), { windowEnd: at("2025-01-02") }, null, null, zone);
    expect(found.defaultPeriod).toMatchObject({ name: "window", declaredByUser: true, clause: "I.2" });
    expect(found.periods.map(({ name }) => name)).toEqual(["window", "jornada", "month:2024-12", "month:2025-01"]);
    const both = namedPeriods(loadConvocatoria("iec-coahuila-2018"), { windowStart: at("2018-07-01 20:00") }, null, null, zone);
    expect(both.periods.map(({ name }) => name)).toEqual(["window", "stage", "jornada", "logs", "month:2018-07"]);
  });

  it("puts a range asked for before the window; a bound left out is the default period's", () => {
    const call = loadConvocatoria("iem-michoacan-2021");
    const found = namedPeriods(call, { from: at("2021-06-07") }, null, null, zone);
    expect(shown(found).at(-1)).toEqual(["custom", "2021-06-07T00:00:00-05:00", "2021-06-08T23:59:00-05:00"]);
    expect([found.defaultPeriod.name, found.defaultReason, found.defaultPeriod.declaredByUser]).toEqual(["custom", "range-given", true]);
    expect(found.periods[0]?.name).toBe("window");
  });

  it("without a call spans the hits, the last second included", () => {
    const found = namedPeriods(null, {}, at("2022-10-29"), at("2022-11-01T12:00:00"), zone);
    expect(shown(found)).toEqual([
      ["month:2022-10", "2022-10-01T00:00:00-05:00", "2022-11-01T00:00:00-06:00"],
      ["month:2022-11", "2022-11-01T00:00:00-06:00", "2022-12-01T00:00:00-06:00"],
      ["custom", "2022-10-29T00:00:00-05:00", "2022-11-01T12:00:01-06:00"],
    ]);
    expect(found.windowBoundsMissing).toEqual([]);
    const october = found.periods[0];
    expect((october?.endSecond ?? 0) - (october?.startSecond ?? 0)).toBe(31 * 86_400 + 3600);
  });

  it("refuses an empty or reversed period, and one that nothing bounds", () => {
    expect(() => namedPeriods(null, { from: 100, to: 100 }, null, null, zone)).toThrowError(/period-empty/);
    expect(() => namedPeriods(null, { windowStart: 100, windowEnd: 50 }, null, null, zone)).toThrowError(/period-empty/);
    expect(() => namedPeriods(null, {}, null, null, zone)).toThrowError(/no-hits/);
    expect(() => namedPeriods(null, { from: 100 }, null, null, zone)).toThrowError(/no-hits/);
  });
});
