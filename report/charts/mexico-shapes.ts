// The states of Mexico as shapes, from @svg-maps/mexico (CC BY 4.0, Victor Cazanave).
import mexico from "@svg-maps/mexico";
import { drawn, type Point, type Ring, type Shape } from "./map-shapes.ts";

/** The drawing's own box. */
const SOURCE_WIDTH = 793;
const SOURCE_HEIGHT = 498;
/** The package's own types name a package that is not published with it. */
const { locations } = mexico as unknown as { locations: { id: string; path: string }[] };

/** The rings of a path that moves and draws straight lines by relative steps, as all of this map do; one in capitals is absolute. */
function ringsOf(path: string): Ring[] {
  const rings: Point[][] = [];
  let [x, y] = [0, 0];
  for (const [, command = "", numbers = ""] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/gu)) {
    const start = rings.at(-1)?.[0];
    if (command.toLowerCase() === "z" && start !== undefined) [x, y] = start;
    if (!/[ml]/iu.test(command)) continue;
    if (command.toLowerCase() === "m") rings.push([]);
    const values = [...numbers.matchAll(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/giu)].map(([number]) => Number(number));
    const isRelative = command === command.toLowerCase();
    for (let index = 0; index + 1 < values.length; index += 2) {
      const [stepX = 0, stepY = 0] = values.slice(index, index + 2);
      [x, y] = isRelative ? [x + stepX, y + stepY] : [stepX, stepY];
      rings.at(-1)?.push([x, y]);
    }
  }
  return rings;
}

/** The 32 states by their ISO 3166-2 codes in a box so wide, and its height. */
export function mexicoShapes(widthPx: number): { shapes: Shape[]; heightPx: number } {
  const scale = widthPx / SOURCE_WIDTH;
  const shapes = locations.map(({ id, path }) =>
    drawn({ code: `MX-${id.toUpperCase()}`, rings: ringsOf(path) }, ([x, y]) => [x * scale, y * scale]),
  );
  return { shapes, heightPx: Math.round(SOURCE_HEIGHT * scale) };
}
