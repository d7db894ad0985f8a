// A file between its scan and the catalog: how its lines are to be read, and what is entered of it.
import { rm } from "node:fs/promises";
import type { BatchFile, FileCounts } from "./batch.ts";
import type { FileRecord } from "./catalog-records.ts";
import { detect, hasLogLine } from "./detect.ts";
import type { LineFormat, Reading } from "./formats/index.ts";
import type { LogInput } from "./inputs.ts";
import { parserVersion } from "./line-class.ts";
import type { Wrapping } from "./open.ts";

/** A file that was scanned, with the way in which its lines are to be read. */
export interface ScannedFile extends BatchFile {
  input: LogInput;
  wrapping: Wrapping;
  /** Null, both: it has no lines. */
  format: LineFormat | null;
  reading: Reading | null;
  timeZone: string | null;
  mixedWith: string | null;
  /** The batch that was parsed while this file was scanned; it then holds nothing else. */
  earlyDraft: string | null;
}

/** A file read in a format that the caller chose, and not one line of it fits: the format is wrong, nothing is entered. */
export function refuseWithoutHits(files: readonly ScannedFile[], counts: Map<number, FileCounts>): void {
  const bad = files.find((file) => (counts.get(file.id)?.hits ?? 0) === 0 && hasLogLine(file.scan.head.text()));
  if (bad?.format) detect(bad.name, bad.scan.head.text(), { candidates: [bad.format], timeZone: bad.timeZone });
}

/** What the catalog knows of it: `kept`, where its bytes lie; `rowOffset`, its first row in the batch. */
export function recordOf(
  file: ScannedFile,
  batch: string | null,
  kept: { path: string; pack: string | null },
  rowOffset: number,
  counts: FileCounts,
): FileRecord {
  const damage = file.scan.damage ?? file.input.damage;
  return {
    id: file.id,
    batch,
    name: file.input.name,
    ...kept,
    wrapping: file.wrapping,
    sha256: file.input.archive?.sha256 ?? file.scan.sha256,
    contentSha256: file.scan.contentSha256,
    bytes: file.scan.bytes,
    format: file.format?.name ?? "",
    source: file.input.source,
    role: file.input.role,
    parserVersion,
    rowOffset,
    ...counts,
    ...file.scan.repairs,
    damageOffset: damage?.offset ?? null,
    damageReason: damage?.reason ?? null,
    damagedArchive: damage?.archive ?? null,
    mixedWith: file.mixedWith,
    timeZone: file.timeZone,
    folderKey: file.input.folderKey ?? null,
    leftOut: file.input.leftOut ?? null,
  };
}

/** Removes its repaired copy, if it has one. */
export async function dropSpool({ scan }: ScannedFile): Promise<void> {
  if (scan.spooled) await rm(scan.readablePath, { force: true });
}
