// The options of the command line: one table, from which each command takes those it understands.
import { availableParallelism, homedir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../ingest/index.ts";

const table = {
  data: { type: "string" },
  delivery: { type: "string" },
  convocatoria: { type: "string" },
  difusor: { type: "string" },
  source: { type: "string" },
  role: { type: "string" },
  scope: { type: "string", multiple: true },
  internal: { type: "string", multiple: true },
  "trusted-proxy": { type: "string", multiple: true },
  page: { type: "string", multiple: true },
  "not-page": { type: "string", multiple: true },
  "result-path": { type: "string" },
  format: { type: "string" },
  "time-zone": { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  "window-start": { type: "string" },
  "window-end": { type: "string" },
  baseline: { type: "string", multiple: true },
  "baseline-averages": { type: "string" },
  incidents: { type: "string" },
  "statement-complete": { type: "boolean" },
  exclusions: { type: "string" },
  monitor: { type: "string", multiple: true },
  texts: { type: "string" },
  geo: { type: "string" },
  "pseudonym-key": { type: "string" },
  "generated-at": { type: "string" },
  memory: { type: "string" },
  threads: { type: "string" },
  progress: { type: "string" },
  strict: { type: "boolean" },
  "max-rejected": { type: "string" },
  "accept-damaged": { type: "boolean" },
  "leave-out": { type: "string", multiple: true },
  originals: { type: "boolean" },
  margin: { type: "string" },
  capacity: { type: "string" },
  label: { type: "string", multiple: true },
  receipts: { type: "string" },
  missing: { type: "string" },
  out: { type: "string" },
  lang: { type: "string" },
  json: { type: "boolean" },
  explain: { type: "string" },
  raw: { type: "boolean" },
  repair: { type: "boolean" },
  lines: { type: "string" },
  seed: { type: "string" },
  scenario: { type: "string" },
  host: { type: "string" },
  port: { type: "string" },
  origin: { type: "string" },
  "behind-proxy": { type: "boolean" },
  server: { type: "string" },
  token: { type: "string" },
} as const;

export type OptionName = keyof typeof table;

/** The options that were given, and the words that are not options. */
export interface Arguments {
  options: {
    [Name in OptionName]?: (typeof table)[Name] extends { multiple: true }
      ? string[]
      : (typeof table)[Name] extends { type: "boolean" }
        ? boolean
        : string;
  };
  words: string[];
}

/** Options of every command that reads logs. */
export const readingOptions = [
  "source",
  "role",
  "format",
  "memory",
  "threads",
  "progress",
  "max-rejected",
  "accept-damaged",
  "leave-out",
] as const;
/** Options of every command that analyses. */
export const analysisOptions = [
  "convocatoria",
  "difusor",
  "scope",
  "internal",
  "trusted-proxy",
  "page",
  "not-page",
  "result-path",
  "time-zone",
  "from",
  "to",
  "window-start",
  "window-end",
  "baseline",
  "baseline-averages",
  "incidents",
  "statement-complete",
  "exclusions",
  "monitor",
  "generated-at",
  "geo",
  "pseudonym-key",
] as const;

/** Parses a command's words. Throws `usage` for an option that it does not have, or one without its value. */
export function readArguments(args: string[], names: readonly OptionName[]): Arguments {
  const allowed = Object.fromEntries([...names, "lang" as const].map((name) => [name, table[name]]));
  try {
    const { values, positionals } = parseArgs({ args, options: allowed, allowPositionals: true, strict: true });
    refuseEmpty(values, positionals);
    oneOf("lang", values["lang"] as string | undefined, ["es", "en"], "es");
    return { options: values as Arguments["options"], words: positionals };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError("usage", usageFacts(error, names));
  }
}

/** An empty word is a shell variable that was not set, never a name. */
function refuseEmpty(values: Record<string, unknown>, words: readonly string[]): void {
  const empty = Object.entries(values).find(([, value]) => value === "" || (Array.isArray(value) && value.includes("")));
  if (empty) throw new UserError("usage", { given: `--${empty[0]} ""`, expected: `--${empty[0]} VALOR` });
  if (words.includes("")) throw new UserError("usage", { given: '""', expected: "" });
}

function usageFacts(error: unknown, names: readonly OptionName[]): { given: string; expected: string } {
  const message = error instanceof Error ? error.message : String(error);
  const option = /'(--?[^\s'=]+)/.exec(message)?.[1] ?? "";
  if (message.startsWith("Unknown option")) return { given: option, expected: names.map((name) => `--${name}`).join(" ") };
  return { given: option, expected: message.includes("does not take an argument") ? option : `${option} VALOR` };
}

/** The folder that the caller's relative paths are of: npm changes the working folder and keeps the caller's in INIT_CWD. */
export function callersFolder(): string {
  return process.env["INIT_CWD"] ?? process.cwd();
}

export function callersPath(file: string): string {
  return path.resolve(callersFolder(), file);
}

/** The store's place when --data does not say: the user's own data folder. */
export function defaultStoreDirectory(): string {
  // By the rule of XDG, an empty or relative value counts for nothing.
  const named = [process.env["XDG_DATA_HOME"], process.env["LOCALAPPDATA"]].find(
    (folder) => folder !== undefined && path.isAbsolute(folder),
  );
  return path.join(named ?? path.join(homedir(), ".local", "share"), "memoria");
}

/** `512MB`, `2GB` in megabytes. Throws `size-invalid`. */
export function megabytes(option: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const match = /^(\d+(?:\.\d+)?)\s*(MB|GB|MiB|GiB)$/i.exec(value.trim());
  const size = match ? Number(match[1]) * (/^g/i.test(match[2] ?? "") ? 1000 : 1) : Number.NaN;
  if (!(size >= 128 && size <= 1_000_000)) throw new UserError("size-invalid", { option, value });
  return Math.floor(size);
}

/** A whole number of at least `least`. Throws `usage`. */
export function wholeNumber(option: string, value: string | undefined, otherwise: number, least: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < least)
    throw new UserError("usage", { given: `--${option} ${value}`, expected: `${least}, ${least + 1}, ${least + 2}, ...` });
  return number;
}

/** A share of 0..1. Throws `usage`. */
export function shareOption(option: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (!(number >= 0 && number <= 1) || value.trim() === "")
    throw new UserError("usage", { given: `--${option} ${value}`, expected: "0 ... 1" });
  return number;
}

/** One of the words allowed. Throws `usage`. */
export function oneOf<Word extends string>(option: string, value: string | undefined, allowed: readonly Word[], otherwise: Word): Word {
  if (value === undefined) return otherwise;
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new UserError("usage", { given: `--${option} ${value}`, expected: allowed.join(", ") });
  return found;
}

const mostThreads = 256;

export function threadsOption(value: string | undefined): number {
  const threads = wholeNumber("threads", value, availableParallelism(), 1);
  if (threads > mostThreads) throw new UserError("usage", { given: `--threads ${threads}`, expected: `1 ... ${mostThreads}` });
  return threads;
}
