// The body of a large request read from its socket into one buffer, and written from there. Node.js hands a body on in a new buffer for every 64 kB, into which
// it copies what it read: that alone takes longer than all the rest. What it has for reading into one buffer (`onread`) cannot be asked for at a server's socket, so
// it is set as the socket itself would; where a socket does not look like that, the body is read as usual.
import type { FileHandle } from "node:fs/promises";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { TLSSocket } from "node:tls";

const bufferBytes = 2 * 1024 * 1024;
/** Less that is still to come is read as usual. */
const leastBody = 1024 * 1024;

/** How a socket reads into one buffer. */
interface BufferedReading {
  use: (buffer: Buffer) => void;
  /** Hears of so many bytes at the beginning of the buffer; false: nothing more is read until `resume`. */
  listen: (onBytes: (bytes: number) => boolean) => void;
}

interface SocketInside {
  [inside: symbol]: unknown;
  _handle?: { useUserBuffer?: (buffer: Buffer) => void } | null;
}

function bufferedReading(socket: Socket): BufferedReading | null {
  const inside = socket as unknown as SocketInside;
  const named = (name: string): symbol | undefined => Object.getOwnPropertySymbols(socket).find(({ description }) => description === name);
  const [buffer, callback, generator] = [named("kBuffer"), named("kBufferCb"), named("kBufferGen")];
  const handle = inside._handle;
  if (!buffer || !callback || !generator || typeof handle?.useUserBuffer !== "function") return null;
  return {
    use: (bytes) => {
      inside[generator] = null;
      inside[buffer] = bytes;
      handle.useUserBuffer?.(bytes);
    },
    listen: (onBytes) => {
      inside[callback] = onBytes;
    },
  };
}

/** Requests whose socket the parser of requests has let go. */
const taken = new WeakSet<IncomingMessage>();

/** Whether the rest of a request went by its parser: no other can follow on its connection. */
export const isReadFromSocket = (request: IncomingMessage): boolean => taken.has(request);

/** Where a body goes: all of it behind `start`. */
interface Target {
  file: FileHandle;
  start: number;
}

/**
 * Writes a body to a file as it comes from its socket; answers its bytes. Null, and nothing is read: it must be read as usual, as its length is not told, little
 * of it is still to come, somebody has read from it before, or its socket is not a plain one. What came before it broke off is written. Throws what the disk throws.
 */
export async function writeFromSocket(from: Readable, target: Target): Promise<number | null> {
  // The parser may be within the piece that began the request: the body's part of it comes to lie in the request before the next turn.
  await setImmediate();
  if (!(from instanceof IncomingMessage) || from.readableFlowing !== null || from.headers["transfer-encoding"] !== undefined) return null;
  const { socket } = from;
  const length = Number(from.headers["content-length"]);
  const early = from.readableLength;
  if (!(length - early >= leastBody && early <= bufferBytes)) return null;
  if (!(socket instanceof Socket) || socket instanceof TLSSocket || socket.destroyed) return null;
  const reading = bufferedReading(socket);
  if (!reading) return null;
  taken.add(from);
  return new SocketWriting(from, reading, target, length).done();
}

/** One body on its way: read while nothing is written, and written while nothing is read. Meanwhile the system takes what the sender sends, so that the next read is a large one. */
class SocketWriting {
  readonly #from: IncomingMessage;
  readonly #reading: BufferedReading;
  readonly #target: Target;
  readonly #length: number;
  readonly #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  #received = 0;
  #written = 0;
  #isWriting = false;
  #isClosed = false;
  #failure: unknown = null;
  #settle: () => void = () => {};

  constructor(from: IncomingMessage, reading: BufferedReading, target: Target, length: number) {
    this.#from = from;
    this.#reading = reading;
    this.#target = target;
    this.#length = length;
  }

  async done(): Promise<number> {
    const { socket } = this.#from;
    const settled = new Promise<void>((resolve) => {
      this.#settle = resolve;
    });
    const closed = (): void => {
      this.#isClosed = true;
      if (!this.#isWriting) this.#settle();
    };
    socket.once("close", closed);
    this.#takeOver(socket);
    await settled;
    socket.off("close", closed);
    // Whatever else may come belongs to nobody.
    this.#reading.listen(() => false);
    if (this.#failure !== null) throw this.#failure;
    if (this.#written < this.#length) throw Object.assign(new Error("the connection was lost"), { code: "ECONNRESET" });
    return this.#written;
  }

  /** What the parser has read so far lies in the request; from here on it sees nothing any more. */
  #takeOver(socket: Socket): void {
    const early: Buffer[] = [];
    for (let piece = this.#from.read() as Buffer | null; piece !== null; piece = this.#from.read() as Buffer | null) early.push(piece);
    const nobody = (): void => {};
    // A listener for data of its own makes the parser let go of the socket.
    socket.on("data", nobody);
    socket.off("data", nobody);
    this.#reading.listen((bytes) => {
      void this.#write(bytes);
      return false;
    });
    this.#reading.use(this.#buffer);
    const bytes = Buffer.concat(early).copy(this.#buffer);
    if (bytes > 0) {
      socket.pause();
      void this.#write(bytes);
    } else socket.resume();
  }

  /** Writes so many bytes of the buffer, and lets the socket read into it again. Never rejects. */
  async #write(bytes: number): Promise<void> {
    // What stands behind the body belongs to nobody: the connection ends with the answer.
    const own = Math.min(bytes, this.#length - this.#received);
    this.#received += own;
    this.#isWriting = true;
    try {
      await writeWhole(this.#target.file, this.#buffer.subarray(0, own), this.#target.start + this.#written);
      this.#written += own;
    } catch (error) {
      this.#failure = error;
    }
    this.#isWriting = false;
    if (this.#failure !== null || this.#isClosed || this.#received === this.#length) this.#settle();
    else this.#from.socket.resume();
  }
}

/** A disk may take a part of what it is given. */
async function writeWhole(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}
