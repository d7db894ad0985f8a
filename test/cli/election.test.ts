// memoria election, and memoria compare in its other formats: totals against sums made here, and what is refused.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../analysis/index.ts";
import { pdfText } from "../report/built.ts";
import { fullAnalysis } from "../report/fixture-analysis.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();

function memoriaFolder(name: string, analysis: Analysis): string {
  const place = path.join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, "analysis.json"), JSON.stringify(analysis));
  return place;
}

const points = [3, 9, 4].map((hits, i) => ({ at: `2024-12-08T20:0${i}:00-06:00`, hits, humanHits: hits, pageViews: 0, errors5xx: 0 }));
const one: Analysis = {
  ...fullAnalysis(),
  difusor: "Diario <b>Uno</b>",
  traffic: { ...fullAnalysis().traffic, series: { stepSeconds: 60, points } },
};
const two: Analysis = { ...one, difusor: "Radio Dos", traffic: { ...one.traffic, visits: 1 } };
const folders = [memoriaFolder("uno", one), memoriaFolder("dos", two)];
const receipts = [
  { difusor: "Uno", version: 2, handedInAt: "2024-12-14T12:00:00-06:00", isLate: false, state: "aceptada" },
  { difusor: null, version: 1, handedInAt: "2024-12-16T01:00:00-06:00", isLate: true, state: "entregada" },
];
const write = (name: string, value: unknown): string => {
  writeFileSync(path.join(folder, name), typeof value === "string" ? value : JSON.stringify(value));
  return path.join(folder, name);
};

describe("memoria election", () => {
  it("adds up what its memorias say, tells who handed in and when, and is the same bytes twice", () => {
    const words = ["election", ...folders, "--receipts", write("acuses.json", receipts), "--generated-at", "2024-12-20T12:00:00-06:00"];
    for (const out of ["a", "b"]) expect(memoria([...words, "--out", out], folder)).toMatchObject({ code: 0, err: "" });
    const page = readFileSync(path.join(folder, "a/eleccion.html"), "utf8");
    expect(page).toContain((one.traffic.visits + 1).toLocaleString("es-MX"));
    expect(page).toContain((one.incidents.length * 2).toLocaleString("es-MX"));
    expect(page).toContain("Uno");
    expect(page).toContain("Radio Dos");
    expect(page).toContain("16/12/2024 01:00");
    expect(page.match(/Fuera del plazo/g)).toHaveLength(1);
    expect(page).toContain("1 fuera del plazo");
    // One table a period, where each difusor stands once, with its sources beside it.
    const periods = new Set(one.availability.results.map(({ period }) => period));
    const tables = [...page.matchAll(/<caption id="tabla-disponibilidad-[\s\S]*?<\/table>/g)].map(([table]) => table);
    expect(tables).toHaveLength(periods.size);
    for (const table of tables) expect([table.match(/Radio Dos/g)?.length, table.match(/<th scope="col"/g)?.length]).toEqual([1, 7]);
    // Both had the same minutes: together twice those of one.
    expect(page).toMatch(/Total<[\s\S]{0,700}?>100\.00 %<[\s\S]{0,700}?>08\/12\/2024 20:01<[\s\S]{0,100}?>18</);
    expect(page.match(/>50\.00 %</g)).toHaveLength(2);
    for (const name of ["eleccion.html", "eleccion.pdf"])
      expect(readFileSync(path.join(folder, "a", name)).equals(readFileSync(path.join(folder, "b", name)))).toBe(true);
  });

  it("names those that have not handed in, and of how many it is", () => {
    const missing = write("faltan.json", [{ difusor: "Tele <i>Tres</i>", isOverdue: true }, { difusor: "Canal Cuatro" }]);
    expect(memoria(["election", ...folders, "--missing", missing, "--out", "m"], folder)).toMatchObject({ code: 0, err: "" });
    const page = readFileSync(path.join(folder, "m/eleccion.html"), "utf8");
    expect(page).toContain("2 de 4 memorias técnicas entregadas");
    expect(page).toContain("Tele &lt;i&gt;Tres&lt;/i&gt;");
    expect(page.match(/No ha entregado/g)).toHaveLength(2);
    expect(page.match(/Plazo vencido/g)).toHaveLength(1);
    const refused = memoria(["election", ...folders, "--missing", write("faltan-mal.json", [{ difusor: "" }]), "--out", "m2"], folder);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("/0/difusor") });
  });

  it("says what it does not know, and shows foreign names as text", () => {
    expect(memoria(["election", ...folders, "--out", "c"], folder).code).toBe(0);
    const page = readFileSync(path.join(folder, "c/eleccion.html"), "utf8");
    expect(page).toContain("No consta");
    // Nobody told who was late: that is not none.
    expect(page).toContain("no consta cuántas fuera del plazo");
    expect(page).not.toContain("0 fuera del plazo");
    expect(page).not.toContain("<b>Uno</b>");
  });

  it("refuses receipts that do not fit, folders that are none and files that are no analysis", () => {
    const refused = (...words: string[]): string => {
      const { code, err } = memoria(["election", ...words, "--out", "d"], folder);
      expect(code).toBe(2);
      return err;
    };
    expect(refused(...folders, "--receipts", write("corto.json", receipts.slice(1)))).toContain("una entrada por carpeta (2)");
    expect(refused(...folders, "--receipts", write("malo.json", [{ handedInAt: "ayer" }, {}]))).toContain("/0/handedInAt");
    expect(refused("no-existe")).toContain("no-existe");
    expect(refused(memoriaFolder("roto", { ...one, incidents: 3 } as unknown as Analysis))).toContain("/incidents");
    expect(refused()).not.toBe("");
  });
});

describe("memoria compare --format", () => {
  it("writes the figures under the names that were given", async () => {
    const words = ["compare", ...folders, "--label", "=Uno", "--label", "Dos", "--out", "tablas"];
    expect(memoria([...words, "--format", "csv"], folder).code).toBe(0);
    const rows = readFileSync(path.join(folder, "tablas/elecciones.csv"), "utf8").trim().split("\r\n");
    expect(rows[1]).toMatch(/^'=Uno,/);
    expect(rows[1]).toContain(`,${one.traffic.visits},`);
    expect(rows[2]).toMatch(/^Dos,/);
    const causes = readFileSync(path.join(folder, "tablas/incidencias.csv"), "utf8").trim().split("\r\n").slice(1);
    const counted = causes.filter((row) => row.startsWith("Dos,")).reduce((sum, row) => sum + Number(row.split(",")[2]), 0);
    expect(counted).toBe(two.incidents.length);
    expect(memoria([...words, "--format", "pdf"], folder).code).toBe(0);
    const printed = await pdfText(readFileSync(path.join(folder, "tablas/comparacion.pdf")));
    // Of many difusores, the cover names none.
    expect(printed).toMatch(/^Comparación de elecciones\sTráfico, disponibilidad y tamaño estimado de la siguiente\sSe comparan /);
  });

  it("refuses a format that is none, and names that are too few or twice", () => {
    expect(memoria(["compare", ...folders, "--format", "doc"], folder).code).toBe(2);
    expect(memoria(["compare", ...folders, "--label", "uno"], folder).code).toBe(2);
    expect(memoria(["compare", ...folders, "--label", "x", "--label", "x"], folder).code).toBe(2);
  });
});
