// Growth between elections, the joint load of one, and the size of the next, as text tables for the terminal.
import { type DeliveriesComparison, formatCount, formatDecimal, formatShortDateTime, printable } from "../analysis/index.ts";
import { type Words, writers } from "./compare-writers.ts";
import { textTable } from "./output.ts";

export function growthText({ growth }: DeliveriesComparison, w: Words): string {
  if (growth.length === 0) return w.noGrowth;
  const { times } = writers(w);
  const rows = growth.map(({ from, to, common, sameLength, totals, peakMinute, peakBandwidth, meanVisitDuration }) => [
    from,
    to,
    String(common.hours),
    ...[common.hits, common.pageViews, common.visits].map((ratio) => (common.hours === 0 ? "-" : times(ratio))),
    sameLength ? times(totals.uniqueVisitors) : "-",
    ...[peakMinute, peakBandwidth, meanVisitDuration].map(times),
  ]);
  const isOfSeveral = growth.some(({ sameInstitute }) => !sameInstitute);
  return [textTable(w.growth, rows, 2), w.growthText, ...(isOfSeveral ? [w.otherInstitutes] : [])].join("\n");
}

/** The difusores of an election, each with its share, and what all of them had together. */
export function loadText({ elections }: DeliveriesComparison, w: Words): string {
  const { times, share } = writers(w);
  const rows = elections.flatMap(({ convocatoria, hits, peakMinute, unknownAtPeak, shares, timeZone }) => [
    ...shares.map((row) => [convocatoria, row.name, formatCount(row.hits), share(row.share), "", ""]),
    [
      ...[convocatoria, w.all, formatCount(hits), share(hits === 0 ? null : 1)],
      peakMinute === null ? w.unknown : formatShortDateTime(peakMinute.at, timeZone),
      (unknownAtPeak ?? 0) > 0 ? w.atLeast(times(peakMinute?.hitsPerSecond ?? null)) : times(peakMinute?.hitsPerSecond ?? null),
    ],
  ]);
  return textTable(w.load, rows, 2);
}

export function sizingText({ sizing, elections }: DeliveriesComparison, w: Words): string {
  const { times, bandwidth } = writers(w);
  const spreads = [sizing.peakMinuteHitsPerSecond, sizing.peakMinuteGrowth, sizing.burstFactors, sizing.peakBitsPerSecond];
  const rows = spreads.map((spread, i) => {
    const write = i === 3 ? bandwidth : times;
    return [
      w.spreadRows[i] ?? "",
      ...[spread?.least, spread?.median, spread?.most].map((value) => write(value ?? null)),
      String(spread?.of ?? 0),
    ];
  });
  const factor = (value: number | null): string | null => (value === null ? null : formatDecimal(value, 2));
  return [
    textTable(w.spread, rows, 1),
    "",
    textTable(w.estimateHead, estimateRows(sizing, elections.length > 0, w), 1),
    w.method({
      ...{ growth: factor(sizing.growthFactor), leftOut: sizing.growthLeftOut, from: sizing.marginFrom, burst: factor(sizing.burstFactor) },
      ...{ isBurstKnown: sizing.burstHitsPerSecond !== null, isMeasured: sizing.bandwidthMeasured },
    }),
  ].join("\n");
}

/** Each estimate with what it is made of: the greatest that was seen, the growth and the margin. */
function estimateRows(sizing: DeliveriesComparison["sizing"], hasElection: boolean, w: Words): string[][] {
  const { decimal, bandwidth, share } = writers(w);
  const { growthFactor, marginFactor, leastCacheShare, serverCapacity, servers } = sizing;
  const factors = [growthFactor === null ? "-" : formatDecimal(growthFactor, 2), formatDecimal(marginFactor, 2)];
  const row = (name: string, value: number | null, write: (value: number | null) => string): string[] => [
    printable(name),
    write(value === null ? null : value / ((growthFactor ?? 1) * marginFactor)),
    ...factors,
    write(value),
  ];
  const names = w.estimate;
  return [
    row(names.sustained, sizing.hitsPerSecond, decimal),
    row(names.burst, sizing.burstHitsPerSecond, decimal),
    row(names.bandwidth, sizing.bitsPerSecond, bandwidth),
    row(names.origin(share(leastCacheShare)), sizing.originHitsPerSecond, decimal),
    ...(hasElection ? [row(names.election, sizing.electionHitsPerSecond, decimal)] : []),
    ...(serverCapacity === null
      ? []
      : [[names.servers(formatDecimal(serverCapacity)), "-", "-", "-", servers === null ? w.unknown : formatCount(servers)]]),
  ];
}
