// The copy of a log that the parser reads: on disk, or in memory while it is small.
import { type FileHandle, open, rm } from "node:fs/promises";
import path from "node:path";
import { canBeJoined } from "./joined-files.ts";
import { diskWatch } from "./wrappings/limits.ts";
import { joinedBlocks } from "./wrappings/source.ts";

/** Blocks of readable lines are written to it, then it is closed, or removed with all that it holds. */
export interface Spool {
  write: (block: Buffer) => Promise<void>;
  /** What was written, where it fits in memory; else null, and it lies on disk. */
  content: () => Buffer | null;
  close: () => Promise<void>;
  remove: () => Promise<void>;
}

/** A copy at `spoolPath`. Throws `disk-full` before it fills the disk. */
export async function spoolOnDisk(spoolPath: string): Promise<Spool> {
  const file: FileHandle = await open(spoolPath, "w");
  const watch = diskWatch(path.dirname(spoolPath));
  return {
    write: async (block) => {
      await watch(block.length);
      await file.appendFile(block);
    },
    content: () => null,
    close: () => file.close(),
    remove: async () => {
      await file.close().catch(() => {});
      await rm(spoolPath, { force: true });
    },
  };
}

/**
 * A copy in memory of at most `mostBytes`, to be joined with others; a longer one goes to `spoolPath`, as a small file can hold much when
 * it is compressed, and one that cannot be joined.
 */
export function spoolInMemory(spoolPath: string, mostBytes: number): Spool {
  let blocks: Buffer[] = [];
  let bytes = 0;
  let onDisk: Spool | null = null;
  return {
    write: async (block) => {
      if (onDisk) return onDisk.write(block);
      blocks.push(block);
      bytes += block.length;
      if (bytes <= mostBytes && canBeJoined(block)) return;
      onDisk = await spoolOnDisk(spoolPath);
      for (const held of blocks) await onDisk.write(held);
      blocks = [];
    },
    content: () => (onDisk ? null : joinedBlocks(blocks)),
    close: async () => onDisk?.close(),
    remove: async () => onDisk?.remove(),
  };
}

/** For a log whose lines are only counted. */
export function spoolNowhere(): Spool {
  const nothing = async (): Promise<void> => {};
  return { write: nothing, content: () => null, close: nothing, remove: nothing };
}
