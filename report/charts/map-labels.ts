// Names on a map: inside a place that is wide enough, else at the end of a line in the free margin, never over another name.
import { LIGHT } from "../palette.ts";
import { inkOn } from "./legend.ts";
import { middleOf, type Ring, type Shape } from "./map-shapes.ts";
import { CHART_WIDTH_PX } from "./theme.ts";

export interface Wanted {
  code: string;
  text: string;
  /** The place's own colour, on which the name is read. */
  colour: string;
}

export interface Label {
  text: string;
  x: number;
  y: number;
  align: "left" | "center" | "right";
  ink: string;
  /** The line from the place to the name. */
  fromX: number;
  fromY: number;
  toX: number;
}

interface Box {
  left: number;
  right: number;
  y: number;
}

const CHARACTER_PX = 5.5;
const LINE_PX = 13;
const GAP_PX = 5;
const HALF_LETTER_PX = 5;
/** Right of the land there may be free margin. */
const WIDTH_PX = CHART_WIDTH_PX - 8;

function widthOf(text: string): number {
  return text.length * CHARACTER_PX;
}

function meets(a: Box, b: Box): boolean {
  return a.left < b.right + GAP_PX && b.left < a.right + GAP_PX && Math.abs(a.y - b.y) < LINE_PX;
}

interface Land {
  ring: Ring;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Every ring with its bounds, so that most need no closer look. */
function landOf(shapes: readonly Shape[]): Land[] {
  return shapes.flatMap(({ rings }) =>
    rings.map((ring) => {
      const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
      return { ring, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    }),
  );
}

/** Whether a name would lie over land, at any of ten points of its box. */
function isOnLand(box: Box, land: readonly Land[]): boolean {
  const near = land.filter(
    ({ left, right, top, bottom }) =>
      left < box.right && right > box.left && top < box.y + HALF_LETTER_PX && bottom > box.y - HALF_LETTER_PX,
  );
  const xs = [0, 0.25, 0.5, 0.75, 1].map((share) => box.left + share * (box.right - box.left));
  return near.some(({ ring }) => xs.some((x) => [-HALF_LETTER_PX, HALF_LETTER_PX].some((shift) => holds(ring, x, box.y + shift))));
}

function holds(ring: Ring, x: number, y: number): boolean {
  let isInside = false;
  for (const [index, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) isInside = !isInside;
  }
  return isInside;
}

/** Places for a name at the end of a line to the right and to the left, the nearest first. */
function outside(middle: { x: number; y: number }, text: string, heightPx: number): Label[] {
  const width = widthOf(text);
  const found: { label: Label; length: number }[] = [];
  for (let y = LINE_PX; y < heightPx - LINE_PX; y += LINE_PX / 2) {
    for (let shift = 24; shift < 220; shift += 8) {
      for (const side of [1, -1]) {
        const x = middle.x + side * shift;
        if (side > 0 ? x + width > WIDTH_PX : x - width < 2) continue;
        const line = { fromX: middle.x, fromY: middle.y, toX: x - side * 3 };
        const label: Label = { text, x, y, align: side > 0 ? "left" : "right", ink: LIGHT.ink, ...line };
        found.push({ label, length: Math.hypot(shift, 1.6 * (y - middle.y)) });
      }
    }
  }
  return found.sort((a, b) => a.length - b.length).map(({ label }) => label);
}

function boxOf({ x, y, align, text }: Label): Box {
  const width = widthOf(text);
  const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  return { left, right: left + width, y };
}

/** The names that find room, in the order of the wanted ones. */
export function placedLabels(
  map: { shapes: readonly Shape[]; heightPx: number; legend: { x: number; y: number } },
  wanted: readonly Wanted[],
): Label[] {
  const land = landOf(map.shapes);
  const legend = Array.from({ length: 9 }, (_, row) => ({
    left: map.legend.x,
    right: map.legend.x + 100,
    y: map.legend.y - 16 + row * 12,
  }));
  const taken: Box[] = legend;
  const labels: Label[] = [];
  for (const { code, text, colour } of wanted) {
    const shape = map.shapes.find((candidate) => candidate.code === code);
    const middle = shape === undefined ? null : middleOf(shape);
    if (middle === null) continue;
    const { x, y } = middle;
    const inside: Label[] =
      middle.widthPx > widthOf(text) + 6 ? [{ text, x, y, align: "center", ink: inkOn(colour), fromX: x, fromY: y, toX: x }] : [];
    const isFree = (candidate: Label): boolean => !taken.some((box) => meets(box, boxOf(candidate)));
    const label =
      inside.find(isFree) ??
      outside(middle, text, map.heightPx).find((candidate) => isFree(candidate) && !isOnLand(boxOf(candidate), land));
    if (label === undefined) continue;
    taken.push(boxOf(label));
    labels.push(label);
  }
  return labels;
}
