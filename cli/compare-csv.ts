// The comparison of deliveries as CSV: one row a delivery, numbers as they are, what is not known left empty.
import type { ComparedDelivery, DeliveriesComparison } from "../analysis/index.ts";
import type { Language } from "./output.ts";
import { compareWords } from "./words/compare.ts";

type Cell = string | number | null;

/** The whole file. */
export async function comparisonCsv({ deliveries, growth }: DeliveriesComparison, lang: Language): Promise<string> {
  const { csvText } = await import("../report/index.ts");
  const rows = deliveries.map((delivery): Cell[] => {
    const grown = growth.find(({ to }) => to === delivery.name);
    return [
      ...figureCells(delivery),
      ...[delivery.countries, delivery.states, delivery.cities, delivery.devices].map(sharesCell),
      ...["declared", "log", "monitor"].flatMap((source) => {
        const row = delivery.availability.find((result) => result.source === source);
        return [row?.availability ?? null, row?.verdict ?? null];
      }),
      ...[grown?.from ?? null, grown?.totals.hits ?? null, grown?.perHour.hits ?? null, grown?.peakMinute ?? null],
      ...[grown?.common.hours ?? null, grown?.common.hits ?? null],
      ...addedCells(delivery),
    ];
  });
  return csvText(compareWords[lang].csv, rows);
}

function figureCells(d: ComparedDelivery): Cell[] {
  return [
    ...[d.name, d.difusor, d.convocatoria, d.period.name, d.period.start, d.period.end, d.period.hours, d.coveredHours],
    ...[d.hits, d.humanHits, d.pageViews, d.visits, d.uniqueVisitors, d.bytes],
    ...[d.perHour.hits, d.perHour.humanHits, d.perHour.pageViews, d.perHour.visits],
    ...[d.visitDuration.mean, d.visitDuration.median, d.activeTime.mean, d.activeTime.median],
    ...[d.peakMinute?.at ?? null, d.peakMinute?.hits ?? null, d.peakMinute?.hitsPerSecond ?? null, d.peakSecond?.hits ?? null],
    ...[d.peakHour?.bytes ?? null, d.peakHour?.bitsPerSecond ?? null, d.peakMinuteBitsPerSecond],
  ];
}

function addedCells({ peakBytesMinute, pollingHits, cacheShare, common }: ComparedDelivery): Cell[] {
  return [
    ...[peakBytesMinute?.at ?? null, peakBytesMinute?.bytes ?? null, peakBytesMinute?.bitsPerSecond ?? null],
    ...[pollingHits, cacheShare],
    ...[common?.hits ?? null, common?.pageViews ?? null, common?.visits ?? null, common?.bytes ?? null],
  ];
}

/** "MX 0.97; US 0.02". */
function sharesCell(list: ComparedDelivery["countries"]): string {
  return list.map(({ name, share }) => `${name} ${share === null ? "" : share.toFixed(4)}`.trim()).join("; ");
}
