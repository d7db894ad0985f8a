// Evidence of single clients and networks: floods, visitors without rest, and who looks for holes.
import type { AddressMask, Database } from "../../ingest/index.ts";
import type { TrafficPeriod } from "../traffic.ts";
import type { FindingEvidence, NetworkLoad, ProbedPath, Prober } from "./evidence-types.ts";

/** The networks that have minutes of 30 requests and more, with all their requests of the period. @param mask to the network alone. */
export async function networkLoads(
  database: Database,
  { firstSegment, lastSegment }: TrafficPeriod,
  mask: AddressMask,
): Promise<NetworkLoad[]> {
  const networks = await database.rows<{ id: number; address: string; addresses: number; hits: number }>(
    `SELECT network_id AS id, min(address) AS address, count(DISTINCT address_id) AS addresses, sum(hits)::BIGINT AS hits
     FROM address_networks JOIN address_dimension USING (address_id) JOIN address_hits USING (address_id)
     WHERE segment BETWEEN $firstSegment AND $lastSegment
       AND network_id IN (SELECT network_id FROM network_minutes WHERE segment BETWEEN $firstSegment AND $lastSegment)
     GROUP BY network_id ORDER BY hits DESC, address`,
    { firstSegment, lastSegment },
  );
  const minutes = await database.rows<{ id: number; minute: number; hits: number }>(
    `SELECT network_id AS id, minute, sum(hits)::BIGINT AS hits FROM network_minutes
     WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY ALL ORDER BY minute`,
    { firstSegment, lastSegment },
  );
  const byNetwork = Map.groupBy(minutes, ({ id }) => id);
  return networks.map(({ id, address, addresses, hits }) => ({
    network: mask(address),
    addresses,
    hits,
    minutes: (byNetwork.get(id) ?? []).map(({ minute, hits }) => ({ minute, hits })),
  }));
}

/** A shorter session has no rate worth the name. */
const leastSessionSeconds = 180;
const mostFastVisitors = 100;

/** Sessions of three minutes and more: the fastest, and the mean rate of all. Where no agent is recorded a visitor is an address. */
export async function fastVisitors(
  database: Database,
  { startSecond, endSecond }: TrafficPeriod,
  mask: AddressMask,
): Promise<FindingEvidence["fastVisitors"]> {
  const bounds = { startSecond, endSecond };
  const long = `last_second - start_second >= ${leastSessionSeconds} AND start_second >= $startSecond AND start_second < $endSecond`;
  const [all] = await database.rows<{ mean: number | null }>(
    `SELECT avg(hits * 60.0 / (last_second - start_second))::DOUBLE AS mean FROM sessions WHERE ${long}`,
    bounds,
  );
  const fastest = await database.rows<{ address: string; hits: number; startSecond: number; seconds: number }>(
    `WITH fastest AS (
       SELECT visitor, hits, start_second AS "startSecond", last_second - start_second AS seconds FROM sessions
       WHERE ${long} ORDER BY hits / seconds DESC, hits DESC, visitor, "startSecond" LIMIT ${mostFastVisitors}
     )
     SELECT address, fastest.* EXCLUDE (visitor) FROM fastest JOIN address_dimension ON address_id = visitor // 4294967296
     ORDER BY hits / seconds DESC, hits DESC, visitor, "startSecond"`,
    bounds,
  );
  return { visitors: fastest.map(({ address, ...visitor }) => ({ network: mask(address), ...visitor })), meanPerMinute: all?.mean ?? null };
}

/** The addresses of `probed_paths`, those with most first. @param mask to the network alone. */
export async function probers(database: Database, { firstSegment, lastSegment }: TrafficPeriod, mask: AddressMask): Promise<Prober[]> {
  const rows = await database.rows<Omit<Prober, "network">>(
    `WITH asked AS (
       SELECT address_id, sum(hits)::BIGINT AS hits, count(DISTINCT path_id) AS paths, coalesce(sum(hits) FILTER (is_probe), 0)::BIGINT AS "probeHits",
         count(DISTINCT path_id) FILTER (is_probe) AS "probePaths", min(first_second)::BIGINT AS "firstSecond", max(last_second)::BIGINT AS "lastSecond"
       FROM probed_paths WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY address_id
     ),
     made AS (SELECT address_id, sum(hits)::BIGINT AS "totalHits" FROM address_hits WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY address_id)
     SELECT address, "totalHits", asked.* EXCLUDE (address_id) FROM asked JOIN made USING (address_id) JOIN address_dimension USING (address_id)
     ORDER BY asked.hits DESC, address`,
    { firstSegment, lastSegment },
  );
  return rows.map((row) => ({ ...row, network: mask(row.address) }));
}

export async function probedPaths(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<ProbedPath[]> {
  return database.rows<ProbedPath & Record<string, unknown>>(
    `SELECT path, is_probe AS "isProbe", sum(hits)::BIGINT AS hits, sum(answered)::BIGINT AS answered, count(DISTINCT address_id) AS addresses
     FROM probed_paths JOIN path_dimension USING (path_id) WHERE path IS NOT NULL AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY path, is_probe ORDER BY hits DESC, path LIMIT 1000`,
    { firstSegment, lastSegment },
  );
}
