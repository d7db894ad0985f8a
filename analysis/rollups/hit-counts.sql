-- How many hits are alike in all that is not about people, by minute: what counts hits reads these and not every hit again.
-- sizeless: those of them for which no size is recorded.
CREATE TEMP TABLE hit_counts AS
WITH alike AS (
  SELECT second // 60 AS minute, segment, source_id, counted, kind, status, portless(traits) AS traits,
    count(*) AS hits, sum(bytes)::BIGINT AS bytes, count(bytes) AS sized
  FROM packed_hits
  GROUP BY ALL
)
SELECT minute, segment, source_id, counted, kind, status, method_of(traits) AS method, protocol_of(traits) AS protocol,
  secure_of(traits) AS secure, cached_of(traits) AS cached, is_forwarded_of(traits) AS is_forwarded, hits, bytes, hits - sized AS sizeless
FROM alike;
