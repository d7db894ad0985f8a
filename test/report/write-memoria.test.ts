// Writing the memoria: all files or none, foreign files untouched, failures told as user errors.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { analysisSchema } from "../../analysis/analysis.ts";
import { loadConvocatoria } from "../../analysis/convocatoria.ts";
import { type MemoriaInput, writableOutput, writeMemoria } from "../../report/index.ts";
import { fullAnalysis, minimalAnalysis } from "./fixture-analysis.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "memoria-out-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function input(change: Partial<MemoriaInput> = {}): MemoriaInput {
  return {
    analysis: minimalAnalysis(),
    convocatoria: null,
    texts: { sections: {} },
    rejects: null,
    outDir: join(dir, "memoria"),
    ...change,
  };
}

test("writes every file, and the analysis reads back as it was", async () => {
  const rejects = [{ file: "a.log", line: 1, reason: "no-match", text: "basura" }];
  const analysis = fullAnalysis();
  const { files, pending } = await writeMemoria(input({ analysis, convocatoria: loadConvocatoria("iem-irimbo-2024"), rejects }));
  const names = files.map((file) => file.name);
  expect(pending).toEqual([
    "Reporte de incidencias: De la incidencia 3 falta la hora de término, el impacto en la difusión y las medidas tomadas; lo proporciona el difusor",
    "Análisis y conclusiones: Faltan las conclusiones; las redacta el difusor",
  ]);
  expect(names).toEqual(
    expect.arrayContaining(["memoria.pdf", "memoria.html", "analysis.json", "anexos/por-hora.csv", "anexos/lineas-no-reconocidas.csv"]),
  );
  for (const { name, bytes } of files) expect(readFileSync(join(dir, "memoria", name))).toHaveLength(bytes);
  const json: unknown = JSON.parse(readFileSync(join(dir, "memoria", "analysis.json"), "utf8"));
  expect(analysisSchema.parse(json)).toEqual(analysis);
  expect(readdirSync(dir)).toEqual(["memoria"]);
}, 60_000);

test("is in English when it is asked for so: page, PDF, annexes and objections", async () => {
  const given = input({ convocatoria: loadConvocatoria("iem-irimbo-2024"), language: "en" });
  const { pending, objections } = await writeMemoria(given);
  const read = (name: string): string => readFileSync(join(dir, "memoria", name), "utf8");
  expect(read("memoria.html")).toContain('<html lang="en">');
  expect(readFileSync(join(dir, "memoria", "memoria.pdf"), "latin1")).toContain("/Lang (en)");
  expect(read("anexos/por-hora.csv")).toMatch(/^\uFEFF?start,hits,human_hits,page_views/);
  expect(read("anexos/hallazgos.csv")).toMatch(/^\uFEFF?id,severity,finding/);
  expect([...pending, ...objections.map(({ text }) => text)].join(" ")).toMatch(/is missing; the difusor provides it/);
}, 60_000);

test("keeps what others left, replaces its own, and drops an annex that no longer holds", async () => {
  const out = join(dir, "memoria");
  mkdirSync(join(out, "anexos"), { recursive: true });
  writeFileSync(join(out, "notas.txt"), "mías");
  writeFileSync(join(out, "memoria.html"), "vieja");
  writeFileSync(join(out, "anexos", "lineas-no-reconocidas.csv"), "vieja");
  writeFileSync(join(out, "anexos", "diagrama.png"), "mío");
  await writeMemoria(input());
  expect(readFileSync(join(out, "notas.txt"), "utf8")).toBe("mías");
  expect(readFileSync(join(out, "anexos", "diagrama.png"), "utf8")).toBe("mío");
  expect(readFileSync(join(out, "memoria.html"), "utf8")).toContain("<!DOCTYPE html>");
  expect(readdirSync(join(out, "anexos"))).not.toContain("lineas-no-reconocidas.csv");
  expect(readdirSync(out).filter((name) => name.startsWith("."))).toEqual([]);
});

test("a failure half way leaves everything as it was", async () => {
  const out = join(dir, "memoria");
  mkdirSync(out);
  writeFileSync(join(out, "memoria.pdf"), "vieja");
  async function* broken(): AsyncGenerator<{ file: string; line: number; reason: string; text: string }> {
    yield { file: "a", line: 1, reason: "no-match", text: "x" };
    throw new Error("the disk went away");
  }
  await expect(writeMemoria(input({ rejects: broken() }))).rejects.toThrow("the disk went away");
  expect(readdirSync(out)).toEqual(["memoria.pdf"]);
  expect(readFileSync(join(out, "memoria.pdf"), "utf8")).toBe("vieja");
});

test("whether a place can be written is known without writing there", async () => {
  await writableOutput(join(dir, "a", "b", "c"));
  expect(readdirSync(dir)).toEqual([]);
  writeFileSync(join(dir, "archivo"), "");
  for (const outDir of [join(dir, "archivo"), join(dir, "archivo", "dentro")]) {
    await expect(writableOutput(outDir)).rejects.toMatchObject({ code: "output-not-writable", facts: { dir: outDir } });
  }
});

test("a place that cannot be written is a user error that names it", async () => {
  writeFileSync(join(dir, "archivo"), "");
  const outDir = join(dir, "archivo", "memoria");
  await expect(writeMemoria(input({ outDir }))).rejects.toMatchObject({
    code: "output-not-writable",
    facts: { dir: outDir, reason: "ENOTDIR" },
  });
  mkdirSync(join(dir, "ocupada", "memoria.pdf"), { recursive: true });
  await expect(writeMemoria(input({ outDir: join(dir, "ocupada") }))).rejects.toMatchObject({ code: "output-not-writable" });
  expect(readdirSync(join(dir, "ocupada"))).toEqual(["memoria.pdf"]);
});
