// A folder for each process, to spill and to keep what must not outlive it: two engines in one folder destroy each other.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";

/** Makes a folder of this process's own, and removes those of processes of this machine that are no more. */
export async function spillDirectory(parent: string, kind = "spill"): Promise<string> {
  for (const name of await readdir(parent)) {
    // Where many write (the system's temporary folder) it may be somebody else's to remove.
    if (isAbandoned(name, kind)) await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => {});
  }
  return mkdtemp(path.join(parent, `${kind}~${hostname()}~${process.pid}~`));
}

/** Whether a name is that of a process's own folder. */
export function isOfSpill(name: string): boolean {
  return /^[^~]+~.*~\d+~[^~]*$/.test(name);
}

function isAbandoned(name: string, kind: string): boolean {
  const [, found, host, pid] = /^([^~]+)~(.*)~(\d+)~[^~]*$/.exec(name) ?? [];
  return found === kind && host === hostname() && pid !== undefined && !isRunning(Number(pid));
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
