// Short names for the folders that logs come from: what a person calls the server, and nothing of where the folder lies.
import { createHash } from "node:crypto";

/** A source that a delivery has; without a folder, the user named it. */
export interface KnownSource {
  folderKey: string | null;
  source: string;
}

/** What stands for a folder in the catalog: enough to know it again, and no path. */
export function folderKey(folder: string): string {
  return createHash("sha256").update(folder).digest("hex").slice(0, 32);
}

/**
 * A name for each folder (whole paths): its last name; where several folders of the run or the delivery would have that one, as many parents
 * with it as tell them apart. A folder that the delivery knows keeps the name that it has.
 */
export function sourceNames(folders: readonly string[], known: readonly KnownSource[]): Map<string, string> {
  const names = new Map<string, string>();
  const given = new Map(known.flatMap((one) => (one.folderKey === null ? [] : [[one.folderKey, one.source] as const])));
  const called = new Set(known.map(({ source }) => source));
  const taken = new Set(known.flatMap(({ source }) => [source, ...endings(source)]));
  const fresh: string[] = [];
  for (const folder of new Set(folders)) {
    // An earlier version of this program called a folder by its whole path.
    const name = given.get(folderKey(folder)) ?? (called.has(folder) ? folder : undefined);
    if (name === undefined) fresh.push(folder);
    else names.set(folder, name);
  }
  for (const folder of fresh) {
    const others = fresh.filter((other) => other !== folder);
    const isFree = (name: string): boolean => !taken.has(name) && !others.some((other) => endings(other).includes(name));
    names.set(folder, endings(folder).find(isFree) ?? `${endings(folder)[0]}-${folderKey(folder).slice(0, 8)}`);
  }
  return names;
}

/** What a folder may be called: the last name of its path, the last two, and so on. */
function endings(folder: string): string[] {
  const parts = folder.split(/[\\/]/u).filter((part) => part !== "");
  return parts.length === 0 ? ["/"] : parts.map((_, i) => parts.slice(parts.length - 1 - i).join("/"));
}
