// Where an engine spills what does not fit in memory: a folder for each process, as two engines in one folder destroy each other.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";

/** Makes a folder of this process's own, and removes those of processes of this machine that are no more. */
export async function spillDirectory(parent: string): Promise<string> {
  for (const name of await readdir(parent)) if (isAbandoned(name)) await rm(path.join(parent, name), { recursive: true, force: true });
  return mkdtemp(path.join(parent, `spill~${hostname()}~${process.pid}~`));
}

function isAbandoned(name: string): boolean {
  const [, host, pid] = /^spill~(.*)~(\d+)~[^~]*$/.exec(name) ?? [];
  return host === hostname() && pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else runs too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
