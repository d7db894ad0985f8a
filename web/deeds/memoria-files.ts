// Files of a memoria on disk, found by the names that its own manifest lists: a name from outside never becomes a path.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";

export interface MemoriaFile {
  name: string;
  bytes: number;
  contentType: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  html: "text/html; charset=utf-8",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
  sha256: "text/plain; charset=utf-8",
  zip: "application/zip",
};

const manifest = z.object({ files: z.array(z.object({ name: z.string() })) });
/** Beside what the manifest lists. */
const unlisted = ["memoria.pdf", "manifest.json", "huellas.sha256"];

/** Those that are there, the PDF first; empty: there is no memoria in the folder. */
export async function memoriaFiles(folder: string): Promise<MemoriaFile[]> {
  const text = await readFile(path.join(folder, "manifest.json"), "utf8").catch(() => null);
  if (text === null) return [];
  const names = [...unlisted, ...manifest.parse(JSON.parse(text)).files.map(({ name }) => name)];
  const found = await Promise.all(
    names.map(async (name) => ({ name, stats: await stat(path.join(folder, name)).catch(() => null), contentType: contentTypeOf(name) })),
  );
  return found.flatMap(({ name, stats, contentType }) => (stats?.isFile() ? [{ name, bytes: stats.size, contentType }] : []));
}

function contentTypeOf(name: string): string {
  return contentTypes[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}

/** The file of a name, open to be read; null: the memoria has none of that name. */
export async function openMemoriaFile(folder: string, wanted: string): Promise<{ file: MemoriaFile; content: Readable } | null> {
  const file = (await memoriaFiles(folder)).find(({ name }) => name === wanted);
  return file ? { file, content: createReadStream(path.join(folder, file.name)) } : null;
}
