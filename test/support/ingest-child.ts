// Ingests one file into a lasting store, in a process of its own that a test may kill: STORE DELIVERY LOG.
import { stat } from "node:fs/promises";
import { ingest, Store, UserError } from "../../ingest/index.ts";
import { openDatabase } from "./ingest-fixture.ts";

const [directory = "", delivery = "", log = ""] = process.argv.slice(2);
const store = await Store.open(directory);
const database = await openDatabase([directory, log]);
process.stdout.write("ready\n");
try {
  const input = { path: log, name: "access.log", source: "a", role: "edge" as const, bytes: (await stat(log)).size };
  await ingest(database, store, [input], { delivery, format: null, now: "2024-12-09T12:00:00Z", onProgress: () => {} });
  process.stdout.write("done\n");
} catch (error) {
  process.stdout.write(`${error instanceof UserError ? error.code : "fault"}\n`);
}
database.close();
await store.close();
