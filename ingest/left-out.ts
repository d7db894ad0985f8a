// What lay in an archive and was not read: by its name, size and hash, so that all that was handed in is accounted for.
import type { FileRecord } from "./catalog-records.ts";

/**
 * Why: `debris`, what a system leaves beside files and nobody wrote; `hidden`, a name or folder that begins with a dot; `link`, a link or device;
 * `folder`, one in which nothing lies; `asked`, the person said so.
 */
export type LeftOutReason = "debris" | "hidden" | "link" | "folder" | "asked";

export interface LeftOut {
  /** The archive as it is called in the ledger, and the path inside it: hostile texts. */
  archive: string;
  name: string;
  /** Of its content, unwrapped; null: it cannot be, or it has none. */
  bytes: number | null;
  sha256: string | null;
  reason: LeftOutReason;
}

/** The same, with the SHA-256 of the archive. */
export interface LeftOutMember extends LeftOut {
  archiveSha256: string;
}

const key = ({ name, bytes, sha256 }: LeftOut): string => JSON.stringify([name, bytes, sha256]);

/** Two accounts of one archive as one: what both tell is told once. */
export function joinedLeftOut(first: readonly LeftOut[] | null, second: readonly LeftOut[] | null): LeftOut[] {
  const known = new Set((first ?? []).map(key));
  return [...(first ?? []), ...(second ?? []).filter((each) => !known.has(key(each)))];
}

/** Of files that count: what was left out of their archives, each archive once. What was read at another time was not left out. */
export function leftOutMembers(files: readonly FileRecord[]): LeftOutMember[] {
  const found: LeftOutMember[] = [];
  const carriers = files.filter(({ leftOut }) => leftOut !== null);
  for (const [archiveSha256, kept] of Map.groupBy(carriers, ({ sha256 }) => sha256)) {
    const all = kept.reduce<LeftOut[]>((told, { leftOut }) => joinedLeftOut(told, leftOut), []);
    const names = new Set(all.map(({ archive }) => archive));
    const read = new Set(files.filter(({ sha256 }) => sha256 === archiveSha256).flatMap(({ name }) => insides(name, names)));
    found.push(...all.filter(({ name }) => !read.has(name)).map((each) => ({ ...each, archiveSha256 })));
  }
  return found;
}

/** A log is called by its archive and its path inside. */
function insides(name: string, archives: ReadonlySet<string>): string[] {
  return [...archives].filter((archive) => name.startsWith(`${archive}/`)).map((archive) => name.slice(archive.length + 1));
}
