// The comparison of deliveries as text tables for the terminal: one row a delivery, then growth and the size of the next election.
import {
  type ComparedDelivery,
  type DeliveriesComparison,
  formatCount,
  formatShareTruncated,
  formatShortDateTime,
} from "../analysis/index.ts";
import { periodName, shareNames, verdictWord } from "../report/index.ts";
import { growthText, loadText, sizingText } from "./compare-growth.ts";
import { bandwidthOf, placesText, type Words, writers } from "./compare-writers.ts";
import { type Language, textTable } from "./output.ts";
import { compareWords } from "./words/compare.ts";

/** Every table; figures that nobody knows are told as such. */
export function comparisonText(comparison: DeliveriesComparison, lang: Language): string {
  const w = compareWords[lang];
  const { deliveries, sameLength } = comparison;
  return [
    w.title,
    whoTable(deliveries, lang),
    ...(sameLength ? [] : ["", w.lengthsDiffer]),
    "",
    new Set(deliveries.map(({ period }) => period.name)).size > 1
      ? w.otherPeriods
      : w.commonHours(comparison.commonHours.length, placesText(comparison.commonHours)),
    "",
    figureTables(deliveries, lang),
    "",
    w.growthTitle,
    growthText(comparison, w),
    "",
    ...(comparison.elections.length === 0 ? [] : [w.loadTitle, loadText(comparison, w), ""]),
    w.sizingTitle,
    sizingText(comparison, w),
  ].join("\n");
}

function whoTable(deliveries: readonly ComparedDelivery[], lang: Language): string {
  const w = compareWords[lang];
  const { decimal } = writers(w);
  const rows = deliveries.map(({ name, difusor, convocatoria, period, coveredHours }) => [
    name,
    difusor.trim() === "" ? w.noDifusor : difusor,
    convocatoria ?? "-",
    periodName(period.name, lang),
    formatShortDateTime(period.start, period.timeZone),
    formatShortDateTime(period.end, period.timeZone),
    decimal(period.hours),
    decimal(coveredHours),
  ]);
  return textTable(w.who, rows, 6);
}

function figureTables(deliveries: readonly ComparedDelivery[], lang: Language): string {
  const w = compareWords[lang];
  const names = shareNames(lang);
  const { decimal, times, count, bytes, duration, share } = writers(w);
  const rows = (row: (delivery: ComparedDelivery) => (string | number)[]) =>
    deliveries.map((delivery) => [delivery.name, ...row(delivery)]);
  const shares = (delivery: ComparedDelivery, of: keyof typeof names): string =>
    delivery[of]
      .slice(0, 3)
      .map((entry) => `${names[of](entry.name)} ${share(entry.share)}`)
      .join(", ") || w.unknown;
  const tables: [head: readonly string[], rows: (string | number)[][], leftColumns: number][] = [
    [w.traffic, rows((d) => [d.hits, d.humanHits, d.pageViews, d.visits, d.uniqueVisitors, bytes(d.bytes)]), 1],
    [
      w.common,
      rows(({ common }) => [
        ...[common?.hits, common?.humanHits, common?.pageViews, common?.visits].map((amount) => count(amount ?? null)),
        bytes(common?.bytes ?? null),
      ]),
      1,
    ],
    [w.perHour, rows(({ perHour: p }) => [p.hits, p.humanHits, p.pageViews, p.visits].map(decimal)), 1],
    [w.times, rows((d) => [d.visitDuration.mean, d.visitDuration.median, d.activeTime.mean, d.activeTime.median].map(duration)), 1],
    [
      w.peaks,
      rows((d) => [
        peakTime(d, w),
        d.peakMinute === null ? w.unknown : formatCount(d.peakMinute.hits),
        times(d.peakMinute?.hitsPerSecond ?? null),
        d.peakSecond === null ? w.unknown : formatCount(d.peakSecond.hits),
        times(d.burstFactor),
        bytes(d.peakHour?.bytes ?? null),
        d.peakBytesMinute === null ? w.unknown : formatShortDateTime(d.peakBytesMinute.at, d.period.timeZone),
        bandwidthOf(d, w),
      ]),
      2,
    ],
    [
      w.refreshes,
      rows(({ hits, pollingHits: p, cacheShare }) => [count(p), share(p === null || hits === 0 ? null : p / hits), share(cacheShare)]),
      1,
    ],
    [w.places, rows((d) => [shares(d, "countries"), shares(d, "states"), shares(d, "devices")]), 4],
    [w.availability, deliveries.flatMap((delivery) => availabilityRows(delivery, lang)), 2],
  ];
  return tables.map(([head, body, left]) => textTable(head, body, left)).join("\n\n");
}

function peakTime({ peakMinute, peakIncident, period }: ComparedDelivery, w: Words): string {
  if (peakMinute === null) return w.unknown;
  return `${formatShortDateTime(peakMinute.at, period.timeZone)}${peakIncident === null ? "" : ` (${w.during(peakIncident)})`}`;
}

function availabilityRows({ name, availability }: ComparedDelivery, lang: Language): string[][] {
  const w = compareWords[lang];
  const { duration, share } = writers(w);
  return availability.map((row) => [
    name,
    w.sources[row.source] ?? row.source,
    row.availability === null ? w.unknown : formatShareTruncated(row.availability),
    // Without a statement nothing is known of what was not declared.
    row.availability === null ? w.unknown : duration(row.downSeconds),
    duration(row.unknownSeconds),
    share(row.coverage),
    verdictWord(row.verdict, lang),
  ]);
}
