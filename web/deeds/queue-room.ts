// How much work may wait: beyond that nothing new is taken, and whoever asks is told so in one sentence.
import { formatCount } from "../../analysis/index.ts";
import { waitingJobs } from "../records/jobs.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** Of one delivery: a CDN's night in thousands of files fits. Of all: one difusor does not use up what the others need. */
export const mostWaiting = { ofDelivery: 2000, ofAll: 10_000 } as const;

/** Throws Problem `busy` where as much waits as may. */
export function requireRoom({ db }: Services, delivery: string): void {
  const waiting = waitingJobs({ db }, delivery);
  if (waiting.ofDelivery >= mostWaiting.ofDelivery)
    throw new Problem(
      "busy",
      `Esta memoria técnica tiene ${formatCount(waiting.ofDelivery)} trabajos en espera, que es el máximo. Nada se perdió: se puede intentar cuando terminen algunos.`,
    );
  if (waiting.ofAll >= mostWaiting.ofAll) throw new Problem("busy");
}
