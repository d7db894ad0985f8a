-- Answers to people by the time that they took, to two figures (12,345 us counts at 12,000), and by quarter of an hour: percentiles of
-- any period or hour are read from here.
CREATE TEMP TABLE response_time_quarters AS
SELECT segment, (second // 900)::INTEGER AS quarter,
  CASE
    WHEN duration_us < 100 THEN duration_us
    WHEN duration_us < 1000 THEN duration_us // 10 * 10
    WHEN duration_us < 10000 THEN duration_us // 100 * 100
    WHEN duration_us < 100000 THEN duration_us // 1000 * 1000
    WHEN duration_us < 1000000 THEN duration_us // 10000 * 10000
    WHEN duration_us < 10000000 THEN duration_us // 100000 * 100000
    WHEN duration_us < 100000000 THEN duration_us // 1000000 * 1000000
    ELSE duration_us // 10000000 * 10000000
  END::BIGINT AS floor_us,
  count(*) AS hits
FROM classified_hits
WHERE counted AND kind BETWEEN 2 AND 5 AND duration_us IS NOT NULL
GROUP BY ALL;
