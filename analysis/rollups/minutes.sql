-- Hits by minute, segment, source, kind and status class: all that counts hits and not people is read from here.
CREATE TEMP TABLE minutes AS
SELECT minute, segment, source_id, counted, kind, CASE WHEN status BETWEEN 100 AND 599 THEN status // 100 ELSE 0 END::UTINYINT AS status_class,
  sum(hits)::BIGINT AS hits, sum(bytes)::BIGINT AS bytes
FROM hit_counts
GROUP BY ALL;
