// A store is made ready to be put in force: it can be opened, somebody can enter, and no work about the store itself goes on in it.
import { existsSync } from "node:fs";
import path from "node:path";
import { Store } from "../../ingest/index.ts";
import { backups } from "../jobs/store-care.ts";
import { AppDatabase, appDatabaseName } from "../records/app-database.ts";
import { cancelOpen, highestJob, raiseJobNumber } from "../records/jobs.ts";
import { administratorCount } from "../records/people.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** Work on whichever store is in force: what an earlier one had asked for says nothing in another. */
const storeKinds = ["backup", "check", "restore"];

/** Throws Problem `invalid`, and what opening the store throws. Done twice, it is the same as once. */
export async function readyStore(services: Services, folder: string): Promise<void> {
  const file = path.join(folder, appDatabaseName);
  if (!existsSync(file))
    throw new Problem(
      "invalid",
      "No tiene las cuentas de la aplicación: lo hizo la línea de comandos sin servidor, y nadie podría entrar.",
    );
  await (await Store.open(folder, false)).close();
  const db = opened(file);
  try {
    const records = { db, now: services.now };
    if (administratorCount(records) === 0)
      throw new Problem("invalid", "No tiene ninguna cuenta de administración abierta: nadie podría administrar el servidor.");
    cancelOpen(records, storeKinds, "Cancelado: el almacén se cambió por otro.");
    // A backup is named by the number of its work: the next one must not take the name of one that is there.
    const numbers = (await backups(services)).map(({ job }) => job);
    raiseJobNumber(records, Math.max(highestJob(services), ...numbers));
  } finally {
    db.close();
  }
}

function opened(file: string): AppDatabase {
  try {
    return new AppDatabase(file);
  } catch {
    throw new Problem(
      "invalid",
      "Las cuentas de la aplicación no se pueden abrir: son de una versión más reciente del programa, o están dañadas.",
    );
  }
}
