// All memorias of a call as one archive, packed while it is sent: each in a folder of its own, without what is of restricted access.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";
import { memoriaFolder } from "../records/versions.ts";
import type { Services } from "../services.ts";
import type { BoardRow } from "./boards.ts";
import { type PackedFile, zipDownload } from "./zip-download.ts";

const manifestSchema = z.object({
  files: z.array(z.object({ name: z.string().regex(/^[^/\\]+(?:\/[^/\\]+)*$/), restricted: z.boolean().default(false) })),
});
const unlisted = ["memoria.pdf", "manifest.json", "huellas.sha256"];
/** Packed already, so that packing them again costs time and gains nothing. */
const packed = /\.(?:pdf|xlsx|zip|parquet|gz)$/;

/** The folder's name in an archive: letters, digits and hyphens of the difusor's name, never empty, never twice. */
export function folderNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 60) || "difusor";
    // Windows opens no folder of these names.
    const base = /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(plain) ? `${plain}-difusor` : plain;
    let candidate = base;
    for (let n = 2; taken.has(candidate); n++) candidate = `${base}-${n}`;
    taken.add(candidate);
    return candidate;
  });
}

/** The last versions of the rows that were handed in. */
export async function callArchive(
  services: Services,
  rows: readonly BoardRow[],
  { withRestricted }: { withRestricted: boolean },
): Promise<Readable> {
  const handedIn = rows.flatMap((row) => (row.version === null ? [] : [{ ...row, version: row.version }]));
  const folders = folderNames(handedIn.map(({ difusor }) => difusor));
  const packedFiles: PackedFile[] = [];
  for (const [place, { version }] of handedIn.entries()) {
    const folder = memoriaFolder(services, version.delivery, version.number);
    const facts = { mtime: new Date(version.handedInAt), mode: 0o100644 };
    for (const { name, bytes } of await members(folder, withRestricted)) {
      const inside = `${folders[place]}/version-${version.number}/${name}`;
      packedFiles.push({ path: path.join(folder, name), name: inside, bytes, ...facts, compress: !packed.test(name) });
    }
  }
  return zipDownload(packedFiles);
}

async function members(folder: string, withRestricted: boolean): Promise<{ name: string; bytes: number }[]> {
  const text = await readFile(path.join(folder, "manifest.json"), "utf8").catch(() => null);
  const read = text === null ? null : manifestSchema.safeParse(JSON.parse(text));
  if (!read?.success) return [];
  const names = [...unlisted, ...read.data.files.filter(({ restricted }) => withRestricted || !restricted).map(({ name }) => name)];
  const inside = names.filter((name) => !name.split("/").some((part) => part === "." || part === ".."));
  const there = await Promise.all(
    inside.map(async (name) => {
      const facts = await stat(path.join(folder, name)).catch(() => null);
      return facts?.isFile() ? [{ name, bytes: facts.size }] : [];
    }),
  );
  return there.flat();
}
