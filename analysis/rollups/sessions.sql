-- Sessions of all human hits, for active time. Hits of a visitor in one clock half hour are always less than the gap apart, so
-- each half hour is first folded into its first and last hit; only neighbouring half hours can then join. Exact for a gap of 1,800 s.
CREATE TEMP TABLE sessions AS
WITH halves AS (
  SELECT address_id::BIGINT * 4294967296 + agent_id AS visitor, half,
    min(first_second) AS first_second, max(last_second) AS last_second, sum(hits) AS hits
  FROM visitor_halves
  WHERE made_by = 2
  GROUP BY ALL
),
marked AS (
  SELECT *, coalesce(first_second - lag(last_second) OVER (PARTITION BY visitor ORDER BY half) > $gap_seconds, true) AS starts_session
  FROM halves
),
numbered AS (
  SELECT *, (sum(starts_session::INTEGER) OVER (PARTITION BY visitor ORDER BY half ROWS UNBOUNDED PRECEDING))::UINTEGER AS session_number
  FROM marked
)
SELECT visitor, session_number, min(first_second) AS start_second, max(last_second) AS last_second, sum(hits)::BIGINT AS hits
FROM numbered
GROUP BY ALL;
