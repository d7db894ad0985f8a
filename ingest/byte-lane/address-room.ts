// Whether the system grants addresses enough for threads and their memories: where it does not, V8 ends the whole process.
import { readFileSync } from "node:fs";

/** Each memory reserves ten gigabytes if it can, and each thread some hundred megabytes that it must have. */
const leastBytes = 16 * 1024 ** 3;

/** True where nobody says how many there are. */
export function hasAddressRoom(): boolean {
  let limits: string;
  try {
    limits = readFileSync("/proc/self/limits", "utf8");
  } catch {
    return true;
  }
  const soft = /^Max address space +(\d+)/m.exec(limits)?.[1];
  return soft === undefined || Number(soft) >= leastBytes;
}
