// The output directory: what is written appears there whole, or not at all, and what others left there stays.

import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { makeFolder, UserError } from "../ingest/index.ts";
import { ANNEX_DIR, ANNEX_FILES, ANNEX_TABLES } from "./annex-names.ts";

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** A failure of the file system as a user error that names the directory; any other failure as it is. */
function notWritable(dir: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === undefined || !/^E[A-Z]+$/u.test(code)) return cause;
  return new UserError("output-not-writable", { dir, reason: code });
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/**
 * Makes sure that a directory can be written, or made, without making it: to be told before long work rather than after.
 * @throws UserError `output-not-writable`
 */
export async function writableOutput(outDir: string): Promise<void> {
  const wanted = resolve(outDir);
  let nearest = wanted;
  while (!(await exists(nearest)) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  try {
    if (!(await stat(nearest)).isDirectory()) throw systemError(nearest === wanted ? "EEXIST" : "ENOTDIR");
    await access(nearest, constants.W_OK);
  } catch (error) {
    throw notWritable(wanted, error);
  }
}

/** A directory in the way of one of our files would stop the move half way; it is found before the first file moves. */
async function refuseCollisions(names: string[], outDir: string): Promise<void> {
  await access(outDir, constants.W_OK);
  for (const name of names) {
    const found = await stat(join(outDir, name)).catch(() => null);
    if (found?.isDirectory()) throw systemError("EISDIR");
  }
}

/** Moves the finished files into place: the whole directory where there was none, else file by file. */
async function moveAll(names: string[], workDir: string, outDir: string): Promise<void> {
  if (!(await exists(outDir))) return rename(workDir, outDir);
  await refuseCollisions(names, outDir);
  for (const folder of new Set(names.map(dirname))) await makeFolder(join(outDir, folder));
  for (const name of names) await rename(join(workDir, name), join(outDir, name));
  if (names.some((name) => dirname(name) === ANNEX_DIR)) await removeStale(names, outDir);
}

/** An annex of an earlier memoria that this one does not have would tell of other data. */
async function removeStale(names: string[], outDir: string): Promise<void> {
  const tables: string[] = [...ANNEX_TABLES, ANNEX_FILES.extract];
  const own = [...tables, ...tables.map((name) => name.replace(/\.csv$/u, ".parquet")), ANNEX_FILES.rejects, ANNEX_FILES.originals];
  const present = await readdir(join(outDir, ANNEX_DIR));
  const stale = present.filter((name) => own.includes(name) && !names.includes(`${ANNEX_DIR}/${name}`));
  for (const name of stale) await rm(join(outDir, ANNEX_DIR, name));
}

/** A new directory on the same disk: beside the one that is not there yet, or hidden inside the one that is. */
async function makeWorkDir(outDir: string): Promise<string> {
  const parent = (await exists(outDir)) ? outDir : dirname(outDir);
  await makeFolder(parent);
  const workDir = join(parent, `.${basename(outDir)}-${randomUUID()}`);
  await mkdir(workDir);
  return workDir;
}

/**
 * Lets `write` fill a new directory and moves what it names into `outDir` at the end; a failure leaves what was there as it was.
 * @returns the size of each file in its place, in bytes.
 * @throws UserError `output-not-writable` when the directory cannot be made or written.
 */
export async function publish(outDir: string, write: (workDir: string) => Promise<string[]>): Promise<{ name: string; bytes: number }[]> {
  const wanted = resolve(outDir);
  await writableOutput(wanted);
  let workDir: string | null = null;
  try {
    workDir = await makeWorkDir(wanted);
    const names = await write(workDir);
    await moveAll(names, workDir, wanted);
    return await Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(wanted, name))).size })));
  } catch (error) {
    throw notWritable(wanted, error);
  } finally {
    if (workDir !== null) await rm(workDir, { recursive: true, force: true });
  }
}
