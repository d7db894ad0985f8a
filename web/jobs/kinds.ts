// Every kind of work, by its name.
import { analyzeJob } from "./analyze.ts";
import type { JobKind } from "./queue.ts";

export const jobKinds: Readonly<Record<string, JobKind>> = { analyze: analyzeJob };
