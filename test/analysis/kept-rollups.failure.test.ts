// Tables of rollups that cannot be written: the failure is told once, and nothing of them is left.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { keepRollups } from "../../analysis/kept-rollups.ts";
import type { Database } from "../../ingest/index.ts";

const folder = mkdtempSync(path.join(tmpdir(), "memoria-kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a table that cannot be flushed while the next is written fails the whole, and no promise is left alone", async () => {
  // An engine that says that it wrote and did not: the first file cannot be opened long before the second is done.
  const engine = { run: () => setTimeout(40, 0) } as unknown as Database;
  const place = { directory: path.join(folder, "rollups"), draftDirectory: path.join(folder, "drafts") };
  const keeping = keepRollups(engine, place as Parameters<typeof keepRollups>[1], "a", { tables: ["one", "two", "three"], statements: [] });
  await expect(keeping).rejects.toMatchObject({ code: "ENOENT" });
  expect([existsSync(path.join(place.draftDirectory, "a")), existsSync(path.join(place.directory, "a"))]).toEqual([false, false]);
});
