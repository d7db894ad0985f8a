-- Sizes of the polled file's whole answers (GET, 200) by minute and source: the three most frequent, when each was first and last seen, and
-- how many such answers the minute had. A new cut is seen as a new size that stays.
CREATE TEMP TABLE polled_sizes AS
WITH sizes AS (
  SELECT c.second // 60 AS minute, c.source_id, c.bytes, count(*) AS hits, min(c.second) AS first_second, max(c.second) AS last_second
  FROM classified_hits AS c JOIN path_dimension AS p USING (path_id)
  WHERE c.counted AND c.kind BETWEEN 1 AND 5 AND coalesce(c.method, 1) = 1 AND c.status = 200 AND c.bytes IS NOT NULL AND p.path = $result_path
  GROUP BY ALL
)
SELECT *, (sum(hits) OVER (PARTITION BY minute, source_id))::BIGINT AS minute_hits
FROM sizes
QUALIFY row_number() OVER (PARTITION BY minute, source_id ORDER BY hits DESC, bytes) <= 3;
