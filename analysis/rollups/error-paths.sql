-- Server errors that people got, by minute and path, of the 200 paths with most.
CREATE TEMP TABLE error_paths AS
WITH by_minute AS (
  SELECT (second // 60)::INTEGER AS minute, segment, path_id, count(*) AS errors5xx
  FROM classified_hits
  WHERE counted AND kind BETWEEN 2 AND 5 AND status BETWEEN 500 AND 599
  GROUP BY ALL
),
kept AS (SELECT path_id FROM by_minute GROUP BY path_id ORDER BY sum(errors5xx) DESC, path_id LIMIT 200)
SELECT by_minute.* FROM by_minute SEMI JOIN kept USING (path_id);
