// A delivery that was handed in the real way, made once a run by the first test file that needs it: three programs, five seconds of processor.
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Delivery } from "../../web/records/deliveries.ts";
import { lastVersion, memoriaFolder, type Version } from "../../web/records/versions.ts";
import type { TestServer } from "./web-server.ts";

/** Of a version that is nobody's yet. */
type VersionFacts = Pick<Version, "delivery" | "manifestSha256" | "pdfSha256" | "summary" | "dueAt" | "isLate">;

const folders = ["raw", "lines", "rollups"] as const;

/** Keeps all that the store has of a delivery with one version, and what the version's row says. */
export async function keepDelivery({ services, directory }: TestServer, { id }: Delivery, place: string): Promise<void> {
  const version = lastVersion(services, id);
  if (version?.number !== 1) throw new Error("it is not the first version that is kept");
  const { delivery, manifestSha256, pdfSha256, summary, dueAt, isLate } = version;
  const facts: VersionFacts = { delivery, manifestSha256, pdfSha256, summary, dueAt, isLate };
  for (const name of folders) await cp(path.join(directory, name, `delivery=${id}`), path.join(place, name), { recursive: true });
  await cp(path.dirname(memoriaFolder(services, id, 1)), path.join(place, "memorias"), { recursive: true });
  const catalog = new DatabaseSync(path.join(directory, "catalog.sqlite"));
  catalog.exec(`VACUUM INTO '${path.join(place, "catalog.sqlite")}'`);
  catalog.close();
  await writeFile(path.join(place, "facts.json"), JSON.stringify(facts));
}

/** Gives a delivery that has nothing yet what was kept, under the id that it had; answers what its version's row says. */
export async function takeDelivery({ services, directory }: TestServer, made: Delivery, place: string): Promise<VersionFacts> {
  const facts = JSON.parse(await readFile(path.join(place, "facts.json"), "utf8")) as VersionFacts;
  const id = facts.delivery;
  for (const name of folders) await cp(path.join(place, name), path.join(directory, name, `delivery=${id}`), { recursive: true });
  await cp(path.join(place, "memorias"), path.dirname(memoriaFolder(services, id, 1)), { recursive: true });
  const catalog = new DatabaseSync(path.join(directory, "catalog.sqlite"), { timeout: 10_000 });
  catalog.exec(`ATTACH '${path.join(place, "catalog.sqlite")}' AS kept; BEGIN`);
  for (const table of ["deliveries", "batches", "files", "analyses"]) catalog.exec(`INSERT INTO main.${table} SELECT * FROM kept.${table}`);
  catalog.exec("COMMIT");
  catalog.close();
  services.db.run("UPDATE deliveries SET id = $to WHERE id = $from", { $from: made.id, $to: id });
  return facts;
}
