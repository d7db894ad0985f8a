// Uploads: logs on their way in, from the first byte to the files that they became; who sent them, and what was said of them.
import { newId, type Records, stamp } from "./records.ts";

/** `log`: of the publication; `baseline`: of before, for the portal's usual average. */
export type UploadPurpose = "log" | "baseline";
/** `failed`: the program refused it, its bytes are kept for another try. `withdrawn`: taken back, or never finished. */
export type UploadState = "receiving" | "queued" | "parsing" | "done" | "failed" | "withdrawn";

export interface Upload {
  id: string;
  delivery: string;
  purpose: UploadPurpose;
  /** As the person's file is called: hostile text. */
  name: string;
  bytes: number;
  source: string;
  role: "edge" | "origin";
  /** Null: it is found by the program. */
  format: string | null;
  timeZone: string | null;
  /** What precedes a damage is taken; else a damaged one is refused. */
  untilDamage: boolean;
  /** What is no log in an archive, by patterns: it is left out and told. */
  leaveOut: string[];
  state: UploadState;
  /** For people, in Spanish. */
  error: string | null;
  /** The delivery's highest file number when its work began; what came of it has higher ones. */
  filesBefore: number | null;
  /** Numbers of the files in the catalog that it became. */
  files: number[];
  person: string;
  createdAt: string;
  endedAt: string | null;
}

const columns = `id, delivery, purpose, name, bytes, source, role, format, time_zone AS timeZone, until_damage AS untilDamage, leave_out AS leaveOut, state, error, files_before AS filesBefore,
  files, person, created_at AS createdAt, ended_at AS endedAt`;

type Row = Omit<Upload, "files" | "leaveOut" | "untilDamage"> & { files: string; leaveOut: string; untilDamage: number };

function uploadOf(row: Row): Upload {
  const [files, leaveOut] = [JSON.parse(row.files) as number[], JSON.parse(row.leaveOut) as string[]];
  return { ...row, untilDamage: row.untilDamage === 1, leaveOut, files };
}

export type NewUpload = Pick<Upload, "delivery" | "purpose" | "name" | "bytes" | "source" | "role" | "format" | "timeZone" | "person">;

export function addUpload(records: Records, given: NewUpload): Upload {
  const id = newId();
  records.db.run(
    `INSERT INTO uploads (id, delivery, purpose, name, bytes, source, role, format, time_zone, state, person, created_at)
     VALUES ($id, $delivery, $purpose, $name, $bytes, $source, $role, $format, $zone, 'receiving', $person, $at)`,
    {
      $id: id,
      $delivery: given.delivery,
      $purpose: given.purpose,
      $name: given.name,
      $bytes: given.bytes,
      $source: given.source,
      $role: given.role,
      $format: given.format,
      $zone: given.timeZone,
      $person: given.person,
      $at: stamp(records),
    },
  );
  const added = upload(records, id);
  if (!added) throw new Error("an upload that was just added is gone");
  return added;
}

export function upload({ db }: Records, id: string): Upload | null {
  const row = db.get<Row>(`SELECT ${columns} FROM uploads WHERE id = $id`, { $id: id });
  return row && uploadOf(row);
}

/** Of a delivery, the newest first; what was taken back is not told. */
export function uploadsOf({ db }: Records, delivery: string): Upload[] {
  return db
    .all<Row>(`SELECT ${columns} FROM uploads WHERE delivery = $delivery AND state <> 'withdrawn' ORDER BY created_at DESC, rowid DESC`, {
      $delivery: delivery,
    })
    .map(uploadOf);
}

export function uploadsIn({ db }: Records, states: readonly UploadState[]): Upload[] {
  return db
    .all<Row>(`SELECT ${columns} FROM uploads WHERE state IN (SELECT value FROM json_each($states))`, { $states: JSON.stringify(states) })
    .map(uploadOf);
}

/** The size is known once all has come, where it was not told before. */
export function noteBytes({ db }: Records, id: string, bytes: number): void {
  db.run("UPDATE uploads SET bytes = $bytes WHERE id = $id", { $id: id, $bytes: bytes });
}

/** Moves on only from one of the states `from`; answers whether it did. */
export function moveUpload(
  records: Records,
  id: string,
  from: readonly UploadState[],
  to: UploadState,
  error: string | null = null,
): boolean {
  const isEnd = to === "done" || to === "failed" || to === "withdrawn";
  return (
    records.db.run(
      `UPDATE uploads SET state = $to, error = $error, ended_at = $at
       WHERE id = $id AND state IN (SELECT value FROM json_each($from))`,
      { $id: id, $to: to, $error: error, $at: isEnd ? stamp(records) : null, $from: JSON.stringify(from) },
    ) > 0
  );
}

/** Keeps what was noted first: a second run of the same work looks for what the first one entered. */
export function noteFilesBefore({ db }: Records, id: string, highest: number): void {
  db.run("UPDATE uploads SET files_before = coalesce(files_before, $highest) WHERE id = $id", { $id: id, $highest: highest });
}

export function noteFiles({ db }: Records, id: string, files: readonly number[]): void {
  db.run("UPDATE uploads SET files = $files WHERE id = $id", { $id: id, $files: JSON.stringify(files) });
}

/** How it is to be read when it is tried again. */
export function noteReading(
  { db }: Records,
  id: string,
  { format, timeZone, untilDamage, leaveOut }: Pick<Upload, "format" | "timeZone" | "untilDamage" | "leaveOut">,
): void {
  db.run(
    "UPDATE uploads SET format = $format, time_zone = $zone, until_damage = $until, leave_out = $out, files_before = NULL WHERE id = $id",
    {
      $id: id,
      $format: format,
      $zone: timeZone,
      $until: Number(untilDamage),
      $out: JSON.stringify(leaveOut),
    },
  );
}

/** As if it had never been begun. */
export function forgetUpload({ db }: Records, id: string): void {
  db.run("DELETE FROM uploads WHERE id = $id", { $id: id });
}
