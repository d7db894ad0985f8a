-- Page views with the visit each belongs to. A view more than $gap_seconds after the one before, of the same visitor, begins a new visit.
-- referrer_site_id: of the site it came from (referrer_sites). Equal times are ordered by path (path_id follows the paths' order). seconds_on_page: null for the last of a visit.
-- changes_page: another page than the one before it in the visit; a reload is not.
CREATE TEMP TABLE page_views AS
WITH views AS (
  SELECT address_id::BIGINT * 4294967296 + agent_id AS visitor, second, path_id, referrer_id
  FROM classified_hits
  WHERE counted AND kind = 3
),
marked AS (
  SELECT *,
    coalesce(second - lag(second) OVER by_visitor > $gap_seconds, true) AS starts_visit,
    lead(second) OVER by_visitor - second AS seconds_to_next,
    lag(path_id) OVER by_visitor IS DISTINCT FROM path_id AS is_other_page
  FROM views
  WINDOW by_visitor AS (PARTITION BY visitor ORDER BY second, path_id)
)
SELECT visitor, second, path_id, site_id AS referrer_site_id, starts_visit, starts_visit OR is_other_page AS changes_page,
  CASE WHEN seconds_to_next <= $gap_seconds THEN seconds_to_next END AS seconds_on_page,
  (sum(starts_visit::INTEGER) OVER (PARTITION BY visitor ORDER BY second, path_id ROWS UNBOUNDED PRECEDING))::UINTEGER AS visit_number
FROM marked JOIN referrer_dimension USING (referrer_id);
