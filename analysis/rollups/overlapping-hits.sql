-- Hits of files of one source whose times overlap: for each distinct line, as many copies as the file that has most of them.
-- Files in the order of their SHA-256: a file keeps what it adds to the greatest count before it.
CREATE TEMP TABLE overlapping_hits AS
WITH counted AS (
  SELECT o.group_id, o.rank, h.*, count(*) AS copies
  FROM delivered_hits AS h
  JOIN overlapping_files AS o ON h.file_id = o.file_id
  WHERE epoch_us(h."at") // 1000000 BETWEEN o.from_second AND o.to_second
  GROUP BY ALL
),
kept AS (
  SELECT *, greatest(0, copies - coalesce(max(copies) OVER (
    PARTITION BY group_id, "at", address, method, path, query, protocol, status, bytes, referrer, agent, host, port, "user", extra,
      forwarded, duration_us, cache, scheme, sampled, line_hash
    ORDER BY rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)) AS copies_kept
  FROM counted
)
SELECT * FROM kept;
