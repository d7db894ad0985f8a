// A chart is the same drawing wherever and whenever it is made: in any zone, any language, and as it was when it was last looked at.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { renderCharts } from "../../../report/charts/render.ts";
import { memoriaOf } from "../built.ts";
import { fullAnalysis } from "../fixture-analysis.ts";

const root = path.resolve(import.meta.dirname, "../../..");
/** Too large to be read by anybody, and drawn from packages of fixed versions. */
const HASHED = new Set(["grafica-paises", "grafica-estados", "grafica-demanda"]);

async function drawings(): Promise<[string, string][]> {
  const found = await renderCharts(memoriaOf(fullAnalysis(), "iem-irimbo-2024"));
  return [...found].map(([id, { svg }]) => [id, svg]);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The hashes that another process finds under another zone and language. */
function hashesElsewhere(env: Record<string, string>): unknown {
  const program = `
    import { createHash } from "node:crypto";
    const { renderCharts } = await import("./report/charts/render.ts");
    const { memoriaOf } = await import("./test/report/built.ts");
    const { fullAnalysis } = await import("./test/report/fixture-analysis.ts");
    const found = await renderCharts(memoriaOf(fullAnalysis(), "iem-irimbo-2024"));
    const hashes = [...found].map(([id, { svg }]) => [id, createHash("sha256").update(svg).digest("hex")]);
    process.stdout.write(JSON.stringify(hashes));`;
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", program];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: "utf8", env: { ...process.env, ...env } }));
}

describe("the drawings of an election night", () => {
  test("have the same bytes in Auckland, in Turkish", async () => {
    const here = (await drawings()).map(([id, svg]) => [id, hash(svg)]);
    expect(hashesElsewhere({ TZ: "Pacific/Auckland", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" })).toEqual(here);
  });

  test("are those that were looked at", async () => {
    const found = await drawings();
    for (const [id, svg] of found.filter(([id]) => !HASHED.has(id))) {
      // A tag a line, so that a difference can be read.
      await expect(`${svg.replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot(path.join(root, "test/golden/charts", `${id}.svg`));
    }
    const hashes = found.filter(([id]) => HASHED.has(id)).map(([id, svg]) => `${id} ${hash(svg)}`);
    await expect(`${hashes.join("\n")}\n`).toMatchFileSnapshot(path.join(root, "test/golden/charts/hashes.txt"));
  });
});
