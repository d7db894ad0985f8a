// The tables of rollups as Parquet, in a folder that is whole or not there, and is opened only as it was written.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type Database, flush, makeFolder, type Statement, sqlText } from "../ingest/index.ts";
import { type KeptPlace, readSealed, writeSealed } from "./kept-place.ts";

/** What a folder holds, and how it was made. */
export interface KeptRollups {
  tables: { name: string; bytes: number; sha256: string }[];
  /** Every statement that ran to make them, in order. */
  statements: Statement[];
}

/** So many sets of a delivery are kept; the one that was used longest ago goes first. */
const mostKept = 8;
const manifestName = "manifest.json";
const folderName = /^[0-9a-f]{16}-[0-9a-f]{32}$/;

const tableFile = (folder: string, name: string): string => path.join(folder, `${name}.parquet`);

/** Writes the tables and gives the folder its name when all of it is on the disk. Where another process was first, its folder stays. */
export async function keepRollups(
  database: Database,
  place: KeptPlace,
  key: string,
  { tables, statements }: { tables: readonly string[]; statements: readonly Statement[] },
): Promise<void> {
  const draft = path.join(place.draftDirectory, key);
  await rm(draft, { recursive: true, force: true });
  try {
    await mkdir(draft, { mode: 0o700 });
    const written: Promise<KeptRollups["tables"][number]>[] = [];
    try {
      for (const name of tables) {
        const file = tableFile(draft, name);
        await database.run(`COPY ${name} TO ${sqlText(file)} (FORMAT parquet, COMPRESSION zstd)`);
        // While the next one is written: that it failed is told when all are awaited.
        const proof = flushed(name, file);
        proof.catch(() => {});
        written.push(proof);
      }
    } finally {
      await Promise.allSettled(written);
    }
    const kept: KeptRollups = { tables: await Promise.all(written), statements: [...statements] };
    await writeSealed(place, path.join(draft, manifestName), JSON.stringify(kept));
    await makeFolder(place.directory, 0o700);
    // What stands there and is not whole was written by nobody that is still at it.
    if ((await findRollups(place, key)) === null) await forgetRollups(place, key);
    await rename(draft, path.join(place.directory, key)).catch((error: NodeJS.ErrnoException) => {
      if (!["ENOTEMPTY", "EEXIST"].includes(error.code ?? "")) throw error;
    });
    await flush(place.directory);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function flushed(name: string, file: string): Promise<KeptRollups["tables"][number]> {
  await flush(file);
  return { name, bytes: (await stat(file)).size, sha256: await fileHash(file) };
}

/** What is kept under a key; null: nothing, or not all that was written. */
export async function findRollups(place: KeptPlace, key: string): Promise<KeptRollups | null> {
  const folder = path.join(place.directory, key);
  const text = await readSealed(path.join(folder, manifestName));
  if (text === null) return null;
  const kept = JSON.parse(text) as KeptRollups;
  for (const { name, bytes } of kept.tables) {
    const found = await stat(tableFile(folder, name)).catch(() => null);
    if (found?.size !== bytes) return null;
  }
  return kept;
}

/** Opens kept tables as views; false, with nothing opened, when one of them is not what was written. */
export async function openRollupTables(database: Database, folder: string, kept: KeptRollups): Promise<boolean> {
  for (const { name, sha256 } of kept.tables) {
    const found = await fileHash(tableFile(folder, name)).catch(() => null);
    if (found !== sha256) return false;
  }
  for (const { name } of kept.tables) {
    await database.run(`CREATE TEMP VIEW ${name} AS FROM read_parquet(${sqlText(tableFile(folder, name))}, hive_partitioning = false)`);
  }
  return true;
}

/** Closes what {@link openRollupTables} opened. */
export async function closeRollupTables(database: Database, kept: KeptRollups): Promise<void> {
  for (const { name } of kept.tables) await database.run(`DROP VIEW IF EXISTS temp.${name}`);
}

/** Marks a set as used now, and removes those that were used longest ago. */
export async function useRollups(place: KeptPlace, key: string): Promise<void> {
  const now = new Date();
  // Another process may be removing it: then it is made again when it is asked for.
  await utimes(path.join(place.directory, key), now, now).catch(() => {});
  const names = (await readdir(place.directory)).filter((name) => folderName.test(name));
  const used: { name: string; at: number }[] = [];
  for (const name of names) {
    const found = await stat(path.join(place.directory, name)).catch(() => null);
    if (found) used.push({ name, at: name === key ? Number.POSITIVE_INFINITY : found.mtimeMs });
  }
  used.sort((a, b) => b.at - a.at);
  for (const { name } of used.slice(mostKept)) await forgetRollups(place, name);
}

/** Takes a folder out of the way at once, then removes it: nobody finds half of it. */
export async function forgetRollups(place: KeptPlace, key: string): Promise<void> {
  const grave = path.join(place.draftDirectory, `${key}.old`);
  await rename(path.join(place.directory, key), grave).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rm(grave, { recursive: true, force: true });
}

async function fileHash(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
