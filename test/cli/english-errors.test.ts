// What is wrong, told in English from the command line: no Spanish in it, but for what the user wrote and names of files, columns and values.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isSpanish } from "../support/spanish-details.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(path.join(folder, name), content);
  return name;
};
const folderWith = (name: string, inside: string, content: string): string => {
  mkdirSync(path.join(folder, name));
  file(path.join(name, inside), content);
  return name;
};
const log = file("good.log", '187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0"\n');
const header = "inicio,fin,duracion,tipo,descripcion,efecto,peso\n";
const night = "2024-12-08 20:10";

/** Each row bad in its own way, and what is said of it. */
const rows: [row: string, told: string][] = [
  ["ayer,,,otro,x,caida,", "expected a date and time like 2024-12-08T20:00, "],
  ["2024-12-08,,,otro,x,caida,", "expected the hour too, for example 2024-12-08T20:00."],
  [`${night},2024-12-08 20:00,,otro,x,caida,`, "expected an end that is not before the start."],
  [`${night},2024-12-08 20:20,00:05,otro,x,caida,`, "expected a duration equal to end minus start (600 s), or only one of the two."],
  [`${night},,,nada,x,caida,`, "expected one of: interrupcion, falla-pagina, "],
  [`${night},,,otro,,caida,`, "expected a value: the column is required."],
  [`${night},,,otro,x,caida,2`, "expected a number from 0 to 1, for example 0.5."],
  [`${night},,,otro,x,caida,1,y,z`, 'column "(column 8)": found "y | z", expected 7 columns like the heading; '],
  [`${night},,,otro,"x,caida,1`, 'column "(row)": '],
];
const badRows = file("rows.csv", header + rows.map(([row]) => `${row}\n`).join(""));

const convocatoria = (value: unknown): string => file("call.json", JSON.stringify(value));
const source = { document: "x" };

/** What is run, and what is said. */
const cases: [name: string, args: () => string[], told: string | RegExp][] = [
  ["a line of no known format", () => ["analyze", file("odd.log", "[Sun Dec 08 20:00:01 2024] [error] x\n".repeat(3))], / should be .*a/],
  [
    "a line that lacks its zone",
    () => ["analyze", file("h.log", haproxy)],
    "should be a time with its zone; if the server does not write it",
  ],
  [
    "a JSON log without its time",
    () => ["analyze", file("j.log", '{"status":200,"client_ip":"10.0.0.1"}\n')],
    "should be the time of the request",
  ],
  [
    "a W3C log without its list",
    () => ["analyze", file("w.log", "2024-12-08 20:00:00 GET / 200\n")],
    "should be a line #Fields before the rows",
  ],
  ["a format string with an unknown directive", () => ["analyze", log, "--format", "%h %Q %t"], '"%Q" at position 4 is no directive'],
  ["a format string that lacks fields", () => ["formats", log, "--format", "%h %t"], "it does not record: status"],
  ["another format than the line has", () => ["formats", log, "--format", "%h|%t|%>s"], "should be an IP address or a host name"],
  ["an unknown format", () => ["analyze", log, "--format", "none"], 'There is no format "none"'],
  ["a convocatoria that is no JSON", () => ["analyze", log, "--convocatoria", `./${file("cut.json", "{")}`], "expected valid JSON ("],
  [
    "a convocatoria of a wrong type",
    () => ["analyze", log, "--convocatoria", `./${convocatoria([])}`],
    "at /: expected an object, found a list.",
  ],
  [
    "a convocatoria without versions",
    () => ["analyze", log, "--convocatoria", `./${convocatoria({ id: "a", versions: [] })}`],
    "at /versions: expected a list of >=1 entries.",
  ],
  [
    "a convocatoria with a key that nobody knows",
    () => [
      "analyze",
      log,
      "--convocatoria",
      `./${convocatoria({ idd: "a", versions: [{ version: "1", status: "press", source, values: {} }] })}`,
    ],
    'at /id: expected a text, found nothing; the key "idd" is not known.',
  ],
  [
    "texts before a heading",
    () => ["report", log, "--texts", file("t.md", "x\n")],
    'at line 1: expected one of the headings "# registro", "# analisis"',
  ],
  [
    "a section twice",
    () => ["report", log, "--texts", file("u.md", "# analisis\nx\n# analisis\n")],
    'at line 3: expected a single section "# analisis".',
  ],
  [
    "an address of the registration that is none",
    () => ["report", log, "--texts", file("v.md", "# registro\ncorreo: x\n")],
    "at line 2: expected an e-mail address.",
  ],
  [
    "incidents that are no table",
    () => ["analyze", log, "--incidents", file("i.csv", Buffer.alloc(64))],
    "at byte 1 expected a table in CSV, JSON or XLSX",
  ],
  [
    "incidents that are broken JSON",
    () => ["analyze", log, "--incidents", file("i.json", '[\n{"inicio": ]')],
    /at (?:line|the text) .* expected valid JSON\./,
  ],
  [
    "incidents that are no list",
    () => ["analyze", log, "--incidents", file("o.json", "{}")],
    'or an object with "incidencias" or "incidents".',
  ],
  [
    "an average of no known measure",
    () => ["analyze", log, "--baseline-averages", file("a.csv", "medida,promedio_diario\nx,1\n")],
    "expected one of: visits, page views, hits, ",
  ],
  [
    "a monitor's state that is none",
    () => ["analyze", log, "--monitor", file("m.json", '[{"timestamp":"2024-12-08T20:00:00Z","up":[]}]')],
    "expected a text in quotes, a number, or true or false.",
  ],
  ["a time that is none", () => ["analyze", log, "--from", "2024-13-01"], "expected a date and time that exist in the calendar."],
  [
    "a time far from its zone",
    () => ["analyze", log, "--from", "2024-12-08T20:00:00+20:00"],
    "expected an offset between -14:00 and +14:00.",
  ],
  ["an option without its value", () => ["analyze", log, "--from"], "--from VALUE"],
  ["a backup to nowhere", () => ["backup"], "memoria backup --out FILE.tar"],
  [
    "an analysis of another shape",
    () => ["compare", file("b.json", '{"schemaVersion":1,"difusor":2}')],
    "At /difusor: expected a text, found a number.",
  ],
  [
    "a manifest of another shape",
    () => ["verify", folderWith("m", "manifest.json", '{"manifestVersion":1}')],
    "(expected a text, found nothing)",
  ],
  [
    "receipts of another shape",
    () => ["election", "m", "--receipts", file("r.json", '[{"difusor":1}]'), "--out", "o"],
    "At /0/difusor: expected a text, found a number.",
  ],
  ["an analysis that is no JSON", () => ["compare", file("n.json", "x")], "At /: expected a JSON object."],
];
const haproxy = '187.188.10.20:1 [08/Dec/2024:20:00:00.000] prep web/s1 0/0/1/2/3 200 512 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"\n';

describe("told in English", { timeout: 60_000 }, () => {
  it.each(cases)("%s", (_name, args, told) => {
    const { code, err } = memoria([...args(), "--lang", "en"], folder);
    expect(code).toBe(2);
    expect(err).toMatch(typeof told === "string" ? new RegExp(told.replaceAll(/[\\^$.*+?()[\]{}|]/gu, "\\$&"), "u") : told);
    expect(isSpanish(err), err).toBe(false);
  });

  it("every bad row of incidents, and what is wrong in it", () => {
    const { code, err } = memoria(["analyze", log, "--incidents", badRows, "--lang", "en"], folder);
    const lines = err.trimEnd().split("\n");
    expect([code, lines.length]).toEqual([2, rows.length + 1]);
    for (const [index, [, told]] of rows.entries()) expect(lines[index]).toContain(told);
    expect(isSpanish(err), err).toBe(false);
  });

  it("notes of a table that is read otherwise than as written", () => {
    const table = file("l.csv", Buffer.from(`inicio,tipo,descripcion,efecto,note,start\n${night},otro,ca\u00edda,caida,x,\n`, "latin1"));
    const { code, err } = memoria(["analyze", log, "--incidents", table, "--progress", "none", "--lang", "en"], folder);
    expect(code).toBe(0);
    expect(err).toContain("l.csv: is not valid UTF-8; it was read as Latin-1 (Windows-1252)");
    expect(err).toContain('column "note": is not known and was not read');
    expect(err).toContain('column "start": repeats another and was not read');
    expect(isSpanish(err), err).toBe(false);
  });

  it("the list of formats", () => {
    const { out } = memoria(["formats", "--lang", "en"], folder);
    expect(out).toContain("Combined Log Format of Apache and nginx");
    expect(isSpanish(out), out).toBe(false);
    const json = memoria(["formats", "--json", "--lang", "en"], folder).out;
    expect(isSpanish(json), json).toBe(false);
  });
});
