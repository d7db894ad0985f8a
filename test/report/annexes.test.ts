// The annexes as CSV: RFC 4180, no formula that runs, every figure of the analysis.
import { describe, expect, test } from "vitest";
import { annexes, rejectedLinesCsv } from "../../report/annexes.ts";
import { csvCell, csvText } from "../../report/csv.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { memoriaOf, tableOf } from "./built.ts";
import { fullAnalysis, minimalAnalysis, withLeftOut } from "./fixture-analysis.ts";

describe("cells", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "|calc", '=HYPERLINK("http://malo.example")'])(
    "%s does not run in a spreadsheet",
    (text) => {
      expect(csvCell(text).replace(/^"/u, "")).toMatch(/^'/u);
    },
  );

  test("tabs and line breaks before a formula are made visible", () => {
    expect(csvCell("\t=1")).toBe("\\u{9}=1");
    expect(csvCell("a\r\nb")).toBe("a\\u{d}\\u{a}b");
  });

  test("quotes and commas are quoted, numbers stay numbers, null is empty", () => {
    expect(csvCell('di "hola", sí')).toBe('"di ""hola"", sí"');
    expect(csvCell(-3.5)).toBe("-3.5");
    expect(csvCell(null)).toBe("");
    expect(csvText(["a", "b"], [["x", 1]])).toBe("\uFEFFa,b\r\nx,1\r\n");
  });
});

describe("tables", () => {
  test("have the same number of cells in every row, and a heading for each", () => {
    for (const analysis of [fullAnalysis(), minimalAnalysis(), withLeftOut(fullAnalysis(), 3)]) {
      for (const annex of annexes(wordsOf("es"), analysis)) {
        const rows = annex.csv.replace("\uFEFF", "").trimEnd().split("\r\n");
        expect(rows).toHaveLength(annex.rows + 1);
        const cells = rows.map((row) => row.replace(/"(?:[^"]|"")*"/gu, "x").split(",").length);
        expect(new Set(cells).size, annex.name).toBe(1);
      }
    }
  });

  test("tell what lay in archives and was not read: all of it in the annex, what a person left out first in the memoria", () => {
    const many = withLeftOut(fullAnalysis(), 60);
    const csv = new Map(annexes(wordsOf("es"), many).map((annex) => [annex.name, annex.csv])).get("archivos-no-leidos.csv") ?? "";
    expect(csv.trimEnd().split("\r\n")).toHaveLength(61);
    expect(csv).toContain(`todo.zip,'=acta<b>.pdf,4155,${"cd".repeat(32)},Se indicó dejarlo fuera,${"ab".repeat(32)}`);
    const table = tableOf(memoriaOf(many, "iem-irimbo-2024"), "tabla-no-leidos");
    expect(table?.rows).toHaveLength(40);
    expect(table?.rows[0]).toEqual(["todo.zip/=acta<b>.pdf", "4 kB", "Se indicó dejarlo fuera", "cd".repeat(32)]);
    expect(table?.rows[1]?.slice(1)).toEqual(["—", "Resto del sistema", "—"]);
    expect(table?.note).toContain("40 de 60");
    expect(annexes(wordsOf("es"), fullAnalysis()).map(({ name }) => name)).not.toContain("archivos-no-leidos.csv");
  });

  test("carry hashes and whole paths", () => {
    const byName = new Map(annexes(wordsOf("es"), fullAnalysis()).map((annex) => [annex.name, annex.csv]));
    expect(byName.get("bitacoras.csv")).toContain("3fa1c09e77d2b514".repeat(4));
    expect(byName.get("paginas.csv")).toContain("/a<script>alert(1)</script>/");
    expect(byName.get("por-hora.csv")).toContain("2024-12-08T20:00:00-06:00,");
  });

  test("rejected lines show networks, or what the caller's mask makes of addresses", async () => {
    const line = { file: "a.log", line: 7, reason: "no-match", text: "187.188.10.77 y 2806:2f0:1::7" };
    expect((await Array.fromAsync(rejectedLinesCsv([line]))).at(-1)).toContain(",187.188.10.0/24 y 2806:2f0:1::/48\r\n");
    expect((await Array.fromAsync(rejectedLinesCsv([line], () => "x"))).at(-1)).toContain(",x y x\r\n");
  });

  test("rejected lines are written one by one", async () => {
    let csv = "";
    for await (const row of rejectedLinesCsv([{ file: "a.log", line: 7, reason: "no-match", text: "=cmd \u001b[31m" }])) csv += row;
    expect(csv).toBe("\uFEFFarchivo,linea,motivo,texto\r\na.log,7,No corresponde al formato (no-match),'=cmd \\u{1b}[31m\r\n");
  });
});
