// Files as one archive, packed while it is sent: whoever hangs up in the middle leaves no file open.
import { createReadStream, type ReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface PackedFile {
  /** On disk. */
  path: string;
  /** In the archive. */
  name: string;
  bytes: number;
  mtime?: Date;
  mode?: number;
  compress?: boolean;
}

export function zipDownload(files: readonly PackedFile[]): Readable {
  const zip = new ZipFile();
  addFiles(zip, files);
  zip.end();
  return zip.outputStream as Readable;
}

/** A file that is gone in the middle breaks the archive off, so that nobody takes half of one for the whole. */
export function addFiles(zip: ZipFile, files: readonly PackedFile[]): void {
  const output = zip.outputStream as Readable;
  let reading: ReadStream | null = null;
  for (const { path, name, bytes, ...options } of files)
    zip.addReadStreamLazy(name, { ...options, size: bytes }, (take) => {
      // Nobody reads any more: what would be opened now, nobody would close.
      if (output.destroyed) return;
      reading = createReadStream(path);
      reading.once("error", (error) => output.destroy(error));
      take(null, reading);
    });
  zip.on("error", (error: Error) => output.destroy(error));
  output.once("close", () => reading?.destroy());
}
