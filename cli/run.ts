// One command from its arguments to its exit code: help, the language of what is told, and faults that show nothing internal.

/** Runs what the arguments ask for and answers the exit code: 0, 1, 2, or 70 for a fault of the program. */
export async function run(args: string[]): Promise<number> {
  const { words } = await import("./words.ts");
  const [name, ...rest] = args;
  const lang = languageOf(args);
  if (name === undefined || name === "help" || name === "--help" || name === "-h" || rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(`${words[lang].help}\n`);
    return 0;
  }
  const { dispatch } = await import("./dispatch.ts");
  return dispatch(name, rest, lang).catch((error: unknown) => fault(error, words[lang].fault));
}

/** Read before the options are parsed: a mistake in them is told in the caller's language too. */
function languageOf(args: string[]): "es" | "en" {
  const at = args.indexOf("--lang");
  return args.includes("--lang=en") || (at !== -1 && args[at + 1] === "en") ? "en" : "es";
}

/** A fault of the program: told without its inside, which goes to a file only when MEMORIA_DEBUG asks for it. */
function fault(error: unknown, told: string): number {
  const shown = process.env["MEMORIA_DEBUG"] ? `\n${error instanceof Error ? error.stack : String(error)}` : "";
  process.stderr.write(`memoria: ${told}${shown}\n`);
  return 70;
}
