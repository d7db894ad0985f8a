// Ingests files into a lasting store, in a process of its own that a test may kill: STORE DELIVERY DEATH LOG...
// DEATH: `none`, or the step of the store after which the process kills itself at once.
import { stat } from "node:fs/promises";
import path from "node:path";
import { Database } from "../../ingest/database.ts";
import { UserError } from "../../ingest/errors.ts";
import { ingest } from "../../ingest/ingest.ts";
import { Store } from "../../ingest/store.ts";

const [directory = "", delivery = "", death = "none", ...logs] = process.argv.slice(2);
const store = await Store.open(directory);
const database = await Database.open({
  memoryMegabytes: 256,
  threads: 1,
  temporaryDirectory: store.spillDirectory,
  allowedDirectories: [directory],
  allowedFiles: logs,
});
if (death === "settled") store.settle = dyingAfter(store.settle.bind(store));
if (death === "kept") store.keepRawFiles = dyingAfter(store.keepRawFiles.bind(store));
if (death === "entered") {
  const { addFiles } = store.catalog;
  store.catalog.addFiles = (...files) => {
    addFiles.apply(store.catalog, files);
    process.kill(process.pid, "SIGKILL");
  };
}
process.stdout.write("ready\n");
try {
  const inputs = await Promise.all(
    logs.map(async (log) => ({ path: log, name: path.basename(log), source: "a", role: "edge" as const, bytes: (await stat(log)).size })),
  );
  const batchBytes = 100_000;
  await ingest(database, store, inputs, { delivery, format: null, batchBytes, now: "2024-12-09T12:00:00Z", onProgress: () => {} });
  process.stdout.write("done\n");
} catch (error) {
  process.stdout.write(`${error instanceof UserError ? error.code : "fault"}\n`);
}
database.close();
await store.close();

function dyingAfter<Words extends unknown[], Answer>(work: (...words: Words) => Promise<Answer>): (...words: Words) => Promise<Answer> {
  return async (...words) => {
    const answer = await work(...words);
    process.kill(process.pid, "SIGKILL");
    return answer;
  };
}
