// The first lines of a file that could not be read, asked of the program while the page waits: addresses are masked there.
import { z } from "zod";
import { placeWords } from "../jobs/delivery-inputs.ts";
import { engineWords } from "../jobs/engine-words.ts";
import { runProgram } from "../jobs/program.ts";
import type { Delivery } from "../records/deliveries.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import type { DeliveryFile } from "./log-files.ts";

export const mostRejects = 200;
/** Of their text; a line of the log may be long. */
const mostBytes = 1024 * 1024;
const longestMilliseconds = 20_000;
/** Each takes an engine: more at once would take the machine from everybody else. */
const mostAtOnce = 2;

export const rejectShape = z.object({ line: z.int(), reason: z.string(), text: z.string() });
export type RejectShown = z.infer<typeof rejectShape>;

const running = new WeakMap<object, number>();

export async function rejectedLines(services: Services, { id }: Delivery, { file, isBaseline }: DeliveryFile): Promise<RejectShown[]> {
  if (file.rejected === 0) return [];
  const atOnce = running.get(services.db) ?? 0;
  if (atOnce >= mostAtOnce)
    throw new Problem("busy", "Otras páginas consultan líneas en este momento. Conviene recargar en unos segundos.");
  running.set(services.db, atOnce + 1);
  try {
    const words = [
      "rejects",
      String(file.id),
      ...placeWords(services, { id: isBaseline ? `${id}.baseline` : id }),
      "--json",
      "--threads=1",
    ];
    const signal = AbortSignal.timeout(longestMilliseconds);
    const run = await runProgram([...words, ...engineWords(services, words)], {
      folder: services.directory,
      priority: "usual",
      mostBytes,
      signal,
    });
    return shown(run.stdout);
  } finally {
    running.set(services.db, (running.get(services.db) ?? 1) - 1);
  }
}

/** Whole lines only: the last may be cut. */
function shown(output: string): RejectShown[] {
  const whole = output.slice(0, output.lastIndexOf("\n") + 1).split("\n");
  return whole
    .filter((line) => line !== "")
    .slice(0, mostRejects)
    .map((line) => rejectShape.parse(JSON.parse(line)));
}
