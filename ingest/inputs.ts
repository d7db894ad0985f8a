// From what the caller names (files, directories, globs, archives, standard input) to the list of logs to read.
import { createWriteStream } from "node:fs";
import { glob, readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ArchiveEvidence, type Extraction, extractArchive } from "./archives.ts";
import { UserError } from "./errors.ts";
import { contentOf, readFailure, type Wrapping, wrappingIn } from "./open.ts";
import type { Damage } from "./wrappings/damage.ts";
import { diskWatch, type Limits, standardLimits } from "./wrappings/limits.ts";

/** One log to read: where it is, how it is called in the ledger, and the server it comes from. */
export interface LogInput {
  path: string;
  name: string;
  source: string;
  role: "edge" | "origin";
  /** Null: it is empty. Absent: it was not looked at yet. */
  wrapping?: Wrapping | null;
  /** What it was taken out of: the bytes to keep as evidence are the archive's. Absent or null: the log itself was handed in. */
  archive?: ArchiveEvidence | null;
  /** Damage of the archive in or behind this log, which the caller accepts. */
  damage?: Damage | null;
}

/** A log with its size on disk. */
export type SizedInput = LogInput & { bytes: number };

export interface InputOptions {
  /** Folder that relative paths are of. */
  cwd: string;
  /** Name of the server or CDN for all of them; null: each file's directory. */
  source: string | null;
  role: "edge" | "origin";
  /** What `-` stands for, and where it may be kept meanwhile. */
  standardInput: Readable;
  temporaryDirectory: string;
  /** Takes what can be read of damaged archives; else they are refused. */
  acceptDamaged?: boolean;
  limits?: Limits;
}

/**
 * Expands the caller's arguments, each file once, in the order given. A directory is read to its depth, hidden files left out;
 * archives, told by their content, are taken apart into the temporary directory.
 * Throws `file-not-found`, `file-is-directory-without-logs`, `nothing-to-read`, and what `extractArchive` throws.
 */
export async function expandInputs(args: readonly string[], options: InputOptions): Promise<LogInput[]> {
  const found = new Map<string, string>();
  let standardInputPath: string | null = null;
  for (const arg of args) {
    if (arg === "-") {
      standardInputPath ??= await keepStandardInput(options);
      found.set(standardInputPath, "-");
      continue;
    }
    for (const file of await expand(arg, options.cwd)) found.set(file, nameOf(file, options.cwd));
  }
  if (found.size === 0) throw new UserError("nothing-to-read", { detail: args.join(" ") });
  const { temporaryDirectory, acceptDamaged = false, limits = standardLimits } = options;
  const run: Extraction = { temporaryDirectory, acceptDamaged, limits, entries: 0, bytes: 0 };
  const inputs: LogInput[] = [];
  for (const [file, name] of found) inputs.push(...(await logsIn(file, name, options, run)));
  return inputs;
}

/** The file itself, or the logs in it. */
async function logsIn(file: string, name: string, options: InputOptions, run: Extraction): Promise<LogInput[]> {
  const { role } = options;
  const source = options.source ?? (name === "-" ? "-" : sourceOf(file, options.cwd));
  const content = await contentOf(file, name, run.limits);
  if (content.archive === null) {
    const wrapping = content.isEmpty ? null : wrappingIn(content, name);
    return [{ path: file, name, source, role, wrapping, archive: null, damage: null }];
  }
  const logs = await extractArchive(file, name, content, run);
  // An archive is a folder: the servers of which it holds logs are told apart by its own folders.
  const folder = name === "-" ? "-" : path.join(source, path.basename(file));
  return logs.map((log) => ({
    ...log,
    source: options.source ?? path.posix.join(folder, path.posix.dirname(log.name.slice(name.length + 1))),
    role,
  }));
}

async function expand(arg: string, cwd: string): Promise<string[]> {
  const target = path.resolve(cwd, arg);
  const facts = await stat(target).catch(() => null);
  if (facts?.isDirectory()) {
    const files = await filesUnder(target, arg);
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

/** Files of a folder to its depth, links to files included. Throws `file-unreadable`, `file-not-found` for a link to nowhere. */
async function filesUnder(directory: string, name: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    throw readFailure(error, name);
  });
  const files: string[] = [];
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.name.startsWith(".")) continue;
    if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(file)))) files.push(file);
  }
  return files.sort();
}

async function leadsToFile(link: string): Promise<boolean> {
  const found = await stat(link).catch((error: unknown) => {
    throw readFailure(error, path.basename(link));
  });
  return found.isFile();
}

function nameOf(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith("..") ? path.basename(file) : relative;
}

/** The directory as the caller would write it: relative inside the working folder, else whole, so that two never share a name. */
function sourceOf(file: string, cwd: string): string {
  const directory = path.dirname(file);
  const relative = path.relative(cwd, directory);
  if (relative === "") return path.basename(cwd) || "/";
  return relative.startsWith("..") ? directory : relative;
}

async function keepStandardInput(options: InputOptions): Promise<string> {
  const file = path.join(options.temporaryDirectory, "standard-input");
  const watch = diskWatch(options.temporaryDirectory);
  await pipeline(
    options.standardInput,
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
