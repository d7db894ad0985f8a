// Tests run on the two cores that a small machine has; the parser's own threads come on top.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2, pool: "forks" },
});
