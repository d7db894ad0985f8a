// Hits that two sources tell alike: a copy of a log under another folder is a source of its own, and would count twice without a word.
import type { Database, FileRecord } from "../ingest/index.ts";
import { rollupSql } from "./delivery.ts";

/** Two sources that tell many of the same hits; `share`: of the hits of the smaller one, 0..1. */
export interface SharedLines {
  first: string;
  second: string;
  share: number;
}

/** Of more hits than these, one client in so many is looked at. */
const mostLookedAt = 1_000_000;
/** Less may be chance: a balancer's probes, or two servers that one network asks for the same in the same second. */
const leastShare = 0.2;
const leastShared = 20;
const leastAddresses = 5;

/** Builds the rollup, while `classified_hits` is there; empty with one source. */
export async function buildSharedLines(database: Database, files: readonly FileRecord[]): Promise<void> {
  const hits = files.reduce((sum, file) => sum + file.hits, 0);
  const hasSeveral = new Set(files.map((file) => file.source)).size > 1;
  await database.run(rollupSql("shared-lines"), { every: hasSeveral ? Math.ceil(Math.max(1, hits) / mostLookedAt) : null });
}

/** The pairs that share too much for chance, the greatest share first. */
export async function sharedLines(database: Database): Promise<SharedLines[]> {
  return database.rows<SharedLines & Record<string, unknown>>(
    `SELECT least(f.name, s.name) AS first, greatest(f.name, s.name) AS second, shared / hits AS share FROM shared_lines
     JOIN source_names AS f ON f.source_id = first_id JOIN source_names AS s ON s.source_id = second_id
     WHERE f.name <> s.name AND shared >= ${leastShared} AND addresses >= ${leastAddresses} AND shared >= hits * ${leastShare}
     ORDER BY share DESC, first, second`,
  );
}
