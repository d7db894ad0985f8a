// The sources of a delivery: what each handed in, and how its clock stands against the one with most hits.
import type { Database, FileRecord } from "../ingest/index.ts";
import type { Analysis, Ledger } from "./analysis.ts";
import { binSeconds, type ClockSkew, type Demand, type SharedRequests, skewOfDemand, skewOfSharedRequests } from "./clock-skew.ts";
import { rollupSql } from "./delivery.ts";
import { sourceCoverage } from "./source-coverage.ts";

type Source = Analysis["sources"][number];

/** Of more hits than these, one client in so many is compared: clocks do not need all. */
const mostComparedHits = 4_000_000;

/** Builds the rollup of requests that sources of both roles logged, while `classified_hits` is there; empty with one role. */
export async function buildSharedRequests(database: Database, files: readonly FileRecord[]): Promise<void> {
  const hits = files.reduce((sum, file) => sum + file.hits, 0);
  const bothRoles = new Set(files.map((file) => file.role)).size > 1;
  await database.run(rollupSql("shared-requests"), { both_roles: bothRoles, every: Math.ceil(Math.max(1, hits) / mostComparedHits) });
}

/** Sources by name, then role; a source whose files have both roles has two rows. */
export async function sourceFacts(
  database: Database,
  files: readonly FileRecord[],
  ledgerFiles: Ledger["files"],
): Promise<Analysis["sources"]> {
  const hasEdge = files.some((file) => file.role === "edge");
  const groups = Map.groupBy(ledgerFiles, ({ source, role }) => JSON.stringify([source, role]));
  const facts = [...groups.values()].map((ofSource) => factsOf(ofSource, hasEdge));
  facts.sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : a.role < b.role ? -1 : 1));
  const compared = facts.filter((fact) => fact.hits > 0);
  const reference = compared
    .filter(({ counted }) => counted)
    .reduce<Source | null>((most, fact) => (most && most.hits >= fact.hits ? most : fact), null);
  if (reference === null || new Set(compared.map(({ source }) => source)).size < 2) return facts;
  const demands = await demandBySource(database, files);
  return Promise.all(
    facts.map(async (fact) => {
      if (fact.source === reference.source || fact.hits === 0) return fact;
      const clock = await clockOf(database, reference.source, fact.source, demands);
      return clock === null ? fact : { ...fact, clock: { reference: reference.source, ...clock } };
    }),
  );
}

function factsOf(files: Ledger["files"], hasEdge: boolean): Source {
  const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b);
  const { source = "", role = "edge" } = files[0] ?? {};
  return {
    source,
    role,
    counted: !hasEdge || role === "edge",
    files: files.length,
    hits: files.reduce((sum, file) => sum + file.lines.hits, 0),
    firstAt: files.flatMap(({ firstAt }) => firstAt ?? []).sort(byTime)[0] ?? null,
    lastAt:
      files
        .flatMap(({ lastAt }) => lastAt ?? [])
        .sort(byTime)
        .at(-1) ?? null,
    clock: null,
  };
}

async function clockOf(
  database: Database,
  reference: string,
  source: string,
  demands: ReadonlyMap<string, Demand>,
): Promise<ClockSkew | null> {
  const shared = await database.rows<SharedRequests & Record<string, unknown>>(
    `SELECT seconds_ahead AS "secondsAhead", requests FROM shared_requests
     JOIN source_names AS e ON e.source_id = edge_id JOIN source_names AS o ON o.source_id = origin_id
     WHERE e.name = $reference AND o.name = $source`,
    { reference, source },
  );
  const [first, second] = [demands.get(reference), demands.get(source)];
  return skewOfSharedRequests(shared) ?? (first && second ? skewOfDemand(first, second) : null);
}

/** Hits of each source by stretch, out of scope or not; 0 where its logs cover a stretch whole without one. */
async function demandBySource(database: Database, files: readonly FileRecord[]): Promise<Map<string, Demand>> {
  const rows = await database.rows<{ name: string; bin: number; hits: number }>(
    `SELECT name, minute * 60 // ${binSeconds} AS bin, sum(hits)::BIGINT AS hits FROM minutes JOIN source_names USING (source_id) GROUP BY ALL`,
  );
  const demands = new Map<string, Map<number, number>>();
  for (const [source, spans] of await sourceCoverage(database, files)) {
    const demand = new Map<number, number>();
    for (const { startSecond, endSecond } of spans) {
      for (let bin = Math.ceil(startSecond / binSeconds); (bin + 1) * binSeconds <= endSecond; bin += 1) demand.set(bin, 0);
    }
    demands.set(source, demand);
  }
  for (const { name, bin, hits } of rows) {
    const demand = demands.get(name);
    if (demand?.has(bin)) demand.set(bin, hits);
  }
  return demands;
}
