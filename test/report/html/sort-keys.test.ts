// The page's sorting against the words that the memoria itself writes: what is greater stays greater once it is read back.

import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDecimal,
  formatDuration,
  formatDurationExact,
  formatShare,
  formatShortDateTime,
} from "../../../analysis/index.ts";
import { columnKeys, sortedPlaces } from "../../../report/html/client/sort-keys.ts";
import { wordsOf } from "../../../report/locale/words.ts";
import fc from "../../support/cases.ts";

const ZONE = "America/Mexico_City";

/** Values written by `format` and put in order by the page never decrease by more than what the words round off. */
function expectOrder(values: number[], format: (value: number) => string, slack: (value: number) => number = () => 0): void {
  const keys = columnKeys(values.map(format), true);
  expect(keys?.kind).toBe("measure");
  const sorted = (keys === null ? [] : sortedPlaces(keys, false)).map((place) => values[place] ?? Number.NaN);
  for (const [index, value] of sorted.slice(1).entries()) {
    const before = sorted[index] ?? 0;
    expect(value).toBeGreaterThanOrEqual(before - slack(Math.max(before, value)));
  }
}

const list = (most: number) => fc.array(fc.nat(most), { minLength: 1, maxLength: 20 });

describe("figures come back in order", () => {
  test.each<[string, (value: number) => string, number, (value: number) => number]>([
    ["counts", formatCount, 50_000_000, () => 0],
    ["decimals", (value) => formatDecimal(value / 7, 2), 5_000_000, () => 0.07],
    // Two decimals round off 0.01 %; what is almost the whole stays under it, so "99.99 %" is 99.985 % to 99.999 %.
    ["shares", (value) => formatShare(value / 100_000), 100_000, (value) => (value > 99_985 ? 15 : 10)],
    ["durations", formatDuration, 4_000_000, (value) => Math.max(1, value * 0.05)],
    ["exact durations", (value) => formatDurationExact(value / 10), 40_000_000, () => 0.01],
    ["bytes", formatBytes, 2_000_000_000, (value) => Math.max(500, value * 0.06)],
    ["times", (value) => `${formatDecimal(value / 100, 2)} veces`, 100_000, () => 0],
    ["moments", (value) => formatDateTime(new Date(1.7e12 + value * 60_000).toISOString(), ZONE), 600_000, () => 0],
    ["short moments", (value) => formatShortDateTime(new Date(1.7e12 + value * 60_000).toISOString(), ZONE), 600_000, () => 0],
    ["times, in English", (value) => `${formatDecimal(value / 100, 2)} times`, 100_000, () => 0],
    ["moments, in English", (value) => formatDateTime(new Date(1.7e12 + value * 60_000).toISOString(), ZONE, "en"), 600_000, () => 0],
    [
      "short moments, in English",
      (value) => formatShortDateTime(new Date(1.7e12 + value * 60_000).toISOString(), ZONE, "en"),
      600_000,
      () => 0,
    ],
    ["days, in English", (value) => formatDate(new Date(1.7e12 + value * 86_400_000).toISOString(), ZONE, "en"), 900, () => 0],
    ["days", (value) => formatDate(new Date(1.7e12 + value * 86_400_000).toISOString(), ZONE), 900, () => 0],
  ])("%s", (_name, format, most, slack) => {
    fc.assert(
      fc.property(list(most), (values) => expectOrder(values, format, slack)),
      { numRuns: 40 },
    );
  });

  test.each(["es", "en"] as const)("days of the margin (%s)", (language) => {
    const days = ["2024-12-09", "2024-11-30", "2024-12-08"].map(wordsOf(language).charts.shortDay);
    const keys = columnKeys(days, false);
    expect(keys === null ? null : sortedPlaces(keys, false)).toEqual([1, 2, 0]);
  });
});

describe("a column", () => {
  const order = (cells: string[], isFigures: boolean, isDescending: boolean) => {
    const keys = columnKeys(cells, isFigures);
    return keys === null ? null : sortedPlaces(keys, isDescending).map((place) => cells[place]);
  };

  test("of figures of different measures has no order", () => {
    expect(columnKeys(["12", "99.1 %"], true)).toBeNull();
    expect(columnKeys(["7 min 44 s", "3,842"], true)).toBeNull();
    expect(columnKeys(["2.90 GB", "1"], true)).toBeNull();
  });

  test("keeps what is not known last, both ways", () => {
    expect(order(["no disponible", "1,200", "9"], true, false)).toEqual(["9", "1,200", "no disponible"]);
    expect(order(["no disponible", "1,200", "9"], true, true)).toEqual(["1,200", "9", "no disponible"]);
  });

  test("of text is in Spanish order, with numbers as numbers", () => {
    expect(order(["Zacatecas", "Ñuble", "nube", "Ángel", "/seccion/10", "/seccion/9"], false, false)).toEqual([
      "/seccion/9",
      "/seccion/10",
      "Ángel",
      "nube",
      "Ñuble",
      "Zacatecas",
    ]);
  });

  test("of names that look like figures here and there is text", () => {
    expect(columnKeys(["2024", "prep"], false)?.kind).toBe("text");
  });

  test("leaves equal cells in their order", () => {
    const keys = columnKeys(["5", "5", "1", "5"], true);
    expect(keys === null ? null : sortedPlaces(keys, true)).toEqual([0, 1, 3, 2]);
  });
});
