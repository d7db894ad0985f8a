// One timed run of a program: seconds, and its greatest resident memory.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface MeasuredRun {
  seconds: number;
  /** From /proc, looked at twenty times a second; null where there is no /proc. */
  peakMegabytes: number | null;
}

/** Runs a program to its end with its output thrown away. Rejects when it fails. */
export function measuredRun(command: string, args: readonly string[]): Promise<MeasuredRun> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "ignore"] });
    let peak: number | null = null;
    const watch = setInterval(() => {
      peak = peakOf(child.pid) ?? peak;
    }, 50);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(watch);
      if (code !== 0) reject(new Error(`${command} ended with ${code}`));
      else resolve({ seconds: (performance.now() - startedAt) / 1000, peakMegabytes: peak });
    });
  });
}

function peakOf(pid: number | undefined): number | null {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return match ? Number(match[1]) / 1000 : null;
  } catch {
    return null;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
