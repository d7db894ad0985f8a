// Tests run on the two cores that a small machine has; the parser's own threads come on top.
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { oneProcess } from "./test/support/one-process.ts";

// What the packages compile to is kept for the next test file: each runs in a process of its own.
process.env["NODE_COMPILE_CACHE"] ??= path.join(tmpdir(), "memoria-tests-compiled");

/** What takes longest begins first, so that no core waits for it at the end. */
const longest = [
  "soak/soak",
  "web/tour",
  "web/delivery-browser",
  "web/delivery-story",
  "cli/report",
  "report/golden",
  "html/page",
  "web/remote",
  "cli/hostile",
  "web/uploads-browser",
  "analysis/kept-rollups",
  "cli/backup",
  "analysis/oracle",
  "ingest/crash",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.includes(`test/${name}`));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const all = ["test/**/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "each alone", include: all, exclude: oneProcess } },
      { extends: true, test: { name: "in one process", include: oneProcess, isolate: false } },
    ],
    // Sources run as they are, as in the program: Node.js takes the types off, and what it compiled is kept.
    experimental: { viteModuleRunner: false },
    globalSetup: ["test/support/once-a-run.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    pool: "forks",
    sequence: { sequencer: LongestFirst },
  },
});
