// A map of quantities by place: five classes of one hue, the main places named, and what cannot be placed told beside it.
import type { TopLevelSpec } from "vega-lite";
import { formatShare } from "../../analysis/index.ts";
import type { ChartBlock, Reading } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { axisUnit, type Classes, classColour, classesOf, classKeys, keysDown } from "./legend.ts";
import { type Label, placedLabels } from "./map-labels.ts";
import { middleOf, pathOf, type Shape } from "./map-shapes.ts";
import { mexicoShapes } from "./mexico-shapes.ts";
import { pixels } from "./pixels.ts";
import { frame } from "./theme.ts";
import { worldShapes } from "./world-shapes.ts";

export interface PlaceCount {
  code: string;
  name: string;
  visitors: number;
}

const MARGINS = { left: 4, right: 4, top: 4, bottom: 4 };
const MEXICO_WIDTH_PX = 470;
const WORLD_WIDTH_PX = 460;
/** Room for the classes and for the names of the Americas, left of the world. */
const WORLD_LEFT_PX = 120;
const MOST_LABELS = 6;
const MOST_ALT_PLACES = 10;

interface MapPlan {
  shapes: Shape[];
  heightPx: number;
  /** Where the classes are listed. */
  legend: { x: number; y: number };
}

/** Both maps are drawn as paths at the same point: a path of size 4 keeps its own px. */
const OWN_SIZE = 4;

function areas(plan: MapPlan, visitorsOf: ReadonlyMap<string, number>, classes: Classes): object {
  const values = plan.shapes
    .filter(({ rings }) => rings.length > 0)
    .map((shape) => ({ path: pathOf(shape), colour: classColour(classes, visitorsOf.get(shape.code) ?? 0) }));
  return {
    data: { values },
    mark: { type: "point", x: 0, y: 0, size: OWN_SIZE, filled: true, opacity: 1, stroke: LIGHT.hairline, strokeWidth: 0.6 },
    encoding: {
      shape: { field: "path", type: "nominal", scale: null },
      fill: { field: "colour", type: "nominal", scale: null },
    },
  };
}

function labelMarks(labels: Label[]): object[] {
  const texts = (align: Label["align"]) => ({
    data: { values: labels.filter((label) => label.align === align) },
    mark: { type: "text", baseline: "middle", align, fontSize: 10.5 },
    encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text" }, color: { field: "ink", type: "nominal", scale: null } },
  });
  return [
    {
      data: { values: labels.filter((label) => label.align !== "center") },
      mark: { type: "rule", color: LIGHT.ink, strokeWidth: 0.6 },
      encoding: { x: pixels("fromX"), y: pixels("fromY"), x2: { field: "toX" }, y2: { field: "y" } },
    },
    ...(["left", "center", "right"] as const).map(texts),
  ];
}

function mapSpec(words: Words, plan: MapPlan, places: PlaceCount[], labels: Label[]): TopLevelSpec {
  const classes = classesOf(places.map((place) => place.visitors));
  const visitorsOf = new Map(places.map((place) => [place.code.toUpperCase(), place.visitors]));
  const keys = [{ name: words.maps.none, colour: LIGHT.accentSoft, sample: "hollow" as const }, ...classKeys(classes)];
  const { x, y } = plan.legend;
  return {
    ...frame(words, plan.heightPx + MARGINS.top + MARGINS.bottom, MARGINS),
    layer: [areas(plan, visitorsOf, classes), ...labelMarks(labels), axisUnit(words.maps.visitors, x, y - 16), ...keysDown(keys, x, y)],
  } as unknown as TopLevelSpec;
}

/** The places on the map from the greatest on, each at its middle. */
function readingOf(words: Words, plan: MapPlan, places: PlaceCount[]): Reading {
  const middles = new Map(plan.shapes.map((shape) => [shape.code, middleOf(shape)]));
  return {
    heads: [words.maps.visitors],
    points: places.flatMap(({ code, name, visitors }) => {
      const middle = middles.get(code.toUpperCase());
      if (middle == null) return [];
      return [{ x: Math.round(middle.x + MARGINS.left), y: Math.round(middle.y + MARGINS.top), name, values: [visitors] }];
    }),
  };
}

interface MapWords {
  id: string;
  title: (place: string, share: string) => string;
  subtitle: (period: string, unplaced: string) => string;
  alt: (list: string) => string;
}

/** The visitors that no place can be given to, told in words; addresses of private networks are nowhere. */
function unplacedWords(words: Words, all: PlaceCount[]): string {
  const sum = (wanted: "unknown" | "private"): number =>
    all.filter(({ code }) => words.places.isUnplaced(code) === wanted).reduce((total, place) => total + place.visitors, 0);
  return words.maps.unplaced(sum("unknown"), sum("private"));
}

function mapChart(words: Words, plan: MapPlan, all: PlaceCount[], period: string, text: MapWords): ChartBlock | null {
  const placed = all
    .filter(({ code, visitors }) => words.places.isUnplaced(code) === null && visitors > 0)
    .sort((a, b) => b.visitors - a.visitors);
  const total = all.reduce((sum, place) => sum + place.visitors, 0);
  const first = placed[0];
  if (first === undefined) return null;
  const drawnCodes = new Set(plan.shapes.filter(({ rings }) => rings.length > 0).map(({ code }) => code));
  const missing = placed.filter(({ code }) => !drawnCodes.has(code.toUpperCase())).map(({ name }) => name);
  const classes = classesOf(placed.map((place) => place.visitors));
  const labels = placedLabels(
    plan,
    placed.slice(0, MOST_LABELS).map((place) => ({
      code: place.code.toUpperCase(),
      text: `${place.name} ${formatShare(place.visitors / total, 1)}`,
      colour: classColour(classes, place.visitors),
    })),
  );
  const list = placed.slice(0, MOST_ALT_PLACES).map((place) => words.maps.placeWords(place.name, place.visitors));
  const rest = placed.length > MOST_ALT_PLACES ? `. ${words.maps.more}` : "";
  return {
    kind: "chart",
    id: text.id,
    spec: mapSpec(words, plan, placed, labels),
    title: text.title(first.name, formatShare(first.visitors / total, 1)),
    subtitle: text.subtitle(
      period,
      `${unplacedWords(words, all)}${missing.length === 0 ? "" : words.maps.tooSmall(missing.slice(0, MOST_ALT_PLACES))}`,
    ),
    alt: text.alt(`${list.join("; ")}${rest}`),
    dataTable: null,
    reading: readingOf(words, plan, placed),
  };
}

/** Mexico by state; null where no visitor has a known one. */
export function statesMap(words: Words, states: { code: string; visitors: number }[], period: string): ChartBlock | null {
  const { shapes, heightPx } = mexicoShapes(MEXICO_WIDTH_PX);
  const named = states.map((state) => ({ ...state, name: words.places.stateName(state.code) }));
  const text = { id: "grafica-estados", title: words.maps.statesTitle, subtitle: words.maps.statesSubtitle, alt: words.maps.statesAlt };
  return mapChart(words, { shapes, heightPx, legend: { x: 12, y: heightPx - 82 } }, named, period, text);
}

/** The world by country; null with fewer than two known countries, which are no map. */
export function countriesMap(words: Words, countries: { code: string; visitors: number }[], period: string): ChartBlock | null {
  if (countries.filter(({ code, visitors }) => words.places.isUnplaced(code) === null && visitors > 0).length < 2) return null;
  const { shapes, heightPx } = worldShapes(WORLD_LEFT_PX, WORLD_WIDTH_PX);
  const named = countries.map((country) => ({ ...country, name: words.places.countryName(country.code) }));
  const text = {
    id: "grafica-paises",
    title: words.maps.countriesTitle,
    subtitle: words.maps.countriesSubtitle,
    alt: words.maps.countriesAlt,
  };
  return mapChart(words, { shapes, heightPx, legend: { x: 12, y: heightPx - 100 } }, named, period, text);
}
