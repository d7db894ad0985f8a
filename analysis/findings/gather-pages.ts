// Evidence of pages: which fail, which are missing and who sends people there, and where visits come from.
import type { Database } from "../../ingest/index.ts";
import type { TrafficPeriod } from "../traffic.ts";
import type { FindingEvidence, MissingPage, PageLoad, PathErrors } from "./evidence-types.ts";

export async function errorPaths(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<PathErrors[]> {
  return database.rows<PathErrors & Record<string, unknown>>(
    `SELECT path, is_page AS "isPage", minute, sum(errors5xx)::BIGINT AS "errors5xx" FROM error_paths JOIN path_dimension USING (path_id)
     WHERE path IS NOT NULL AND segment BETWEEN $firstSegment AND $lastSegment GROUP BY ALL ORDER BY minute, "errors5xx" DESC, path`,
    { firstSegment, lastSegment },
  );
}

/** The referrer without its query, and its host as `page_views` writes hosts. */
export async function missingPages(database: Database, { firstSegment, lastSegment }: TrafficPeriod): Promise<MissingPage[]> {
  return database.rows<MissingPage & Record<string, unknown>>(
    `SELECT path, nullif(regexp_replace(referrer, '[?#].*$', ''), '') AS referrer,
       nullif(lower(regexp_extract(referrer, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?(?:www\\.)?([^/?#:]+)', 1)), '') AS "referrerHost",
       sum(hits)::BIGINT AS hits, max(addresses)::BIGINT AS addresses
     FROM missing_pages JOIN path_dimension USING (path_id)
     WHERE path IS NOT NULL AND is_page AND segment BETWEEN $firstSegment AND $lastSegment GROUP BY ALL ORDER BY hits DESC, path, referrer`,
    { firstSegment, lastSegment },
  );
}

export async function pages(database: Database, { startSecond, endSecond }: TrafficPeriod): Promise<PageLoad[]> {
  return database.rows<PageLoad & Record<string, unknown>>(
    `SELECT path, count(*) AS "pageViews" FROM page_views JOIN path_dimension USING (path_id)
     WHERE second >= $startSecond AND second < $endSecond GROUP BY path ORDER BY "pageViews" DESC, path LIMIT 1000`,
    { startSecond, endSecond },
  );
}

export async function arrivals(database: Database, { startSecond, endSecond }: TrafficPeriod): Promise<FindingEvidence["arrivals"]> {
  return database.rows<{ host: string; visits: number }>(
    `SELECT site AS host, count(*) AS visits FROM page_views JOIN referrer_sites ON referrer_site_id = site_id
     WHERE starts_visit AND second >= $startSecond AND second < $endSecond GROUP BY host ORDER BY visits DESC, host LIMIT 1000`,
    { startSecond, endSecond },
  );
}

/** Of the page views within visits that name a host, the own one has at least half; a reload repeats the host that the visit began with. */
const leastOwnShare = 0.5;
const leastOwnViews = 20;
/** The own host begins few visits: the share it has within visits is at least twice its share at their beginning. */
const leastOwnTimes = 2;

/** The site's own host: that of the page before, within visits, and seldom at their beginning. */
export async function ownHost(
  database: Database,
  { startSecond, endSecond }: TrafficPeriod,
  arrived: FindingEvidence["arrivals"],
): Promise<string | null> {
  const within = await database.rows<{ host: string; views: number }>(
    `SELECT site AS host, count(*) AS views FROM page_views JOIN referrer_sites ON referrer_site_id = site_id
     WHERE NOT starts_visit AND site NOT IN ('direct', 'unknown') AND second >= $startSecond AND second < $endSecond
     GROUP BY host ORDER BY views DESC, host LIMIT 1000`,
    { startSecond, endSecond },
  );
  const [first] = within;
  if (first === undefined || first.views < leastOwnViews) return null;
  const share = first.views / within.reduce((sum, { views }) => sum + views, 0);
  const named = arrived.filter(({ host }) => host !== "direct" && host !== "unknown");
  const begun = named.reduce((sum, { visits }) => sum + visits, 0);
  const begins = begun === 0 ? 0 : (named.find(({ host }) => host === first.host)?.visits ?? 0) / begun;
  return share >= leastOwnShare && share >= leastOwnTimes * begins ? first.host : null;
}
