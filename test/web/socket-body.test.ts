// A large body from its socket to a file: byte for byte however it comes, bounded, and nothing is lost where it breaks off.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type FileHandle, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { TooManyBytes, writeBytes } from "../../web/uploads/byte-sink.ts";
import { isReadFromSocket, writeFromSocket } from "../../web/uploads/socket-body.ts";
import fc from "../support/cases.ts";

const megabyte = 1024 * 1024;
let folder = "";
let file = "";
let server: Server;
/** What became of the newest request. */
let outcome: Promise<{ written: number | Error; isDirect: boolean }>;
let most = 64 * megabyte;
let start = 0;
let seen: IncomingMessage | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "socket-body-"));
  file = path.join(folder, "body");
  server = createServer((request, response) => {
    seen = request;
    outcome = writeBytes(request, file, { start, most }).then(
      (written) => ({ written, isDirect: isReadFromSocket(request) }),
      (error: Error) => ({ written: error, isDirect: isReadFromSocket(request) }),
    );
    void outcome.then(({ written }) => {
      if (isReadFromSocket(request)) response.setHeader("connection", "close");
      response.writeHead(written instanceof Error ? 500 : 200).end(String(written));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  most = 64 * megabyte;
  start = 0;
  await writeFile(file, "");
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function connected(): Promise<Socket> {
  seen = undefined;
  await writeFile(file, "");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

async function answerOf(socket: Socket): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("latin1");
}

/** Waits until the server has taken so many bytes of the body from its socket. */
async function taken(bytes: number): Promise<void> {
  while (seen === undefined || seen.destroyed || seen.socket.bytesRead <= bytes) await pause(5);
}

const head = (length: number): string => `PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`;

describe("a large body", () => {
  it("is written byte for byte, however it is cut on its way, and its connection ends", async () => {
    const piece = fc.record({ bytes: fc.integer({ min: 1, max: 700_000 }), waits: fc.boolean() });
    const bodies = fc
      .array(piece, { minLength: 4, maxLength: 12 })
      .filter((all) => all.reduce((sum, { bytes }) => sum + bytes, 0) > 1_200_000);
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), async (pieces, headFirst) => {
        const body = randomBytes(pieces.reduce((sum, { bytes }) => sum + bytes, 0));
        const socket = await connected();
        const answered = answerOf(socket);
        const first = headFirst ? 0 : (pieces[0]?.bytes ?? 0);
        socket.write(Buffer.concat([Buffer.from(head(body.length)), body.subarray(0, first)]));
        if (headFirst) await pause(2);
        let at = first;
        for (const { bytes, waits } of headFirst ? pieces : pieces.slice(1)) {
          socket.write(body.subarray(at, at + bytes));
          at += bytes;
          if (waits) await pause(1);
        }
        expect(await answered).toMatch(/^HTTP\/1\.1 200 OK\r\n(.*\r\n)*connection: close\r\n/i);
        expect(await outcome).toEqual({ written: body.length, isDirect: true });
        expect((await readFile(file)).equals(body)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it("is written behind what is there, and what follows it on its connection is nobody's", async () => {
    const body = randomBytes(3 * megabyte);
    const socket = await connected();
    await writeFile(file, "before");
    start = "before".length;
    socket.write(Buffer.concat([Buffer.from(head(body.length)), body, Buffer.from("GET /other HTTP/1.1\r\nHost: a\r\n\r\n")]));
    const answer = await answerOf(socket).catch(() => "cut");
    expect(answer === "cut" || answer.match(/HTTP\/1\.1/g)?.length === 1).toBe(true);
    expect((await outcome).written).toBe(body.length);
    expect((await readFile(file)).equals(Buffer.concat([Buffer.from("before"), body]))).toBe(true);
  });

  it("that breaks off leaves what came, and says so", async () => {
    const body = randomBytes(2.5 * megabyte);
    for (const end of ["end", "resetAndDestroy"] as const) {
      const socket = await connected();
      socket.on("error", () => {});
      await new Promise<void>((resolve) => void socket.write(Buffer.concat([Buffer.from(head(5 * megabyte)), body]), () => resolve()));
      await taken(body.length);
      socket[end]();
      const { written, isDirect } = await outcome;
      expect(written).toMatchObject({ code: "ECONNRESET" });
      expect(isDirect).toBe(true);
      expect((await readFile(file)).equals(body)).toBe(true);
    }
  });

  it("ends when its request is ended here, with what had come", async () => {
    const socket = await connected();
    socket.on("error", () => {});
    const body = randomBytes(2 * megabyte);
    socket.write(Buffer.concat([Buffer.from(head(5 * megabyte)), body]));
    await taken(body.length);
    seen?.destroy();
    // The pipe may see its end before the socket tells of its own.
    expect((await outcome).written).toMatchObject({ code: expect.stringMatching(/^(?:ECONNRESET|ERR_STREAM_PREMATURE_CLOSE)$/) });
    expect((await readFile(file)).equals(body)).toBe(true);
  });

  it("tells of a disk that takes nothing", async () => {
    const socket = await connected();
    file = "/dev/full";
    socket.on("error", () => {});
    socket.end(Buffer.concat([Buffer.from(head(2 * megabyte)), randomBytes(2 * megabyte)]));
    await once(server, "request");
    expect(await outcome).toMatchObject({ written: { code: "ENOSPC" }, isDirect: true });
    file = path.join(folder, "body");
  });

  it("waits with its sender where the disk is slow, and takes no more memory", async () => {
    let isStalled = true;
    let most = 0;
    const written: Buffer[] = [];
    const slow = {
      write: async (bytes: Buffer, offset: number, length: number) => {
        while (isStalled) await pause(5);
        most = Math.max(most, length);
        written.push(Buffer.from(bytes.subarray(offset, offset + length)));
        return { bytesWritten: length };
      },
    } as unknown as FileHandle;
    const slowServer = createServer(async (request, response) => {
      const bytes = await writeFromSocket(request, { file: slow, start: 0 });
      response.writeHead(200, { connection: "close" }).end(String(bytes));
    }).listen(0, "127.0.0.1");
    await once(slowServer, "listening");
    const socket = connect((slowServer.address() as AddressInfo).port, "127.0.0.1");
    const body = randomBytes(48 * megabyte);
    socket.write(head(body.length));
    for (let at = 0; at < body.length; at += megabyte) socket.write(body.subarray(at, at + megabyte));
    await pause(300);
    // What the system keeps for both ends is far from all of it.
    expect(socket.writableLength).toBeGreaterThan(20 * megabyte);
    isStalled = false;
    expect(await answerOf(socket)).toMatch(/200 OK/);
    expect(Buffer.concat(written).equals(body)).toBe(true);
    expect(most).toBeLessThanOrEqual(2 * megabyte);
    slowServer.close();
  });

  it("longer than it may be, short, or of an unknown length is read as usual", async () => {
    const body = randomBytes(2 * megabyte);
    const put = async (content: Buffer | ReadableStream): Promise<unknown> => {
      await writeFile(file, "");
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      await fetch(url, { method: "PUT", body: content, duplex: "half" } as RequestInit).catch(() => {});
      return outcome;
    };
    expect(await put(body.subarray(0, 500_000))).toEqual({ written: 500_000, isDirect: false });
    expect(await put(new Blob([body]).stream())).toEqual({ written: body.length, isDirect: false });
    expect((await readFile(file)).equals(body)).toBe(true);
    most = megabyte;
    expect(await put(body)).toEqual({ written: expect.any(TooManyBytes), isDirect: false });
  });
});
