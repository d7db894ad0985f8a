// Bars of one quantity: names that tell difusores and elections apart.
import { expect, test } from "vitest";
import { namedBarsSpec } from "../../../report/charts/bars.ts";
import { wordsOf } from "../../../report/locale/words.ts";

test("names of difusores and elections keep two lines whole, and more is shortened", () => {
  const bar = (name: string) => ({ name, value: 1, label: "1" });
  const long = "Diario del Oriente, Acuerdo IEM/CTAPREP/003/2021, Anexo 1";
  const spec = namedBarsSpec(wordsOf("es"), [bar(long), bar("Radio"), bar("x".repeat(200))]) as unknown as {
    data: { values: { lines: string[] }[] };
  };
  const [first, second, third] = spec.data.values.map(({ lines }) => lines);
  expect(first?.join(" ")).toBe(long);
  expect(first).toHaveLength(2);
  expect(second).toEqual(["Radio"]);
  expect(third?.every((line) => line.length <= 40)).toBe(true);
});
