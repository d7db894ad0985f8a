// Folders made one by one: the recursive mkdir of Node.js never returns where a folder can be seen but not made (/proc).
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

/** Makes a folder and those above it that are missing. `mode`: of those made here. Throws what mkdir throws. */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  if (found) throw Object.assign(new Error(folder), { code: "ENOTDIR" });
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent, mode);
  await mkdir(folder, { mode }).catch((error: NodeJS.ErrnoException) => {
    // Another process made it meanwhile.
    if (error.code !== "EEXIST") throw error;
  });
}
