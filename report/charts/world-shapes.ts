// The countries of the world as shapes, from Natural Earth through world-atlas, in the Equal Earth projection.
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { drawn, type Point, type Ring, type Shape } from "./map-shapes.ts";

const ANTARCTICA = "010";
/** Without the Antarctic, the map ends here. */
const NORTH_DEGREES = 84;
const SOUTH_DEGREES = -57;

/** Šavrič, Patterson and Jenny, "The Equal Earth map projection" (2018): an area counts the same wherever it lies. */
export function equalEarth(longitudeDegrees: number, latitudeDegrees: number): Point {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const theta = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitudeDegrees * Math.PI) / 180));
  const [t2, t6] = [theta ** 2, theta ** 6];
  const slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2);
  const x = (((2 * Math.sqrt(3) * longitudeDegrees * Math.PI) / 180) * Math.cos(theta)) / (3 * slope);
  return [x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))];
}

/** ISO 3166-1: the standard's numbers turn into its letters where language tags are put in order. */
function lettersOf(number: string): string {
  return Intl.getCanonicalLocales(`und-${number}`)[0]?.slice("und-".length) ?? number;
}

/** A ring over the 180th meridian goes on past it: else it would be drawn right across the map. */
function unwrapped(ring: Ring): Ring {
  const first = ring[0]?.[0] ?? 0;
  return ring.map(([longitude, latitude]) => [longitude - Math.round((longitude - first) / 360) * 360, latitude]);
}

type Source = Topology<{ countries: GeometryCollection }>;

function sourceShapes(): Shape[] {
  const source = createRequire(import.meta.url)("world-atlas/countries-110m.json") as Source;
  return feature(source, source.objects.countries).features.flatMap(({ id, geometry }) => {
    if (id === ANTARCTICA) return [];
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    const rings = polygons.flat().map((ring): Ring => unwrapped(ring.map(([longitude = 0, latitude = 0]) => [longitude, latitude])));
    // Land whose status is open has no number in the source: it is drawn and never coloured.
    return [{ code: id === undefined ? "" : lettersOf(String(id)), rings }];
  });
}

/** The countries by their ISO 3166-1 codes in a box so wide, which begins at `leftPx`, and its height. */
export function worldShapes(leftPx: number, widthPx: number): { shapes: Shape[]; heightPx: number } {
  const [halfWidth] = equalEarth(180, 0);
  const [, top] = equalEarth(0, NORTH_DEGREES);
  const [, bottom] = equalEarth(0, SOUTH_DEGREES);
  const scale = widthPx / (2 * halfWidth);
  const place = ([longitude, latitude]: Point): Point => {
    const [x, y] = equalEarth(longitude, latitude);
    return [leftPx + (x + halfWidth) * scale, (top - y) * scale];
  };
  return { shapes: sourceShapes().map((shape) => drawn(shape, place)), heightPx: Math.round((top - bottom) * scale) };
}
