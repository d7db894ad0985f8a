// The queue of work as rows: what is waiting, running and done survives a restart of the server.
import { type Records, stamp } from "./records.ts";

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: number;
  delivery: string | null;
  kind: string;
  payload: Record<string, unknown>;
  state: JobState;
  /** As the work tells it: share (0..1), secondsLeft, linesPerSecond, bytesRead, bytes, ... */
  progress: Record<string, unknown> | null;
  /** For people, in Spanish. */
  error: string | null;
  person: string | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
}

const columns =
  "id, delivery, kind, payload, state, progress, error, person, created_at AS createdAt, started_at AS startedAt, ended_at AS endedAt";

type Row = Omit<Job, "payload" | "progress"> & { payload: string; progress: string | null };

function jobOf(row: Row): Job {
  return { ...row, payload: JSON.parse(row.payload), progress: row.progress === null ? null : JSON.parse(row.progress) };
}

export function addJob(records: Records, given: Pick<Job, "delivery" | "kind" | "payload" | "person">): number {
  return records.db.insert(
    "INSERT INTO jobs (delivery, kind, payload, state, person, created_at) VALUES ($delivery, $kind, $payload, 'queued', $person, $at)",
    { $delivery: given.delivery, $kind: given.kind, $payload: JSON.stringify(given.payload), $person: given.person, $at: stamp(records) },
  );
}

export function job({ db }: Records, id: number): Job | null {
  const row = db.get<Row>(`SELECT ${columns} FROM jobs WHERE id = $id`, { $id: id });
  return row && jobOf(row);
}

/** Waiting or running work, in the order in which it came; of one delivery, or of all. */
export function openJobs({ db }: Records, delivery: string | null = null): Job[] {
  return db
    .all<Row>(
      `SELECT ${columns} FROM jobs WHERE state IN ('queued', 'running') AND ($delivery IS NULL OR delivery = $delivery) ORDER BY id`,
      {
        $delivery: delivery,
      },
    )
    .map(jobOf);
}

/** How much waits for its turn; of one delivery, and of all. */
export function waitingJobs({ db }: Pick<Records, "db">, delivery: string): { ofDelivery: number; ofAll: number } {
  const counts = db.get<{ ofDelivery: number; ofAll: number }>(
    "SELECT count(*) FILTER (WHERE delivery = $delivery) AS ofDelivery, count(*) AS ofAll FROM jobs WHERE state = 'queued'",
    { $delivery: delivery },
  );
  return counts ?? { ofDelivery: 0, ofAll: 0 };
}

/** The last piece of work of a kind; null: there was none. */
export function lastJob({ db }: Records, delivery: string, kind: string): Job | null {
  const values = { $delivery: delivery, $kind: kind };
  const row = db.get<Row>(`SELECT ${columns} FROM jobs WHERE delivery = $delivery AND kind = $kind ORDER BY id DESC LIMIT 1`, values);
  return row && jobOf(row);
}

/** The last piece of work of a kind that is on no delivery, in any state or in one; null: there was none. */
export function lastCare({ db }: Records, kind: string, state: JobState | null = null): Job | null {
  const row = db.get<Row>(
    `SELECT ${columns} FROM jobs WHERE delivery IS NULL AND kind = $kind AND ($state IS NULL OR state = $state) ORDER BY id DESC LIMIT 1`,
    { $kind: kind, $state: state },
  );
  return row && jobOf(row);
}

/** Takes the next waiting work of a delivery that nothing is running on. */
export function takeJob(records: Records): Job | null {
  return records.db.transaction(() => {
    const row = records.db.get<Row>(
      `SELECT ${columns} FROM jobs WHERE state = 'queued'
         AND NOT EXISTS (SELECT 1 FROM jobs AS other WHERE other.state = 'running' AND other.delivery IS jobs.delivery)
       ORDER BY id LIMIT 1`,
    );
    if (!row) return null;
    records.db.run("UPDATE jobs SET state = 'running', started_at = $at WHERE id = $id", { $id: row.id, $at: stamp(records) });
    return { ...jobOf(row), state: "running" };
  });
}

export function noteProgress({ db }: Records, id: number, progress: Record<string, unknown>): void {
  db.run("UPDATE jobs SET progress = $progress WHERE id = $id AND state = 'running'", { $id: id, $progress: JSON.stringify(progress) });
}

export function endJob(records: Records, id: number, state: "done" | "failed" | "cancelled", error: string | null): void {
  const values = { $id: id, $state: state, $error: error, $at: stamp(records) };
  records.db.run("UPDATE jobs SET state = $state, error = $error, ended_at = $at WHERE id = $id", values);
}

/** What waiting work is to do. */
export function changeWaiting({ db }: Records, id: number, payload: Record<string, unknown>): void {
  db.run("UPDATE jobs SET payload = $payload WHERE id = $id AND state = 'queued'", { $id: id, $payload: JSON.stringify(payload) });
}

/** Running work waits again, to be done otherwise. */
export function requeue({ db }: Records, id: number, payload: Record<string, unknown>): void {
  db.run("UPDATE jobs SET state = 'queued', started_at = NULL, progress = NULL, payload = $payload WHERE id = $id", {
    $id: id,
    $payload: JSON.stringify(payload),
  });
}

/** Work that was cut short by the end of the server waits again. */
export function requeueRunning({ db }: Records): void {
  db.run("UPDATE jobs SET state = 'queued', started_at = NULL, progress = NULL WHERE state = 'running'");
}

/** Ends work of these kinds that waits or was cut short, without doing it. */
export function cancelOpen(records: Records, kinds: readonly string[], error: string): void {
  records.db.run(
    `UPDATE jobs SET state = 'cancelled', error = $error, ended_at = $at
     WHERE state IN ('queued', 'running') AND kind IN (SELECT value FROM json_each($kinds))`,
    { $kinds: JSON.stringify(kinds), $error: error, $at: stamp(records) },
  );
}

/** The highest number that work ever had; 0: there was none. */
export function highestJob({ db }: Records): number {
  return db.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'jobs'")?.seq ?? 0;
}

/** Work that is added from here on has higher numbers. */
export function raiseJobNumber(records: Records, number: number): void {
  const { db } = records;
  db.transaction(() => {
    if (highestJob(records) >= number) return;
    db.run("DELETE FROM sqlite_sequence WHERE name = 'jobs'");
    db.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('jobs', $number)", { $number: number });
  });
}

/** Takes the next number for what is not done by the queue. */
export function takeJobNumber(records: Records): number {
  return records.db.transaction(() => {
    raiseJobNumber(records, highestJob(records) + 1);
    return highestJob(records);
  });
}
