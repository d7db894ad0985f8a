-- Pages that people asked for and that are not there (404, 410), with the page that sent them: the 1,000 rows with most requests.
CREATE TEMP TABLE missing_pages AS
SELECT segment_of(second) AS segment, path_id, referrer, count(*) AS hits, count(DISTINCT address_id) AS addresses
FROM classified_hits LEFT JOIN referrer_dimension USING (referrer_id)
WHERE counted AND kind = 5 AND status IN (404, 410)
GROUP BY ALL
ORDER BY hits DESC, path_id, referrer, segment
LIMIT 1000;
