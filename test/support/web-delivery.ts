// A difusor's delivery in a test: a small real log in the store, and waiting until the work on it has ended.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateSample, type SampleTruth, type ScenarioName } from "../../samples/index.ts";
import { runProgram } from "../../web/jobs/program.ts";
import { openJobs } from "../../web/records/jobs.ts";
import type { TestServer } from "./web-server.ts";

export interface TestSample {
  folder: string;
  log: string;
  incidents: string;
  truth: SampleTruth;
  end(): Promise<void>;
}

export async function testSample(lines: number, scenario: ScenarioName): Promise<TestSample> {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-sample-"));
  await generateSample({ lines, seed: 7, scenario, outDir: folder });
  const truth = JSON.parse(await readFile(path.join(folder, "truth.json"), "utf8")) as SampleTruth;
  const end = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { folder, log: path.join(folder, "access.log"), incidents: path.join(folder, "incidencias.csv"), truth, end };
}

/** Reads a log into a delivery of the server's store, as an upload would. */
export async function putLog({ directory }: Pick<TestServer, "directory">, delivery: string, log: string): Promise<void> {
  const args = ["ingest", log, `--data=${directory}`, `--delivery=${delivery}`, "--source=servidor", "--progress=none"];
  const run = await runProgram(args, { folder: path.dirname(log), priority: "usual" });
  if (run.code !== 0) throw new Error(`the log could not be read: ${run.told.join("\n")}`);
}

/** Waits until nothing is queued or running for a delivery. */
export async function settled({ services }: TestServer, delivery: string): Promise<void> {
  while (openJobs(services, delivery).length > 0) {
    services.queue.wake();
    await services.queue.idle();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A form with files, as a browser sends it. */
export function multipart(fields: Record<string, string>, file: { field: string; name: string; content: string | Uint8Array }): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const content = typeof file.content === "string" ? file.content : new Uint8Array(file.content);
  form.set(file.field, new Blob([content]), file.name);
  return form;
}
