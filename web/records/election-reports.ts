// Where the report of an election lies for an institute, and the work on it.
import path from "node:path";
import type { Services } from "../services.ts";
import type { JobState } from "./jobs.ts";
import type { Records } from "./records.ts";

/** `institute` and `call` are ids of the database and of known calls, never input. */
export function electionFolder({ directory }: Pick<Services, "directory">, institute: string, call: string): string {
  return path.join(directory, "informes", `instituto=${institute}`, `convocatoria=${call}`);
}

export interface ElectionJob {
  id: number;
  state: JobState;
  error: string | null;
  createdAt: string;
  endedAt: string | null;
}

/** The last piece of work; null: nobody asked for one yet. */
export function lastElectionJob({ db }: Records, institute: string, call: string): ElectionJob | null {
  return db.get<ElectionJob>(
    `SELECT id, state, error, created_at AS createdAt, ended_at AS endedAt FROM jobs
     WHERE kind = 'election' AND payload ->> 'institute' = $institute AND payload ->> 'call' = $call ORDER BY id DESC LIMIT 1`,
    { $institute: institute, $call: call },
  );
}
