-- The second with most hits of each segment, the first of equals (a second is less than 2^32): how far demand rises inside a minute.
CREATE TEMP TABLE peak_seconds AS
SELECT segment, max(hits) AS hits, arg_max(second, hits::BIGINT * 4294967296 - second) AS second
FROM (
  SELECT segment_of(second) AS segment, second, count(*) AS hits
  FROM classified_hits
  WHERE counted AND kind < 6
  GROUP BY second
)
GROUP BY segment;
