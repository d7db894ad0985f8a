// What is erased of a delivery that is deleted, and what stays: that it was there, its receipts' hashes, and the audit log.
import { type Records, stamp } from "./records.ts";

export interface DeletedDelivery {
  id: string;
  organisation: string;
  call: string;
  deletedAt: string;
  /** Versions that were handed in, whose receipts are kept. */
  versions: number[];
}

/** From now on nobody finds it, and no work on it begins. False: it is deleted already. */
export function hideDelivery(records: Records, id: string): boolean {
  return records.db.transaction(() => {
    const values = { $id: id, $at: stamp(records) };
    if (records.db.run("UPDATE deliveries SET deleted_at = $at WHERE id = $id AND deleted_at IS NULL", values) === 0) return false;
    records.db.run("UPDATE jobs SET state = 'cancelled', ended_at = $at WHERE delivery = $id AND state = 'queued'", values);
    return true;
  });
}

export function uploadIdsOf({ db }: Records, delivery: string): string[] {
  return db.all<{ id: string }>("SELECT id FROM uploads WHERE delivery = $id", { $id: delivery }).map(({ id }) => id);
}

/** What people wrote and handed in beside the logs. */
export function eraseDelivery({ db }: Records, id: string): void {
  db.transaction(() => {
    db.run("DELETE FROM incident_changes WHERE incident IN (SELECT id FROM incidents WHERE delivery = $id)", { $id: id });
    for (const table of ["incidents", "attachments", "texts", "text_history", "observations", "uploads"])
      db.run(`DELETE FROM ${table} WHERE delivery = $id`, { $id: id });
    db.run("UPDATE deliveries SET settings = '{}' WHERE id = $id", { $id: id });
    db.run("UPDATE versions SET summary = '{}', reason = NULL WHERE delivery = $id", { $id: id });
  });
}

/** The last one first. */
export function deletedDeliveries({ db }: Records): DeletedDelivery[] {
  return db
    .all<Omit<DeletedDelivery, "versions"> & { versions: string }>(
      `SELECT id, organisation, call, deleted_at AS deletedAt,
         (SELECT json_group_array(number) FROM versions WHERE delivery = deliveries.id) AS versions
       FROM deliveries WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC`,
    )
    .map((row) => ({ ...row, versions: JSON.parse(row.versions) as number[] }));
}
