// Who and where: places, browsers, systems, devices, referrers and bots of a period.
import type { Database } from "../ingest/index.ts";
import type { Traffic } from "./analysis.ts";
import type { TrafficPeriod } from "./traffic.ts";

type Breakdowns = Pick<Traffic, "countries" | "states" | "cities" | "browsers" | "systems" | "devices" | "referrers" | "bots">;

/** Lists in which outsiders could write at will are cut to so many rows. */
const longestList = 100;

/** All lists by count, then by name. Visitors are those with a page view; hits of places are gross, of browsers those of people. */
export async function breakdowns(database: Database, period: TrafficPeriod): Promise<Breakdowns> {
  return {
    countries: await byPlace(database.measuring("countries"), period, ["country"], `country AS code`),
    states: await byPlace(database.measuring("states"), period, ["state"], `state AS code`),
    cities: await byPlace(database.measuring("cities"), period, ["country", "state", "city"], `country, state, city AS name`),
    browsers: await byAgent(database.measuring("browsers"), period, "browser"),
    systems: await byAgent(database.measuring("systems"), period, "system"),
    devices: await byAgent(database.measuring("devices"), period, "device"),
    referrers: await referrers(database.measuring("referrers"), period),
    bots: await bots(database.measuring("bots"), period),
  };
}

async function byPlace<T extends Record<string, unknown>>(
  database: Database,
  period: TrafficPeriod,
  keys: readonly string[],
  shown: string,
): Promise<T[]> {
  const list = keys.join(", ");
  const { startSecond, endSecond, firstSegment, lastSegment } = period;
  return database.rows<T>(
    `WITH hits_by AS (
       SELECT ${list}, sum(hits)::BIGINT AS hits FROM address_hits JOIN address_places USING (address_id)
       WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY ALL
     ),
     visitors_by AS (
       SELECT ${list}, count(*) AS visitors FROM (
         SELECT DISTINCT visitor FROM page_views WHERE second >= $startSecond AND second < $endSecond
       ) AS v JOIN address_places AS a ON a.address_id = v.visitor // 4294967296 GROUP BY ALL
     )
     SELECT ${shown}, coalesce(visitors, 0) AS visitors, hits FROM hits_by LEFT JOIN visitors_by USING (${list})
     ORDER BY visitors DESC, hits DESC, ${list}`,
    { startSecond, endSecond, firstSegment, lastSegment },
  );
}

async function byAgent(database: Database, period: TrafficPeriod, column: "browser" | "system" | "device"): Promise<Traffic["browsers"]> {
  const { startSecond, endSecond, firstSegment, lastSegment } = period;
  return database.rows(
    `WITH hits_by AS (
       SELECT ${column} AS name, sum(hits)::BIGINT AS hits FROM agent_hits JOIN agent_classes USING (agent_id)
       WHERE made_by = 2 AND segment BETWEEN $firstSegment AND $lastSegment GROUP BY ALL
     ),
     visitors_by AS (
       SELECT ${column} AS name, count(*) AS visitors FROM (
         SELECT DISTINCT visitor FROM page_views WHERE second >= $startSecond AND second < $endSecond
       ) AS v JOIN agent_classes AS a ON a.agent_id = v.visitor % 4294967296 GROUP BY ALL
     )
     SELECT name, coalesce(visitors, 0) AS visitors, hits FROM hits_by LEFT JOIN visitors_by USING (name)
     ORDER BY visitors DESC, hits DESC, name`,
    { startSecond, endSecond, firstSegment, lastSegment },
  );
}

/** Page views by the host of the page they came from; `direct` where none is recorded. An IPv4 address is told by its network. */
async function referrers(database: Database, { startSecond, endSecond }: TrafficPeriod): Promise<Traffic["referrers"]> {
  return database.rows(
    `SELECT site AS name, visitors, hits FROM (
       SELECT referrer_site_id AS site_id, count(DISTINCT visitor) AS visitors, count(*) AS hits FROM page_views
       WHERE second >= $startSecond AND second < $endSecond GROUP BY site_id
     ) JOIN referrer_sites USING (site_id)
     ORDER BY visitors DESC, hits DESC, name LIMIT ${longestList}`,
    { startSecond, endSecond },
  );
}

async function bots(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<Traffic["bots"]> {
  return database.rows(
    `SELECT bot_name AS name, bot_reason AS reason, sum(hits)::BIGINT AS hits FROM agent_hits JOIN agent_classes USING (agent_id)
     WHERE made_by = 1 AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY ALL ORDER BY hits DESC, name, reason LIMIT ${longestList}`,
    { firstSegment, lastSegment },
  );
}
