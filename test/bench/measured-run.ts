// One timed run of a program: seconds, and the greatest resident memory of it and its children together.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface MeasuredRun {
  seconds: number;
  /** From /proc, looked at twenty times a second; null where there is no /proc. */
  peakMegabytes: number | null;
}

const mostToldBytes = 2000;
const watchMilliseconds = 50;

/** Runs a program to its end with its output thrown away. Rejects when it fails, with its last words. */
export function measuredRun(command: string, args: readonly string[], folder?: string): Promise<MeasuredRun> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], ...(folder !== undefined && { cwd: folder }) });
    let peak: number | null = null;
    let told = "";
    child.stderr.on("data", (chunk: Buffer) => {
      told = (told + chunk.toString("utf8")).slice(-mostToldBytes);
    });
    const look = (): void => {
      const now = treeMegabytes(child.pid);
      if (now !== null) peak = Math.max(peak ?? 0, now);
    };
    const watch = setInterval(look, watchMilliseconds);
    child.once("spawn", look);
    child.on("error", (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearInterval(watch);
      if (code === 0) resolve({ seconds: (performance.now() - startedAt) / 1000, peakMegabytes: peak });
      else reject(new Error(`ended with ${code ?? signal}: ${told.trim().split("\n").at(-1) ?? ""}`));
    });
  });
}

/** Of one process its own greatest; with children, what all of them hold now. Null: there is no such process, or no /proc. */
function treeMegabytes(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  const own = statusKilobytes(pid, "VmHWM");
  // Nothing yet: the program is being loaded.
  if (own === null || own === 0) return null;
  const children = descendants(pid);
  if (children.length === 0) return own / 1000;
  const held = [pid, ...children].map((each) => statusKilobytes(each, "VmRSS") ?? 0).reduce((sum, each) => sum + each, 0);
  return Math.max(own, held) / 1000;
}

/** Kilobytes that /proc tells of a process; null: it is gone. */
function statusKilobytes(pid: number, name: "VmHWM" | "VmRSS"): number | null {
  try {
    const match = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return match ? Number(match[1]) : null;
  } catch {
    return null;
  }
}

/** Every process below one; the children of all its threads. */
function descendants(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    const children = text === "" ? [] : text.split(" ").map(Number);
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
