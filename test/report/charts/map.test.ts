// The maps: every place under its code, the projection against another program's, classes without gaps, names that never meet.
import * as vega from "vega";
import { describe, expect, test } from "vitest";
import { classColour, classesOf, classKeys } from "../../../report/charts/legend.ts";
import { countriesMap, statesMap } from "../../../report/charts/map.ts";
import { placedLabels } from "../../../report/charts/map-labels.ts";
import { middleOf, pathOf } from "../../../report/charts/map-shapes.ts";
import { mexicoShapes } from "../../../report/charts/mexico-shapes.ts";
import { equalEarth, worldShapes } from "../../../report/charts/world-shapes.ts";
import { wordsOf } from "../../../report/locale/words.ts";
import { CLASS_COLOURS, DARK, LIGHT } from "../../../report/palette.ts";

/** Relative luminance, as WCAG defines it: what a grey print shows. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("Mexico", () => {
  const { shapes, heightPx } = mexicoShapes(470);

  test("has its 32 states, each known by name and in its place", () => {
    expect(shapes).toHaveLength(32);
    expect(new Set(shapes.map(({ code }) => wordsOf("es").places.stateName(code))).size).toBe(32);
    for (const { code } of shapes) expect(wordsOf("es").places.stateName(code)).not.toBe(code);
    const middle = (code: string) => middleOf(shapes.find((shape) => shape.code === code) ?? { code, rings: [] });
    expect(middle("MX-BCN")?.x).toBeLessThan(middle("MX-MIC")?.x ?? 0);
    expect(middle("MX-YUC")?.x).toBeGreaterThan(middle("MX-VER")?.x ?? 0);
    expect(middle("MX-CHP")?.y).toBeGreaterThan(middle("MX-NLE")?.y ?? 0);
    expect(middle("MX-CMX")?.x).toBeCloseTo(middle("MX-MEX")?.x ?? 0, -2);
  });

  test("lies inside its box", () => {
    const points = shapes.flatMap(({ rings }) => rings.flat());
    expect(Math.min(...points.map(([x]) => x))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...points.map(([x]) => x))).toBeLessThanOrEqual(470);
    expect(Math.max(...points.map(([, y]) => y))).toBeLessThanOrEqual(heightPx);
  });
});

describe("the world", () => {
  const { shapes } = worldShapes(0, 460);

  test("has its countries by letters that have a Spanish name", () => {
    const codes = shapes.map(({ code }) => code).filter((code) => code !== "");
    expect(codes).toHaveLength(173);
    for (const code of codes) {
      expect(code).toMatch(/^[A-Z]{2}$/u);
      expect(wordsOf("es").places.countryName(code)).not.toBe(code);
    }
    expect(codes).toEqual(expect.arrayContaining(["MX", "US", "IE", "ES", "GB", "CN"]));
    expect(codes).not.toContain("AQ");
  });

  test("is projected as another program does", () => {
    const other = (vega.projection as unknown as (name: string) => () => unknown)("equalEarth")() as ((
      point: [number, number],
    ) => [number, number]) &
      Record<"scale" | "translate", (value: unknown) => unknown>;
    other.scale(1);
    other.translate([0, 0]);
    for (let longitude = -180; longitude <= 180; longitude += 20) {
      for (let latitude = -60; latitude <= 84; latitude += 12) {
        const [x, y] = equalEarth(longitude, latitude);
        const [otherX, otherY] = other([longitude, latitude]);
        expect(x).toBeCloseTo(otherX, 4);
        expect(y).toBeCloseTo(-otherY, 4);
      }
    }
  });

  test("draws no line right across itself", () => {
    for (const { rings } of shapes) {
      for (const ring of rings)
        for (const [index, [x]] of ring.entries()) expect(Math.abs(x - (ring[index + 1]?.[0] ?? x))).toBeLessThan(60);
    }
  });
});

describe("classes", () => {
  test("hold every value once, without a gap, the greatest in the darkest", () => {
    for (const values of [[1], [3, 2, 1], [1779, 1298, 107, 1], [8345, 356], [2_400_000, 12]]) {
      const classes = classesOf(values);
      const most = Math.max(...values);
      expect(classes.upTo.at(-1)).toBe(most);
      expect(classes.upTo).toEqual([...new Set(classes.upTo)].sort((a, b) => a - b));
      expect(classColour(classes, most)).toBe(LIGHT.class5);
      expect(classColour(classes, 0)).toBe(LIGHT.surface);
      expect(CLASS_COLOURS).toContain(classColour(classes, 1));
    }
    expect(classKeys(classesOf([1779])).map(({ name }) => name)).toEqual(["1–71", "72–280", "281–640", "641–1,100", "1,101–1,779"]);
  });

  test("are told apart in grey, on paper and in the dark", () => {
    const light = CLASS_COLOURS.map(luminance);
    for (const [index, value] of light.slice(1).entries()) expect((light[index] ?? 0) / value).toBeGreaterThan(1.35);
    const dark = (["class1", "class2", "class3", "class4", "class5"] as const).map((name) => luminance(DARK[name]));
    for (const [index, value] of dark.slice(1).entries()) expect(value / (dark[index] ?? 1)).toBeGreaterThan(1.35);
  });
});

describe("names on a map", () => {
  test("never meet, whatever places come first", () => {
    const plan = { ...mexicoShapes(470), legend: { x: 12, y: 213 } };
    for (let first = 0; first < 32; first += 4) {
      const wanted = plan.shapes
        .slice(first, first + 7)
        .map(({ code }) => ({ code, text: `${wordsOf("es").places.stateName(code)} 12.3 %`, colour: LIGHT.class1 }));
      const boxes = placedLabels(plan, wanted).map(({ x, y, align, text }) => {
        const width = text.length * 5.5;
        const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
        return { left, right: left + width, y };
      });
      expect(boxes.length).toBeGreaterThan(3);
      for (const [index, a] of boxes.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(0);
        expect(a.right).toBeLessThanOrEqual(632);
        for (const b of boxes.slice(index + 1)) expect(a.left < b.right && b.left < a.right && Math.abs(a.y - b.y) < 10).toBe(false);
      }
    }
  });
});

describe("a map of visitors", () => {
  const states = [
    { code: "MX-MIC", visitors: 60 },
    { code: "MX-unknown", visitors: 30 },
    { code: "MX-CMX", visitors: 10 },
  ];

  test("tells what it cannot place, and gives shares of all", () => {
    const map = statesMap(wordsOf("es"), states, "del 1 al 2");
    expect(map?.title).toBe("Michoacán: 60.0 % de los visitantes únicos de México");
    expect(map?.subtitle).toContain("Fuera del mapa: 30 sin identificar.");
    expect(map?.subtitle).toContain("CC BY 4.0");
    expect(map?.alt).toContain("Michoacán: 60 visitantes; Ciudad de México: 10 visitantes");
    expect(map?.reading?.points.map(({ name, values }) => [name, values[0]])).toEqual([
      ["Michoacán", 60],
      ["Ciudad de México", 10],
    ]);
  });

  test("names countries that have no room on it", () => {
    const map = countriesMap(
      wordsOf("es"),
      [
        { code: "MX", visitors: 5 },
        { code: "SG", visitors: 3 },
        { code: "private", visitors: 2 },
      ],
      "del 1 al 2",
    );
    expect(map?.subtitle).toContain("Fuera del mapa: 2 en red privada o reservada.");
    expect(map?.subtitle).toContain("Sin superficie en este mapa: Singapur.");
  });

  test("of one country, or of none that is known, is no map", () => {
    expect(countriesMap(wordsOf("es"), [{ code: "MX", visitors: 5 }], "")).toBeNull();
    expect(statesMap(wordsOf("es"), [{ code: "MX-unknown", visitors: 5 }], "")).toBeNull();
  });
});

test("paths hold tenths of a px and close every ring", () => {
  expect(
    pathOf({
      code: "X",
      rings: [
        [
          [0, 0],
          [10.04, 0.26],
          [3, 7],
        ],
      ],
    }),
  ).toBe("M0,0L10,0.3L3,7Z");
});
