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
