// The ledger of a delivery: every line in one class, every hit in one kind, and the sums that must hold.
import { type Database, type FileRecord, isoInZone, leftOutMembers } from "../ingest/index.ts";
import type { Ledger, LineClasses } from "./analysis.ts";
import type { RepeatedHits } from "./delivery.ts";

/** Line classes of one file, its repeated hits apart: read = hits + blank + directives + rejected + duplicates. */
function lineClasses(file: FileRecord, repeated: RepeatedHits): LineClasses {
  const duplicates = repeated.get(file.id) ?? 0;
  return {
    read: file.read,
    hits: file.hits - duplicates,
    blank: file.blank,
    directives: file.directives,
    rejected: file.rejected,
    duplicates,
  };
}

/** The part of the ledger that needs no rollups: lines, in total and by file. */
export function lineLedger(
  files: readonly FileRecord[],
  repeated: RepeatedHits,
  timeZone: string,
): Pick<Ledger, "lines" | "rejectedByReason" | "files" | "leftOut"> {
  const lines: LineClasses = { read: 0, hits: 0, blank: 0, directives: 0, rejected: 0, duplicates: 0 };
  const rejectedByReason: Record<string, number> = {};
  const at = (second: number | null): string | null => (second === null ? null : isoInZone(second, timeZone));
  for (const file of files) {
    const classes = lineClasses(file, repeated);
    for (const key of Object.keys(lines) as (keyof LineClasses)[]) lines[key] += classes[key];
    for (const [reason, count] of Object.entries(file.rejectedByReason)) rejectedByReason[reason] = (rejectedByReason[reason] ?? 0) + count;
  }
  return {
    lines,
    rejectedByReason,
    files: files.map((file) => ({
      id: String(file.id),
      name: file.name,
      sha256: file.sha256,
      bytes: file.bytes,
      format: file.format,
      source: file.source,
      role: file.role,
      firstAt: at(file.firstSecond),
      lastAt: at(file.lastSecond),
      lines: lineClasses(file, repeated),
    })),
    leftOut: leftOutMembers(files),
  };
}

const kinds = ["internal", "bot", "polling", "page", "asset", "other"] as const;

/** How the hits divide: in scope by kind; and hits = traffic of the period + outside it + out of scope + of origin sources. */
export async function hitLedger(
  database: Database,
  { firstSegment, lastSegment }: { firstSegment: number; lastSegment: number },
): Promise<Pick<Ledger, "hitsByKind" | "outsidePeriod" | "outOfScope" | "originHits">> {
  const rows = await database
    .measuring("hits-by-kind")
    .rows<{ kind: number; hits: number }>("SELECT kind, sum(hits)::BIGINT AS hits FROM minutes WHERE kind < 6 GROUP BY kind");
  const [rest] = await database.measuring("hits-left-out").rows<{ out_of_scope: number; origin: number; outside: number }>(
    `SELECT coalesce(sum(hits) FILTER (kind = 6), 0)::BIGINT AS out_of_scope,
       coalesce(sum(hits) FILTER (kind < 6 AND NOT counted), 0)::BIGINT AS origin,
       coalesce(sum(hits) FILTER (kind < 6 AND counted AND segment NOT BETWEEN $firstSegment AND $lastSegment), 0)::BIGINT AS outside
     FROM minutes`,
    { firstSegment, lastSegment },
  );
  const ofKind = (kind: number): number => rows.find((row) => row.kind === kind)?.hits ?? 0;
  return {
    hitsByKind: Object.fromEntries(kinds.map((name, i) => [name, ofKind(i)])) as Ledger["hitsByKind"],
    outsidePeriod: rest?.outside ?? 0,
    outOfScope: rest?.out_of_scope ?? 0,
    originHits: rest?.origin ?? 0,
  };
}
