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
    ...(await placeLists(database.measuring("places"), period)),
    ...(await agentLists(database.measuring("agents"), period)),
    referrers: await referrers(database.measuring("referrers"), period),
    bots: await bots(database.measuring("bots"), period),
  };
}

/** The columns that a row of several groupings is not of, as bits from the left. */
const placeLevels = { country: 0b011, state: 0b101, city: 0b000 };
const agentLevels = { browser: 0b011, system: 0b101, device: 0b110 };

/** A visitor has one address and so one place: visitors of places add up. One pass over the period serves the three lists. */
async function placeLists(database: Database, period: TrafficPeriod): Promise<Pick<Breakdowns, "countries" | "states" | "cities">> {
  const { startSecond, endSecond, firstSegment, lastSegment } = period;
  const rows = await database.rows<{ level: number; country: string; state: string; city: string; visitors: number; hits: number }>(
    `WITH hits_by AS (
       SELECT place_id, sum(hits) AS hits FROM address_hits JOIN address_places USING (address_id)
       WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY place_id
     ),
     visitors_by AS (
       SELECT place_id, count(*) AS visitors FROM (
         SELECT DISTINCT visitor FROM page_views WHERE second >= $startSecond AND second < $endSecond
       ) AS v JOIN address_places AS a ON a.address_id = v.visitor // 4294967296 GROUP BY place_id
     )
     SELECT grouping(country, state, city) AS level, country, state, city,
       coalesce(sum(visitors), 0)::BIGINT AS visitors, sum(hits)::BIGINT AS hits
     FROM hits_by LEFT JOIN visitors_by USING (place_id) JOIN place_names USING (place_id)
     GROUP BY GROUPING SETS ((country), (state), (country, state, city))
     ORDER BY level, visitors DESC, hits DESC, country, state, city`,
    { startSecond, endSecond, firstSegment, lastSegment },
  );
  const of = (level: number) => rows.filter((row) => row.level === level);
  return {
    countries: of(placeLevels.country).map(({ country, visitors, hits }) => ({ code: country, visitors, hits })),
    states: of(placeLevels.state).map(({ state, visitors, hits }) => ({ code: state, visitors, hits })),
    cities: of(placeLevels.city).map(({ country, state, city, visitors, hits }) => ({ country, state, name: city, visitors, hits })),
  };
}

/** A visitor has one agent: the same holds of what the agent tells. */
async function agentLists(database: Database, period: TrafficPeriod): Promise<Pick<Breakdowns, "browsers" | "systems" | "devices">> {
  const { startSecond, endSecond, firstSegment, lastSegment } = period;
  const rows = await database.rows<{ level: number; name: string; visitors: number; hits: number }>(
    `WITH hits_by AS (
       SELECT agent_id, sum(hits) AS hits FROM agent_hits
       WHERE made_by = 2 AND segment BETWEEN $firstSegment AND $lastSegment GROUP BY agent_id
     ),
     visitors_by AS (
       SELECT visitor % 4294967296 AS agent_id, count(*) AS visitors FROM (
         SELECT DISTINCT visitor FROM page_views WHERE second >= $startSecond AND second < $endSecond
       ) GROUP BY ALL
     )
     SELECT grouping(browser, system, device) AS level, coalesce(browser, system, device) AS name,
       coalesce(sum(visitors), 0)::BIGINT AS visitors, sum(hits)::BIGINT AS hits
     FROM hits_by LEFT JOIN visitors_by USING (agent_id) JOIN agent_classes USING (agent_id)
     GROUP BY GROUPING SETS ((browser), (system), (device))
     ORDER BY level, visitors DESC, hits DESC, name`,
    { startSecond, endSecond, firstSegment, lastSegment },
  );
  const of = (level: number): Traffic["browsers"] =>
    rows.filter((row) => row.level === level).map(({ name, visitors, hits }) => ({ name, visitors, hits }));
  return { browsers: of(agentLevels.browser), systems: of(agentLevels.system), devices: of(agentLevels.device) };
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
