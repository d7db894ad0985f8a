// From a request to a file, as fast as the disk takes it: many pieces in one write, and the sender waits when they are too many.
import { type FileHandle, open } from "node:fs/promises";
import { IncomingMessage } from "node:http";
import { type Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeFromSocket } from "./socket-body.ts";

/** Bytes that wait in memory for one upload. */
const waitingBytes = 2 * 1024 * 1024;

export class TooManyBytes extends Error {}

export interface SinkOptions {
  /** Byte at which the file is written on. */
  start: number;
  /** More than so many are refused with {@link TooManyBytes}; what came before is kept. */
  most: number;
}

/** Answers how many bytes were written. What has come when `from` breaks off stays in the file. Throws what the disk and `from` throw. */
export async function writeBytes(from: Readable, file: string, { start, most }: SinkOptions): Promise<number> {
  const handle = await open(file, "r+");
  try {
    const length = from instanceof IncomingMessage ? Number(from.headers["content-length"] ?? 0) : 0;
    const direct = length <= most ? await writeFromSocket(from, { file: handle, start }) : null;
    return direct ?? (await writePieces(from, handle, { start, most }));
  } finally {
    await handle.close();
  }
}

async function writePieces(from: Readable, handle: FileHandle, { start, most }: SinkOptions): Promise<number> {
  let written = 0;
  const put = async (pieces: Buffer[]): Promise<void> => {
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (written + bytes > most) throw new TooManyBytes("more bytes than were told");
    await writeAll(handle, pieces, start + written);
    written += bytes;
  };
  const sink = new Writable({
    highWaterMark: waitingBytes,
    write: (piece: Buffer, _encoding, done) => void put([piece]).then(() => done(), done),
    writev: (pieces, done) => void put(pieces.map(({ chunk }) => chunk as Buffer)).then(() => done(), done),
  });
  // A sender that breaks off must not take with it what waits here: it is written before the file is closed.
  const idle = new Promise<void>((resolve) => sink.once("close", resolve));
  try {
    await pipeline(from, sink);
    return written;
  } finally {
    await idle;
  }
}

/** A disk may take a part of what it is given. */
async function writeAll(handle: FileHandle, pieces: Buffer[], at: number): Promise<void> {
  let rest = pieces;
  let position = at;
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(rest, position);
    position += bytesWritten;
    rest = without(rest, bytesWritten);
  }
}

function without(pieces: Buffer[], bytes: number): Buffer[] {
  let left = bytes;
  const whole = pieces.findIndex((piece) => {
    if (left < piece.length) return true;
    left -= piece.length;
    return false;
  });
  if (whole === -1) return [];
  const [first, ...others] = pieces.slice(whole);
  return first ? [first.subarray(left), ...others] : [];
}
