// The files of a ZIP archive as an independent reader takes them out.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { type Entry, fromBuffer } from "yauzl";
import type { Visitor } from "./web-server.ts";

/** What an address answers, whole; throws where it breaks off. */
export async function bytesAt(visitor: Visitor, address: string): Promise<Buffer> {
  const response = await visitor.get(address);
  if (response.status !== 200) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Name and SHA-256 of each, to compare two archives by. */
export async function zipSums(archive: Buffer): Promise<string[]> {
  return [...(await zipEntries(archive))].map(([name, content]) => `${createHash("sha256").update(content).digest("hex")} ${name}`);
}

/** By their names, in their order; each is checked against its CRC. */
export async function zipEntries(archive: Buffer): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const zip = await new Promise<import("yauzl").ZipFile>((resolve, reject) =>
    fromBuffer(archive, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const read = (entry: Entry): Promise<Buffer> =>
    new Promise((resolve, reject) =>
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : buffer(stream).then(resolve, reject))),
    );
  const ended = once(zip, "end");
  zip.on("entry", (entry: Entry) =>
    read(entry).then(
      (content) => {
        found.set(entry.fileName, content);
        zip.readEntry();
      },
      (error: unknown) => zip.emit("error", error),
    ),
  );
  zip.readEntry();
  await ended;
  return found;
}
