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

// Loaded here and not at the top: the compile cache must be there before.
const { run } = await import("./cli/run.ts");
const exitCode = await run(process.argv.slice(2));
// A pipe takes its time: what is written last must be out before the process ends.
for (const stream of [process.stdout, process.stderr]) await new Promise((written) => stream.write("", written));
process.exit(exitCode === 0 && isLost(unwritten) ? 2 : exitCode);

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
