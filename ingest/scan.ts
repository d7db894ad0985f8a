// One pass over a log's bytes: its hashes, its lines counted without the parser, and a copy repaired only where it must be.
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import path from "node:path";
import { UserError } from "./errors.ts";
import { carriageReturn, type FieldList, LineBlocks, type Repairs } from "./line-blocks.ts";
import { readBlocks, type Wrapping } from "./open.ts";
import type { Damage } from "./wrappings/damage.ts";
import { diskWatch, type Limits, standardLimits } from "./wrappings/limits.ts";

export type { FieldList } from "./line-blocks.ts";

export interface Scan {
  /** SHA-256 of the file as it lies on disk, and of its decompressed content. */
  sha256: string;
  contentSha256: string;
  bytes: number;
  contentBytes: number;
  lineCount: number;
  /** What the parser reads: the file itself, or the spooled copy. */
  readablePath: string;
  /** True when `readablePath` is a temporary copy. */
  spooled: boolean;
  repairs: Repairs;
  /** The `#Fields:` directives, each time that they change: what the lines after them hold. */
  fieldLists: FieldList[];
  /** The first mebibyte of text, for detection. */
  head: string;
  /** Where the file is damaged: only what lies before was read. Null: it is whole. */
  damage: Damage | null;
}

export interface ScanOptions {
  /** Takes what can be read before a damage; else a damaged file is refused. */
  acceptDamaged?: boolean;
  limits?: Limits;
}

/**
 * Scans one file. A plain and clean file is read where it lies; anything compressed, or with NUL bytes, bytes that are not
 * UTF-8, carriage returns or overlong lines, is copied to `spoolPath` with these repaired.
 * `onRead` hears how far it is; a file that needs repair is read once more from its beginning. Throws what `readBlocks` throws, and `disk-full` before the copy fills the disk.
 */
export async function scanFile(
  file: { path: string; name: string; wrapping: Wrapping },
  spoolPath: string,
  onRead: (read: ReadSoFar) => void,
  options: ScanOptions = {},
): Promise<Scan> {
  if (file.wrapping === "plain") {
    const scan = await pass(file, null, onRead, options);
    if (scan) return scan;
  }
  const scan = await pass(file, spoolPath, onRead, options);
  if (!scan) throw new Error("a repairing pass always ends");
  return scan;
}

/** Bytes as they lie on disk, and lines counted. */
export interface ReadSoFar {
  bytes: number;
  lines: number;
}

/** Reads the file once; without a spool it gives up (null) at the first block that needs repair. */
async function pass(
  file: { path: string; name: string; wrapping: Wrapping },
  spoolPath: string | null,
  onRead: (read: ReadSoFar) => void,
  { acceptDamaged = false, limits = standardLimits }: ScanOptions,
): Promise<Scan | null> {
  const rawHash = createHash("sha256");
  const contentHash = file.wrapping === "plain" ? null : createHash("sha256");
  const lines = new LineBlocks();
  let bytes = 0;
  let contentBytes = 0;
  let damage: Damage | null = null;
  const spool = spoolPath === null ? null : await openSpool(spoolPath);
  try {
    const onRaw = (chunk: Buffer): void => {
      rawHash.update(chunk);
      bytes += chunk.length;
      onRead({ bytes, lines: lines.count });
    };
    try {
      for await (const data of readBlocks(file.path, file.name, file.wrapping, onRaw, limits)) {
        contentHash?.update(data);
        contentBytes += data.length;
        if (!(await take(lines.add(data), lines, spool))) return null;
      }
    } catch (error) {
      damage = damageIn(error, lines.count, acceptDamaged);
    }
    if (!(await take(lines.end(), lines, spool))) return null;
    const sha256 = rawHash.digest("hex");
    return {
      sha256,
      contentSha256: contentHash?.digest("hex") ?? sha256,
      bytes,
      contentBytes,
      lineCount: lines.count,
      readablePath: spoolPath ?? file.path,
      spooled: spool !== null,
      repairs: lines.repairs,
      fieldLists: lines.fieldLists,
      head: lines.head(),
      damage,
    };
  } catch (error) {
    await spool?.file.close();
    if (spoolPath !== null) await rm(spoolPath, { force: true });
    throw error;
  } finally {
    await spool?.file.close().catch(() => {});
  }
}

/** What is damaged, if that is accepted; else throws the error, with the lines that can be had all the same. */
function damageIn(error: unknown, wholeLines: number, isAccepted: boolean): Damage {
  if (!(error instanceof UserError && error.code === "file-damaged")) throw error;
  const { file, offset, reason } = (error as UserError<"file-damaged">).facts;
  if (!isAccepted) throw new UserError("file-damaged", { file, offset, reason, lines: wholeLines });
  return { offset, reason };
}

/** The copy that the parser reads. */
interface Spool {
  file: FileHandle;
  watch: (bytes: number) => Promise<void>;
}

async function openSpool(spoolPath: string): Promise<Spool> {
  return { file: await open(spoolPath, "w"), watch: diskWatch(path.dirname(spoolPath)) };
}

/** Counts a block of whole lines and writes it to the spool; false when it needs repair and there is no spool. */
async function take(block: Buffer, lines: LineBlocks, spool: Spool | null): Promise<boolean> {
  if (block.length === 0) return true;
  const clean = block.indexOf(0) === -1 && block.indexOf(carriageReturn) === -1 && isUtf8(block) && lines.fits(block);
  if (!clean && !spool) return false;
  const readable = clean ? block : lines.repair(block);
  lines.countIn(readable);
  if (spool) {
    await spool.watch(readable.length);
    await spool.file.appendFile(readable);
  }
  return true;
}
