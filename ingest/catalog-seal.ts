// The seal of a delivery: SQLite keeps no checksums, and a bit that turns in a count would become a figure.
import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { fileColumns } from "./catalog-records.ts";

/** A row of the files of a delivery as the catalog holds it. */
export type FileRow = Record<string, unknown>;

/** `unsealed`: entered by an earlier version of this program. */
export type SealState = "whole" | "unsealed" | "damaged";

/** All files of a delivery, those that were taken back too, and its seal. Read at one moment. */
export function sealedRows(db: DatabaseSync, delivery: string): { rows: FileRow[]; seal: string | null } {
  const read = (): FileRow[] =>
    db
      .prepare(
        `SELECT ${fileColumns.join(", ")}, undone, (SELECT seal FROM deliveries WHERE id = $delivery) AS seal
         FROM files WHERE delivery = $delivery ORDER BY id`,
      )
      .all({ $delivery: delivery });
  const rows = read();
  if (rows.length > 0) return { rows, seal: textOrNull(rows[0]?.["seal"]) };
  // Where there is none, nothing carries the seal; the files may have been entered since.
  return { seal: sealText(db, delivery), rows: read() };
}

/** The seal of a delivery; null: it has none, or is not there. */
export function sealText(db: DatabaseSync, delivery: string): string | null {
  return textOrNull(db.prepare("SELECT seal FROM deliveries WHERE id = ?").get(delivery)?.["seal"]);
}

/** SHA-256 of the rows. What is null stays out, so that a column that is added later, null in all of them, changes no seal. */
export function sealOf(rows: readonly FileRow[]): string {
  const hash = createHash("sha256");
  const names = [...fileColumns, "undone"];
  for (const row of rows) {
    const facts: unknown[] = [];
    for (const name of names) if (row[name] !== null) facts.push([name, row[name]]);
    hash.update(`${JSON.stringify(facts)}\n`);
  }
  return hash.digest("hex");
}

/** Seals a delivery as it stands, within the transaction that changed it; answers the seal and what is under it. */
export function sealDelivery(db: DatabaseSync, delivery: string): { seal: string; rows: FileRow[] } {
  const { rows } = sealedRows(db, delivery);
  const seal = sealOf(rows);
  db.prepare("UPDATE deliveries SET seal = ? WHERE id = ?").run(seal, delivery);
  return { seal, rows };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
