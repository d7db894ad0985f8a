-- Answers on the paths that carry results (pages in scope and the polled file), by second: what compliance reads. The difusor's own
-- addresses are left out; redirects and methods other than GET say nothing. `answer`: 2 served, 3 not modified, 5 failed (any 5xx; a 4xx
-- only on the polled file or on a page that was served at some time: strangers ask for pages that never were).
CREATE TEMP TABLE result_answers AS
WITH served AS (SELECT DISTINCT path_id FROM page_views),
carriers AS (
  SELECT path_id, coalesce(path = $result_path, false) AS polled, path_id IN (SELECT path_id FROM served) AS served
  FROM path_dimension
  WHERE is_page OR coalesce(path = $result_path, false)
),
answered AS (
  SELECT second, source_id, polled, secure, port, cached, is_forwarded,
    CASE
      WHEN status BETWEEN 200 AND 299 THEN 2
      WHEN status = 304 THEN 3
      WHEN status BETWEEN 500 AND 599 THEN 5
      WHEN status BETWEEN 400 AND 499 AND (polled OR served) THEN 5
    END::UTINYINT AS answer
  FROM classified_hits JOIN carriers USING (path_id)
  WHERE counted AND kind BETWEEN 1 AND 5 AND coalesce(method, 1) = 1
)
SELECT second, source_id, polled, secure, port, cached, is_forwarded, answer, count(*) AS hits
FROM answered
WHERE answer IS NOT NULL
GROUP BY ALL;
