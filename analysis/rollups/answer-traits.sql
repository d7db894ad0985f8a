-- What formats with more fields tell of the answers to people, by path and segment: from the cache, slow (a second or more), over TLS.
-- $is_recorded: whether any of it is (else no hit is looked at). The paths that weigh most in any of these stand alone; all others are added up in one row a segment, without a path, so that sums stay whole.
CREATE TEMP TABLE answer_traits AS
WITH by_path AS (
  SELECT segment, path_id, count(*) AS hits,
    count(cached) AS cache_known, count(*) FILTER (cached) AS cached,
    count(duration_us) AS timed, count(*) FILTER (duration_us >= 1000000) AS slow,
    count(secure) AS secure_known, count(*) FILTER (secure) AS secure
  FROM classified_hits
  WHERE $is_recorded AND counted AND kind BETWEEN 2 AND 5 AND (cached IS NOT NULL OR duration_us IS NOT NULL OR secure IS NOT NULL)
  GROUP BY ALL
),
totals AS (
  SELECT path_id, sum(hits) AS hits, sum(slow) AS slow, sum(cache_known - cached) AS uncached FROM by_path GROUP BY path_id
),
kept AS (
  (SELECT path_id FROM totals ORDER BY hits DESC, path_id LIMIT 500)
  UNION (SELECT path_id FROM totals ORDER BY slow DESC, path_id LIMIT 100)
  UNION (SELECT path_id FROM totals ORDER BY uncached DESC, path_id LIMIT 100)
)
SELECT segment, kept.path_id, sum(hits)::BIGINT AS hits, sum(cache_known)::BIGINT AS cache_known, sum(cached)::BIGINT AS cached,
  sum(timed)::BIGINT AS timed, sum(slow)::BIGINT AS slow, sum(secure_known)::BIGINT AS secure_known, sum(secure)::BIGINT AS secure
FROM by_path LEFT JOIN kept USING (path_id)
GROUP BY ALL;
