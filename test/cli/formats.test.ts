// memoria formats: what is known, what a file is and why, and the zone of times that have none.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { formats } from "../../ingest/formats/index.ts";
import { line } from "../support/hand-made.ts";
import { memoria, temporaryFolder } from "./run-cli.ts";

const folder = temporaryFolder();
const file = (name: string, content: string): string => {
  writeFileSync(path.join(folder, name), content);
  return name;
};
const seconds = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"));
const combined = file("combinada.log", seconds.map((s) => line({ at: `20:00:${s}` })).join(""));
const haproxy = file(
  "haproxy.log",
  seconds
    .map((s) => `187.188.10.20:1 [08/Dec/2024:20:00:${s}.000] prep web/s1 0/0/1/2/3 200 512 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"\n`)
    .join(""),
);

describe("memoria formats", { timeout: 60_000 }, () => {
  it("lists every format with what defines it", () => {
    const { code, out } = memoria(["formats", "--json"], folder);
    expect([code, JSON.parse(out)]).toEqual([0, formats.map(({ name, description, source }) => ({ name, description, source }))]);
  });

  it("tells the format of a file, those that also read it, and a mixture", () => {
    const [told] = JSON.parse(memoria(["formats", combined, "--json"], folder).out);
    expect(told).toMatchObject({ file: combined, format: "combined", confidence: 1, sampledLines: 60, mixedWith: null });
    expect(told.runnersUp).toContainEqual({ format: "common", score: 1 });
    expect(told.runnersUp.every(({ score }: { score: number }) => score > 0)).toBe(true);
    const mixed = file(
      "mixta.log",
      seconds.map((s) => line({ at: `20:00:${s}` }) + (s < "20" ? `prep.mx:443 ${line({ at: `20:01:${s}` })}` : "")).join(""),
    );
    expect(JSON.parse(memoria(["formats", mixed, "--json"], folder).out)).toMatchObject([
      { mixedWith: { format: "vhost_combined", share: 0.25 } },
    ]);
    expect(memoria(["formats", mixed], folder).out).toMatch(/Formatos mezclados: 25.00 % .* vhost_combined/);
  });

  it("tries the string that is given, and says in what the nearest formats fail", () => {
    expect(memoria(["formats", combined, "--format", '%h %l %u %t "%r" %>s %b'], folder).out).toContain("common (100.00 %");
    const wrong = memoria(["formats", combined, "--format", "%h|%t|%>s"], folder);
    expect(wrong).toMatchObject({ code: 2, out: expect.stringContaining("%h|%t|%>s: entiende 0.00 %") });
    expect(wrong.err).toContain("columna 1");
    const none = memoria(["formats", file("error.log", "[Sun Dec 08 20:00:01 2024] [error] x\n"), "--json"], folder);
    expect([none.code, JSON.parse(none.out)[0].understood.length]).toEqual([2, 3]);
  });
});

describe("--time-zone", { timeout: 60_000 }, () => {
  it("is asked for by formats whose times have none, and moves their hits", () => {
    expect(memoria(["analyze", haproxy], folder)).toMatchObject({ code: 2, err: expect.stringContaining("--time-zone") });
    const firstAt = (zone: string): string =>
      new Date(
        JSON.parse(memoria(["analyze", haproxy, "--json", "--time-zone", zone, "--progress", "none"], folder).out).ledger.files[0].firstAt,
      ).toISOString();
    expect([firstAt("America/Mexico_City"), firstAt("UTC")]).toEqual(["2024-12-09T02:00:00.000Z", "2024-12-08T20:00:00.000Z"]);
    expect(memoria(["ingest", haproxy, "--time-zone", "America/Atlantida", "--data", "almacen"], folder)).toMatchObject({ code: 2 });
  });
});
