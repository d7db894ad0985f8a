// What was handed in: every version of a delivery's memoria, frozen on disk under its manifest's hash, and what the institute decided on it.
import path from "node:path";
import type { Services } from "../services.ts";
import type { DeliveryState } from "./deliveries.ts";
import { type Records, stamp } from "./records.ts";

export interface Version {
  delivery: string;
  number: number;
  manifestSha256: string;
  pdfSha256: string;
  /** What boards show without opening the memoria: see whoever hands in. */
  summary: Record<string, unknown>;
  handedInAt: string;
  /** ISO time of the call's limit; null: the call has none. */
  dueAt: string | null;
  isLate: boolean;
  person: string;
  state: Exclude<DeliveryState, "preparacion">;
  decidedBy: string | null;
  decidedAt: string | null;
  /** Why it was returned. */
  reason: string | null;
}

const columns = `delivery, number, manifest_sha256 AS manifestSha256, pdf_sha256 AS pdfSha256, summary, handed_in_at AS handedInAt,
  due_at AS dueAt, is_late AS isLate, person, state, decided_by AS decidedBy, decided_at AS decidedAt, reason`;
type Row = Omit<Version, "summary" | "isLate"> & { summary: string; isLate: number };

/** Folder of a delivery's memorias: `borrador` is the preview, a number the version of that number, `acuse-N.pdf` its receipt. */
export function memoriaFolder({ directory }: Pick<Services, "directory">, delivery: string, name: "borrador" | number): string {
  return path.join(directory, "memorias", `delivery=${delivery}`, String(name));
}

/** The newest first. */
export function versionsOf({ db }: Records, delivery: string): Version[] {
  return db
    .all<Row>(`SELECT ${columns} FROM versions WHERE delivery = $delivery ORDER BY number DESC`, { $delivery: delivery })
    .map((row) => ({ ...row, summary: JSON.parse(row.summary) as Record<string, unknown>, isLate: row.isLate === 1 }));
}

/** The version that counts: the last; null: nothing was handed in yet. */
export function lastVersion(records: Records, delivery: string): Version | null {
  return versionsOf(records, delivery)[0] ?? null;
}

/** Enters a version that lies on disk whole; the delivery is then handed in. */
export function addVersion(
  records: Records,
  given: Pick<Version, "delivery" | "number" | "manifestSha256" | "pdfSha256" | "summary" | "dueAt" | "isLate" | "person" | "handedInAt">,
): void {
  const at = stamp(records);
  records.db.transaction(() => {
    records.db.run(
      `INSERT INTO versions (delivery, number, manifest_sha256, pdf_sha256, summary, handed_in_at, due_at, is_late, person, state)
       VALUES ($delivery, $number, $manifest, $pdf, $summary, $at, $dueAt, $isLate, $person, 'entregada')`,
      {
        $delivery: given.delivery,
        $number: given.number,
        $manifest: given.manifestSha256,
        $pdf: given.pdfSha256,
        $summary: JSON.stringify(given.summary),
        $at: given.handedInAt,
        $dueAt: given.dueAt,
        $isLate: given.isLate ? 1 : 0,
        $person: given.person,
      },
    );
    records.db.run("UPDATE deliveries SET state = 'entregada', updated_at = $at WHERE id = $id", { $id: given.delivery, $at: at });
  });
}

/** The institute's decision on the last version; false: it was decided before, or there is a newer one. */
export function decideVersion(
  records: Records,
  given: Pick<Version, "delivery" | "number"> & { state: "aceptada" | "devuelta"; person: string; reason: string | null },
): boolean {
  return records.db.transaction(() => {
    if (lastVersion(records, given.delivery)?.number !== given.number) return false;
    const at = stamp(records);
    const decided = records.db.run(
      `UPDATE versions SET state = $state, decided_by = $person, decided_at = $at, reason = $reason
       WHERE delivery = $delivery AND number = $number AND state = 'entregada'`,
      { $state: given.state, $person: given.person, $at: at, $reason: given.reason, $delivery: given.delivery, $number: given.number },
    );
    if (decided === 0) return false;
    const values = { $id: given.delivery, $state: given.state, $at: at };
    records.db.run("UPDATE deliveries SET state = $state, updated_at = $at WHERE id = $id", values);
    return true;
  });
}
