-- Hits in scope by client address and segment.
CREATE TEMP TABLE address_hits AS
SELECT segment_of(second) AS segment, address_id, count(*) AS hits
FROM classified_hits
WHERE counted AND kind < 6
GROUP BY ALL;
