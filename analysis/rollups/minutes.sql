-- Hits by minute, segment, source, kind and status class: all that counts hits and not people is read from here.
CREATE TEMP TABLE minutes AS
SELECT second // 60 AS minute, segment, source_id, counted, kind, status_class,
  count(*) AS hits, sum(bytes)::BIGINT AS bytes
FROM classified_hits
GROUP BY ALL;
