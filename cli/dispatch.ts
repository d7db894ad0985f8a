// From a command's name to its work, and from what it throws to a line for people and an exit code.
import { printable } from "../analysis/index.ts";
import { UserError } from "../ingest/index.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

type Command = (args: string[], lang: Language) => Promise<number>;

const commands: Record<string, () => Promise<Command>> = {
  report: async () => (await import("./report.ts")).report,
  ingest: async () => (await import("./ingest.ts")).ingestCommand,
  analyze: async () => (await import("./analyze.ts")).analyzeCommand,
  ledger: async () => (await import("./ledger.ts")).ledgerCommand,
  rejects: async () => (await import("./ledger.ts")).rejectsCommand,
  undo: async () => (await import("./undo.ts")).undoCommand,
  reparse: async () => (await import("./reparse.ts")).reparseCommand,
  export: async () => (await import("./export.ts")).exportCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  formats: async () => (await import("./formats.ts")).formatsCommand,
  convocatorias: async () => (await import("./convocatorias.ts")).convocatoriasCommand,
  kit: async () => (await import("./kit.ts")).kitCommand,
  compare: async () => (await import("./compare.ts")).compareCommand,
  election: async () => (await import("./election.ts")).electionCommand,
  doctor: async () => (await import("./doctor.ts")).doctorCommand,
  backup: async () => (await import("./backup.ts")).backupCommand,
  restore: async () => (await import("./backup.ts")).restoreCommand,
  schema: async () => (await import("./schema.ts")).schemaCommand,
  serve: async () => (await import("./serve.ts")).serveCommand,
  receipt: async () => (await import("./receipt.ts")).receiptCommand,
  sample: async () => (await import("./sample.ts")).sampleCommand,
};

/** Runs a command and answers its exit code: 2 with one line for what the caller can mend; anything else is thrown on. */
export async function dispatch(name: string, args: string[], lang: Language): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    process.stderr.write(`memoria: ${words[lang].unknownCommand(printable(name))}\n`);
    return 2;
  }
  try {
    const command = isForServer(name, args) ? await remote(name) : await load();
    return await command(args, lang);
  } catch (error) {
    const told = error instanceof UserError ? error : (shortage(error) ?? damagedLines(error));
    if (!told) throw error;
    // Loaded here and not at the top: the report's charts take longer to load than a short command takes to run.
    const { errorMessage } = await import("../report/index.ts");
    process.stderr.write(`memoria: ${errorMessage(told, lang)}\n`);
    return 2;
  }
}

/** With --server a running server does the work. */
function isForServer(name: string, args: readonly string[]): boolean {
  return (
    ["ingest", "analyze", "report", "ledger"].includes(name) && args.some((word) => word === "--server" || word.startsWith("--server="))
  );
}

async function remote(name: string): Promise<Command> {
  const { remoteCommand } = await import("./remote.ts");
  return (args, lang) => remoteCommand(name, args, lang);
}

/** Room on the disk or memory that was not enough; null: something else. */
function shortage(error: unknown): UserError | null {
  if (isDiskFull(error)) return new UserError("disk-full", {});
  const isMemory = error instanceof Error && error.message.startsWith("Out of Memory Error:");
  return isMemory ? new UserError("memory-short", {}) : null;
}

/** Whoever was writing: this program, the engine or the catalog. */
function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    /ENOSPC|No space left on device|database or disk is full/.test(`${"code" in error ? error.code : ""} ${error.message}`)
  );
}

/** The engine could not read a batch of a store: it is missing, cut or changed. Null: something else. */
function damagedLines(error: unknown): UserError | null {
  const message = error instanceof Error ? error.message : "";
  const [, dir, file] = /["'[]([^"'[]*)[/\\](lines[/\\]delivery=[^"']+?\.parquet)["']/.exec(message) ?? [];
  const isUnreadable = /^(IO|Invalid Input|Invalid) Error:/.test(message);
  return isUnreadable && dir !== undefined && file !== undefined ? new UserError("store-damaged", { dir, file }) : null;
}
