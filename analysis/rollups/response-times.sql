-- Hits in scope by their response time: a count for each distinct value keeps percentiles exact. Times are logged to the millisecond or
-- microsecond, so values repeat.
CREATE TEMP TABLE response_times AS
SELECT segment, kind = 3 AS is_page, duration_us, count(*) AS hits
FROM classified_hits
WHERE counted AND kind < 6 AND duration_us IS NOT NULL
GROUP BY ALL;
