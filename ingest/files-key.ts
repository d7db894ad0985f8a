// One short name for the files of a delivery that count: what is made from them is known by it, and goes when they change.
import { createHash } from "node:crypto";
import type { FileRecord } from "./catalog-records.ts";
import { parserVersion } from "./line-class.ts";

/** Sixteen hexadecimal digits, others for other files, contents, sources, roles, readings or versions of the parser. */
export function filesKey(files: readonly FileRecord[]): string {
  const facts = files.map((file) => [
    file.id,
    file.sha256,
    file.contentSha256,
    file.batch,
    file.format,
    file.source,
    file.role,
    file.timeZone,
    file.parserVersion,
    file.hits,
    file.firstSecond,
    file.lastSecond,
  ]);
  return createHash("sha256")
    .update(JSON.stringify([parserVersion, facts]))
    .digest("hex")
    .slice(0, 16);
}
