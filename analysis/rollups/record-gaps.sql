-- One row: what the hits of all that was loaded leave open. peers: addresses from which hits with X-Forwarded-For come; byteless: answers
-- with a body (GET, 2xx) of which no size is recorded.
CREATE TEMP TABLE record_gaps AS
SELECT count(*) AS hits, count(forwarded) AS forwarded, count(DISTINCT address) FILTER (forwarded IS NOT NULL) AS peers,
  count(*) FILTER (bytes IS NULL AND method = 'GET' AND status BETWEEN 200 AND 299) AS byteless
FROM hits;
