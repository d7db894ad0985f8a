// The comparison of deliveries as text tables for the terminal: one row a delivery, then growth and the size of the next election.
import {
  type ComparedDelivery,
  type DeliveriesComparison,
  formatBytes,
  formatCount,
  formatDecimal,
  formatDuration,
  formatShare,
  formatShareTruncated,
  formatShortDateTime,
  printable,
} from "../analysis/index.ts";
import { compareWords } from "./compare-words.ts";
import { type Language, textTable } from "./output.ts";

type Words = (typeof compareWords)["es"];

/** Every table; figures that nobody knows are told as such. */
export function comparisonText(comparison: DeliveriesComparison, lang: Language): string {
  const w = compareWords[lang];
  const { deliveries, sameLength } = comparison;
  return [
    w.title,
    whoTable(deliveries, w),
    ...(sameLength ? [] : ["", w.lengthsDiffer]),
    "",
    figureTables(deliveries, w),
    "",
    w.growthTitle,
    growthText(comparison, w),
    "",
    w.sizingTitle,
    sizingText(comparison.sizing, w),
  ].join("\n");
}

/** How each kind of figure is written, or the word for one that nobody knows. */
function writers(w: Words) {
  const known = (value: number | null, format: (value: number) => string): string => (value === null ? w.unknown : format(value));
  return {
    decimal: (value: number | null) => known(value, (number) => formatDecimal(number, 1)),
    times: (value: number | null) => known(value, (number) => formatDecimal(number, 2)),
    count: (value: number | null) => known(value, formatCount),
    bytes: (value: number | null) => known(value, formatBytes),
    duration: (value: number | null) => known(value, formatDuration),
    bandwidth: (value: number | null) => known(value, bandwidthText),
    share: (value: number | null) => known(value, (share) => formatShare(share, 1)),
  };
}

/** Bits a second in decimal units. */
function bandwidthText(bitsPerSecond: number): string {
  const [size, unit] = (
    [
      [1e9, "Gbit/s"],
      [1e6, "Mbit/s"],
      [1e3, "kbit/s"],
    ] as const
  ).find(([least]) => bitsPerSecond >= least) ?? [1, "bit/s"];
  return `${formatDecimal(bitsPerSecond / size, 1)} ${unit}`;
}

function whoTable(deliveries: readonly ComparedDelivery[], w: Words): string {
  const { decimal } = writers(w);
  const rows = deliveries.map(({ name, difusor, convocatoria, period, coveredHours }) => [
    name,
    difusor.trim() === "" ? w.noDifusor : difusor,
    convocatoria ?? "-",
    period.name,
    formatShortDateTime(period.start, period.timeZone),
    formatShortDateTime(period.end, period.timeZone),
    decimal(period.hours),
    decimal(coveredHours),
  ]);
  return textTable(w.who, rows, 6);
}

function figureTables(deliveries: readonly ComparedDelivery[], w: Words): string {
  const { decimal, times, bytes, duration, bandwidth, share } = writers(w);
  const rows = (row: (delivery: ComparedDelivery) => (string | number)[]) =>
    deliveries.map((delivery) => [delivery.name, ...row(delivery)]);
  const shares = (list: ComparedDelivery["countries"]) =>
    list.map((entry) => `${entry.name} ${share(entry.share)}`).join(", ") || w.unknown;
  const tables: [head: readonly string[], rows: (string | number)[][], leftColumns: number][] = [
    [w.traffic, rows((d) => [d.hits, d.humanHits, d.pageViews, d.visits, d.uniqueVisitors, bytes(d.bytes)]), 1],
    [w.perHour, rows(({ perHour: p }) => [p.hits, p.humanHits, p.pageViews, p.visits].map(decimal)), 1],
    [w.times, rows((d) => [d.visitDuration.mean, d.visitDuration.median, d.activeTime.mean, d.activeTime.median].map(duration)), 1],
    [
      w.peaks,
      rows((d) => [
        d.peakMinute === null ? w.unknown : formatShortDateTime(d.peakMinute.at, d.period.timeZone),
        d.peakMinute === null ? w.unknown : formatCount(d.peakMinute.hits),
        times(d.peakMinute?.hitsPerSecond ?? null),
        d.peakSecond === null ? w.unknown : formatCount(d.peakSecond.hits),
        times(d.burstFactor),
        bytes(d.peakHour?.bytes ?? null),
        bandwidth(d.peakMinuteBitsPerSecond),
      ]),
      2,
    ],
    [w.places, rows((d) => [shares(d.countries.slice(0, 3)), shares(d.states.slice(0, 3)), shares(d.devices.slice(0, 3))]), 4],
    [w.availability, deliveries.flatMap((delivery) => availabilityRows(delivery, w)), 2],
  ];
  return tables.map(([head, body, left]) => textTable(head, body, left)).join("\n\n");
}

function availabilityRows({ name, availability }: ComparedDelivery, w: Words): string[][] {
  const { duration, share } = writers(w);
  return availability.map((row) => [
    name,
    w.sources[row.source] ?? row.source,
    row.availability === null ? w.unknown : formatShareTruncated(row.availability),
    duration(row.downSeconds),
    duration(row.unknownSeconds),
    share(row.coverage),
    row.verdict?.replace("-", " ") ?? "-",
  ]);
}

function growthText({ growth }: DeliveriesComparison, w: Words): string {
  if (growth.length === 0) return w.noGrowth;
  const { times } = writers(w);
  const rows = growth.map((g) => [
    g.from,
    g.to,
    `${formatDecimal(g.fromHours, 1)} / ${formatDecimal(g.toHours, 1)}`,
    ...[g.totals.hits, g.totals.pageViews, g.totals.visits, g.totals.uniqueVisitors].map((ratio) => (g.sameLength ? times(ratio) : "-")),
    ...[g.perHour.hits, g.perHour.visits, g.peakMinute, g.meanVisitDuration].map(times),
  ]);
  return textTable(w.growth, rows, 2);
}

function sizingText(sizing: DeliveriesComparison["sizing"], w: Words): string {
  const { decimal, times, bandwidth } = writers(w);
  const spreads = [sizing.peakMinuteHitsPerSecond, sizing.peakMinuteGrowth, sizing.burstFactors, sizing.peakBitsPerSecond];
  const rows = spreads.map((spread, i) => {
    const write = i === 3 ? bandwidth : times;
    return [
      w.spreadRows[i] ?? "",
      ...[spread?.least, spread?.median, spread?.most].map((value) => write(value ?? null)),
      String(spread?.of ?? 0),
    ];
  });
  const estimates = [decimal(sizing.hitsPerSecond), decimal(sizing.burstHitsPerSecond), bandwidth(sizing.bitsPerSecond)];
  const { growthFactor, marginFactor, marginFrom, burstFactor } = sizing;
  const factor = (value: number | null): string | null => (value === null ? null : formatDecimal(value, 2));
  return [
    textTable(w.spread, rows, 1),
    "",
    ...w.estimate.map((name, i) => printable(`  ${name}: ${estimates[i]}`)),
    w.method(factor(growthFactor), formatDecimal(marginFactor, 2), marginFrom, factor(burstFactor)),
  ].join("\n");
}
