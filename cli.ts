// The command line: arguments, dispatch and exit codes; the only place that ends the process.
import process from "node:process";
import "./compiled-source.cjs";

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

/** Output that its reader did not want is no loss; output that did not fit on a disk is. */
function isLost(error: NodeJS.ErrnoException | null): boolean {
  if (error === null || error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") return false;
  process.stderr.write(`memoria: ${error.code ?? ""}: no se pudo escribir el resultado. (the result could not be written)\n`);
  return true;
}
