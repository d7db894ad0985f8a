// What users write becomes instants, and instants become local ISO text; zones that change their clocks included.

import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  dayStart,
  isoInZone,
  isTimeZone,
  localDayStart,
  localHourStart,
  localMonths,
  parseUserTime,
  readTime,
} from "../../ingest/local-time.ts";
import fc from "../support/cases.ts";

const mexico = "America/Mexico_City";
const iso = (text: string, zone = mexico) => isoInZone(parseUserTime("--from", text, zone), zone);

describe("parseUserTime", () => {
  it.each([
    ["2024-12-08", "2024-12-08T00:00:00-06:00"],
    ["2024-12-08T20:00", "2024-12-08T20:00:00-06:00"],
    ["2024-12-08 20:00:59", "2024-12-08T20:00:59-06:00"],
    ["2021-06-06T20:00", "2021-06-06T20:00:00-05:00"],
    ["2024-12-08T20:00:00-05:00", "2024-12-08T19:00:00-06:00"],
    ["2024-12-09T02:00:00.750Z", "2024-12-08T20:00:00-06:00"],
    ["2024-12-08T20:00-0500", "2024-12-08T19:00:00-06:00"],
    ["08/12/2024 20:00", "2024-12-08T20:00:00-06:00"],
    ["8/12/2024 9:05:07", "2024-12-08T09:05:07-06:00"],
    [" 31/01/2024 00:00 ", "2024-01-31T00:00:00-06:00"],
  ])("reads %j", (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each([
    "",
    "ayer",
    "2024-13-01",
    "2024-02-30T10:00",
    "12/31/2024 10:00",
    "2024-12-08T24:00",
    "2024-12-08T20:60",
    "2024-12-08T20:00:60",
    "2024-12-08T20",
    "08/12/24 20:00",
    "2024-12-08T20:00+15:00",
  ])("refuses %j with the option, the value and what was expected", (text) => {
    expect(() => parseUserTime("--from", text, mexico)).toThrowError(
      expect.objectContaining({ code: "time-invalid", facts: { option: "--from", value: text, expected: expect.any(String) } }),
    );
  });

  it("refuses a local time that is skipped or repeated, unless an offset tells which", () => {
    expect(readTime("2022-04-03T02:30", mexico)).toMatchObject({ expected: expect.stringContaining("desfase") });
    expect(readTime("30/10/2022 01:30", mexico)).toMatchObject({ expected: expect.stringContaining("desfase") });
    // The example can be copied: its offsets are those of the zone on that day.
    const tijuana = readTime("2024-11-03T01:30", "America/Tijuana");
    expect(tijuana).toMatchObject({ expected: expect.stringContaining("p. ej. 2024-11-03T01:30:00-07:00 o 2024-11-03T01:30:00-08:00") });
    expect(iso("2022-10-30T01:30:00-05:00")).toBe("2022-10-30T01:30:00-05:00");
    expect(iso("2022-10-30T01:30:00-06:00")).toBe("2022-10-30T01:30:00-06:00");
  });
});

describe("isoInZone", () => {
  it("agrees with Temporal at any second of any zone", () => {
    const zones = fc.constantFrom(mexico, "America/Monterrey", "America/Tijuana", "UTC", "Asia/Kolkata", "Australia/Lord_Howe");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zones, (second, zone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(second * 1000).toZonedDateTimeISO(zone);
        expect(isoInZone(second, zone)).toBe(zoned.toString({ timeZoneName: "never" }));
      }),
    );
  });

  it("names a zone that does not exist", () => {
    expect(() => isoInZone(0, "America/Irimbo")).toThrowError(/time-zone-unknown/);
    expect(() => readTime("2024-12-08T20:00", "America/Irimbo")).toThrowError(/time-zone-unknown/);
    expect([isTimeZone("America/Irimbo"), isTimeZone(mexico)]).toEqual([false, true]);
  });
});

describe("local days, hours and months", () => {
  it("follow the clock's changes", () => {
    expect(dayStart("2022-10-30", mexico, 1) - dayStart("2022-10-30", mexico)).toBe(25 * 3600);
    expect(dayStart("2022-04-03", mexico, 1) - dayStart("2022-04-03", mexico)).toBe(23 * 3600);
    expect(isoInZone(localDayStart(parseUserTime("", "2022-10-30T23:59:59", mexico), mexico), mexico)).toBe("2022-10-30T00:00:00-05:00");
    expect(isoInZone(localHourStart(parseUserTime("", "2022-10-30T01:30:00-06:00", mexico), mexico), mexico)).toBe(
      "2022-10-30T01:00:00-06:00",
    );
    expect(isoInZone(localHourStart(parseUserTime("", "2024-01-01T10:45", "Asia/Kolkata"), "Asia/Kolkata"), "Asia/Kolkata")).toBe(
      "2024-01-01T10:00:00+05:30",
    );
  });

  it("touch no month at their open end", () => {
    const months = localMonths(dayStart("2024-11-30", mexico), dayStart("2025-01-01", mexico), mexico);
    expect(months.map(({ month }) => month)).toEqual(["2024-11", "2024-12"]);
  });
});
