-- Hits of files of one source whose times overlap: for each distinct line, as many copies as the file that has most of them.
-- Files in the order of their SHA-256: a file keeps what it adds to the greatest count before it.
-- Nearly all lines stand there once. Only those whose hash stands there again are compared whole, as that takes a sort of all their columns.
CREATE TEMP TABLE overlapping_hits AS
WITH picked AS MATERIALIZED (
  SELECT o.group_id, o.rank, h.*,
    hash("at", address, method, path, query, protocol, status, bytes, referrer, agent, host, port, "user", extra,
      forwarded, duration_us, cache, scheme, sampled, line_hash) AS line_key
  FROM delivered_hits AS h
  JOIN overlapping_files AS o ON h.file_id = o.file_id
  WHERE epoch_us(h."at") // 1000000 BETWEEN o.from_second AND o.to_second
),
repeated AS MATERIALIZED (
  SELECT group_id, line_key FROM picked GROUP BY ALL HAVING count(*) > 1
),
counted AS (
  SELECT * EXCLUDE (line_key), count(*) AS copies
  FROM picked SEMI JOIN repeated USING (group_id, line_key)
  GROUP BY ALL
)
SELECT *, greatest(0, copies - coalesce(max(copies) OVER (
    PARTITION BY group_id, "at", address, method, path, query, protocol, status, bytes, referrer, agent, host, port, "user", extra,
      forwarded, duration_us, cache, scheme, sampled, line_hash
    ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)) AS copies_kept
FROM counted
UNION ALL
SELECT * EXCLUDE (line_key), 1 AS copies, 1 AS copies_kept
FROM picked ANTI JOIN repeated USING (group_id, line_key);
