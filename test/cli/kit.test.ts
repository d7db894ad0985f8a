// memoria kit: the folder of a call, whole or not at all; templates that somebody filled in stay.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const names = [
  "LEAME.md",
  "calendario.ics",
  "iis-y-cdn.md",
  "incidencias.csv",
  "incidencias.xlsx",
  "lista-de-control.html",
  "lista-de-control.md",
  "memoria-apache.conf",
  "memoria-nginx-json.conf",
  "memoria-nginx.conf",
  "monitor.csv",
  "monitores.md",
];
const at = ["--generated-at", "2024-12-01T06:00"];

test("writes every file, the same bytes each time, and names each format with its document", () => {
  const first = memoria(["kit", "iem-irimbo-2024", "--out", "uno", ...at], folder);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(readdirSync(path.join(folder, "uno")).sort()).toEqual(names);
  expect(first.out.match(/^Escrito: /gm)).toHaveLength(names.length);
  memoria(["kit", "iem-irimbo-2024", "--out", "dos", ...at], folder);
  for (const name of names) {
    expect(readFileSync(path.join(folder, "uno", name)).equals(readFileSync(path.join(folder, "dos", name))), name).toBe(true);
  }
  const page = readFileSync(path.join(folder, "uno", "iis-y-cdn.md"), "utf8");
  for (const name of page.match(/Formato en Memoria: `(\w+)`/g) ?? []) expect(page).toContain(name);
  expect(readFileSync(path.join(folder, "uno", "lista-de-control.html"), "utf8")).toContain("1 de diciembre de 2024");
});

test("run again it writes the rest and keeps the templates, which people fill in; what others left stays", () => {
  const out = path.join(folder, "tres");
  memoria(["kit", "iem-irimbo-2024", "--out", "tres", ...at], folder);
  writeFileSync(path.join(out, "incidencias.csv"), "lo mío\n");
  writeFileSync(path.join(out, "LEAME.md"), "viejo\n");
  mkdirSync(path.join(out, "anexos"));
  writeFileSync(path.join(out, "anexos", "por-hora.csv"), "ajeno\n");
  const again = memoria(["kit", "ieem-edomex-2021", "--out", "tres", ...at], folder);
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/^Ya estaba y se conserva: .*incidencias\.csv$/m);
  expect(readFileSync(path.join(out, "incidencias.csv"), "utf8")).toBe("lo mío\n");
  expect(readFileSync(path.join(out, "LEAME.md"), "utf8")).toContain("ieem-edomex-2021");
  expect(readFileSync(path.join(out, "anexos", "por-hora.csv"), "utf8")).toBe("ajeno\n");
});

test("a version and a file of the caller's work too", () => {
  const profile = path.join(import.meta.dirname, "..", "..", "analysis", "convocatorias", "iem-irimbo-2024.json");
  copyFileSync(profile, path.join(folder, "propia.json"));
  expect(memoria(["kit", "propia.json@modificada", "--out", "cuatro"], folder).code).toBe(0);
  expect(readFileSync(path.join(folder, "cuatro", "lista-de-control.md"), "utf8")).toContain(
    "8 de diciembre de 2024, 19:00 h: **Inicio de la publicación.**",
  );
  expect(readFileSync(path.join(folder, "cuatro", "LEAME.md"), "utf8")).toContain("--convocatoria propia.json@modificada ");
  expect(existsSync(path.join(folder, "cuatro", "anexos"))).toBe(false);
});

test("mistakes are told in one line, and leave nothing", () => {
  expect(memoria(["kit"], folder)).toMatchObject({ code: 2, err: expect.stringContaining("kit ID") });
  expect(memoria(["kit", "nada"], folder)).toMatchObject({ code: 2, err: expect.stringContaining("iem-irimbo-2024") });
  expect(memoria(["kit", "iem-irimbo-2024", "otra"], folder).code).toBe(2);
  expect(memoria(["kit", "falta.json"], folder)).toMatchObject({ code: 2, err: expect.stringContaining("falta.json") });
  writeFileSync(path.join(folder, "archivo"), "x");
  expect(memoria(["kit", "iem-irimbo-2024", "--out", "archivo"], folder)).toMatchObject({
    code: 2,
    err: expect.stringContaining("archivo"),
  });
  expect(existsSync(path.join(folder, "kit"))).toBe(false);
  mkdirSync(path.join(folder, "cerrada"));
  mkdirSync(path.join(folder, "cerrada", "calendario.ics"));
  chmodSync(path.join(folder, "cerrada"), 0o755);
  expect(memoria(["kit", "iem-irimbo-2024", "--out", "cerrada"], folder).code).toBe(2);
  expect(readdirSync(path.join(folder, "cerrada"))).toEqual(["calendario.ics"]);
});
