// What must hold in every analysis, whatever was put into it.
import { expect } from "vitest";
import { type Analysis, analysisSchema, type Traffic } from "../../analysis/index.ts";

/** Fits its schema, and every sum that is printed adds up. */
export function expectBalanced(analysis: Analysis): void {
  expect(analysisSchema.parse(analysis)).toEqual(analysis);
  const { ledger, traffic } = analysis;
  const { read, hits, blank, directives, rejected, duplicates } = ledger.lines;
  expect(hits + blank + directives + rejected + duplicates).toBe(read);
  for (const key of ["read", "hits", "blank", "directives", "rejected", "duplicates"] as const) {
    expect(sum(ledger.files, (file) => file.lines[key])).toBe(ledger.lines[key]);
  }
  expect(sum(Object.values(ledger.rejectedByReason), (count) => count)).toBe(rejected);
  expect(traffic.hits + ledger.outsidePeriod + ledger.outOfScope + ledger.originHits).toBe(hits);
  expect(sum(Object.values(ledger.hitsByKind), (count) => count)).toBe(hits - ledger.outOfScope);
  for (const figures of [traffic, ...Object.values(analysis.periods)]) expectBalancedTraffic(figures);
}

function expectBalancedTraffic(traffic: Traffic): void {
  expect(sum(Object.values(traffic.statusClasses), (count) => count)).toBe(traffic.hits);
  const places: { visitors: number; hits: number }[][] = [traffic.countries, traffic.states, traffic.cities];
  for (const rows of places) {
    expect(sum(rows, (row) => row.hits)).toBe(traffic.hits);
    expect(sum(rows, (row) => row.visitors)).toBe(traffic.uniqueVisitors);
  }
  for (const rows of [traffic.browsers, traffic.systems, traffic.devices]) {
    expect(sum(rows, (row) => row.hits)).toBe(traffic.humanHits);
    expect(sum(rows, (row) => row.visitors)).toBe(traffic.uniqueVisitors);
  }
  for (const rows of [traffic.hours, traffic.series.points]) {
    for (const key of ["hits", "humanHits", "pageViews"] as const)
      expect(sum<{ [Key in typeof key]: number }>(rows, (row) => row[key])).toBe(traffic[key]);
    expect(sum<{ errors5xx: number }>(rows, (row) => row.errors5xx)).toBe(traffic.statusClasses["5xx"]);
  }
  expect(sum(traffic.hours, (row) => row.visits)).toBe(traffic.visits);
  expect(sum(traffic.hours, (row) => row.bytes ?? 0)).toBe(traffic.bytes ?? 0);
  expect(sum(traffic.visitDuration.histogram, (row) => row.visits)).toBe(traffic.visitDuration.measurableVisits);
  expect(traffic.bounces + traffic.visitDuration.measurableVisits).toBe(traffic.visits);
  if (traffic.topPages.length < 100) expect(sum(traffic.topPages, (row) => row.pageViews)).toBe(traffic.pageViews);
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
