// What must hold in every analysis, whatever was put into it.
import { expect } from "vitest";
import { analysisSchema } from "../../analysis/analysis.ts";
import type { Analysis, Traffic } from "../../analysis/index.ts";

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
  expect(sum(analysis.sources, (source) => source.hits)).toBe(hits);
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
  for (const rows of [traffic.hours, traffic.days, traffic.series.points]) {
    for (const key of ["hits", "humanHits", "pageViews"] as const)
      expect(sum<{ [Key in typeof key]: number }>(rows, (row) => row[key])).toBe(traffic[key]);
    expect(sum<{ errors5xx: number }>(rows, (row) => row.errors5xx)).toBe(traffic.statusClasses["5xx"]);
  }
  for (const rows of [traffic.hours, traffic.days]) {
    expect(sum(rows, (row) => row.visits)).toBe(traffic.visits);
    expect(sum(rows, (row) => row.bytes ?? 0)).toBe(traffic.bytes ?? 0);
  }
  for (const rows of [traffic.statuses, traffic.methods, traffic.protocols] as { hits: number }[][]) {
    expect(sum(rows, (row) => row.hits)).toBe(traffic.hits);
  }
  const { tls, plain, unknown } = traffic.secure;
  expect(tls + plain + unknown).toBe(traffic.hits);
  for (const rows of [traffic.entryPages, traffic.exitPages, traffic.visitPaths] as { visits: number }[][]) {
    if (rows.length < 100) expect(sum(rows, (row) => row.visits)).toBe(traffic.visits);
  }
  expect(sum(traffic.visitDuration.histogram, (row) => row.visits)).toBe(traffic.visitDuration.measurableVisits);
  expect(traffic.bounces + traffic.visitDuration.measurableVisits).toBe(traffic.visits);
  if (traffic.topPages.length < 100) expect(sum(traffic.topPages, (row) => row.pageViews)).toBe(traffic.pageViews);
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
