// Every kind of work, by its name.
import { analyzeJob } from "./analyze.ts";
import { deleteDeliveryJob } from "./delete-delivery.ts";
import { draftJob } from "./draft.ts";
import { electionJob } from "./election.ts";
import { reparseJob, undoJob } from "./file-changes.ts";
import { handInJob } from "./hand-in.ts";
import { ingestJob } from "./ingest.ts";
import type { JobKind } from "./queue.ts";
import { restoreJob } from "./restore.ts";
import { backupJob, checkJob } from "./store-care.ts";

export const jobKinds: Readonly<Record<string, JobKind>> = {
  analyze: analyzeJob,
  "delete-delivery": deleteDeliveryJob,
  backup: backupJob,
  check: checkJob,
  restore: restoreJob,
  ingest: ingestJob,
  reparse: reparseJob,
  undo: undoJob,
  draft: draftJob,
  "hand-in": handInJob,
  election: electionJob,
};
