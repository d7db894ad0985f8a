// Bad input: exit code 2, one line that names it, and nothing half-written left behind.
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zipOf } from "../support/wrapped.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(path.join(folder, name), content);
  return name;
};
const emptyFolder = (name: string): string => {
  mkdirSync(path.join(folder, name));
  return name;
};
const line = '187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"\n';
const good = file("good.log", line);
const header = "inicio,fin,tipo,descripcion,efecto\n";

/** Every case: what is run, and what the one line must name. */
const cases: [name: string, args: string[], named: RegExp][] = [
  ["a log that is not there", ["nada.log"], /nada\.log/],
  ["an empty file", [file("empty.log", "")], /empty\.log/],
  ["a PNG under a log's name", [file("foto.log", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))], /foto\.log.*PNG/],
  ["bytes of no kind", [file("ruido.log", Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 32)))], /ruido\.log/],
  [
    "an error log",
    [file("error.log", "[Sun Dec 08 20:00:01 2024] [error] [client 1.2.3.4] File does not exist\n".repeat(5))],
    /error\.log.*línea 1/,
  ],
  ["a cut gz", [file("cut.log.gz", gzipSync(line.repeat(5000)).subarray(0, 300))], /cut\.log\.gz/],
  ["a folder without logs", [emptyFolder("vacia")], /vacia/],
  [
    "an incident that ends before it starts",
    [good, "--incidents", file("i.csv", `${header}2024-12-08 21:00,2024-12-08 20:00,otro,x,caida\n`)],
    /i\.csv.*2.*fin/s,
  ],
  ["an incident without its effect", [good, "--incidents", file("e.csv", `${header}2024-12-08 21:00,,otro,x,\n`)], /e\.csv.*efecto/s],
  ["an incident file without a column", [good, "--incidents", file("c.csv", "inicio,fin\n2024-12-08 21:00,\n")], /c\.csv.*tipo/s],
  ["an unknown convocatoria", [good, "--convocatoria", "iem-marte-2030"], /iem-marte-2030/],
  ["an unknown version", [good, "--convocatoria", "iem-irimbo-2024@nunca"], /iem-irimbo-2024@nunca/],
  ["a window that ends before it starts", [good, "--convocatoria", "iem-irimbo-2024", "--window-end", "2024-12-08T19:00"], /window/],
  ["a time that is none", [good, "--from", "ayer"], /"ayer" de --from/],
  ["an unknown zone", [good, "--time-zone", "America/Atlantida"], /America\/Atlantida/],
  ["an unknown format", [good, "--format", "inventado"], /inventado.*combined/],
  ["an unknown option", [good, "--colores"], /--colores/],
  ["an option without its value", [good, "--from"], /--from/],
  ["a network that is none", [good, "--internal", "300.1.1.1"], /300\.1\.1\.1/],
  ["a memory size that is none", [good, "--memory", "mucho"], /mucho/],
  ["texts under an unknown heading", [good, "--texts", file("t.md", "# poesia\nhola\n")], /t\.md/],
  ["no log at all", [], /BITÁCORA|bitácora/i],
];

describe("memoria report refuses", () => {
  it.each(cases)("%s", (_name, args, named) => {
    const out = path.join(folder, "salida");
    const result = memoria(["report", ...args, "--out", out, "--progress", "none"], folder);
    expect(result.err.trimEnd().split("\n")).toHaveLength(1);
    expect(result.err).toMatch(named);
    expect(result.err).not.toMatch(/at .*\.ts:|Error:|undefined|\[object/);
    expect(result.code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  it("an output folder that is a file", () => {
    const out = file("salida-es-archivo", "x");
    const result = memoria(["report", good, "--out", out, "--progress", "none"], folder);
    expect(result).toMatchObject({ code: 2, out: "" });
    expect(result.err).toMatch(/salida-es-archivo/);
  });

  it.runIf(process.getuid?.() !== 0)("an output folder that cannot be written", () => {
    const locked = path.join(folder, "cerrada");
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    const result = memoria(["report", good, "--out", path.join(locked, "m"), "--progress", "none"], folder);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/cerrada/);
  });

  it("and leaves what was in the output folder as it was", () => {
    const out = path.join(folder, "anterior");
    mkdirSync(out);
    writeFileSync(path.join(out, "memoria.pdf"), "la de ayer");
    const result = memoria(["report", "nada.log", "--out", out], folder);
    expect(result.code).toBe(2);
    expect(readdirSync(out)).toEqual(["memoria.pdf"]);
  });

  it("in English when asked to", () => {
    const result = memoria(["report", "nada.log", "--lang", "en"], folder);
    expect(result.code).toBe(2);
    expect(result.err).toMatch(/nada\.log/);
    expect(result.err).not.toMatch(/archivo|Conviene/);
  });
});

it("an unknown command is named", () => {
  expect(memoria(["reporte"], folder)).toMatchObject({ code: 2, err: expect.stringContaining("reporte") });
});

it("what was read up to its damage is read again up to there, in another format", () => {
  const cut = file("otra.log.gz", gzipSync(line.repeat(5000)).subarray(0, 300));
  const store = ["--data", "almacen", "--progress", "none"];
  expect(memoria(["ingest", cut, ...store], folder).code).toBe(2);
  const before = JSON.parse(memoria(["ingest", cut, ...store, "--accept-damaged", "--json"], folder).out);
  const [first] = before.files;
  const again = memoria(["reparse", first.id, ...store, "--format", "common", "--json"], folder);
  expect([again.code, again.err]).toEqual([0, ""]);
  const { files, lines } = JSON.parse(again.out);
  expect(files).toMatchObject([{ sha256: first.sha256, format: "common" }]);
  expect(lines.read).toBe(before.lines.read);
});

it("an archive that holds more than logs is read without what is named, and told in both languages", () => {
  const zip = file(
    "todo.zip",
    zipOf([
      { name: "a.log", content: line },
      { name: "x/notas.txt", content: "notas de la noche\n" },
    ]),
  );
  const refused = memoria(["ingest", zip, "--data", "z", "--progress", "none"], folder);
  expect(refused.code).toBe(2);
  expect(refused.err.trim().split("\n")).toHaveLength(1);
  const [, pattern = ""] = /--leave-out '([^']+)'$/.exec(refused.err.trim()) ?? [];
  const done = memoria(["ingest", zip, "--data", "z", "--progress", "none", "--leave-out", pattern], folder);
  expect([done.code, done.err]).toEqual([0, ""]);
  expect(done.out).toContain("no se leyó: todo.zip/x/notas.txt (18 bytes): se indicó dejarlo fuera");
  expect(memoria(["ledger", "--data", "z", "--lang", "en"], folder).out).toContain(
    "not read: todo.zip/x/notas.txt (18 bytes): left out on request",
  );
  expect(memoria(["formats", zip, "--leave-out", "notas.txt"], folder).out).toMatch(/^todo\.zip\/a\.log: combined/);
  // In a folder it is as if it were not there.
  const logs = path.join(folder, "carpeta");
  mkdirSync(logs);
  for (const name of ["a.log", "notas.txt", "Thumbs.db", "desktop.ini"])
    writeFileSync(path.join(logs, name), name === "a.log" ? line : "x y z\n");
  expect(memoria(["ingest", "carpeta", "--data", "c", "--progress", "none"], folder).err).toContain("carpeta/notas.txt");
  expect(memoria(["ingest", "carpeta", "--data", "c", "--progress", "none", "--leave-out", "*.txt"], folder).code).toBe(0);
});
