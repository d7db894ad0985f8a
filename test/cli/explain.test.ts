// memoria analyze --explain: from the command line, in both languages, as JSON, and for a key that there is not.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { line } from "../support/hand-made.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const analyse = (...args: string[]) => memoria(["analyze", "--data", "almacen", "--delivery", "d", ...args], folder);

beforeAll(() => {
  const views = ["20:00:00", "20:10:00", "21:00:00"].map((at) => line({ at, request: `GET /a?u=\u001b[2J HTTP/1.1` }));
  writeFileSync(path.join(folder, "access.log"), views.join(""));
  expect(memoria(["ingest", "access.log", "--data", "almacen", "--delivery", "d", "--progress", "none"], folder).code).toBe(0);
});

describe("a figure", () => {
  it("is told with its definition, its query and the bytes that it comes from", () => {
    const { code, out } = analyse("--explain", "traffic.visits");
    expect(code).toBe(0);
    expect(out).toMatch(/^traffic\.visits = 2\n/);
    for (const part of [
      "Visita. Páginas vistas de un mismo visitante",
      "FROM visits WHERE start_second",
      "CREATE TEMP TABLE page_views",
      "con $gap_seconds = 1800",
    ]) {
      expect(out).toContain(part);
    }
    expect(out).toMatch(/"sha256": "[0-9a-f]{64}"/);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(analyse("--explain", "traffic.visits", "--lang", "en").out).toContain("Query, as it ran");
  });

  it("is the same as JSON, and of a log that is not kept", () => {
    const kept = JSON.parse(analyse("--explain", "traffic.pageViews", "--json").out) as Record<string, unknown>;
    expect(kept).toMatchObject({ key: "traffic.pageViews", value: 3, definitions: [{ id: "page-view", term: "Página vista" }] });
    const { code, out } = memoria(["analyze", "access.log", "--progress", "none", "--explain", "traffic.pageViews", "--json"], folder);
    expect(code).toBe(0);
    const once = JSON.parse(out) as Record<string, unknown>;
    expect({ value: once["value"], period: once["period"], definitions: once["definitions"], queries: once["queries"] }).toEqual({
      value: kept["value"],
      period: kept["period"],
      definitions: kept["definitions"],
      queries: kept["queries"],
    });
  });

  it("that counts nothing is told so", () => {
    expect(analyse("--explain", "ledger.lines.read").out).toContain("Consulta: ninguna");
  });
});

it("a key that there is not is refused in one line that names the nearest", () => {
  const { code, err, out } = analyse("--explain", "trafic.visits\u001b[31m");
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err.trimEnd().split("\n")).toHaveLength(1);
  expect(err).toContain("traffic.visits");
  expect(err).not.toContain("\u001b");
});
