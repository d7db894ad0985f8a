-- Pages that people asked for and that are not there (404, 410), with the page that sent them: the 1,000 rows with most requests.
CREATE TEMP TABLE missing_pages AS
WITH missing AS (
  SELECT segment, path_id, address_id, CASE WHEN is_page THEN referrer_id END AS referrer_id
  FROM classified_hits JOIN path_dimension USING (path_id)
  WHERE counted AND kind = 5 AND status IN (404, 410)
)
SELECT segment, path_id, referrer, count(*) AS hits, count(DISTINCT address_id) AS addresses
FROM missing LEFT JOIN referrer_dimension USING (referrer_id)
GROUP BY ALL
ORDER BY hits DESC, path_id, referrer, segment
LIMIT 1000;
