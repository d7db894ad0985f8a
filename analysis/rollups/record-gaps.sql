-- One row: what the hits of all that was loaded leave open. peers: addresses from which hits with X-Forwarded-For come; byteless: answers
-- with a body (GET, 2xx) of which no size is recorded.
CREATE TEMP TABLE record_gaps AS
SELECT count(*) AS hits, count_if(is_forwarded)::BIGINT AS forwarded,
  (SELECT count(DISTINCT address) FROM hits WHERE forwarded IS NOT NULL) AS peers,
  count(*) FILTER (bytes IS NULL AND method = 1 AND status BETWEEN 200 AND 299) AS byteless
FROM classified_hits;
