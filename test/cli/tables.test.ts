// Incidents and monitors by the command line: every bad row told, nothing left out in silence, and the monitor as a source of availability.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(path.join(folder, name), content);
  return name;
};
const log = file(
  "access.log",
  Array.from({ length: 60 }, (_, minute) => {
    const at = `08/Dec/2024:20:${String(minute).padStart(2, "0")}:00 -0600`;
    return `187.188.10.20 - - [${at}] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"\n`;
  }).join(""),
);
const analyze = (...args: string[]) => memoria(["analyze", log, "--json", "--progress", "none", ...args], folder);
const header = "inicio,fin,tipo,descripcion,efecto\n";
const good = "2024-12-08 20:10,2024-12-08 20:12,otro,x,caida\n";
/** Checks of the hour, down from 20:10 to 20:14. */
const monitor = file(
  "monitor.csv",
  `timestamp,up\n${Array.from({ length: 60 }, (_, minute) => `2024-12-08 20:${String(minute).padStart(2, "0")},${minute >= 10 && minute < 14 ? "no" : "sí"}\n`).join("")}`,
);

describe("incidents", () => {
  it("one of more than the allowance never reads as the allowance", () => {
    const list = file("borde.csv", `${header}2024-12-08 20:10,2024-12-08 20:10:26,otro,x,caida\n`);
    const call = ["--convocatoria", "iem-irimbo-2024", "--window-end", "2024-12-09T03:06"];
    const { out } = memoria(["analyze", log, "--progress", "none", ...call, "--incidents", list], folder);
    expect(out).toMatch(/declarada por el difusor\s+99\.89 %\s+26 s\s+25\.56 s/);
  });

  it.each([
    [3, 3, ""],
    [31, 20, "20"],
  ])("tells each of %d bad rows, up to 20, and refuses the file", (rows, told, shown) => {
    const bad = file("malas.csv", `${header}${good}${"ayer,,otro,x,caida\n".repeat(rows)}`);
    const { code, out, err } = analyze("--incidents", bad);
    expect([code, out]).toEqual([2, ""]);
    const lines = err.trimEnd().split("\n");
    expect(lines).toHaveLength(told + 1);
    expect(lines.slice(0, told).map((line) => /renglón (\d+), columna "inicio".*"ayer"/.exec(line)?.[1])).toEqual(
      Array.from({ length: told }, (_, index) => String(index + 3)),
    );
    expect(lines.at(-1)).toContain(`${rows} renglones de "malas.csv"`);
    expect(lines.at(-1)).toContain(shown);
  });

  it("tells them in English when asked to", () => {
    const { err } = analyze("--incidents", file("two.csv", `${header}${"ayer,,otro,x,caida\n".repeat(2)}`), "--lang", "en");
    expect(err).toMatch(/row 2, column "inicio".*\n.*row 3.*\n.*2 rows of "two\.csv" cannot be read\./);
  });

  it("refuses a file in month/day/year order with what to do", () => {
    const { code, err } = analyze(
      "--incidents",
      file("us.csv", `${header}12/08/2024 20:00,,otro,x,caida\n12/25/2024 20:00,,otro,x,caida\n`),
    );
    expect(code).toBe(2);
    expect(err).toMatch(/^memoria: .*renglón 3.*12\/25\/2024.*mes\/día\/año.*2024-12-25T20:00\.\n$/);
  });
});

describe("--monitor", () => {
  it("gives availability of its own in the memoria, with its outages, and says how local times were read", () => {
    const args = ["--monitor", monitor, "--incidents", file("una.csv", `${header}${good}`), "--out", "salida", "--progress", "none"];
    const { code, out, err } = memoria(["report", log, ...args], folder);
    expect(code).toBe(0);
    expect(out).toContain("medida por monitor");
    expect(err).toContain("monitor.csv: las horas no traen desfase y se leyeron en la zona America/Mexico_City");
    const { availability } = JSON.parse(readFileSync(path.join(folder, "salida", "analysis.json"), "utf8")) as Analysis;
    const [row] = availability.results.filter(({ source, period }) => source === "monitor" && period === "custom");
    // The period ends with the last hit, a second after 20:59.
    expect(row).toMatchObject({ seconds: 3541, downSeconds: 240, unknownSeconds: 0, coverage: 1, logSource: null });
    expect(availability.outages.filter(({ source }) => source === "monitor")).toEqual([
      { source: "monitor", start: "2024-12-08T20:10:00-06:00", end: "2024-12-08T20:14:00-06:00", seconds: 240, incidentId: null },
    ]);
    expect(availability.monitors).toEqual([
      { name: "monitor.csv", product: "CSV", checks: 60, firstAt: "2024-12-08T20:00:00-06:00", lastAt: "2024-12-08T20:59:00-06:00" },
    ]);
  });

  it("is repeatable, and one monitor that sees the service up is enough", () => {
    const up = file("otro.csv", "timestamp,up,name\n2024-12-08T20:11:00-06:00,1,Guadalajara\n2024-12-08T20:12:00-06:00,0,Guadalajara\n");
    const { availability } = JSON.parse(analyze("--monitor", monitor, "--monitor", up).out) as Analysis;
    const rows = availability.results.filter(({ source, period }) => source === "monitor" && period === "custom");
    expect(rows.map(({ logSource, downSeconds }) => [logSource, downSeconds])).toEqual([
      [null, 180],
      ["Guadalajara", 300],
      ["monitor.csv", 240],
    ]);
  });

  it("refuses a file of no known product before the logs are read", () => {
    const { code, err } = analyze("--monitor", file("raro.csv", "fecha,valor\n1,2\n"));
    expect(code).toBe(2);
    expect(err).toMatch(/raro\.csv.*fecha, valor.*Uptime Kuma, UptimeRobot, Pingdom, Gatus.*timestamp y up/);
  });
});
