// A delivery of a test server with real figures: a small sample log, ingested and analysed by the program itself.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateSample, type SampleOptions } from "../../samples/index.ts";
import { requestAnalysis } from "../../web/jobs/analyze.ts";
import { runProgram } from "../../web/jobs/program.ts";
import { lastJob } from "../../web/records/jobs.ts";
import type { TestServer } from "./web-server.ts";

/** Answers when the figures are kept. */
export async function keptFigures(
  { services, directory }: TestServer,
  delivery: string,
  { lines = 2000, seed = 1, scenario = "outage" }: Partial<Pick<SampleOptions, "lines" | "seed" | "scenario">> = {},
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-muestra-"));
  try {
    await generateSample({ lines, seed, scenario, outDir: folder });
    const words = ["ingest", "access.log", `--data=${directory}`, `--delivery=${delivery}`, "--progress=none"];
    const { code, told } = await runProgram(words, { folder, priority: "usual" });
    // 1: done, and some lines could not be read.
    if (code !== 0 && code !== 1) throw new Error(`ingest ended with ${code}: ${told.join("; ")}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  requestAnalysis(services, delivery, null);
  await services.queue.idle();
  const work = lastJob(services, delivery, "analyze");
  if (work?.state !== "done") throw new Error(`analyze: ${work?.state} ${work?.error}`);
}
