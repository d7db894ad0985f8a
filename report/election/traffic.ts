// Traffic in the report of an election: each difusor with its share, and what all carried together. People are not added up: one may have read several.
import { electionLoad, formatCount, formatDecimal, formatShare, formatShortDateTime, known } from "../../analysis/index.ts";
import { type Block, paragraph, table } from "../document.ts";
import * as electionWords from "../locale/es-MX/elections.ts";
import { barsChart } from "./bars-chart.ts";
import type { ElectionEntry } from "./entries.ts";
import { columns, nameOf } from "./sections.ts";

const words = electionWords.election;

export function trafficBlocks(entries: readonly ElectionEntry[]): Block[] {
  const load = electionLoad(
    "",
    entries.map((entry) => ({ name: nameOf(entry), analysis: entry.analysis })),
  );
  const rows = entries.map((entry, place) => {
    const { traffic, period } = entry.analysis;
    return [
      nameOf(entry),
      formatCount(traffic.hits),
      known(load.shares[place]?.share ?? null, (share) => formatShare(share)),
      ...[traffic.pageViews, traffic.visits, traffic.uniqueVisitors].map(formatCount),
      known(traffic.peakMinute, ({ at }) => formatShortDateTime(at, period.timeZone)),
      known(traffic.peakMinute, ({ hits }) => formatCount(hits)),
      // A frozen analysis of before does not tell the bytes of a minute.
      known(traffic.peakBytesMinute ?? null, ({ bytes }) => `${formatDecimal((bytes * 8) / 60 / 1e6, 2)} Mbit/s`),
    ];
  });
  const sum = (key: "pageViews" | "visits"): string =>
    formatCount(entries.reduce((total, { analysis }) => total + analysis.traffic[key], 0));
  const { peakMinute, hits, timeZone } = load;
  const total = [
    ...[words.total, formatCount(hits), hits === 0 ? "—" : formatShare(1), sum("pageViews"), sum("visits"), "—"],
    peakMinute === null ? "—" : formatShortDateTime(peakMinute.at, timeZone),
    peakMinute === null ? "—" : formatCount(peakMinute.hits),
    "—",
  ];
  const bars = entries.map((entry) => ({
    name: nameOf(entry),
    value: entry.analysis.traffic.visits,
    label: formatCount(entry.analysis.traffic.visits),
  }));
  return [
    table("tabla-trafico", words.traffic, columns(words.columns.traffic, 1), [...rows, total], { totalRow: true }),
    ...(peakMinute === null
      ? []
      : [paragraph(words.jointPeak(formatDecimal(peakMinute.hitsPerSecond, 2), load.unknownAtPeak ?? 0, entries.length))]),
    ...barsChart("grafica-visitas", words.visitsChart, "Visitas", bars),
  ];
}
