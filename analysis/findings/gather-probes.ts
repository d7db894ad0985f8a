// Evidence of clients that are no readers though their agents do not say so: probes that never pause, the server's calls to itself.
import { type AddressMask, type Database, maskedAddress } from "../../ingest/index.ts";
import type { TrafficPeriod } from "../traffic.ts";
import type { FindingEvidence, ProbeVisitors } from "./evidence-types.ts";

/** Sessions longer than this are offered for exclusion (definitions.md, Visitors and visits). */
export const probeSeconds = 12 * 3600;
const mostNetworks = 5;

const unknownAverages = { activeTimeMean: null, visitDurationMean: null, visits: 0 };
const noProbes: ProbeVisitors = {
  visitors: 0,
  hits: 0,
  longestSeconds: 0,
  networks: [],
  internal: [],
  averages: { with: unknownAverages, without: unknownAverages },
};

const ofPeriod = "start_second >= $startSecond AND start_second < $endSecond";
const isProbe = `last_second - start_second > ${probeSeconds} AND ${ofPeriod}`;

/** @param mask how the addresses behind a probe may be shown. */
export async function probeVisitors(database: Database, period: TrafficPeriod, mask: AddressMask): Promise<ProbeVisitors> {
  const { startSecond, endSecond } = period;
  const [found] = await database.rows<{ visitors: number; hits: number; longest: number }>(
    `SELECT count(DISTINCT visitor) AS visitors, coalesce(sum(hits), 0)::BIGINT AS hits, coalesce(max(last_second - start_second), 0)::BIGINT AS longest
     FROM sessions WHERE ${isProbe}`,
    { startSecond, endSecond },
  );
  if (found === undefined || found.visitors === 0) return noProbes;
  const longest = await database.rows<{ address: string }>(
    `SELECT address FROM sessions JOIN address_dimension ON address_id = visitor // 4294967296
     WHERE ${isProbe} GROUP BY address ORDER BY max(last_second - start_second) DESC, address LIMIT ${mostNetworks}`,
    { startSecond, endSecond },
  );
  const networks = [...new Set(longest.map(({ address }) => mask(address)))];
  const internal = [...new Set(longest.map(({ address }) => maskedAddress(address)))];
  return {
    visitors: found.visitors,
    hits: found.hits,
    longestSeconds: found.longest,
    networks,
    internal: await otherVisitors(database, period, internal),
    averages: { with: await averages(database, period, "true"), without: await averages(database, period, withoutProbes) },
  };
}

const withoutProbes = `visitor NOT IN (SELECT visitor FROM sessions WHERE ${isProbe})`;

async function averages(
  database: Database,
  { startSecond, endSecond }: TrafficPeriod,
  kept: string,
): Promise<ProbeVisitors["averages"]["with"]> {
  const bounds = { startSecond, endSecond };
  const [active] = await database.rows<{ mean: number | null }>(
    `SELECT avg(last_second - start_second)::DOUBLE AS mean FROM sessions WHERE hits > 1 AND ${ofPeriod} AND ${kept}`,
    bounds,
  );
  const [visited] = await database.rows<{ mean: number | null; visits: number }>(
    `SELECT avg(last_second - start_second) FILTER (page_views > 1)::DOUBLE AS mean, count(*) AS visits FROM visits WHERE ${ofPeriod} AND ${kept}`,
    bounds,
  );
  return { activeTimeMean: active?.mean ?? null, visitDurationMean: visited?.mean ?? null, visits: visited?.visits ?? 0 };
}

/** The networks that --internal would take, each with the visitors of the period in it that are no probes. A host name cannot be given. */
async function otherVisitors(database: Database, period: TrafficPeriod, networks: readonly string[]): Promise<ProbeVisitors["internal"]> {
  const counts = new Map(networks.filter((network) => network.includes("/")).map((network) => [network, 0]));
  const visitors = await database.rows<{ address: string; visitors: number }>(
    `SELECT address, count(*) AS visitors FROM (
       SELECT DISTINCT visitor FROM page_views WHERE second >= $startSecond AND second < $endSecond AND ${withoutProbes}
     ) JOIN address_dimension ON address_id = visitor // 4294967296
     WHERE regexp_matches(address, $beginnings) GROUP BY address`,
    { startSecond: period.startSecond, endSecond: period.endSecond, beginnings: beginningsOf([...counts.keys()]) },
  );
  for (const { address, visitors: count } of visitors) {
    const network = maskedAddress(address);
    const known = counts.get(network);
    if (known !== undefined) counts.set(network, known + count);
  }
  return [...counts].map(([network, others]) => ({ network, otherVisitors: others }));
}

/** Matches every address of the networks and few others: a whole list of visitors is not read for five networks. */
function beginningsOf(networks: readonly string[]): string {
  const first = networks.map((network) => (network.includes(":") ? network.split(":", 1)[0] : network.replace(/\d+\/\d+$/, "")) ?? "");
  return first.length === 0 ? "^$" : `^(?:${first.map((text) => text.replaceAll(".", "\\.")).join("|")})`;
}

/** 127.0.0.0/8 and ::1, mapped, in brackets or with a port. */
const loopbackPattern = "^(?:\\[?(?:::ffff:)?127(?:\\.[0-9]{1,3}){3}|\\[?::1)(?:%[0-9a-z]+)?(?:\\](?::[0-9]+)?|:[0-9]+)?$";

export async function loopbackViews(database: Database, { startSecond, endSecond }: TrafficPeriod): Promise<FindingEvidence["loopback"]> {
  const [loopback] = await database.rows<FindingEvidence["loopback"]>(
    `SELECT count(*) AS "pageViews", count(DISTINCT visitor) AS visitors FROM page_views
     WHERE second >= $startSecond AND second < $endSecond
       AND visitor // 4294967296 IN (SELECT address_id FROM address_dimension WHERE regexp_matches(lower(address), $loopbackPattern))`,
    { startSecond, endSecond, loopbackPattern },
  );
  return loopback ?? { pageViews: 0, visitors: 0 };
}
