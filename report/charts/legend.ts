// Keys of charts: a sample of each mark with its name, side by side above the plot, and the classes of quantities.
import { formatCount } from "../../analysis/index.ts";
import { CLASS_COLOURS, LIGHT } from "../palette.ts";
import { pixelRules } from "./pixels.ts";

export interface Key {
  name: string;
  colour: string;
  /** How the mark looks; `hollow` is dashed around, `hatched` is lined. */
  sample: "square" | "line" | "dashed-line" | "hollow" | "hatched" | "low" | "half";
}

/** Source Sans 3 at 11 px is narrower than this on average. */
const CHARACTER_PX = 5.6;
const SAMPLE_PX = 14;
const GAP_PX = 16;

/** One drawn thing without data, at a place in px. */
function lone(mark: object): object {
  return { data: { values: [{}] }, mark, encoding: {} };
}

function rect(x: number, y: number, width: number, height: number, style: object): object {
  return lone({ type: "rect", x, x2: x + width, y, y2: y + height, ...style });
}

/** A sample of 14 by 9 px, its middle at `y`. */
function sampleMarks({ sample, colour }: Key, x: number, y: number): object[] {
  const right = x + SAMPLE_PX - 3;
  switch (sample) {
    case "square":
      return [rect(x, y - 4.5, 9, 9, { color: colour })];
    case "low":
      return [rect(x, y - 1.5, SAMPLE_PX - 3, 3, { color: colour })];
    case "half":
      return [rect(x, y - 2.5, SAMPLE_PX - 3, 5, { color: colour, stroke: LIGHT.attention, strokeWidth: 0.7 })];
    case "hollow":
      return [rect(x, y - 4.5, SAMPLE_PX - 3, 9, { color: LIGHT.surface, stroke: colour, strokeWidth: 0.8, strokeDash: [2, 1.5] })];
    case "hatched":
      return [
        pixelRules(
          [0, 4, 8].map((shift) => [x + shift, y + 4.5, x + shift + 4, y - 4.5]),
          { color: colour, strokeWidth: 0.9 },
        ),
      ];
    case "line":
      return [pixelRules([[x, y, right, y]], { color: colour, strokeWidth: 1.6 })];
    case "dashed-line":
      return [pixelRules([[x, y, right, y]], { color: colour, strokeWidth: 1.2, strokeDash: [3, 2] })];
  }
}

/** The keys in a row that ends at `rightPx`; `y` is their middle. */
export function keysEndingAt(keys: Key[], rightPx: number, y: number): object[] {
  const width = keys.reduce((sum, key) => sum + keyWidth(key), 0) - GAP_PX;
  return keysFrom(keys, rightPx - width, y);
}

function keyWidth({ name }: Key): number {
  return SAMPLE_PX + name.length * CHARACTER_PX + GAP_PX;
}

/** The keys in a row from `x`. */
export function keysFrom(keys: Key[], x: number, y: number): object[] {
  let at = x;
  return keys.flatMap((key) => {
    const left = at;
    at += keyWidth(key);
    return [
      ...sampleMarks(key, left, y),
      lone({ type: "text", text: key.name, align: "left", baseline: "middle", x: left + SAMPLE_PX, y }),
    ];
  });
}

/** The keys below each other. */
export function keysDown(keys: Key[], x: number, y: number, stepPx = 15): object[] {
  return keys.flatMap((key, index) => keysFrom([key], x, y + index * stepPx));
}

/** What an axis counts, over its upper end. */
export function axisUnit(text: string, x: number, y: number): object {
  return lone({ type: "text", text, align: "left", baseline: "middle", x, y, color: LIGHT.muted });
}

/** Classes of a quantity: upper ends, the last of which is the greatest value itself. */
export interface Classes {
  upTo: number[];
}

function rounded(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

/** Up to five classes that grow with the square of their place: demand and places are a few large values and many small ones. */
export function classesOf(values: readonly number[]): Classes {
  const most = Math.max(0, ...values);
  const ends = [0.04, 0.16, 0.36, 0.64].map((share) => rounded(most * share)).filter((end) => end >= 1 && end < most);
  return { upTo: [...new Set([...ends, most])].filter((end) => end > 0) };
}

/** The colours in use are the darkest ones, so that the greatest value always looks the same. */
function colourAt({ upTo }: Classes, index: number): string {
  return CLASS_COLOURS[CLASS_COLOURS.length - upTo.length + index] ?? LIGHT.class5;
}

/** The class of a value as its colour; of nothing, the empty one. */
export function classColour(classes: Classes, value: number): string {
  return value <= 0
    ? LIGHT.surface
    : colourAt(
        classes,
        classes.upTo.findIndex((end) => value <= end),
      );
}

/** Text that is read on the class's colour. */
export function inkOn(colour: string): string {
  return colour === LIGHT.class5 || colour === LIGHT.class4 ? LIGHT.surface : LIGHT.ink;
}

/** The classes as keys, least first. */
export function classKeys(classes: Classes): Key[] {
  return classes.upTo.map((end, index) => {
    const from = (classes.upTo[index - 1] ?? 0) + 1;
    const name = from === end ? formatCount(end) : `${formatCount(from)}–${formatCount(end)}`;
    return { name, colour: colourAt(classes, index), sample: "square" };
  });
}
