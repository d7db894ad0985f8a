// The hours of the days side by side: each day of a short period, or the mean of each weekday of a long one.
import type { TopLevelSpec } from "vega-lite";
import type { Analysis } from "../../analysis/index.ts";
import { formatCount } from "../../analysis/index.ts";
import type { ChartBlock, Reading } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { type Cell, type Grid, hourGrid } from "./hour-grid.ts";
import { type Classes, classColour, classesOf, classKeys, keysFrom } from "./legend.ts";
import { boundsWords } from "./moment.ts";
import { PIXEL_ENDS, pixelRules, pixelTexts } from "./pixels.ts";
import { frame } from "./theme.ts";

const ROW_PX = 21;
const MARGINS = { left: 58, right: 16, top: 44, bottom: 8 };
const HOURS = 24;

function cellMarks(grid: Grid, classes: Classes, columnPx: number): object[] {
  const box = ({ row, hour }: Cell) => ({
    x: hour * columnPx,
    x2: (hour + 1) * columnPx - 1.5,
    y: row * ROW_PX,
    y2: (row + 1) * ROW_PX - 1.5,
  });
  const known = grid.cells.filter((cell) => cell.hits !== null);
  const values = known.map((cell) => {
    const colour = classColour(classes, cell.hits ?? 0);
    return { ...box(cell), colour, edge: colour === LIGHT.surface ? LIGHT.hairline : colour };
  });
  const unknown = grid.cells.filter((cell) => cell.hits === null).map(box);
  return [
    {
      data: { values },
      mark: { type: "rect", strokeWidth: 0.5 },
      encoding: {
        ...PIXEL_ENDS,
        color: { field: "colour", type: "nominal", scale: null },
        stroke: { field: "edge", type: "nominal", scale: null },
      },
    },
    pixelRules(
      unknown.map(({ x, x2, y, y2 }) => [x + 4, y2 - 4, x2 - 4, y + 4]),
      { color: LIGHT.muted, strokeWidth: 0.9 },
    ),
  ];
}

function labelMarks(grid: Grid, columnPx: number): object[] {
  const rows = grid.rows.map((name, row) => ({ x: -8, y: (row + 0.5) * ROW_PX, text: name }));
  const hours = Array.from({ length: HOURS / 2 }, (_, step) => ({
    x: step * 2 * columnPx,
    y: -9,
    text: `${String(step * 2).padStart(2, "0")}:00`,
  }));
  return [pixelTexts(rows, { align: "right", color: LIGHT.ink }), pixelTexts(hours, { align: "left", color: LIGHT.muted })];
}

function heatMapSpec(words: Words, grid: Grid, classes: Classes): TopLevelSpec {
  const box = frame(words, grid.rows.length * ROW_PX + MARGINS.top + MARGINS.bottom, MARGINS);
  const columnPx = box.width / HOURS;
  const hasUnknown = grid.cells.some((cell) => cell.hits === null);
  const keys = [
    ...classKeys(classes),
    ...(hasUnknown ? [{ name: words.charts.heatUnknown, colour: LIGHT.muted, sample: "hatched" as const }] : []),
  ];
  return {
    ...box,
    layer: [...cellMarks(grid, classes, columnPx), ...labelMarks(grid, columnPx), ...keysFrom(keys, 0, -30)],
  } as unknown as TopLevelSpec;
}

function readingOf(words: Words, grid: Grid): Reading {
  const columnPx = frame(words, 0, MARGINS).width / HOURS;
  return {
    heads: [words.charts.series.hits],
    points: grid.cells.map((cell) => ({
      x: Math.round(MARGINS.left + (cell.hour + 0.5) * columnPx),
      y: Math.round(MARGINS.top + (cell.row + 0.5) * ROW_PX),
      name: words.charts.heatCell(grid.names[cell.row] ?? "", cell.hour),
      values: [cell.hits === null ? words.charts.heatUnknown : Math.round(cell.hits)],
    })),
  };
}

/** The grid of hours, titled by its greatest; null for a period without two days to compare. */
export function heatMapChart(words: Words, analysis: Analysis): ChartBlock | null {
  const grid = hourGrid(words, analysis);
  const peak = grid?.cells.reduce<Cell | null>((best, cell) => ((cell.hits ?? 0) > (best?.hits ?? 0) ? cell : best), null);
  if (grid === null || peak == null) return null;
  const classes = classesOf(grid.cells.map((cell) => Math.round(cell.hits ?? 0)));
  const hits = formatCount(Math.round(peak.hits ?? 0));
  const where = words.charts.heatCell(grid.names[peak.row] ?? "", peak.hour);
  return {
    kind: "chart",
    id: "grafica-horas-dias",
    spec: heatMapSpec(words, grid, classes),
    title: grid.isByWeekday ? words.charts.heatWeekdayTitle(where, hits) : words.charts.heatDayTitle(where, hits),
    subtitle: words.charts.heatSubtitle(grid.isByWeekday, boundsWords(words, analysis.period)),
    alt: words.charts.heatAlt(grid.isByWeekday, where, hits),
    dataTable: null,
    reading: readingOf(words, grid),
  };
}
