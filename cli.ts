// The command line: arguments, dispatch and exit codes; the only place that ends the process.
import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";

// Reading the source takes longer than most commands: what was compiled once serves the next run. Where it cannot be kept, nothing is lost.
enableCompileCache(compiledFolder());

// The reader of a pipe may leave early (memoria analyze | head): the work goes on to its end, which tidies up.
let unwritten: NodeJS.ErrnoException | null = null;
process.stdout.on("error", (error) => {
  unwritten = error;
});
process.stderr.on("error", () => {});

const exitCode = await run(process.argv.slice(2)).catch(fault);
// A pipe takes its time: what is written last must be out before the process ends.
for (const stream of [process.stdout, process.stderr]) await new Promise((written) => stream.write("", written));
process.exit(exitCode === 0 && isLost(unwritten) ? 2 : exitCode);

async function run(args: string[]): Promise<number> {
  const { words } = await import("./cli/words.ts");
  const [name, ...rest] = args;
  const lang = languageOf(args);
  if (name === undefined || name === "help" || name === "--help" || name === "-h" || rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(`${words[lang].help}\n`);
    return 0;
  }
  const { dispatch } = await import("./cli/dispatch.ts");
  return dispatch(name, rest, lang);
}

/** A folder of the user's own: what lies there is run. By the rule of XDG, a relative value counts for nothing. */
function compiledFolder(): string {
  const named = [process.env["XDG_CACHE_HOME"], process.env["LOCALAPPDATA"]].find(
    (folder) => folder !== undefined && path.isAbsolute(folder),
  );
  return path.join(named ?? path.join(homedir(), ".cache"), "memoria", "compiled");
}

/** Output that its reader did not want is no loss; output that did not fit on a disk is. */
function isLost(error: NodeJS.ErrnoException | null): boolean {
  if (error === null || error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") return false;
  process.stderr.write(`memoria: ${error.code ?? ""}: no se pudo escribir el resultado. (the result could not be written)\n`);
  return true;
}

/** Read before the options are parsed: a mistake in them is told in the caller's language too. */
function languageOf(args: string[]): "es" | "en" {
  const at = args.indexOf("--lang");
  return args.includes("--lang=en") || (at !== -1 && args[at + 1] === "en") ? "en" : "es";
}

/** A fault of the program: told without its inside, which goes to a file only when MEMORIA_DEBUG asks for it. */
function fault(error: unknown): number {
  const shown = process.env["MEMORIA_DEBUG"] ? `\n${error instanceof Error ? error.stack : String(error)}` : "";
  process.stderr.write(`memoria: falla interna del programa; nada de lo entregado se perdió. (internal fault)${shown}\n`);
  return 70;
}
