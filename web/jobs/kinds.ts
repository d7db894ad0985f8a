// Every kind of work, by its name.
import { analyzeJob } from "./analyze.ts";
import { draftJob } from "./draft.ts";
import { reparseJob, undoJob } from "./file-changes.ts";
import { handInJob } from "./hand-in.ts";
import { ingestJob } from "./ingest.ts";
import type { JobKind } from "./queue.ts";

export const jobKinds: Readonly<Record<string, JobKind>> = {
  analyze: analyzeJob,
  ingest: ingestJob,
  reparse: reparseJob,
  undo: undoJob,
  draft: draftJob,
  "hand-in": handInJob,
};
