// The fast way through within what it is allowed: memory, also where lines are long, and addresses, where a system grants few.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sqlText } from "../../../ingest/database.ts";
import { measuredRun } from "../../bench/measured-run.ts";
import { openDatabase } from "../../support/ingest-fixture.ts";
import { memoriaWords } from "../../support/program-words.ts";

const rounds = 12;
const cleanOfRound = 30_000;
let folder = "";
let log = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "memoria-lane-"));
  log = path.join(folder, "a.log");
  const line = (agent: string): string => `10.0.0.1 - - [08/Dec/2024:20:00:00 -0600] "GET /a HTTP/1.1" 200 1 "-" "${agent}"\n`;
  // A sixth of its bytes are lines that the engine reads, each of 400 kB.
  await writeFile(log, (line("A").repeat(cleanOfRound) + line('\\"'.repeat(200_000))).repeat(rounds));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const wordsInto = (store: string): ReturnType<typeof memoriaWords> =>
  memoriaWords(["ingest", log, "--data", store, "--memory", "256MB", "--threads", "8", "--progress", "none"]);

/** Who wrote the batch, and how many hits it holds. */
async function written(store: string): Promise<{ by: string; hits: number }[]> {
  const database = await openDatabase([folder]);
  const batches = sqlText(path.join(store, "**", "*.parquet"));
  const told = await database.rows<{ by: string; hits: number }>(
    `SELECT (SELECT split_part(any_value(created_by), ' ', 1) FROM parquet_file_metadata(${batches})) AS by, count(*) AS hits FROM read_parquet(${batches}) WHERE class = 0`,
  );
  database.close();
  return told;
}

it("takes no more memory than is allowed where lines are long, whatever the threads", async () => {
  const store = path.join(folder, "bounded");
  const { command, args } = wordsInto(store);
  expect((await measuredRun(command, args, folder)).peakMegabytes).toBeLessThan(512);
  expect(await written(store)).toEqual([{ by: "memoria", hits: rounds * (cleanOfRound + 1) }]);
});

it("leaves the log to the engine where the system grants too few addresses for threads and their memories", async () => {
  const store = path.join(folder, "narrow");
  const { command, args } = wordsInto(store);
  // Kilobytes.
  await promisify(execFile)("bash", ["-c", 'ulimit -v 4000000; exec "$0" "$@"', command, ...args]);
  expect(await written(store)).toEqual([{ by: "DuckDB", hits: rounds * (cleanOfRound + 1) }]);
});
