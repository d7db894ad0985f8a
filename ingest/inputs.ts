// From what the caller names (files, directories, globs, archives, standard input) to the list of logs to read.
import { createReadStream, createWriteStream, statSync } from "node:fs";
import { glob, readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ArchiveEvidence, type Extraction, extractArchive } from "./archives.ts";
import { UserError } from "./errors.ts";
import type { LeftOut } from "./left-out.ts";
import { contentOf, type Wrapping, wrappingIn } from "./open.ts";
import { readFailure } from "./read-failure.ts";
import { folderKey, type KnownSource, sourceNames } from "./source-names.ts";
import type { Damage } from "./wrappings/damage.ts";
import { unmeant } from "./wrappings/entry.ts";
import { diskWatch, type Limits, standardLimits } from "./wrappings/limits.ts";
import { memberMatcher } from "./wrappings/member-glob.ts";

/** One log to read: where it is, how it is called in the ledger, and the server it comes from. */
export interface LogInput {
  path: string;
  name: string;
  source: string;
  /** Stands for the folder that the source is named for; see source-names.ts. Absent: the caller named the source, or nobody asks. */
  folderKey?: string | null;
  role: "edge" | "origin";
  /** Null: it is empty. Absent: it was not looked at yet. */
  wrapping?: Wrapping | null;
  /** What it was taken out of: the bytes to keep as evidence are the archive's. Absent or null: the log itself was handed in. */
  archive?: ArchiveEvidence | null;
  /** Its path inside the archive. */
  inside?: string;
  /** What else lies in its archive and is not read; carried by one log of the archive. */
  leftOut?: LeftOut[] | null;
  /** Damage of the archive in or behind this log, which the caller accepts. */
  damage?: Damage | null;
  /** Its size on disk. */
  bytes: number;
}

export interface InputOptions {
  /** Folder that relative paths are of. */
  cwd: string;
  /** Name of the server or CDN for all of them; null: each file's directory. */
  source: string | null;
  role: "edge" | "origin";
  /** What `-` stands for, and where it may be kept meanwhile. */
  standardInput: Readable;
  temporaryDirectory: string;
  /** What the delivery has, where the logs join others that were read from other working folders: a folder then has one name, wherever it is read from. */
  knownSources?: readonly KnownSource[];
  /** Takes what can be read of damaged archives; else they are refused. */
  acceptDamaged?: boolean;
  /** What is no log and stays unread, of archives and folders: patterns as memberMatcher takes them, or a test of the path inside. */
  leaveOut?: readonly string[] | ((path: string) => boolean);
  limits?: Limits;
}

/**
 * Expands the caller's arguments, each file once, in the order given. A directory is read to its depth, hidden files left out;
 * archives, told by their content, are taken apart into the temporary directory.
 * Throws `file-not-found`, `file-is-directory-without-logs`, `nothing-to-read`, and what `extractArchive` throws.
 */
export async function expandInputs(args: readonly string[], options: InputOptions): Promise<LogInput[]> {
  const found = new Map<string, FoundLog>();
  const { leaveOut = [] } = options;
  const isLeftOut = typeof leaveOut === "function" ? leaveOut : memberMatcher(leaveOut);
  let standardInputPath: string | null = null;
  for (const arg of args) {
    if (arg === "-") {
      standardInputPath ??= await keepStream(options.standardInput, "standard-input", options);
      found.set(standardInputPath, { name: "-", isStream: true });
      continue;
    }
    const pipe = path.resolve(options.cwd, arg);
    if (isPipe(pipe)) {
      found.set(await keepStream(createReadStream(pipe), `pipe-${found.size}`, options), { name: arg, isStream: true });
      continue;
    }
    for (const file of await expand(arg, options.cwd, isLeftOut)) found.set(file, { name: nameOf(file, options.cwd), isStream: false });
  }
  if (found.size === 0) throw new UserError("nothing-to-read", { detail: args.join(" ") });
  const { temporaryDirectory, acceptDamaged = false, limits = standardLimits } = options;
  const run: Extraction = { temporaryDirectory, acceptDamaged, isLeftOut, limits, entries: 0, bytes: 0, leftOutNames: 0 };
  const inputs: LogInput[] = [];
  for (const [file, log] of found) inputs.push(...(await logsIn(file, log, options, run)));
  return options.knownSources === undefined || options.source !== null ? inputs : namedShortly(inputs, options.knownSources);
}

/** Folders by their short names; what came from no folder has the name that it has. */
function namedShortly(inputs: readonly LogInput[], known: readonly KnownSource[]): LogInput[] {
  const isFolder = ({ source }: LogInput): boolean => path.isAbsolute(source);
  const names = sourceNames(
    inputs.filter(isFolder).map(({ source }) => source),
    known,
  );
  return inputs.map((input) =>
    isFolder(input) ? { ...input, source: names.get(input.source) ?? input.source, folderKey: folderKey(input.source) } : input,
  );
}

/** What an argument led to; a stream belongs to no folder. */
interface FoundLog {
  name: string;
  isStream: boolean;
}

/** The file itself, or the logs in it. */
async function logsIn(file: string, { name, isStream }: FoundLog, options: InputOptions, run: Extraction): Promise<LogInput[]> {
  const { role } = options;
  const source = options.source ?? (isStream ? "-" : sourceOf(file, options));
  const content = await contentOf(file, name, run.limits);
  if (content.archive === null) {
    const wrapping = content.isEmpty ? null : wrappingIn(content, name);
    return [{ path: file, name, source, role, wrapping, archive: null, damage: null, bytes: content.bytes }];
  }
  const logs = await extractArchive(file, name, content, run);
  // As if it had been taken apart where it lies: a copy of a log beside the log itself is of the same server.
  return logs.map((log) => ({
    ...log,
    source: options.source ?? path.posix.join(source, path.posix.dirname(log.name.slice(name.length + 1))),
    role,
  }));
}

async function expand(arg: string, cwd: string, isLeftOut: (path: string) => boolean): Promise<string[]> {
  const target = path.resolve(cwd, arg);
  const facts = await stat(target).catch(() => null);
  if (facts?.isDirectory()) {
    const files = (await filesUnder(target, arg)).filter((file) => !isLeftOut(insideOf(target, file)));
    if (files.length === 0) throw new UserError("file-is-directory-without-logs", { file: arg });
    return files;
  }
  if (facts) return [target];
  if (!/[*?[{]/.test(arg)) throw new UserError("file-not-found", { file: arg });
  const matches: string[] = [];
  for await (const match of glob(arg, { cwd })) matches.push(path.resolve(cwd, match));
  const files: string[] = [];
  for (const match of matches.sort()) {
    const found = await stat(match).catch((error: unknown) => {
      // A link to nowhere: told by its name.
      throw readFailure(error, nameOf(match, cwd));
    });
    if (found.isFile()) files.push(match);
  }
  if (files.length === 0) throw new UserError("file-not-found", { file: arg });
  return files;
}

const insideOf = (folder: string, file: string): string => path.relative(folder, file).split(path.sep).join("/");

/** Files of a folder to its depth, links to files included; not what is hidden, or what a system left there. Throws `file-unreadable`, `file-not-found` for a link to nowhere. */
async function filesUnder(directory: string, name: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    throw readFailure(error, name);
  });
  const files: string[] = [];
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    if (unmeant(insideOf(directory, file)) !== null) continue;
    if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(file)))) files.push(file);
  }
  return files.sort();
}

async function leadsToFile(link: string): Promise<boolean> {
  const found = await stat(link).catch((error: unknown) => {
    throw readFailure(error, link);
  });
  return found.isFile();
}

function nameOf(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith("..") ? path.basename(file) : relative;
}

/** The directory: whole where logs of several runs meet, to be named afterwards; else as the caller would write it. */
function sourceOf(file: string, { cwd, knownSources }: InputOptions): string {
  const directory = path.dirname(file);
  const relative = path.relative(cwd, directory);
  if (knownSources !== undefined || relative.startsWith("..")) return directory;
  return relative === "" ? path.basename(cwd) || "/" : relative;
}

/** A named pipe, or what a shell puts in the place of a command. */
function isPipe(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFIFO() ?? false;
}

/** What can be read only once is kept while it is worked on. */
async function keepStream(stream: Readable, name: string, options: InputOptions): Promise<string> {
  const file = path.join(options.temporaryDirectory, name);
  const watch = diskWatch(options.temporaryDirectory);
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        await watch(chunk.length);
        yield chunk;
      }
    },
    createWriteStream(file),
  );
  return file;
}
