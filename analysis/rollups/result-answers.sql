-- Answers on the paths that carry results (pages in scope and the polled file), by second: what compliance reads. The difusor's own
-- addresses are left out; redirects and methods other than GET say nothing. `answer`: 2 served, 3 not modified, 5 failed (any 5xx; a 4xx
-- only on the polled file or on a page that was served at some time: strangers ask for pages that never were).
CREATE TEMP TABLE result_answers AS
WITH served AS (SELECT DISTINCT path_id FROM classified_hits WHERE counted AND kind = 3),
asked AS (
  SELECT c.*, coalesce(p.path = $result_path, false) AS polled
  FROM classified_hits AS c JOIN path_dimension AS p USING (path_id)
  WHERE c.counted AND c.kind BETWEEN 1 AND 5 AND c.is_get AND (p.is_page OR coalesce(p.path = $result_path, false))
),
answered AS (
  SELECT second, source_id, polled, secure, port, cached, is_forwarded,
    CASE
      WHEN status BETWEEN 200 AND 299 THEN 2
      WHEN status = 304 THEN 3
      WHEN status BETWEEN 500 AND 599 THEN 5
      WHEN status BETWEEN 400 AND 499 AND (polled OR path_id IN (SELECT path_id FROM served)) THEN 5
    END::UTINYINT AS answer
  FROM asked
)
SELECT second, source_id, polled, secure, port, cached, is_forwarded, answer, count(*) AS hits
FROM answered
WHERE answer IS NOT NULL
GROUP BY ALL;
