// Reading a chart value by value: a slider under it for the keyboard, the finger and the screen reader, and the pointer over the drawing.

interface Point {
  /** In px of the drawing; `y` null: the whole height. */
  x: number;
  y: number | null;
  text: string;
}

const SVG = "http://www.w3.org/2000/svg";

function grouped(value: string): string {
  return /^\d+$/u.test(value) ? value.replace(/\B(?=(\d{3})+$)/gu, ",") : value;
}

/** The points of a figure: heads in the first line, then a line a point, cells between tabs. */
function pointsOf(reading: string): { points: Point[]; mostIndex: number } {
  const [first = "", ...lines] = reading.split("\n");
  const heads = first.split("\t");
  let [mostIndex, most] = [0, -1];
  const points = lines.map((line, index) => {
    const [x, y, name = "", ...values] = line.split("\t");
    if (Number(values[0]) > most) [mostIndex, most] = [index, Number(values[0])];
    const told = heads.map((head, place) => `${head}: ${grouped(values[place] ?? "")}`);
    return { x: Number(x), y: y === "" ? null : Number(y), text: `${name} · ${told.join(" · ")}` };
  });
  return { points, mostIndex };
}

function nearest(points: Point[], x: number, y: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [index, point] of points.entries()) {
    const distance = (point.x - x) ** 2 + (point.y === null ? 0 : (point.y - y) ** 2);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/** A line through the drawing, or a ring around a point of it. */
function makeCursor(drawing: SVGSVGElement): (point: Point) => void {
  const line = document.createElementNS(SVG, "line");
  const ring = document.createElementNS(SVG, "circle");
  for (const mark of [line, ring]) mark.classList.add("cursor");
  ring.setAttribute("r", "7");
  line.setAttribute("y1", "0");
  line.setAttribute("y2", String(drawing.viewBox.baseVal.height));
  return (point) => {
    if (point.y === null) {
      for (const end of ["x1", "x2"]) line.setAttribute(end, String(point.x));
      drawing.append(line);
    } else {
      ring.setAttribute("cx", String(point.x));
      ring.setAttribute("cy", String(point.y));
      drawing.append(ring);
    }
  };
}

function makeReader(label: string, points: Point[]): { box: HTMLElement; slider: HTMLInputElement; output: HTMLOutputElement } {
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(points.length - 1);
  slider.setAttribute("aria-label", label);
  const output = document.createElement("output");
  // The slider says the same: it would be heard twice.
  output.setAttribute("aria-live", "off");
  const box = document.createElement("div");
  box.className = "reader";
  box.append(output, slider);
  return { box, slider, output };
}

/** Adds the reader to a figure that carries its points. */
export function makeReadable(figure: HTMLElement): void {
  const drawing = figure.querySelector<SVGSVGElement>("svg");
  const { points, mostIndex } = pointsOf(figure.dataset["reading"] ?? "");
  if (drawing === null || points.length < 2) return;
  const { box, slider, output } = makeReader(figure.dataset["readingLabel"] ?? "", points);
  const moveCursor = makeCursor(drawing);
  const tell = (index: number, isMoved: boolean): void => {
    const point = points[index];
    if (point === undefined) return;
    output.value = point.text;
    slider.setAttribute("aria-valuetext", point.text);
    if (isMoved) moveCursor(point);
  };
  slider.value = String(mostIndex);
  tell(mostIndex, false);
  slider.addEventListener("input", () => tell(slider.valueAsNumber, true));
  slider.addEventListener("focus", () => tell(slider.valueAsNumber, true));
  const follow = (event: PointerEvent): void => {
    const { left, top, width } = drawing.getBoundingClientRect();
    const scale = drawing.viewBox.baseVal.width / width;
    const index = nearest(points, (event.clientX - left) * scale, (event.clientY - top) * scale);
    slider.value = String(index);
    tell(index, true);
  };
  drawing.addEventListener("pointermove", follow);
  drawing.addEventListener("pointerdown", follow);
  drawing.parentElement?.after(box);
}
