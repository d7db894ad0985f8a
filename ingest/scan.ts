// One pass over a log's bytes: its hashes, its lines counted without the parser, and a copy repaired only where it must be.
import { isUtf8 } from "node:buffer";
import { createHash, hash } from "node:crypto";
import { UserError } from "./errors.ts";
import { carriageReturn, type FieldList, LineBlocks, type Repairs } from "./line-blocks.ts";
import type { LogHead } from "./log-head.ts";
import { readBlocks, type Wrapping } from "./open.ts";
import { type Spool, spoolInMemory, spoolNowhere, spoolOnDisk } from "./spool.ts";
import type { Damage } from "./wrappings/damage.ts";
import { type Limits, standardLimits } from "./wrappings/limits.ts";
import { joinedBlocks } from "./wrappings/source.ts";

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
  /** Of a small file the readable lines themselves: nothing then lies at `readablePath`. */
  content: Buffer | null;
  /** Of a small file its bytes as they lie on disk. */
  raw: Buffer | null;
  repairs: Repairs;
  /** The `#Fields:` directives, each time that they change: what the lines after them hold. */
  fieldLists: FieldList[];
  /** The first mebibyte of text, for detection. */
  head: LogHead;
  /** Where the file is damaged: only what lies before was read. Null: it is whole. */
  damage: Damage | null;
}

export interface ScanOptions {
  /** Takes what can be read before a damage; else a damaged file is refused. */
  acceptDamaged?: boolean;
  limits?: Limits;
  /** Where the bytes of a small plain file may lie: `content`, `raw` and `head` hold until the next is scanned into it. */
  scratch?: Buffer;
}

/** A log on disk. Of a `bytes` that is small, the content is kept in memory. */
interface LogFile {
  path: string;
  name: string;
  wrapping: Wrapping;
  bytes?: number;
}

export const smallFileBytes = 2 * 1024 * 1024;
const mostContentBytes = 8 * 1024 * 1024;

/**
 * Scans one file. A plain and clean file is read where it lies; anything compressed, or with NUL bytes, bytes that are not
 * UTF-8, carriage returns or overlong lines, is copied to `spoolPath` with these repaired.
 * `onRead` hears how far it is; a file that needs repair is read once more from its beginning. Throws what `readBlocks` throws, and
 * `disk-full` before the copy fills the disk.
 */
export async function scanFile(
  file: LogFile,
  spoolPath: string,
  onRead: (read: ReadSoFar) => void,
  options: ScanOptions = {},
): Promise<Scan> {
  if (file.wrapping === "plain" && !isSmall(file)) {
    const scan = await pass(file, null, onRead, options);
    if (scan) return { ...scan, readablePath: file.path };
  }
  const spool = isSmall(file) ? spoolInMemory(spoolPath, mostContentBytes) : await spoolOnDisk(spoolPath);
  const scan = await pass(file, spool, onRead, options);
  if (!scan) throw new Error("a repairing pass always ends");
  return { ...scan, readablePath: spoolPath };
}

const isSmall = ({ bytes }: LogFile): boolean => bytes !== undefined && bytes <= smallFileBytes;

/** Bytes as they lie on disk, and lines counted. */
export interface ReadSoFar {
  bytes: number;
  lines: number;
}

/** Reads the file once; without a spool it gives up (null) at the first block that needs repair. */
async function pass(
  file: LogFile,
  spool: Spool | null,
  onRead: (read: ReadSoFar) => void,
  { acceptDamaged = false, limits = standardLimits, scratch }: ScanOptions,
): Promise<Omit<Scan, "readablePath"> | null> {
  const contentHash = file.wrapping === "plain" ? null : createHash("sha256");
  const lines = new LineBlocks({ lasting: isSmall(file) });
  let bytes = 0;
  let contentBytes = 0;
  const raw: Buffer[] | null = isSmall(file) ? [] : null;
  // What is kept is hashed at once, at the end: of thousands of files the beginning of a hash is felt.
  const rawHash = raw ? null : createHash("sha256");
  let damage: Damage | null = null;
  try {
    const onRaw = (chunk: Buffer): void => {
      raw?.push(chunk);
      rawHash?.update(chunk);
      bytes += chunk.length;
      onRead({ bytes, lines: lines.count });
    };
    try {
      // The blocks of a small file are kept.
      for await (const data of readBlocks(file.path, file.name, file.wrapping, onRaw, {
        limits,
        passing: !isSmall(file),
        ...(scratch && { scratch }),
      })) {
        contentHash?.update(data);
        contentBytes += data.length;
        for (const block of lines.add(data)) if (!(await take(block, lines, spool))) return null;
      }
    } catch (error) {
      damage = damageIn(error, lines.count, acceptDamaged);
    }
    if (!(await take(lines.end(), lines, spool))) return null;
    await spool?.close();
    const all = raw && joinedBlocks(raw);
    const sha256 = rawHash?.digest("hex") ?? hash("sha256", all ?? "", "hex");
    const content = spool?.content() ?? null;
    return {
      sha256,
      contentSha256: contentHash?.digest("hex") ?? sha256,
      bytes,
      contentBytes,
      lineCount: lines.count,
      spooled: spool !== null && content === null,
      content,
      raw: all,
      repairs: lines.repairs,
      fieldLists: lines.fieldLists,
      head: lines.head,
      damage,
    };
  } catch (error) {
    await spool?.remove();
    throw error;
  }
}

/** How many lines of a log are whole, up to its own damage if it has one; of one that `isCut`, those with an end. */
export async function wholeLines({ path, name, wrapping }: LogFile, isCut: boolean): Promise<number> {
  const lines = new LineBlocks();
  const nowhere = spoolNowhere();
  try {
    for await (const data of readBlocks(path, name, wrapping, () => {}))
      for (const block of lines.add(data)) await take(block, lines, nowhere);
    if (!isCut) await take(lines.end(), lines, nowhere);
  } catch (error) {
    damageIn(error, lines.count, true);
  }
  return lines.count;
}

/** What is damaged, if that is accepted; else throws the error, with the lines that can be had all the same. */
function damageIn(error: unknown, wholeLines: number, isAccepted: boolean): Damage {
  if (!(error instanceof UserError && error.code === "file-damaged")) throw error;
  const { file, offset, reason } = (error as UserError<"file-damaged">).facts;
  if (!isAccepted) throw new UserError("file-damaged", { file, offset, reason, lines: wholeLines });
  return { offset, reason };
}

/** Counts a block of whole lines and writes it to the spool; false when it needs repair and there is no spool. */
async function take(block: Buffer, lines: LineBlocks, spool: Spool | null): Promise<boolean> {
  if (block.length === 0) return true;
  const clean = block.indexOf(0) === -1 && block.indexOf(carriageReturn) === -1 && isUtf8(block) && lines.fits(block);
  if (!clean && !spool) return false;
  const readable = clean ? block : lines.repair(block);
  lines.countIn(readable);
  await spool?.write(readable);
  return true;
}
