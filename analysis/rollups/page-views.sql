-- Page views with the visit each belongs to. A view more than $gap_seconds after the one before, of the same visitor, begins a new visit.
-- referrer_site_id: of the site it came from (referrer_sites). Equal times are ordered by path, then by referrer (their numbers follow the
-- order of the texts): the result depends on no order of the lines. seconds_on_page: null for the last of a visit.
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
  WINDOW by_visitor AS (PARTITION BY visitor ORDER BY second, path_id, referrer_id)
)
SELECT visitor, second, path_id, site_id AS referrer_site_id, starts_visit, starts_visit OR is_other_page AS changes_page,
  CASE WHEN seconds_to_next <= $gap_seconds THEN seconds_to_next END AS seconds_on_page,
  (sum(starts_visit::INTEGER) OVER (
    -- Of views that are equal in all, the one that begins the visit comes first.
    PARTITION BY visitor ORDER BY second, path_id, referrer_id, starts_visit DESC ROWS UNBOUNDED PRECEDING))::UINTEGER AS visit_number
FROM marked JOIN referrer_dimension USING (referrer_id);
