// A memoria as one archive, packed while it is sent: its files alone, or with the logs that it was made from, each proven while it is read.
import path from "node:path";
import type { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { HandedIn } from "../../ingest/index.ts";
import { addOriginals } from "../../report/index.ts";
import type { Actor } from "../records/audit.ts";
import { memoriaFolder, type Version } from "../records/versions.ts";
import type { Services } from "../services.ts";
import { memoriaFiles } from "./memoria-files.ts";
import { noteDiffering, noteDownload, originalsOf } from "./originals.ts";
import { addFiles } from "./zip-download.ts";

/** Packed already, so that packing them again costs time and gains nothing. */
const packed = /\.(?:pdf|xlsx|zip|parquet)$/;

/** The files of a memoria's folder; null: there is no memoria in it. */
export async function memoriaArchive(folder: string): Promise<Readable | null> {
  const zip = await memoriaZip(folder);
  zip?.end();
  return zip && (zip.outputStream as Readable);
}

/**
 * A version and the logs that it was made from: `memoria verify memoria bitacoras-originales` proves what is unpacked of it. A log that is
 * not what was handed in breaks the archive off, so that nobody takes it for the whole, and is noted. Throws what `originalsOf` throws.
 */
export async function archiveWithOriginals(services: Services, actor: Actor, version: Version): Promise<Readable | null> {
  const logs = await originalsOf(services, version);
  const zip = await memoriaZip(memoriaFolder(services, version.delivery, version.number));
  if (!zip) return null;
  noteDownload(services, actor, version);
  const output = zip.outputStream as Readable;
  let current: Readable | null = null;
  // Whoever breaks off leaves no file open.
  output.once("close", () => current?.destroy());
  const watched = logs.map(
    (log): HandedIn => ({
      ...log,
      open: () => (current = log.open().once("error", () => noteDiffering(services, actor, version, log))),
    }),
  );
  await addOriginals(zip, watched, "bitacoras-originales/");
  zip.end();
  return output;
}

async function memoriaZip(folder: string): Promise<ZipFile | null> {
  const files = await memoriaFiles(folder);
  if (files.length === 0) return null;
  const zip = new ZipFile();
  addFiles(
    zip,
    files.map(({ name, bytes }) => ({
      path: path.join(folder, name),
      name: `memoria/${name}`,
      bytes,
      mode: 0o100644,
      compress: !packed.test(name),
    })),
  );
  return zip;
}
