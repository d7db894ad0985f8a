-- Every question that the figures ask, as an analysis asks it. Written by test/analysis/explain.test.ts (vitest --update), and never by hand.

-- :: active-time
SELECT count(*) AS visits, avg(last_second - start_second) AS mean, quantile_cont(last_second - start_second, 0.5) AS median
     FROM sessions WHERE hits > 1 AND start_second >= $startSecond AND start_second < $endSecond

-- :: agents
WITH hits_by AS (
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
     ORDER BY level, visitors DESC, hits DESC, name

-- :: answers
SELECT grouping(status, method, protocol, secure, cached) AS level,
       coalesce(status::INTEGER, method::INTEGER, protocol::INTEGER, secure::INTEGER, cached::INTEGER) AS number, sum(hits)::BIGINT AS hits
     FROM answers WHERE segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY GROUPING SETS ((status), (method), (protocol), (secure), (cached)) ORDER BY level, hits DESC, number

-- :: bots
SELECT bot_name AS name, bot_reason AS reason, sum(hits)::BIGINT AS hits FROM agent_hits JOIN agent_classes USING (agent_id)
     WHERE made_by = 1 AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY ALL ORDER BY hits DESC, name, reason LIMIT 100

-- :: clauses
SELECT DISTINCT name AS source, minute // 60 AS hour FROM minutes JOIN source_names USING (source_id) WHERE counted ORDER BY source, hour

-- :: clauses
SELECT coalesce(sum(hits) FILTER (answer < 5 AND polled), 0)::BIGINT AS polled,
         coalesce(sum(hits) FILTER (answer < 5 AND NOT polled), 0)::BIGINT AS pages,
         coalesce(sum(hits) FILTER (answer = 5), 0)::BIGINT AS failed,
         min(second) FILTER (answer < 5) AS "firstSecond", max(second) FILTER (answer < 5) AS "lastSecond"
       FROM result_answers WHERE second >= $startSecond AND second < $endSecond

-- :: clauses
SELECT coalesce(sum(hits) FILTER (answer < 5 AND secure), 0)::BIGINT AS secure,
       coalesce(sum(hits) FILTER (answer < 5 AND NOT secure), 0)::BIGINT AS plain,
       coalesce(sum(hits) FILTER (answer < 5 AND secure IS NULL), 0)::BIGINT AS unknown,
       coalesce(sum(hits) FILTER (port = 80), 0)::BIGINT AS port80, coalesce(sum(hits) FILTER (port = 443), 0)::BIGINT AS port443,
       coalesce(sum(hits) FILTER (is_forwarded), 0)::BIGINT AS forwarded
     FROM result_answers WHERE second >= $startSecond AND second < $endSecond

-- :: clauses
SELECT coalesce(sum(hits), 0)::BIGINT AS hits FROM result_answers WHERE polled AND answer = 2 AND second >= $startSecond

-- :: clauses
SELECT coalesce(sum(hits), 0)::BIGINT AS served, coalesce(sum(hits) FILTER (cached IS NOT NULL), 0)::BIGINT AS recorded,
       coalesce(sum(hits) FILTER (cached), 0)::BIGINT AS "fromCache", coalesce(sum(hits) FILTER (answer = 3), 0)::BIGINT AS "notModified"
     FROM result_answers WHERE polled AND answer < 5 AND second >= $startSecond AND second < $endSecond

-- :: clauses
SELECT coalesce(sum(known), 0)::BIGINT AS "headersKnown", coalesce(sum(kept), 0)::BIGINT AS "headersKept"
     FROM polled_headers WHERE minute >= $firstMinute AND minute < $endMinute

-- :: clauses
SELECT minute, sum(hits)::BIGINT AS requests, coalesce(sum(hits) FILTER (status_class = 5), 0)::BIGINT AS "errors5xx"
     FROM minutes JOIN source_names USING (source_id)
     WHERE counted AND kind < 6 AND ($source IS NULL OR name = $source) GROUP BY minute ORDER BY minute

-- :: clauses
SELECT name AS source, minute, bytes, hits, first_second AS "firstSecond", last_second AS "lastSecond", minute_hits AS "minuteHits"
     FROM polled_sizes JOIN source_names USING (source_id) WHERE minute >= $firstMinute ORDER BY source, minute, hits DESC, bytes

-- :: clauses
WITH busy AS (SELECT DISTINCT source_id, minute FROM minutes),
     neighbours AS (SELECT source_id, lag(minute) OVER (PARTITION BY source_id ORDER BY minute) AS before, minute AS after FROM busy)
     SELECT name, before, after FROM neighbours JOIN source_names USING (source_id) WHERE after - before > 43200

-- :: clauses
WITH sent AS (
       SELECT minute, sum(bytes) AS bytes FROM minutes WHERE counted AND kind < 6 AND bytes IS NOT NULL GROUP BY minute
     ),
     fives AS (SELECT *, sum(bytes) OVER (ORDER BY minute RANGE BETWEEN 4 PRECEDING AND CURRENT ROW) AS five FROM sent)
     SELECT arg_max(minute, (bytes, -minute)) AS minute, max(bytes)::BIGINT AS bytes,
       arg_max(minute, (five, -minute)) AS "fiveEnd", max(five)::BIGINT AS "fiveBytes" FROM fives

-- :: comparison
SELECT day_second AS day, count(DISTINCT visitor) AS visitors
     FROM page_views JOIN local_hours ON second // 900 = quarter WHERE (second >= 1733709600 AND second < 1733810400) GROUP BY day_second

-- :: comparison
WITH by_hour AS (
       SELECT hour_second, sum(hits)::BIGINT AS hits, coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5), 0)::BIGINT AS human
       FROM minutes JOIN local_hours ON minute // 15 = quarter
       WHERE counted AND kind < 6 AND segment IN (3, 4) GROUP BY hour_second
     ),
     views_by_hour AS (
       SELECT hour_second, count(*) AS views, count(*) FILTER (starts_visit) AS visits
       FROM page_views JOIN local_hours ON second // 900 = quarter WHERE (second >= 1733709600 AND second < 1733810400) GROUP BY hour_second
     )
     SELECT hour_second AS second, hits, human AS "humanHits", coalesce(views, 0) AS "pageViews", coalesce(visits, 0) AS visits
     FROM by_hour LEFT JOIN views_by_hour USING (hour_second) ORDER BY second

-- :: days
WITH by_unit AS (
       SELECT l.day_second, sum(m.hits)::BIGINT AS hits, coalesce(sum(m.hits) FILTER (m.kind BETWEEN 2 AND 5), 0)::BIGINT AS "humanHits",
         coalesce(sum(m.hits) FILTER (m.kind = 3), 0)::BIGINT AS "pageViews",
         coalesce(sum(m.hits) FILTER (m.status_class = 5), 0)::BIGINT AS "errors5xx", (CASE WHEN sum(m.bytes) > 9007199254740991 THEN 9007199254740991 ELSE sum(m.bytes) END)::BIGINT AS bytes
       FROM minutes AS m JOIN local_hours AS l ON m.minute // 15 = l.quarter
       WHERE m.counted AND m.kind < 6 AND m.segment BETWEEN $firstSegment AND $lastSegment
       GROUP BY l.day_second
     ),
     visits_by_unit AS (
       SELECT l.day_second, count(*) AS visits FROM visits AS v JOIN local_hours AS l ON v.start_second // 900 = l.quarter
       WHERE v.start_second >= $startSecond AND v.start_second < $endSecond GROUP BY l.day_second
     ),
     visitors_by_unit AS (
       SELECT l.day_second, count(DISTINCT v.visitor) AS visitors FROM page_views AS v JOIN local_hours AS l ON v.second // 900 = l.quarter
       WHERE v.second >= $startSecond AND v.second < $endSecond GROUP BY l.day_second
     )
     SELECT day_second AS second, hits, "humanHits", "pageViews", coalesce(visits, 0) AS visits, coalesce(visitors, 0) AS visitors, "errors5xx", bytes
     FROM by_unit LEFT JOIN visits_by_unit USING (day_second) LEFT JOIN visitors_by_unit USING (day_second)
     ORDER BY second

-- :: distinct-addresses
SELECT count(DISTINCT address_id) AS addresses FROM address_hits WHERE segment BETWEEN $firstSegment AND $lastSegment

-- :: evidence
SELECT avg(hits * 60.0 / (last_second - start_second))::DOUBLE AS mean FROM sessions WHERE last_second - start_second >= 180 AND start_second >= $startSecond AND start_second < $endSecond

-- :: evidence
SELECT coalesce(sum(hits), 0)::BIGINT AS hits FROM minutes WHERE counted AND kind = 2 AND segment BETWEEN $firstSegment AND $lastSegment

-- :: evidence
SELECT count(*) AS "pageViews", count(DISTINCT visitor) AS visitors FROM page_views
     WHERE second >= $startSecond AND second < $endSecond
       AND visitor // 4294967296 IN (SELECT address_id FROM address_dimension WHERE regexp_matches(lower(address), $loopbackPattern))

-- :: evidence
SELECT count(DISTINCT visitor) AS visitors, coalesce(sum(hits), 0)::BIGINT AS hits, coalesce(max(last_second - start_second), 0)::BIGINT AS longest
     FROM sessions WHERE last_second - start_second > 43200 AND start_second >= $startSecond AND start_second < $endSecond

-- :: evidence
SELECT hour_second AS "hourSecond", floor_us AS "floorUs", sum(hits)::BIGINT AS hits
     FROM response_time_quarters JOIN local_hours USING (quarter) WHERE segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY ALL ORDER BY "hourSecond", "floorUs"

-- :: evidence
SELECT network_id AS id, min(address) AS address, count(DISTINCT address_id) AS addresses, sum(hits)::BIGINT AS hits
     FROM address_networks JOIN address_dimension USING (address_id) JOIN address_hits USING (address_id)
     WHERE segment BETWEEN $firstSegment AND $lastSegment
       AND network_id IN (SELECT network_id FROM network_minutes WHERE segment BETWEEN $firstSegment AND $lastSegment)
     GROUP BY network_id ORDER BY hits DESC, address

-- :: evidence
SELECT network_id AS id, minute, sum(hits)::BIGINT AS hits FROM network_minutes
     WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY ALL ORDER BY minute

-- :: evidence
SELECT path, coalesce(is_polling, false) AS "isPolling", sum(hits)::BIGINT AS hits, sum(cache_known)::BIGINT AS "cacheKnown", sum(cached)::BIGINT AS cached,
       sum(timed)::BIGINT AS timed, sum(slow)::BIGINT AS slow, sum(secure_known)::BIGINT AS "secureKnown", sum(secure)::BIGINT AS secure
     FROM answer_traits LEFT JOIN path_dimension USING (path_id) WHERE segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY path, is_polling ORDER BY hits DESC, path NULLS LAST

-- :: evidence
SELECT path, count(*) AS "pageViews" FROM page_views JOIN path_dimension USING (path_id)
     WHERE second >= $startSecond AND second < $endSecond GROUP BY path ORDER BY "pageViews" DESC, path LIMIT 1000

-- :: evidence
SELECT path, is_page AS "isPage", minute, sum(errors5xx)::BIGINT AS "errors5xx" FROM error_paths JOIN path_dimension USING (path_id)
     WHERE path IS NOT NULL AND segment BETWEEN $firstSegment AND $lastSegment GROUP BY ALL ORDER BY minute, "errors5xx" DESC, path

-- :: evidence
SELECT path, is_probe AS "isProbe", sum(hits)::BIGINT AS hits, sum(answered)::BIGINT AS answered, count(DISTINCT address_id) AS addresses
     FROM probed_paths JOIN path_dimension USING (path_id) WHERE path IS NOT NULL AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY path, is_probe ORDER BY hits DESC, path LIMIT 1000

-- :: evidence
SELECT path, nullif(regexp_replace(referrer, '[?#].*$', ''), '') AS referrer,
       nullif(lower(regexp_extract(referrer, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?(?:www\.)?([^/?#:]+)', 1)), '') AS "referrerHost",
       sum(hits)::BIGINT AS hits, max(addresses)::BIGINT AS addresses
     FROM missing_pages JOIN path_dimension USING (path_id)
     WHERE path IS NOT NULL AND is_page AND segment BETWEEN $firstSegment AND $lastSegment GROUP BY ALL ORDER BY hits DESC, path, referrer

-- :: evidence
SELECT site AS host, count(*) AS views FROM page_views JOIN referrer_sites ON referrer_site_id = site_id
     WHERE NOT starts_visit AND site NOT IN ('direct', 'unknown') AND second >= $startSecond AND second < $endSecond
     GROUP BY host ORDER BY views DESC, host LIMIT 1000

-- :: evidence
SELECT site AS host, count(*) AS visits FROM page_views JOIN referrer_sites ON referrer_site_id = site_id
     WHERE starts_visit AND second >= $startSecond AND second < $endSecond GROUP BY host ORDER BY visits DESC, host LIMIT 1000

-- :: evidence
WITH asked AS (
       SELECT address_id, sum(hits)::BIGINT AS hits, count(DISTINCT path_id) AS paths, coalesce(sum(hits) FILTER (is_probe), 0)::BIGINT AS "probeHits",
         count(DISTINCT path_id) FILTER (is_probe) AS "probePaths", min(first_second)::BIGINT AS "firstSecond", max(last_second)::BIGINT AS "lastSecond"
       FROM probed_paths WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY address_id
     ),
     made AS (SELECT address_id, sum(hits)::BIGINT AS "totalHits" FROM address_hits WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY address_id)
     SELECT address, "totalHits", asked.* EXCLUDE (address_id) FROM asked JOIN made USING (address_id) JOIN address_dimension USING (address_id)
     ORDER BY asked.hits DESC, address

-- :: evidence
WITH busy AS (SELECT DISTINCT source_id, minute FROM minutes),
     neighbours AS (SELECT source_id, lag(minute) OVER (PARTITION BY source_id ORDER BY minute) AS before, minute AS after FROM busy)
     SELECT name, before, after FROM neighbours JOIN source_names USING (source_id) WHERE after - before > 43200

-- :: evidence
WITH by_minute AS (
       SELECT minute, sum(hits)::BIGINT AS hits, coalesce(sum(hits) FILTER (status_class = 5), 0)::BIGINT AS "errors5xx",
         coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5), 0)::BIGINT AS "humanHits",
         coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5 AND status_class <> 5), 0)::BIGINT AS "humanServed",
         coalesce(sum(hits) FILTER (kind = 3), 0)::BIGINT AS "pageViews"
       FROM minutes WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment GROUP BY minute
     ),
     begun AS (
       SELECT start_second // 60 AS minute, count(*) AS visits FROM visits
       WHERE start_second >= $startSecond AND start_second < $endSecond GROUP BY ALL
     )
     SELECT by_minute.*, coalesce(visits, 0) AS visits FROM by_minute LEFT JOIN begun USING (minute) ORDER BY minute

-- :: evidence
WITH fastest AS (
       SELECT visitor, hits, start_second AS "startSecond", last_second - start_second AS seconds FROM sessions
       WHERE last_second - start_second >= 180 AND start_second >= $startSecond AND start_second < $endSecond ORDER BY hits / seconds DESC, hits DESC, visitor, "startSecond" LIMIT 100
     )
     SELECT address, fastest.* EXCLUDE (visitor) FROM fastest JOIN address_dimension ON address_id = visitor // 4294967296
     ORDER BY hits / seconds DESC, hits DESC, visitor, "startSecond"

-- :: hit-totals
SELECT coalesce(sum(hits), 0)::BIGINT AS hits,
       coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5), 0)::BIGINT AS human,
       coalesce(sum(hits) FILTER (kind = 2), 0)::BIGINT AS polling,
       (CASE WHEN sum(bytes) > 9007199254740991 THEN 9007199254740991 ELSE sum(bytes) END)::BIGINT AS bytes,
       coalesce(sum(hits) FILTER (status_class = 0), 0)::BIGINT AS s0, coalesce(sum(hits) FILTER (status_class = 1), 0)::BIGINT AS s1, coalesce(sum(hits) FILTER (status_class = 2), 0)::BIGINT AS s2, coalesce(sum(hits) FILTER (status_class = 3), 0)::BIGINT AS s3, coalesce(sum(hits) FILTER (status_class = 4), 0)::BIGINT AS s4, coalesce(sum(hits) FILTER (status_class = 5), 0)::BIGINT AS s5
     FROM minutes WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment

-- :: hits-by-kind
SELECT kind, sum(hits)::BIGINT AS hits FROM minutes WHERE kind < 6 GROUP BY kind

-- :: hits-left-out
SELECT coalesce(sum(hits) FILTER (kind = 6), 0)::BIGINT AS out_of_scope,
       coalesce(sum(hits) FILTER (kind < 6 AND NOT counted), 0)::BIGINT AS origin,
       coalesce(sum(hits) FILTER (kind < 6 AND counted AND segment NOT BETWEEN $firstSegment AND $lastSegment), 0)::BIGINT AS outside
     FROM minutes

-- :: hours
WITH by_unit AS (
       SELECT l.hour_second, sum(m.hits)::BIGINT AS hits, coalesce(sum(m.hits) FILTER (m.kind BETWEEN 2 AND 5), 0)::BIGINT AS "humanHits",
         coalesce(sum(m.hits) FILTER (m.kind = 3), 0)::BIGINT AS "pageViews",
         coalesce(sum(m.hits) FILTER (m.status_class = 5), 0)::BIGINT AS "errors5xx", (CASE WHEN sum(m.bytes) > 9007199254740991 THEN 9007199254740991 ELSE sum(m.bytes) END)::BIGINT AS bytes
       FROM minutes AS m JOIN local_hours AS l ON m.minute // 15 = l.quarter
       WHERE m.counted AND m.kind < 6 AND m.segment BETWEEN $firstSegment AND $lastSegment
       GROUP BY l.hour_second
     ),
     visits_by_unit AS (
       SELECT l.hour_second, count(*) AS visits FROM visits AS v JOIN local_hours AS l ON v.start_second // 900 = l.quarter
       WHERE v.start_second >= $startSecond AND v.start_second < $endSecond GROUP BY l.hour_second
     ),
     visitors_by_unit AS (
       SELECT l.hour_second, count(DISTINCT v.visitor) AS visitors FROM page_views AS v JOIN local_hours AS l ON v.second // 900 = l.quarter
       WHERE v.second >= $startSecond AND v.second < $endSecond GROUP BY l.hour_second
     )
     SELECT hour_second AS second, hits, "humanHits", "pageViews", coalesce(visits, 0) AS visits, coalesce(visitors, 0) AS visitors, "errors5xx", bytes
     FROM by_unit LEFT JOIN visits_by_unit USING (hour_second) LEFT JOIN visitors_by_unit USING (hour_second)
     ORDER BY second

-- :: log-coverage
WITH busy AS (SELECT DISTINCT source_id, minute FROM minutes),
     neighbours AS (SELECT source_id, lag(minute) OVER (PARTITION BY source_id ORDER BY minute) AS before, minute AS after FROM busy)
     SELECT name, before, after FROM neighbours JOIN source_names USING (source_id) WHERE after - before > 43200

-- :: log-minutes
SELECT minute, sum(hits)::BIGINT AS requests, coalesce(sum(hits) FILTER (status_class = 5), 0)::BIGINT AS "errors5xx"
     FROM minutes JOIN source_names USING (source_id)
     WHERE counted AND kind < 6 AND ($source IS NULL OR name = $source) GROUP BY minute ORDER BY minute

-- :: page-figures
SELECT count(*) AS views, count(DISTINCT visitor) AS visitors FROM page_views WHERE second >= $startSecond AND second < $endSecond

-- :: patterns
SELECT coalesce(sum(hits) FILTER (agent IS NULL) / sum(hits), 0)::DOUBLE AS share FROM agent_hits JOIN agent_classes USING (agent_id)

-- :: patterns
SELECT hits, forwarded, peers, byteless FROM record_gaps

-- :: patterns
SELECT least(f.name, s.name) AS first, greatest(f.name, s.name) AS second, shared / hits AS share FROM shared_lines
     JOIN source_names AS f ON f.source_id = first_id JOIN source_names AS s ON s.source_id = second_id
     WHERE f.name <> s.name AND shared >= 20 AND addresses >= 5 AND shared >= hits * 0.2
     ORDER BY share DESC, first, second

-- :: patterns
WITH busy AS (SELECT minute, sum(hits) AS hits FROM minutes GROUP BY minute),
     cut AS (SELECT *, coalesce(minute - lag(minute) OVER (ORDER BY minute) > 43200, true) AS begins FROM busy),
     numbered AS (SELECT *, sum(begins::INTEGER) OVER (ORDER BY minute ROWS UNBOUNDED PRECEDING) AS part FROM cut)
     SELECT min(minute)::BIGINT AS first, sum(hits)::BIGINT AS hits FROM numbered GROUP BY part ORDER BY hits DESC, first

-- :: peak-bytes-minute
SELECT minute * 60 AS second, least(sum(bytes), 9007199254740991)::BIGINT AS bytes FROM minutes
     WHERE counted AND kind < 6 AND bytes IS NOT NULL AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY minute ORDER BY sum(bytes) DESC, minute LIMIT 1

-- :: peak-minute
SELECT minute * 60 AS second, sum(hits)::BIGINT AS hits FROM minutes
     WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY minute ORDER BY hits DESC, minute LIMIT 1

-- :: peak-second
SELECT second::BIGINT AS second, hits FROM peak_seconds WHERE segment BETWEEN $firstSegment AND $lastSegment
     ORDER BY hits DESC, second LIMIT 1

-- :: places
WITH hits_by AS (
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
     ORDER BY level, visitors DESC, hits DESC, country, state, city

-- :: referrers
SELECT site AS name, visitors, hits FROM (
       SELECT referrer_site_id AS site_id, count(DISTINCT visitor) AS visitors, count(*) AS hits FROM page_views
       WHERE second >= $startSecond AND second < $endSecond GROUP BY site_id
     ) JOIN referrer_sites USING (site_id)
     ORDER BY visitors DESC, hits DESC, name LIMIT 100

-- :: response-times
WITH by_value AS (
       SELECT duration_us, sum(hits)::BIGINT AS of_all, coalesce(sum(hits) FILTER (is_page), 0)::BIGINT AS of_pages FROM response_times
       WHERE segment BETWEEN $firstSegment AND $lastSegment GROUP BY duration_us
     ),
     ranked AS (
       SELECT *, sum(of_all) OVER () AS every_all, sum(of_pages) OVER () AS every_pages,
         sum(of_all) OVER in_order AS up_to_all, sum(of_pages) OVER in_order AS up_to_pages
       FROM by_value WINDOW in_order AS (ORDER BY duration_us)
     )
     SELECT coalesce(max(up_to_all), 0)::BIGINT AS count_all,
    max(duration_us) FILTER (of_all > 0) AS max_all,
    min(duration_us) FILTER (up_to_all > 0 AND up_to_all * 100 >= every_all * 50) AS p50_all, min(duration_us) FILTER (up_to_all > 0 AND up_to_all * 100 >= every_all * 90) AS p90_all, min(duration_us) FILTER (up_to_all > 0 AND up_to_all * 100 >= every_all * 95) AS p95_all, min(duration_us) FILTER (up_to_all > 0 AND up_to_all * 100 >= every_all * 99) AS p99_all, coalesce(max(up_to_pages), 0)::BIGINT AS count_pages,
    max(duration_us) FILTER (of_pages > 0) AS max_pages,
    min(duration_us) FILTER (up_to_pages > 0 AND up_to_pages * 100 >= every_pages * 50) AS p50_pages, min(duration_us) FILTER (up_to_pages > 0 AND up_to_pages * 100 >= every_pages * 90) AS p90_pages, min(duration_us) FILTER (up_to_pages > 0 AND up_to_pages * 100 >= every_pages * 95) AS p95_pages, min(duration_us) FILTER (up_to_pages > 0 AND up_to_pages * 100 >= every_pages * 99) AS p99_pages FROM ranked

-- :: series
SELECT minute * 60 // 60 * 60 AS second, sum(hits)::BIGINT AS hits,
       coalesce(sum(hits) FILTER (kind BETWEEN 2 AND 5), 0)::BIGINT AS "humanHits",
       coalesce(sum(hits) FILTER (kind = 3), 0)::BIGINT AS "pageViews",
       coalesce(sum(hits) FILTER (status_class = 5), 0)::BIGINT AS "errors5xx"
     FROM minutes JOIN local_hours AS l ON minute // 15 = l.quarter
     WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment
     GROUP BY second ORDER BY second

-- :: series-span
SELECT min(minute) AS first, max(minute) AS last FROM minutes WHERE counted AND kind < 6 AND segment BETWEEN $firstSegment AND $lastSegment

-- :: source-clocks
SELECT name, minute * 60 // 300 AS bin, sum(hits)::BIGINT AS hits FROM minutes JOIN source_names USING (source_id) GROUP BY ALL

-- :: source-clocks
SELECT seconds_ahead AS "secondsAhead", requests FROM shared_requests
     JOIN source_names AS e ON e.source_id = edge_id JOIN source_names AS o ON o.source_id = origin_id
     WHERE e.name = $reference AND o.name = $source

-- :: source-clocks
WITH busy AS (SELECT DISTINCT source_id, minute FROM minutes),
     neighbours AS (SELECT source_id, lag(minute) OVER (PARTITION BY source_id ORDER BY minute) AS before, minute AS after FROM busy)
     SELECT name, before, after FROM neighbours JOIN source_names USING (source_id) WHERE after - before > 43200

-- :: top-pages
SELECT p.path AS path, count(*) AS "pageViews", count(DISTINCT v.visitor) AS visitors, avg(v.seconds_on_page) AS "meanTimeOnPage"
     FROM page_views AS v JOIN path_dimension AS p USING (path_id)
     WHERE v.second >= $startSecond AND v.second < $endSecond
     GROUP BY p.path ORDER BY "pageViews" DESC, path LIMIT 100

-- :: visit-ends
SELECT p.path AS path, count(*) AS visits FROM visits AS v JOIN path_dimension AS p ON v.entry_path_id = p.path_id
     WHERE v.start_second >= $startSecond AND v.start_second < $endSecond
     GROUP BY p.path ORDER BY visits DESC, path LIMIT 100

-- :: visit-ends
SELECT p.path AS path, count(*) AS visits FROM visits AS v JOIN path_dimension AS p ON v.exit_path_id = p.path_id
     WHERE v.start_second >= $startSecond AND v.start_second < $endSecond
     GROUP BY p.path ORDER BY visits DESC, path LIMIT 100

-- :: visit-figures
WITH of_period AS (
       SELECT page_views, last_second - start_second AS seconds FROM visits WHERE start_second >= $startSecond AND start_second < $endSecond
     )
     SELECT count(*) AS visits, count(*) FILTER (page_views = 1) AS bounces, sum(page_views)::BIGINT AS views,
       count(*) FILTER (page_views > 1) AS measurable, sum(seconds)::BIGINT AS seconds,
       quantile_cont(seconds, 0.5) FILTER (page_views > 1) AS median,
       to_json([count(*) FILTER (page_views > 1 AND seconds >= 0 AND seconds < 10), count(*) FILTER (page_views > 1 AND seconds >= 10 AND seconds < 30), count(*) FILTER (page_views > 1 AND seconds >= 30 AND seconds < 60), count(*) FILTER (page_views > 1 AND seconds >= 60 AND seconds < 180), count(*) FILTER (page_views > 1 AND seconds >= 180 AND seconds < 600), count(*) FILTER (page_views > 1 AND seconds >= 600 AND seconds < 1800), count(*) FILTER (page_views > 1 AND seconds >= 1800 AND seconds < 3600), count(*) FILTER (page_views > 1 AND seconds >= 3600 AND seconds < 1e18)])::VARCHAR AS histogram
     FROM of_period

-- :: visit-paths
WITH ways AS (
       SELECT entry_path_id, second_path_id, third_path_id, count(*) AS visits FROM visits
       WHERE start_second >= $startSecond AND start_second < $endSecond
       GROUP BY ALL ORDER BY visits DESC, entry_path_id, second_path_id NULLS FIRST, third_path_id NULLS FIRST LIMIT 100
     )
     SELECT a.path AS first, b.path AS second, c.path AS third, visits FROM ways
     JOIN path_dimension AS a ON a.path_id = entry_path_id
     LEFT JOIN path_dimension AS b ON b.path_id = second_path_id
     LEFT JOIN path_dimension AS c ON c.path_id = third_path_id
     ORDER BY visits DESC, entry_path_id, second_path_id NULLS FIRST, third_path_id NULLS FIRST
