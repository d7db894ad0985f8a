// Tests run on the two cores that a small machine has; the parser's own threads come on top.
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest begins first, so that no core waits for it at the end. */
const longest = [
  "oracle",
  "tour",
  "delivery-browser",
  "delivery-story",
  "kept-rollups",
  "cli/report",
  "cli/backup",
  "review",
  "ingest/crash",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((name) => moduleId.includes(name));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    pool: "forks",
    // Files share what they load: no module of the product keeps state that a test could spoil, and loading it anew for each took a fifth of the time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
