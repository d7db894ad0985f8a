// Archives taken apart: every log in them becomes a file of a generated name, with the archive as its evidence.
import { createHash } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import path from "node:path";
import { ArchiveNames } from "./archive-names.ts";
import { UserError } from "./errors.ts";
import { fileHash } from "./file-hash.ts";
import type { LeftOut } from "./left-out.ts";
import { type Content, contentOf } from "./open.ts";
import { readFailure } from "./read-failure.ts";
import { wholeLines } from "./scan.ts";
import { type Damage, DamagedBytes, UnreadableWrapping } from "./wrappings/damage.ts";
import { type ArchiveEntry, entryPath, unmeant } from "./wrappings/entry.ts";
import { unwrapped } from "./wrappings/layers.ts";
import { checkExpansion, diskWatch, LimitReached, type Limits } from "./wrappings/limits.ts";
import { patternOf } from "./wrappings/member-glob.ts";
import { rawFile, type Source } from "./wrappings/source.ts";
import { tarEntries } from "./wrappings/tar.ts";
import { zipEntries } from "./wrappings/zip.ts";

/** What was handed in: the evidence of every log in it. */
export interface ArchiveEvidence {
  path: string;
  sha256: string;
  bytes: number;
}

/** A log that was taken out. */
export interface ExtractedLog {
  /** Where its copy lies. */
  path: string;
  /** `archive.zip/dir/access.log`. */
  name: string;
  /** `dir/access.log`. */
  inside: string;
  archive: ArchiveEvidence;
  /** What is damaged in it, or, for the last log before a damage of the archive, behind it. */
  damage: Damage | null;
  /** Of its copy. */
  bytes: number;
  /** What the archive holds beside its logs; the first of them carries it. */
  leftOut: LeftOut[] | null;
}

export interface ExtractOptions {
  temporaryDirectory: string;
  acceptDamaged: boolean;
  /** Whether the person wants a member left out, by its path inside the archive. */
  isLeftOut: (path: string) => boolean;
  limits: Limits;
}

/** What all archives of one run share. */
export interface Extraction extends ExtractOptions {
  entries: number;
  bytes: number;
  leftOutNames: number;
}

/** One archive in work: `evidence` and `unwrappedBytes` are of the outermost. */
interface Place {
  /** Of the outermost, and its own: the outermost's with the way to it. */
  root: string;
  name: string;
  depth: number;
  evidence: ArchiveEvidence;
  folder: string;
  logs: ExtractedLog[];
  leftOut: LeftOut[];
  names: ArchiveNames;
  unwrappedBytes: number;
  expansion: Limits["otherwise"];
}

const rawBlockBytes = 64 * 1024;

/**
 * Takes an archive apart, and those in it. What a system left there, hidden entries, links, devices and what the person does not want is
 * left out, each with its name, size and hash.
 * Throws `file-damaged` (unless that is accepted, and something can be read), `archive-limit`, `wrapping-unreadable` for a password or
 * an unknown method, `disk-full`, and `file-is-directory-without-logs` where nothing is left.
 */
export async function extractArchive(archivePath: string, name: string, content: Content, run: Extraction): Promise<ExtractedLog[]> {
  const evidence = { path: archivePath, ...(await fileHash(archivePath)) };
  const folder = await mkdtemp(path.join(run.temporaryDirectory, "archive-"));
  const found = { logs: [], leftOut: [], names: new ArchiveNames() };
  const place: Place = {
    root: name,
    name,
    depth: 1,
    evidence,
    folder,
    ...found,
    unwrappedBytes: 0,
    expansion: expansionOf(content, run.limits),
  };
  await takeApart(archivePath, content, place, run);
  const [first] = place.logs;
  if (!first) throw new UserError("file-is-directory-without-logs", { file: name });
  for (const empty of place.names.emptyFolders())
    leaveOut(place, run, { archive: name, name: empty, bytes: null, sha256: null, reason: "folder" });
  if (place.leftOut.length > 0) first.leftOut = place.leftOut;
  return place.logs;
}

async function takeApart(archivePath: string, content: Content, place: Place, run: Extraction): Promise<void> {
  const logsBefore = place.logs.length;
  try {
    const file = rawFile(archivePath, rawBlockBytes, () => {});
    const source = unwrapped(file, content.layers, run.limits);
    const entries =
      content.archive === "tar" ? tarEntries(source) : zipEntries(await seekable(archivePath, content, source, place, run), run.limits);
    for await (const entry of placed(entries, file.position, content)) await takeOut(entry, place, run);
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw readFailure(error, place.name);
    if (!run.acceptDamaged || place.logs.length === logsBefore) throw await refusal(error, place.name, place.logs);
    const last = place.logs.at(-1);
    if (last) last.damage ??= { offset: error.offset, reason: error.reason, archive: place.name };
  }
}

/** A zip is deflate nearly always, and so are zips in zips. */
const expansionOf = ({ archive, layers }: Content, limits: Limits): Limits["otherwise"] =>
  archive === "zip" && layers.length === 0 ? limits.deflate : limits.otherwise;

/** Offsets in a tar inside layers mean nothing to its owner: the bytes read so far do. */
async function* placed(entries: AsyncIterable<ArchiveEntry>, position: () => number, { layers }: Content): AsyncGenerator<ArchiveEntry> {
  const inFile = (error: unknown): unknown => {
    if (error instanceof DamagedBytes && !error.placed) {
      if (layers.length > 0) error.offset = position();
      error.placed = true;
    }
    return error;
  };
  try {
    for await (const entry of entries) {
      const content = async function* (): AsyncGenerator<Buffer> {
        try {
          yield* entry.content();
        } catch (error) {
          throw inFile(error);
        }
      };
      yield { ...entry, content };
    }
  } catch (error) {
    throw inFile(error);
  }
}

/** A zip is read from its end: one inside layers is laid down without them first. */
async function seekable(archivePath: string, content: Content, source: Source, place: Place, run: Extraction): Promise<string> {
  if (content.layers.length === 0) return archivePath;
  const target = path.join(place.folder, `${++run.entries}`);
  const damage = await write(source(), target, place, run);
  if (damage && !run.acceptDamaged) throw damage;
  return target;
}

async function takeOut(entry: ArchiveEntry, place: Place, run: Extraction): Promise<void> {
  if (++run.entries > run.limits.entries) throw new LimitReached("entries", run.limits.entries);
  // A file without a name holds bytes all the same.
  const within = entryPath(entry.name) || (entry.kind === "folder" ? "" : "_");
  if (within === "") return;
  const called = `${place.name}/${within}`;
  const name = entry.kind === "folder" ? called : place.names.unique(called);
  const inside = name.slice(place.root.length + 1);
  place.names.note(inside, entry.kind);
  if (entry.kind === "folder") return;
  const reason =
    unmeant(within) ??
    (run.isLeftOut(inside) || run.isLeftOut(called.slice(place.root.length + 1)) ? "asked" : entry.kind === "other" ? "link" : null);
  if (reason !== null) {
    const told = entry.kind === "file" ? await account(entry, name, place, run) : { bytes: null, sha256: null };
    leaveOut(place, run, { archive: place.root, name: inside, ...told, reason });
    return;
  }
  const target = path.join(place.folder, `${run.entries}`);
  const damage = await write(entry.content(), target, place, run).catch((error: unknown) => {
    if (!(error instanceof UnreadableWrapping)) throw readFailure(error, name);
    throw new UserError("wrapping-unreadable", { file: name, reason: error.reason, leaveOut: [patternOf(inside)] });
  });
  if (damage && !run.acceptDamaged) throw await refusal(damage, name, [...place.logs, { path: target, name, damage }]);
  const content = await contentOf(target, name, run.limits);
  if (content.archive === null) {
    // Of a log whose very first bytes are damaged nothing is there to read.
    if (damage && content.isEmpty) throw damage;
    const told = damage && { offset: damage.offset, reason: damage.reason };
    place.logs.push({ path: target, name, inside, archive: place.evidence, damage: told, bytes: content.bytes, leftOut: null });
    return;
  }
  if (place.depth >= run.limits.nesting) throw new UserError("archive-limit", { file: name, limit: "nesting", most: run.limits.nesting });
  const expansion = place.expansion === run.limits.otherwise ? place.expansion : expansionOf(content, run.limits);
  const inner = { ...place, name, depth: place.depth + 1, expansion };
  await takeApart(target, content, inner, run);
  place.unwrappedBytes = inner.unwrappedBytes;
  await rm(target);
}

function leaveOut(place: Pick<Place, "leftOut">, run: Extraction, member: LeftOut): void {
  run.leftOutNames += Buffer.byteLength(member.name);
  if (run.leftOutNames > run.limits.names) throw readFailure(new LimitReached("names", run.limits.names), member.archive);
  place.leftOut.push(member);
}

/** The error that refuses a damaged archive: it says how many lines can be had all the same, of what was taken out before the damage. */
async function refusal(
  { offset, reason }: DamagedBytes,
  file: string,
  taken: readonly Pick<ExtractedLog, "path" | "name" | "damage">[],
): Promise<UserError> {
  let lines = 0;
  for (const log of taken) {
    const content = await contentOf(log.path, log.name);
    // An archive in it, or no text at all.
    const isLog = !content.isEmpty && content.archive === null;
    if (isLog) lines += await wholeLines({ path: log.path, name: log.name, wrapping: content.wrapping }, log.damage !== null);
  }
  return new UserError("file-damaged", { file, offset, reason, lines });
}

/** What is left out is read all the same: its size and hash say what it was. What cannot be unwrapped has the size that the archive states. */
async function account(entry: ArchiveEntry, name: string, place: Place, run: Extraction): Promise<Pick<LeftOut, "bytes" | "sha256">> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const block of metered(entry.content(), place, run)) {
      hash.update(block);
      bytes += block.length;
    }
    return { bytes, sha256: hash.digest("hex") };
  } catch (error) {
    if (error instanceof DamagedBytes || error instanceof UnreadableWrapping) return { bytes: entry.bytes, sha256: null };
    throw readFailure(error, name);
  }
}

/** Counts what comes of an archive against the limits. */
async function* metered(blocks: AsyncIterable<Buffer>, place: Place, run: Extraction): AsyncGenerator<Buffer> {
  for await (const block of blocks) {
    run.bytes += block.length;
    place.unwrappedBytes += block.length;
    checkExpansion(0, run.bytes, { floor: Number.POSITIVE_INFINITY, ratio: 1 }, run.limits);
    // Entries may lie over each other: what counts is how much comes of the archive as a whole.
    checkExpansion(place.evidence.bytes, place.unwrappedBytes, place.expansion, run.limits);
    yield block;
  }
}

/** Writes what can be unwrapped; answers the damage that ended it. */
async function write(blocks: AsyncIterable<Buffer>, target: string, place: Place, run: Extraction): Promise<DamagedBytes | null> {
  const watch = diskWatch(place.folder);
  const file = await open(target, "wx");
  try {
    for await (const block of metered(blocks, place, run)) {
      await watch(block.length);
      await file.appendFile(block);
    }
    return null;
  } catch (error) {
    if (error instanceof DamagedBytes) return error;
    throw error;
  } finally {
    await file.close();
  }
}
