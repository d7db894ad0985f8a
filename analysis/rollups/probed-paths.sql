-- Who asked for what is not there or not for everybody: refused requests (4xx; not 408 and 429, which slow clients and crowds get too) and
-- all to the paths that scanners try ($probe_paths), by address and path. The 300 addresses with most, 100 that got an answer to a probe,
-- and of each the 200 paths with most; what it asked for beyond these is one row without a path.
CREATE TEMP TABLE probed_paths AS
WITH probes AS (SELECT path_id FROM path_dimension WHERE regexp_matches(path, $probe_paths, 'i')),
refused AS (
  SELECT segment, second, address_id, path_id, status FROM classified_hits
  WHERE status BETWEEN 400 AND 499 AND status NOT IN (408, 429) AND counted AND kind BETWEEN 1 AND 5
  UNION ALL
  SELECT segment, second, address_id, path_id, status FROM classified_hits SEMI JOIN probes USING (path_id)
  WHERE status NOT BETWEEN 400 AND 499 AND counted AND kind BETWEEN 1 AND 5
),
asked AS (
  SELECT segment, address_id, path_id, path_id IN (SELECT path_id FROM probes) AS is_probe, count(*) AS hits,
    count(*) FILTER (status BETWEEN 200 AND 299) AS answered, min(second) AS first_second, max(second) AS last_second
  FROM refused
  GROUP BY ALL
),
kept AS (
  (SELECT address_id FROM asked GROUP BY address_id ORDER BY sum(hits) DESC, address_id LIMIT 300)
  UNION (SELECT address_id FROM asked WHERE is_probe AND answered > 0 GROUP BY address_id ORDER BY sum(answered) DESC, address_id LIMIT 100)
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY address_id ORDER BY is_probe DESC, hits DESC, path_id, segment) AS place
  FROM asked JOIN kept USING (address_id)
)
SELECT segment, address_id, CASE WHEN place <= 200 THEN path_id END AS path_id, is_probe, sum(hits)::BIGINT AS hits, sum(answered)::BIGINT AS answered,
  min(first_second) AS first_second, max(last_second) AS last_second
FROM ranked
GROUP BY ALL;
