-- One row a visit.
CREATE TEMP TABLE visits AS
SELECT visitor, visit_number, min(second) AS start_second, max(second) AS last_second, count(*) AS page_views
FROM page_views
GROUP BY ALL;
