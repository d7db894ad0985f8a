-- How the hits in scope were asked and answered, by segment: status, method, protocol, TLS and cache as far as they are recorded.
CREATE TEMP TABLE answers AS
SELECT segment, status, method, protocol, secure, cached, sum(hits)::BIGINT AS hits
FROM hit_counts
WHERE counted AND kind < 6
GROUP BY ALL;
