// Runs this program's command line in a process of its own, at low priority: what takes long or much memory never happens in the web's process.
import { type ChildProcess, spawn } from "node:child_process";
import { setPriority } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

export interface ProgramRun {
  /** 0 done, 1 done and something needs attention, 2 refused, 70 a fault; null: it was stopped. */
  code: number | null;
  stdout: string;
  /** What it told people on its way, without progress; the last line first says what went wrong. */
  told: string[];
}

export interface ProgramOptions {
  /** Folder that relative names are of. */
  folder: string;
  onProgress?: (progress: Record<string, unknown>) => void;
  signal?: AbortSignal;
  /** Output beyond this is cut: a page shows no more. */
  mostBytes?: number;
  /** `low` for what may take long; `usual` for what a page waits for. */
  priority?: "low" | "usual";
}

const cli = path.join(import.meta.dirname, "..", "..", "memoria.cjs");
const lowPriority = 10;
const usualMostBytes = 64 * 1024 * 1024;
const mostTold = 50;

/** Never throws for what the program says; only where it cannot be started. */
export function runProgram(args: readonly string[], options: ProgramOptions): Promise<ProgramRun> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=4", cli, ...args], {
    cwd: options.folder,
    env: { ...process.env, INIT_CWD: options.folder },
    stdio: ["ignore", "pipe", "pipe"],
    ...(options.signal && { signal: options.signal, killSignal: "SIGTERM" as const }),
  });
  if (options.priority !== "usual") lower(child);
  const told: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    const progress = progressOf(line);
    if (progress) options.onProgress?.(progress);
    else if (line.trim() !== "") told.push(line.replace(/^memoria: /, ""));
    if (told.length > mostTold) told.shift();
  });
  const output = kept(child, options.mostBytes ?? usualMostBytes);
  return new Promise((resolve, reject) => {
    child.once("error", (error) => (error.name === "AbortError" ? undefined : reject(error)));
    child.once("close", (code) => resolve({ code, stdout: output(), told }));
  });
}

function lower(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, lowPriority);
  } catch {
    // It may have ended already; where priorities cannot be set it runs as any other.
  }
}

function progressOf(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function kept(child: ChildProcess, mostBytes: number): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  child.stdout?.on("data", (chunk: Buffer) => {
    if (bytes < mostBytes) chunks.push(chunk.subarray(0, mostBytes - bytes));
    bytes += chunk.length;
    // It is not made to write what nobody keeps.
    if (bytes >= mostBytes) child.stdout?.destroy();
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
