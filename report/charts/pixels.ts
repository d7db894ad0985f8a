// Marks placed by px of the plot instead of by a scale.

/** A field that holds px. */
export function pixels(field: string): object {
  return { field, type: "quantitative", scale: null, axis: null };
}

/** The encoding of boxes and lines that go from (x, y) to (x2, y2). */
export const PIXEL_ENDS = { x: pixels("x"), x2: { field: "x2" }, y: pixels("y"), y2: { field: "y2" } };

/** Straight lines between two points each. */
export function pixelRules(ends: readonly (readonly [x: number, y: number, x2: number, y2: number])[], style: object): object {
  return {
    data: { values: ends.map(([x, y, x2, y2]) => ({ x, y, x2, y2 })) },
    mark: { type: "rule", ...style },
    encoding: PIXEL_ENDS,
  };
}

/** Short texts, each at its point. */
export function pixelTexts(texts: readonly { x: number; y: number; text: string }[], style: object): object {
  return {
    data: { values: texts },
    mark: { type: "text", baseline: "middle", ...style },
    encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text" } },
  };
}
