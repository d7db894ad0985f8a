// How long visits last: measurable visits by bands of duration.
import type { TopLevelSpec } from "vega-lite";
import type { Traffic } from "../../analysis/index.ts";
import { formatCount, formatDuration, formatShare } from "../../analysis/index.ts";
import { type ChartBlock, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { frame } from "./theme.ts";

type Histogram = Traffic["visitDuration"]["histogram"];

function bandName(words: Words, band: Histogram[number]): string {
  const from = formatDuration(band.fromSeconds);
  return band.toSeconds === null ? words.charts.orMore(from) : words.charts.upTo(from, formatDuration(band.toSeconds));
}

function durationSpec(words: Words, histogram: Histogram): TopLevelSpec {
  const rows = histogram.map((band, index) => ({ index, visits: band.visits, label: formatCount(band.visits) }));
  const names = histogram.map((band) => bandName(words, band));
  const x = {
    field: "index",
    type: "ordinal",
    axis: {
      format: "",
      labelExpr: `${JSON.stringify(names)}[datum.value]`,
      labelAngle: 0,
      ticks: false,
      labelFontSize: histogram.length > 7 ? 9.5 : 11,
    },
    scale: { paddingInner: 0.2, paddingOuter: 0.1 },
  };
  const y = { field: "visits", type: "quantitative", axis: null, scale: { zero: true } };
  return {
    ...frame(words, 170, { left: 10, right: 10, top: 20, bottom: 24 }),
    data: { values: rows },
    layer: [
      { mark: { type: "bar", color: LIGHT.accent }, encoding: { x, y } },
      { mark: { type: "text", baseline: "bottom", dy: -3 }, encoding: { x, y, text: { field: "label" } } },
    ],
  } as unknown as TopLevelSpec;
}

/** The first band's end under which more than half of the visits stay, with their share. */
function majority(histogram: Histogram, total: number): { share: number; limitSeconds: number } | null {
  let sum = 0;
  for (const band of histogram) {
    sum += band.visits;
    if (sum * 2 >= total && band.toSeconds !== null) return { share: sum / total, limitSeconds: band.toSeconds };
  }
  return null;
}

/** Bars of visits by duration; null where no visit has a measurable one. */
export function visitDurationChart(words: Words, traffic: Traffic, period: string): ChartBlock | null {
  const { histogram } = traffic.visitDuration;
  const total = histogram.reduce((sum, band) => sum + band.visits, 0);
  if (total === 0) return null;
  const half = majority(histogram, total);
  const rows = histogram.map((band) => [bandName(words, band), formatCount(band.visits), formatShare(band.visits / total, 1)]);
  return {
    kind: "chart",
    id: "grafica-permanencia",
    spec: durationSpec(words, histogram),
    title:
      half === null
        ? words.statistics.durationFallbackTitle
        : words.charts.durationTitle(formatShare(half.share, 0), formatDuration(half.limitSeconds)),
    subtitle: words.charts.durationSubtitle(period),
    alt: words.charts.durationAlt(rows.map(([name, visits]) => `${name}: ${visits}`).join("; ")),
    dataTable: table("datos-permanencia", words.statistics.durationCaption, words.statistics.durationColumns, rows),
  };
}
