// Warnings about what was handed in: mixed formats, sampled data, damaged files, agents that nobody recorded.
import { describe, expect, it } from "vitest";
import { type Analysis, inputWarnings } from "../../analysis/index.ts";
import type { FileRecord } from "../../ingest/index.ts";
import { analysisOf, line } from "../support/hand-made.ts";
import { withIngested } from "../support/ingest-fixture.ts";

const combined = (count: number): string =>
  Array.from({ length: count }, (_, i) => line({ at: `20:00:${String(i).padStart(2, "0")}` })).join("");
const common = (count: number): string => combined(count).replace(/ "-" "[^"]*"\n/g, "\n");
const textOf = (analysis: Analysis, code: string): string | undefined => analysis.warnings.find((warning) => warning.code === code)?.text;

describe("warnings", () => {
  it("name a file of two formats, and both formats", async () => {
    const hosts = combined(20).replace(/^/gm, "prep.mx:443 ").slice(0, -"prep.mx:443 ".length);
    await withIngested(
      [
        { name: "mixta.log", content: combined(40) + hosts },
        { name: "sola.log", content: combined(3) },
      ],
      async (fixture) => {
        const [warning, ...others] = inputWarnings(fixture.files());
        expect(others).toEqual([]);
        expect(warning?.code).toBe("mixed-formats");
        expect(warning?.text).toContain("1 archivo mezcla dos formatos");
        expect(warning?.text).toContain("mixta.log (combined, con líneas de vhost_combined)");
        expect((await fixture.analysis()).warnings).toContainEqual(warning);
      },
    );
  });

  it("say what share of the requests has no agent, whatever the format is called", async () => {
    expect(textOf(await analysisOf([{ content: common(30) }]), "no-agent")).toMatch(/^El 100/);
    expect(textOf(await analysisOf([{ content: common(15) }, { content: combined(45), source: "b" }]), "no-agent")).toMatch(/^El 25/);
    expect(textOf(await analysisOf([{ content: combined(60) }]), "no-agent")).toBeUndefined();
  });

  it("tell sources that hold the same hits, as a copy in another folder does, and not two servers of one night", async () => {
    const hits = (from: number, count: number, server = 0): string =>
      Array.from({ length: count }, (_, i) =>
        line({ address: `187.1.${server}.${((from + i) % 50) + 1}`, at: `20:${String((from + i) % 60).padStart(2, "0")}:00` }),
      ).join("");
    const copied = await analysisOf([
      { content: hits(0, 60), source: "web" },
      { content: hits(30, 30) + hits(0, 60, 1), source: "respaldo" },
    ]);
    expect(copied.traffic.hits).toBe(150);
    expect(textOf(copied, "sources-share-hits")).toContain("respaldo y web (50.0 % de las de la menor). Cuentan en las dos.");
    const apart = await analysisOf([
      { content: hits(0, 60), source: "web" },
      { content: hits(0, 60, 1), source: "otra" },
    ]);
    expect(textOf(apart, "sources-share-hits")).toBeUndefined();
    const behind = await analysisOf([
      { content: hits(0, 60), source: "cdn" },
      { content: hits(0, 60) + hits(0, 9, 1), source: "web", role: "origin" },
    ]);
    expect(textOf(behind, "sources-share-hits")).toBeUndefined();
  });

  it("tell proxies that nobody named, and sizes that were not recorded", async () => {
    const behind = [1, 2, 3].map(
      (i) =>
        `203.0.113.${i} 10.0.0.5 - - [08/Dec/2024:20:00:0${i} -0600] "GET / HTTP/1.1" 200 ${i === 3 ? "-" : 7} "-" "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"\n`,
    );
    const unnamed = await analysisOf([{ content: behind.join("") }]);
    expect(unnamed.traffic.uniqueVisitors).toBe(1);
    expect(textOf(unnamed, "proxies-unnamed")).toMatch(
      /^3 solicitudes traen X-Forwarded-For y llegan de 1 dirección,.*declararlos como de confianza/,
    );
    expect(textOf(unnamed, "bytes-partial")).toMatch(/^1 solicitud atendida no registra/);
    const named = await analysisOf([{ content: behind.slice(0, 2).join("") }], { rules: { trustedProxies: ["10.0.0.0/8"] } });
    expect(named.traffic.uniqueVisitors).toBe(2);
    expect([textOf(named, "proxies-unnamed"), textOf(named, "bytes-partial")]).toEqual([undefined, undefined]);
  });

  it("count sampled requests and name damaged files with the byte", async () => {
    await withIngested([{ name: "a.log", content: combined(5) }], async (fixture) => {
      const [file] = fixture.files();
      const changed = (changes: Partial<FileRecord>): FileRecord => ({ ...(file as FileRecord), ...changes });
      expect(inputWarnings([changed({ sampledLines: 3 }), changed({ sampledLines: 1 })])).toEqual([
        { code: "sampled-data", text: expect.stringMatching(/^4 solicitudes vienen de datos muestreados/) },
      ]);
      const damaged = Array.from({ length: 7 }, (_, i) => changed({ name: `d${i}.gz`, damageOffset: 1000 * (i + 1) }));
      expect(inputWarnings(damaged)).toEqual([
        {
          code: "damaged-input",
          text: expect.stringMatching(/^7 archivos estaban dañados.*d0\.gz \(byte 1,000\).*d4\.gz \(byte 5,000\) y 2 más\.$/),
        },
      ]);
      expect(inputWarnings([changed({})])).toEqual([]);
    });
  });
});
