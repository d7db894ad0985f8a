-- One row: what the hits of all that was loaded leave open. peers: addresses from which hits with X-Forwarded-For come; byteless: answers
-- with a body (GET, 2xx) of which no size is recorded.
CREATE TEMP TABLE record_gaps AS
SELECT coalesce(sum(hits), 0)::BIGINT AS hits, coalesce(sum(hits) FILTER (is_forwarded), 0)::BIGINT AS forwarded,
  (SELECT count(DISTINCT address) FROM hits WHERE forwarded IS NOT NULL) AS peers,
  coalesce(sum(sizeless) FILTER (method = 1 AND status BETWEEN 200 AND 299), 0)::BIGINT AS byteless
FROM hit_counts;
