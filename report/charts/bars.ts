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
const TWO_LINE_STEP_PX = 32;
const LINE_PX = 12;
const MOST_NAME_CHARACTERS = 40;
/** Source Sans 3 at 11 px is narrower than this on average, capitals included. */
const CHARACTER_PX = 6;
const VALUE_MARGIN_PX = 104;

/** Bars in the given order; names too long for their margin are shortened in the middle, since the table beside gives them whole. */
export function barsSpec(words: Words, bars: Bar[]): TopLevelSpec {
  const names = bars.map(({ name }) => shortened(drawable(name), MOST_NAME_CHARACTERS));
  const axis = { format: "", labelExpr: `${JSON.stringify(names)}[datum.value]`, labelColor: LIGHT.ink };
  const rows = bars.map((bar, index) => ({ ...bar, index, name: names[index] }));
  return spec(words, rows, { left: nameMargin(names), stepPx: BAR_STEP_PX, axis, names: [] });
}

/** The same with names of up to two lines: what tells difusores and elections apart may stand anywhere in them. */
export function namedBarsSpec(words: Words, bars: Bar[]): TopLevelSpec {
  const lines = bars.map(({ name }) => twoLines(drawable(name)));
  const rows = bars.map((bar, index) => ({ ...bar, index, lines: lines[index], isOfTwo: lines[index]?.length === 2 }));
  const mark = {
    type: "text",
    align: "right",
    baseline: "middle",
    lineHeight: LINE_PX,
    x: -6,
    dy: { expr: `datum.isOfTwo ? ${-LINE_PX / 2} : 0` },
  };
  const stepPx = lines.some(({ length }) => length === 2) ? TWO_LINE_STEP_PX : BAR_STEP_PX;
  return spec(words, rows, {
    left: nameMargin(lines.flat()),
    stepPx,
    axis: null,
    names: [{ mark, encoding: { text: { field: "lines" } } }],
  });
}

function nameMargin(lines: readonly string[]): number {
  return Math.min(Math.max(...lines.map(({ length }) => length), 8) * CHARACTER_PX + 12, CHART_WIDTH_PX * 0.42);
}

/** Broken between words, the second line shortened where even two are too few. */
function twoLines(name: string): string[] {
  if (name.length <= MOST_NAME_CHARACTERS) return [name];
  const space = name.lastIndexOf(" ", MOST_NAME_CHARACTERS);
  const end = space > 0 ? space : MOST_NAME_CHARACTERS;
  return [name.slice(0, end), shortened(name.slice(end).trim(), MOST_NAME_CHARACTERS)];
}

interface Layout {
  left: number;
  stepPx: number;
  axis: object | null;
  /** Layers that write the names where the axis does not. */
  names: { mark: object; encoding: object }[];
}

function spec(words: Words, rows: object[], { left, stepPx, axis, names }: Layout): TopLevelSpec {
  const y = { field: "index", type: "ordinal", axis, scale: { paddingInner: 0.34, paddingOuter: 0.17 } };
  const x = { field: "value", type: "quantitative", axis: null, scale: { domainMin: 0, nice: false } };
  return {
    ...frame(words, rows.length * stepPx + 8, { left, right: VALUE_MARGIN_PX, top: 4, bottom: 4 }),
    data: { values: rows },
    layer: [
      { mark: { type: "bar", color: LIGHT.accent }, encoding: { x, y } },
      { mark: { type: "text", align: "left", baseline: "middle", dx: 6 }, encoding: { x, y, text: { field: "label" } } },
      ...names.map(({ mark, encoding }) => ({ mark, encoding: { y, ...encoding } })),
    ],
  } as unknown as TopLevelSpec;
}
