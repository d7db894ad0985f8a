// What the store in force has and another one has not: what would be lost, counted row by row, and what was deleted and would come back.
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Store } from "../../ingest/index.ts";
import { appDatabaseName } from "../records/app-database.ts";
import type { Services } from "../services.ts";

interface Kind {
  /** Plural, as it is told. */
  title: string;
  table: string;
  /** A row is there too where all of these are the same. */
  columns: readonly string[];
  where?: string;
}

/** Every table that people fill: a row that was added or changed since is lost. */
const kinds: Readonly<Record<string, Kind>> = {
  versions: { title: "Versiones entregadas, o decididas", table: "versions", columns: ["delivery", "number", "state", "manifest_sha256"] },
  deliveries: {
    title: "Memorias técnicas empezadas o con otros datos",
    table: "deliveries",
    columns: ["id", "state", "settings", "institute", "deleted_at"],
    where: "deleted_at IS NULL",
  },
  uploads: { title: "Bitácoras recibidas", table: "uploads", columns: ["id"], where: "state IN ('queued', 'parsing', 'done', 'failed')" },
  incidents: { title: "Incidencias nuevas o cambiadas", table: "incidents", columns: ["id", "revision", "removed_at"] },
  attachments: { title: "Tablas agregadas o retiradas", table: "attachments", columns: ["id", "removed_at"] },
  texts: { title: "Textos nuevos o cambiados", table: "texts", columns: ["delivery", "section", "revision"] },
  observations: {
    title: "Observaciones nuevas, contestadas o cerradas",
    table: "observations",
    columns: ["id", "answered_at", "closed_at"],
  },
  people: {
    title: "Cuentas nuevas o cambiadas",
    table: "people",
    columns: ["id", "name", "email", "role", "password_hash", "disabled_at"],
  },
  organisations: {
    title: "Organizaciones nuevas o cambiadas",
    table: "organisations",
    columns: ["id", "name", "short_name", "retired_at"],
  },
  calls: { title: "Convocatorias registradas o cambiadas", table: "calls", columns: ["id", "revision"] },
  audit: { title: "Asientos de auditoría", table: "audit", columns: ["id", "at", "action"] },
};
export const lossTitles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(kinds).map(([kind, { title }]) => [kind, title])),
  files: "Archivos de bitácora leídos",
  lines: "Líneas de esos archivos",
};

export interface StoreLoss {
  /** By kind (see {@link lossTitles}): how many the store in force has and the other one has not; kinds without any are left out. */
  lost: Record<string, number>;
  /** Deliveries that the other store has, and that were deleted here or are not here. */
  returning: number;
}

/** `folder`: of the other store, that nobody has open. */
export async function lossBetween({ directory, store }: Pick<Services, "directory" | "store">, folder: string): Promise<StoreLoss> {
  const { lost, returning } = lossOfRecords(path.join(directory, appDatabaseName), path.join(folder, appDatabaseName));
  return { lost: { ...lost, ...(await lossOfFiles(store, folder)) }, returning };
}

function lossOfRecords(current: string, other: string): StoreLoss {
  const db = new DatabaseSync(current, { timeout: 10_000 });
  try {
    db.prepare("ATTACH ? AS other").run(other);
    db.exec("PRAGMA query_only = ON");
    const count = (sql: string): number => Number(db.prepare(sql).get()?.["n"]);
    const lost = Object.entries(kinds).flatMap(([kind, { table, columns, where = "true" }]) => {
      const same = columns.map((column) => `theirs.${column} IS ours.${column}`).join(" AND ");
      const n = count(
        `SELECT count(*) AS n FROM main.${table} AS ours WHERE ${where} AND NOT EXISTS (SELECT 1 FROM other.${table} AS theirs WHERE ${same})`,
      );
      return n === 0 ? [] : [[kind, n] as const];
    });
    const returning = count(
      `SELECT count(*) AS n FROM other.deliveries AS theirs WHERE deleted_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM main.deliveries AS ours WHERE ours.id = theirs.id AND ours.deleted_at IS NULL)`,
    );
    return { lost: Object.fromEntries(lost), returning };
  } finally {
    db.close();
  }
}

async function lossOfFiles({ catalog }: Store, folder: string): Promise<Record<string, number>> {
  const other = await Store.open(folder, false);
  try {
    const filesOf = (of: Store["catalog"]) =>
      of
        .deliveries()
        .flatMap((delivery) => of.files(delivery).map(({ sha256, id, read }) => ({ key: `${delivery}/${id}/${sha256}`, read })));
    const theirs = new Set(filesOf(other.catalog).map(({ key }) => key));
    const lost = filesOf(catalog).filter(({ key }) => !theirs.has(key));
    return lost.length === 0 ? {} : { files: lost.length, lines: lost.reduce((sum, { read }) => sum + read, 0) };
  } finally {
    await other.close();
  }
}
