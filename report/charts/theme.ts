// The common look of every chart: type, colours, hairlines, and a plot area of fixed size.
import type { Config, TopLevelSpec } from "vega-lite";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";

const CHART_FONT = "Source Sans 3";
/** Every chart is this wide with its margins, in px; paper and screen scale it. */
export const CHART_WIDTH_PX = 640;

function chartConfig(words: Words): Config {
  const { days, shortDays, months, shortMonths } = words.charts.calendar;
  return {
    locale: {
      number: { decimal: ".", thousands: ",", grouping: [3], currency: ["$", ""] },
      time: {
        ...words.charts.clock,
        days: [...days],
        shortDays: [...shortDays],
        months: [...months],
        shortMonths: [...shortMonths],
      } as NonNullable<NonNullable<Config["locale"]>["time"]>,
    },
    font: CHART_FONT,
    aria: false,
    background: "transparent",
    view: { stroke: null },
    axis: {
      labelColor: LIGHT.muted,
      labelFontSize: 11,
      labelLimit: 0,
      labelOverlap: false,
      labelPadding: 5,
      domainColor: LIGHT.hairline,
      tickColor: LIGHT.hairline,
      tickSize: 4,
      gridColor: LIGHT.hairline,
      gridWidth: 0.5,
      title: null,
    },
    axisX: { grid: false },
    axisY: { domain: false, ticks: false, tickCount: 4, format: ",d" },
    text: { color: LIGHT.ink, fontSize: 11 },
  };
}

export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Fixes the plot area, so that nothing depends on how wide a machine believes a text to be. */
export function frame(
  words: Words,
  heightPx: number,
  margins: Margins,
): Pick<TopLevelSpec, "autosize" | "padding" | "config"> & { width: number; height: number } {
  return {
    autosize: { type: "none" },
    padding: margins,
    config: chartConfig(words),
    width: CHART_WIDTH_PX - margins.left - margins.right,
    height: heightPx - margins.top - margins.bottom,
  };
}

/** Text that fits a label: the middle is left out, since paths differ at both ends. */
export function shortened(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const head = Math.ceil((characters - 1) * 0.6);
  return `${text.slice(0, head)}…${text.slice(text.length - (characters - 1 - head))}`;
}

/** A drawing has one font, of Western European letters; any other is written out, and the table beside shows it as it is. */
export function drawable(text: string): string {
  return text.replace(/[^\u0020-\u007e\u00a1-\u00ff\u2013\u2014\u2018-\u201d\u2026]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
