// Where the bytes of uploads lie: their names on disk are ids that this program made, or letters and digits of what a file was called.
import { existsSync } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Upload } from "../records/uploads.ts";
import type { Services } from "../services.ts";

const folderName = "subidas";
/** Letters; of four bytes each at most, where a name may have 255. */
const longestName = 60;

type Place = Pick<Services, "directory">;

export function uploadsFolder({ directory }: Place): string {
  return path.join(directory, folderName);
}

/** While it is received. */
export function receivedPath(place: Place, id: string): string {
  return path.join(uploadsFolder(place), id);
}

/** A folder for the one file, under a harmless name, while the program reads it. */
export function parsingFolder(place: Place, id: string): string {
  return path.join(uploadsFolder(place), `trabajo-${id}`);
}

export async function makeUploadsFolder(place: Place): Promise<void> {
  await mkdir(uploadsFolder(place), { recursive: true, mode: 0o700 });
}

/** An empty file for an upload that does not come by tus. */
export async function makeReceived(place: Place, id: string): Promise<string> {
  const file = receivedPath(place, id);
  await (await open(file, "wx", 0o600)).close();
  return file;
}

/** A name that means nothing to a shell, the engine, or the command line: letters, digits, dot, dash, underscore; it begins with none of the signs. */
export function harmlessName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^[._-]+/, "");
  const letters = [...plain];
  const ending = /\.[A-Za-z0-9]{1,8}(?:\.(?:gz|zst|bz2|xz|zip))?$/.exec(plain)?.[0] ?? "";
  const cut = letters.length <= longestName ? plain : `${letters.slice(0, longestName - ending.length).join("")}${ending}`;
  return cut === "" ? "bitacora" : cut;
}

/** Moves what was received to its folder; done already, nothing happens. Answers the file's name in it; null: the bytes are not all there. */
export async function moveToParsing(place: Place, { id, name, bytes }: Pick<Upload, "id" | "name" | "bytes">): Promise<string | null> {
  const [folder, file] = [parsingFolder(place, id), harmlessName(name)];
  const target = path.join(folder, file);
  if (!existsSync(target) && existsSync(receivedPath(place, id))) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(receivedPath(place, id), target);
  }
  return (await sizeOf(target)) === bytes ? file : null;
}

/** How many bytes have come; null: there is no file. */
export async function receivedBytes(place: Place, id: string): Promise<number | null> {
  return sizeOf(receivedPath(place, id));
}

/** When a byte came last; null: there is no file. */
export async function lastByteAt(place: Place, id: string): Promise<Date | null> {
  return (await stat(receivedPath(place, id)).catch(() => null))?.mtime ?? null;
}

export async function removeBytes(place: Place, id: string): Promise<void> {
  await rm(receivedPath(place, id), { force: true });
  await rm(`${receivedPath(place, id)}.json`, { force: true });
  await rm(parsingFolder(place, id), { recursive: true, force: true });
}

async function sizeOf(file: string): Promise<number | null> {
  return (await stat(file).catch(() => null))?.size ?? null;
}
