// An analysis.json as a comparison reads it: whole, of earlier versions, of other programs, or none.
import { describe, expect, it } from "vitest";
import { comparedOf, readComparedAnalysis } from "../../analysis/compare-schema.ts";
import { restoreKeys } from "../../analysis/restore-keys.ts";
import { fullAnalysis } from "../report/fixture-analysis.ts";

describe("an analysis.json", () => {
  const text = (change: (value: Record<string, unknown>) => void): string => {
    const value = structuredClone(fullAnalysis()) as unknown as Record<string, unknown>;
    change(value);
    return JSON.stringify(value);
  };

  it("is read whole or as another program would keep it", () => {
    expect(
      readComparedAnalysis(
        text(() => {}),
        "a.json",
      ).traffic.hits,
    ).toBe(fullAnalysis().traffic.hits);
    const older = text(({ traffic }) => delete (traffic as Record<string, unknown>)["peakSecond"]);
    expect(readComparedAnalysis(older, "a.json").traffic.peakSecond).toBeNull();
  });

  it.each<[string, (value: Record<string, unknown>) => void, string]>([
    ["a count that is none", ({ traffic }) => Object.assign(traffic as object, { hits: -1 }), "/traffic/hits"],
    ["a period without end", (value) => Object.assign(value["period"] as object, { end: "mañana" }), "/period/end"],
    ["a reversed period", (value) => Object.assign(value["period"] as object, { end: "2001-01-01T00:00:00Z" }), "/period"],
    ["a zone that is none", (value) => Object.assign(value["period"] as object, { timeZone: "Marte/Olimpo" }), "/period/timeZone"],
    ["no availability", (value) => delete value["availability"], "/availability"],
    ["no version", (value) => delete value["schemaVersion"], "/schemaVersion"],
  ])("%s is told by its first wrong key", (_, change, place) => {
    expect(() => readComparedAnalysis(text(change), "a.json")).toThrowError(
      expect.objectContaining({ code: "analysis-invalid", facts: expect.objectContaining({ file: "a.json", place }) }),
    );
  });

  it("of another version, or no JSON at all, has its own message", () => {
    const older = text((value) => Object.assign(value, { schemaVersion: 0 }));
    expect(() => readComparedAnalysis(older, "a.json")).toThrowError(expect.objectContaining({ code: "analysis-version" }));
    for (const none of ["", "{", "[]", "null", "7"]) {
      expect(() => readComparedAnalysis(none, "a.json")).toThrowError(expect.objectContaining({ code: "analysis-invalid" }));
    }
  });

  it("of a version that did not tell how long outages last is compared", () => {
    const { availability, ...rest } = fullAnalysis();
    const results = availability.results.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !(key in restoreKeys))));
    expect(results[0]).not.toHaveProperty("outageCount");
    expect(comparedOf({ ...rest, availability: { ...availability, results } })?.availability.results).toHaveLength(results.length);
  });
});
