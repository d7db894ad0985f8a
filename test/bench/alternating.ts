// Several programs on the same task, taking turns: what the machine does meanwhile falls on all of them. One that fails is told and left out.
import { type MeasuredRun, measuredRun, median } from "./measured-run.ts";
import { tell } from "./told.ts";

/** A program with its words, to be measured. */
export interface Contender {
  name: string;
  command: string;
  args: readonly string[];
  /** Bytes of text that it goes through. */
  bytes: number;
  lines: number;
  /** Before each run, not measured. */
  prepare?: () => Promise<void>;
  /** Fewer than the others, for one that is slow. */
  mostRuns?: number;
}

export interface Measured extends Pick<Contender, "name" | "bytes" | "lines"> {
  runs: MeasuredRun[];
  /** Why there are no more runs; null: it did what it should. */
  failure: string | null;
}

const mostFailure = 150;

/** One turn of each after the other, so many times. Never rejects for what a program does. */
export async function alternating(contenders: readonly Contender[], rounds: number): Promise<Measured[]> {
  const all = contenders.map(({ name, bytes, lines }): Measured => ({ name, bytes, lines, runs: [], failure: null }));
  for (let round = 0; round < rounds; round++)
    for (const [place, contender] of contenders.entries()) {
      const measured = all[place];
      if (!measured || measured.failure !== null || round >= (contender.mostRuns ?? rounds)) continue;
      await turn(contender, measured);
    }
  return all;
}

async function turn({ name, command, args, prepare }: Contender, measured: Measured): Promise<void> {
  try {
    await prepare?.();
    const run = await measuredRun(command, args);
    measured.runs.push(run);
    tell(`${name}: ${run.seconds.toFixed(2)} s, ${run.peakMegabytes === null ? "?" : Math.round(run.peakMegabytes)} MB`);
  } catch (error) {
    // It becomes a cell of a table.
    measured.failure = (error instanceof Error ? error.message : String(error)).replace(/[|\s]+/g, " ").slice(0, mostFailure);
    tell(`${name} FAILED: ${measured.failure}`);
  }
}

/** Median seconds; null: it never came to its end. */
export function secondsOf(measured: Measured | undefined): number | null {
  return measured && measured.runs.length > 0 ? median(measured.runs.map((run) => run.seconds)) : null;
}

/** The greatest memory of any run; null: not known. */
export function peakOf(measured: Measured | undefined): number | null {
  const peaks = measured?.runs.flatMap((run) => (run.peakMegabytes === null ? [] : [run.peakMegabytes])) ?? [];
  return peaks.length === 0 ? null : Math.max(...peaks);
}

/** `a / b`; null where one is not known. */
export function ratio(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : a / b;
}
