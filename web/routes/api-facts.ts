// What the API's lists of routes share: their facts in one line, a deed that has nothing to tell, and what is not there.
import { z } from "zod";
import { type Answer, json } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { ApiFacts } from "./route.ts";

export const done = z.object({ done: z.literal(true) });
export const isDone = (): Answer => json({ done: true });

export function api(
  tag: string,
  scope: "read" | "write",
  summary: string,
  facts: Pick<ApiFacts, "response"> & Partial<ApiFacts>,
): ApiFacts {
  return { tag, scope, summary, ...facts };
}

export function one<Found>(found: Found | null): Found {
  if (found === null) throw new Problem("not-found");
  return found;
}
