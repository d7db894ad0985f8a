// Runs the command line as its users do: with its exit code, output and errors.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import type { CommandRequest } from "./command-child.ts";

const projectFolder = path.join(import.meta.dirname, "..", "..");
const withoutWarning = "--disable-warning=ExperimentalWarning";

export interface CliResult {
  code: number | null;
  out: string;
  err: string;
}

let isFirst = true;
let child: CommandChild | null = null;

/**
 * Runs `memoria ARGS` in `cwd`. The first that a test process asks for, and all that read standard input, are processes of their own; the
 * others share one, as to start and load takes longer than most of them work.
 */
export function memoria(args: readonly string[], cwd: string, input?: string | Buffer): CliResult {
  if (isFirst || input !== undefined || args.includes("-") || process.platform === "win32") {
    isFirst = false;
    return memoriaProcess(args, cwd, input);
  }
  child ??= new CommandChild();
  return child.run({ args: [...args], cwd, environment: environment() });
}

/** As a process of its own: where its time counts. */
export function memoriaProcess(args: readonly string[], cwd: string, input?: string | Buffer): CliResult {
  const result = spawnSync(process.execPath, [withoutWarning, path.join(projectFolder, "memoria.cjs"), ...args], {
    cwd,
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: environment(),
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

function environment(): Record<string, string> {
  const { INIT_CWD: _, ...rest } = process.env;
  return rest as Record<string, string>;
}

/**
 * Asked and answered through two named pipes, so that a test may wait for it as for a process. It ends by itself when the test process
 * does, as then nobody can ask any more: whatever test files run in that one share it.
 */
class CommandChild {
  readonly #requests: number;
  readonly #answers: number;

  constructor() {
    const folder = mkdtempSync(path.join(tmpdir(), "memoria-commands-"));
    const pipes = ["requests", "answers"].map((name) => path.join(folder, name));
    execFileSync("mkfifo", pipes);
    const program = path.join(import.meta.dirname, "command-child.ts");
    spawn(process.execPath, [withoutWarning, program, folder], { stdio: "ignore" }).unref();
    this.#requests = openSync(pipes[0] ?? "", "w");
    this.#answers = openSync(pipes[1] ?? "", "r");
    rmSync(folder, { recursive: true });
  }

  run(request: CommandRequest): CliResult {
    writeSync(this.#requests, `${JSON.stringify(request)}\n`);
    const parts: Buffer[] = [];
    const buffer = Buffer.alloc(1 << 20);
    while (parts.at(-1)?.at(-1) !== 10) {
      const length = readSync(this.#answers, buffer);
      if (length === 0) throw new Error(`the process that runs commands ended: memoria ${request.args.join(" ")}`);
      parts.push(Buffer.from(buffer.subarray(0, length)));
    }
    return JSON.parse(Buffer.concat(parts).toString("utf8")) as CliResult;
  }
}

/** A folder of its own for a test file, gone afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "memoria-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
