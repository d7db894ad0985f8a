// A lasting store with generated logs of two sources, analysed afresh or by what is kept, for the tests of both.
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Analysis, keptPlace, loadConvocatoria } from "../../analysis/index.ts";
import type { KeptPlace } from "../../analysis/kept-place.ts";
import { Database } from "../../ingest/index.ts";
import { generateSample } from "../../samples/index.ts";
import { type AnalysisChanges, IngestFixture } from "./ingest-fixture.ts";

export const windowed: AnalysisChanges = {
  convocatoria: loadConvocatoria("iem-irimbo-2024"),
  overrides: { windowEnd: Date.parse("2024-12-10T00:00:00-06:00") / 1000 },
};

export class KeptFixture {
  readonly logs: IngestFixture;

  private constructor(logs: IngestFixture) {
    this.logs = logs;
  }

  /** Two files that overlap, and one of another source. */
  static async open({ seed = 1, lines = 1500 } = {}): Promise<KeptFixture> {
    const folder = await mkdtemp(path.join(tmpdir(), "memoria-kept-"));
    try {
      await generateSample({ lines, seed, scenario: "outage", outDir: folder });
      const text = await readFile(path.join(folder, "access.log"), "utf8");
      const rows = text.split("\n");
      const half = Math.floor(rows.length / 2);
      const part = (from: number, to: number) => ({ content: `${rows.slice(from, to).join("\n")}\n` });
      const logs = await IngestFixture.open({ lasting: true });
      await logs.add([part(0, half + 100), part(half - 100, rows.length), { ...part(half, half + 300), source: "b" }]);
      return new KeptFixture(logs);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** The same in a store of its own, which may be changed. */
  async copy(): Promise<KeptFixture> {
    const directory = await mkdtemp(path.join(tmpdir(), "memoria-kept-"));
    await cp(this.logs.store.directory, directory, { recursive: true });
    return new KeptFixture(await IngestFixture.over(directory, "prueba"));
  }

  get place(): KeptPlace {
    const place = keptPlace(this.logs.store, "prueba");
    if (!place) throw new Error("the store of the fixture is a lasting one");
    return place;
  }

  fresh(changes: AnalysisChanges = windowed): Promise<Analysis> {
    return this.logs.analysis({ ...changes, place: null });
  }

  kept(changes: AnalysisChanges = windowed): Promise<Analysis> {
    return this.logs.analysis({ ...changes, place: this.place });
  }

  /** Folders of tables that are kept, by name. */
  async folders(): Promise<string[]> {
    const names = await readdir(this.place.directory).catch(() => []);
    return names.filter((name) => /^[0-9a-f]{16}-[0-9a-f]{32}$/.test(name)).sort();
  }

  /** The one folder that is kept, whole path. */
  async folder(): Promise<string> {
    const [name, ...more] = await this.folders();
    if (name === undefined || more.length > 0) throw new Error(`one folder was expected, not ${more.length + (name ? 1 : 0)}`);
    return path.join(this.place.directory, name);
  }

  close(): Promise<void> {
    return this.logs.close();
  }
}

/** An engine that cannot start: what is done with it is done without one. */
export function brokenEngine(): Promise<Database> {
  return Database.open({ memoryMegabytes: Number.NaN, threads: 1, temporaryDirectory: "", allowedDirectories: [], allowedFiles: [] });
}
