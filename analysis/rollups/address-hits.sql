-- Hits in scope by client address and segment.
CREATE TEMP TABLE address_hits AS
SELECT segment, address_id, sum(hits)::BIGINT AS hits
FROM visitor_halves
GROUP BY ALL;
