-- Page views with the visit each belongs to. A view more than $gap_seconds after the one before, of the same visitor, begins a new visit.
-- referrer_host: of the page it came from; `direct` where none is recorded. Equal times are ordered by path (path_id follows the paths' order). seconds_on_page: null for the last of a visit.
CREATE TEMP TABLE page_views AS
WITH views AS (
  SELECT address_id::BIGINT * 4294967296 + agent_id AS visitor, second, path_id,
    CASE WHEN referrer IS NULL OR referrer = '' THEN 'direct'
      ELSE coalesce(nullif(lower(regexp_extract(referrer, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?(?:www\.)?([^/?#:]+)', 1)), ''), 'unknown') END AS referrer_host
  FROM classified_hits
  WHERE counted AND kind = 3
),
marked AS (
  SELECT *,
    coalesce(second - lag(second) OVER by_visitor > $gap_seconds, true) AS starts_visit,
    lead(second) OVER by_visitor - second AS seconds_to_next
  FROM views
  WINDOW by_visitor AS (PARTITION BY visitor ORDER BY second, path_id)
)
SELECT visitor, second, path_id, referrer_host, starts_visit,
  CASE WHEN seconds_to_next <= $gap_seconds THEN seconds_to_next END AS seconds_on_page,
  (sum(starts_visit::INTEGER) OVER (PARTITION BY visitor ORDER BY second, path_id ROWS UNBOUNDED PRECEDING))::UINTEGER AS visit_number
FROM marked;
