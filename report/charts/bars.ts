// Horizontal bars of one quantity, each with its name and value: pages, states, devices.
import type { TopLevelSpec } from "vega-lite";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { CHART_WIDTH_PX, drawable, frame, shortened } from "./theme.ts";

export interface Bar {
  name: string;
  value: number;
  /** The value in words: "6,204 · 68.8 %". */
  label: string;
}

const BAR_STEP_PX = 21;
const MOST_NAME_CHARACTERS = 40;
/** Source Sans 3 at 11 px is narrower than this on average, capitals included. */
const CHARACTER_PX = 6;
const VALUE_MARGIN_PX = 104;

/** Bars in the given order; names too long for their margin are shortened in the middle, since the table beside gives them whole. */
export function barsSpec(words: Words, bars: Bar[]): TopLevelSpec {
  const rows = bars.map((bar, index) => ({ ...bar, index, name: shortened(drawable(bar.name), MOST_NAME_CHARACTERS) }));
  const longest = Math.max(...rows.map((row) => row.name.length), 8);
  const left = Math.min(longest * CHARACTER_PX + 12, CHART_WIDTH_PX * 0.42);
  const names = rows.map((row) => row.name);
  const y = {
    field: "index",
    type: "ordinal",
    axis: { format: "", labelExpr: `${JSON.stringify(names)}[datum.value]`, labelColor: LIGHT.ink },
    scale: { paddingInner: 0.34, paddingOuter: 0.17 },
  };
  const x = { field: "value", type: "quantitative", axis: null, scale: { domainMin: 0, nice: false } };
  return {
    ...frame(words, rows.length * BAR_STEP_PX + 8, { left, right: VALUE_MARGIN_PX, top: 4, bottom: 4 }),
    data: { values: rows },
    layer: [
      { mark: { type: "bar", color: LIGHT.accent }, encoding: { x, y } },
      { mark: { type: "text", align: "left", baseline: "middle", dx: 6 }, encoding: { x, y, text: { field: "label" } } },
    ],
  } as unknown as TopLevelSpec;
}
