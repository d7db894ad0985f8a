-- The Cache-Control header that was sent with the polled file, where the log holds it (`cc=` in what follows the agent), by minute: answers of
-- which it is known, and those that forbid every copy, as calls ask: no-cache, no-store, must-revalidate. `cc=-`: it was not sent.
CREATE TEMP TABLE polled_headers AS
WITH sent AS (
  SELECT (epoch_us(h."at") // 60000000)::INTEGER AS minute, lower(regexp_extract(h.extra, '(?:^|\s)cc=(.*)$', 1)) AS header
  FROM hits AS h JOIN file_dimension AS f USING (file_id)
  WHERE f.counted AND h.path = $result_path AND h.extra IS NOT NULL AND h.method = 'GET' AND (h.status BETWEEN 200 AND 299 OR h.status = 304)
)
SELECT minute, count(*) FILTER (header <> '') AS known,
  count(*) FILTER (contains(header, 'no-cache') AND contains(header, 'no-store') AND contains(header, 'must-revalidate')) AS kept
FROM sent
GROUP BY minute
-- Here and not as a WHERE: as one, it would be tried on every line before the files that hold no `extra` are left out.
HAVING known > 0;
