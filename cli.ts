// The command line: arguments, dispatch and exit codes; the only place that ends the process.
import process from "node:process";

// The reader of a pipe may leave early (memoria analyze | head): that is no fault.
for (const stream of [process.stdout, process.stderr]) stream.on("error", leave);

const exitCode = await run(process.argv.slice(2)).catch(fault);
// A pipe takes its time: what is written last must be out before the process ends.
for (const stream of [process.stdout, process.stderr]) await new Promise((written) => stream.write("", written));
process.exit(exitCode);

async function run(args: string[]): Promise<number> {
  const { words } = await import("./cli/words.ts");
  const [name, ...rest] = args;
  const lang = languageOf(args);
  if (name === undefined || name === "help" || name === "--help" || name === "-h" || rest.includes("--help")) {
    process.stdout.write(`${words[lang].help}\n`);
    return 0;
  }
  const { dispatch } = await import("./cli/dispatch.ts");
  return dispatch(name, rest, lang);
}

function leave(error: NodeJS.ErrnoException): void {
  process.exit(error.code === "EPIPE" ? 0 : 70);
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
