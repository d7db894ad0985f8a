// The grid of hours against counts made by hand: days, weekdays, hours without a record, and a clock that goes back.
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../../analysis/analysis.ts";
import { heatMapChart } from "../../../report/charts/heat-map.ts";
import { hourGrid } from "../../../report/charts/hour-grid.ts";
import { wordsOf } from "../../../report/locale/words.ts";
import { fullAnalysis } from "../fixture-analysis.ts";

type Unknown = Analysis["availability"]["unknown"];

function analysisOf(
  start: string,
  end: string,
  hits: Record<string, number>,
  unknown: Unknown = [],
  timeZone = "America/Mexico_City",
): Analysis {
  const full = fullAnalysis();
  const rest = { humanHits: 0, pageViews: 0, visits: 0, visitors: 0, errors5xx: 0, bytes: null };
  const hours = Object.entries(hits).map(([at, count]) => ({ at, hits: count, ...rest }));
  return {
    ...full,
    period: { name: "custom", start, end, timeZone },
    traffic: { ...full.traffic, hours },
    availability: { ...full.availability, unknown },
  };
}

describe("the hours of a short period", () => {
  const analysis = analysisOf(
    "2024-12-08T20:00:00-06:00",
    "2024-12-10T00:00:00-06:00",
    { "2024-12-08T20:00:00-06:00": 500, "2024-12-08T21:00:00-06:00": 900, "2024-12-09T07:00:00-06:00": 40 },
    [
      { source: "log", start: "2024-12-09T01:00:00-06:00", end: "2024-12-09T03:30:00-06:00" },
      { source: "monitor", start: "2024-12-09T10:00:00-06:00", end: "2024-12-09T12:00:00-06:00" },
    ],
  );
  const grid = hourGrid(wordsOf("es"), analysis);
  const at = (row: number, hour: number) => grid?.cells.find((cell) => cell.row === row && cell.hour === hour)?.hits;

  test("stand a row a day, and only those of the period", () => {
    expect(grid?.rows).toEqual(["dom 8 dic", "lun 9 dic"]);
    expect(grid?.cells).toHaveLength(28);
    expect(at(0, 19)).toBeUndefined();
    expect([at(0, 20), at(0, 21), at(0, 22), at(1, 7)]).toEqual([500, 900, 0, 40]);
  });

  test("are not known where the log has no record of a whole hour", () => {
    expect([at(1, 0), at(1, 1), at(1, 2), at(1, 3), at(1, 10)]).toEqual([0, null, null, 0, 0]);
  });

  test("are titled by the greatest, with a reading of each", () => {
    const chart = heatMapChart(wordsOf("es"), analysis);
    expect(chart?.title).toBe("Demanda por día y hora: la mayor, domingo 8 de diciembre de 2024, de 21:00 a 22:00 h, con 900 solicitudes");
    expect(chart?.reading?.points).toHaveLength(28);
    expect(chart?.reading?.points[5]).toMatchObject({ name: "lunes 9 de diciembre de 2024, de 01:00 a 02:00 h", values: ["sin registro"] });
  });
});

test("three weeks are told by weekday, as the mean of the hours with a record", () => {
  const hits: Record<string, number> = {};
  for (let day = 1; day <= 28; day += 1) hits[`2024-02-${String(day).padStart(2, "0")}T20:00:00-06:00`] = day * 10;
  const lost = [{ source: "log" as const, start: "2024-02-05T00:00:00-06:00", end: "2024-02-06T00:00:00-06:00" }];
  // The hits of the lost day stay out of the log.
  delete hits["2024-02-05T20:00:00-06:00"];
  const grid = hourGrid(wordsOf("es"), analysisOf("2024-02-01T00:00:00-06:00", "2024-02-29T00:00:00-06:00", hits, lost));
  expect(grid?.isByWeekday).toBe(true);
  expect(grid?.cells).toHaveLength(7 * 24);
  const at20 = grid?.cells.filter((cell) => cell.hour === 20).map((cell) => cell.hits);
  // Mondays: 5 (lost), 12, 19, 26 of February 2024; Thursdays: 1, 8, 15, 22.
  expect(at20?.[0]).toBeCloseTo((120 + 190 + 260) / 3, 10);
  expect(at20?.[3]).toBeCloseTo((10 + 80 + 150 + 220) / 4, 10);
});

test("an hour that the clock repeats holds both, and one that it skips has no cell", () => {
  const zone = "America/Tijuana";
  const back = hourGrid(
    wordsOf("es"),
    analysisOf(
      "2024-11-02T12:00:00-07:00",
      "2024-11-04T00:00:00-08:00",
      { "2024-11-03T01:00:00-07:00": 7, "2024-11-03T01:00:00-08:00": 5 },
      [],
      zone,
    ),
  );
  expect(back?.cells.find((cell) => cell.row === 1 && cell.hour === 1)?.hits).toBe(12);
  const ahead = hourGrid(wordsOf("es"), analysisOf("2024-03-09T12:00:00-08:00", "2024-03-11T00:00:00-07:00", {}, [], zone));
  expect(ahead?.cells.filter((cell) => cell.row === 1).map((cell) => cell.hour)).not.toContain(2);
  expect(ahead?.cells.filter((cell) => cell.row === 1)).toHaveLength(23);
});

test("a day or less, and more than a year, have none", () => {
  expect(hourGrid(wordsOf("es"), analysisOf("2024-12-08T20:00:00-06:00", "2024-12-09T20:00:00-06:00", {}))).toBeNull();
  expect(hourGrid(wordsOf("es"), analysisOf("2020-12-08T20:00:00-06:00", "2024-12-09T20:00:00-06:00", {}))).toBeNull();
});
