// Runs the command line as its users do: a process with its exit code, output and errors.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

const projectFolder = path.join(import.meta.dirname, "..", "..");

export interface CliResult {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `memoria ARGS` in `cwd`. */
export function memoria(args: readonly string[], cwd: string, input?: string | Buffer): CliResult {
  const { INIT_CWD: _, ...environment } = process.env;
  const result = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", path.join(projectFolder, "cli.ts"), ...args], {
    cwd,
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: environment,
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

/** A folder of its own for a test file, gone afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "memoria-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
