// Growth, the joint load of an election and the size of the next one, as tables for people, and the sentences that say how they came about.
import {
  type DeliveriesComparison,
  formatCount,
  formatDecimal,
  formatShare,
  formatShortDateTime,
  known,
  placeRuns,
  printable,
} from "../../analysis/index.ts";
import * as electionWords from "../locale/es-MX/elections.ts";

const words = electionWords.comparison;

export const decimal = (value: number | null): string => known(value, (amount) => formatDecimal(amount));
export const times = (value: number | null): string => known(value, (ratio) => formatDecimal(ratio, 2));
export const bits = (value: number | null): string => known(value, (rate) => `${formatDecimal(rate / 1e6, 2)} Mbit/s`);

export function growthRows({ growth }: DeliveriesComparison): string[][] {
  return growth.map(({ from, to, sameLength, common, totals, peakMinute, peakBandwidth, meanVisitDuration }) => [
    printable(from),
    printable(to),
    formatCount(common.hours),
    ...[common.hits, common.pageViews, common.visits].map((ratio) => (common.hours === 0 ? "—" : times(ratio))),
    sameLength ? times(totals.uniqueVisitors) : "—",
    ...[peakMinute, peakBandwidth, meanVisitDuration].map(times),
  ]);
}

/** The difusores of an election, each with its share, and what all of them had together. */
export function loadRows({ elections }: DeliveriesComparison): string[][] {
  return elections.flatMap(({ convocatoria, hits, peakMinute, unknownAtPeak, shares, timeZone }) => [
    ...shares.map((row) => [
      convocatoria,
      printable(row.name),
      formatCount(row.hits),
      known(row.share, (share) => formatShare(share)),
      "",
      "",
    ]),
    [
      convocatoria,
      words.allOfThem,
      formatCount(hits),
      hits === 0 ? electionWords.unknown : formatShare(1),
      known(peakMinute, ({ at }) => formatShortDateTime(at, timeZone)),
      known(peakMinute, (minute) => `${(unknownAtPeak ?? 0) > 0 ? words.atLeast : ""}${times(minute.hitsPerSecond)}`),
    ],
  ]);
}

export function observedRows({ sizing }: DeliveriesComparison): string[][] {
  const spreads = [sizing.peakMinuteHitsPerSecond, sizing.peakMinuteGrowth, sizing.burstFactors, sizing.peakBitsPerSecond];
  return spreads.map((spread, i) => {
    const write = i === 3 ? bits : times;
    return [
      words.observedRows[i] ?? "",
      ...[spread?.least, spread?.median, spread?.most].map((value) => write(value ?? null)),
      formatCount(spread?.of ?? 0),
    ];
  });
}

/** Each estimate with what it is made of: the greatest that was seen, the growth and the margin. */
export function sizingRows({ sizing, elections }: DeliveriesComparison): string[][] {
  const { growthFactor, marginFactor, leastCacheShare, serverCapacity, servers } = sizing;
  const factors = [growthFactor === null ? "—" : formatDecimal(growthFactor, 2), formatDecimal(marginFactor, 2)];
  const factor = (growthFactor ?? 1) * marginFactor;
  const row = (name: string, value: number | null, write: (value: number | null) => string): string[] => [
    name,
    write(value === null ? null : value / factor),
    ...factors,
    write(value),
  ];
  const names = words.sizingRows;
  return [
    row(names.sustained, sizing.hitsPerSecond, decimal),
    row(names.burst, sizing.burstHitsPerSecond, decimal),
    row(names.bandwidth, sizing.bitsPerSecond, bits),
    row(names.origin(known(leastCacheShare, (share) => formatShare(share))), sizing.originHitsPerSecond, decimal),
    ...(elections.length === 0 ? [] : [row(names.election, sizing.electionHitsPerSecond, decimal)]),
    ...(serverCapacity === null ? [] : [[names.servers(formatDecimal(serverCapacity)), "—", "—", "—", known(servers, formatCount)]]),
  ];
}

/** What a reader must know beside the tables: which hours are common, what the ratios are of, how the size came about. */
export function comparisonNotes({
  commonHours,
  growth,
  sizing,
  deliveries,
}: DeliveriesComparison): Record<"lengths" | "common" | "growth" | "method", string> {
  const factor = (value: number | null): string | null => (value === null ? null : formatDecimal(value, 2));
  const isOfSeveral = growth.some(({ sameInstitute }) => !sameInstitute);
  return {
    lengths: words.lengthsDiffer,
    common:
      commonHours.length === 0
        ? areOfOneKind(deliveries)
          ? words.noCommonHours
          : words.otherPeriods
        : words.commonHours(
            formatCount(commonHours.length),
            placesText(commonHours),
            deliveries.some(({ common }) => common === null),
          ),
    growth: [words.growthText, ...(isOfSeveral ? [words.otherInstitutes] : [])].join(" "),
    method: `${words.method({
      ...{ growth: factor(sizing.growthFactor), leftOut: sizing.growthLeftOut },
      ...{ margin: formatDecimal(sizing.marginFactor, 2), from: sizing.marginFrom },
      ...{ burst: factor(sizing.burstFactor), isBurstKnown: sizing.burstHitsPerSecond !== null, isMeasured: sizing.bandwidthMeasured },
    })}${isPeakDuring(deliveries) ? ` ${words.peakDuring}` : ""}`,
  };
}

/** "1 a 24", "1 y 3 a 28": hours from the first on, as people count them. */
function placesText(places: readonly number[]): string {
  const runs = placeRuns(places);
  const texts = runs.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1} a ${to + 1}`));
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} y ${texts.at(-1)}`;
}

function isPeakDuring(deliveries: DeliveriesComparison["deliveries"]): boolean {
  const most = Math.max(0, ...deliveries.map(({ peakMinute }) => peakMinute?.hits ?? 0));
  return deliveries.some(({ peakMinute, peakIncident }) => peakIncident !== null && peakMinute?.hits === most);
}

function areOfOneKind(deliveries: DeliveriesComparison["deliveries"]): boolean {
  return new Set(deliveries.map(({ period }) => period.name)).size < 2;
}
