-- One row a visit, with its first and last page and its way: the first three pages, reloads left out. The views of a visit are ordered
-- by time and path, as one number: 32 bits each. Worked out in $passes passes, each of other visitors: what finds the ways is kept in memory whole.
CREATE TEMP TABLE visits AS
WITH ordered AS (
  SELECT visitor, visit_number, changes_page, second::UBIGINT * 4294967296::UBIGINT + path_id::UBIGINT AS place FROM page_views
  WHERE visitor % $passes = $pass
),
of_visit AS (
  SELECT visitor, visit_number, min(place) AS first_place, max(place) AS last_place, count(*) AS page_views,
    min(place, 3) FILTER (WHERE changes_page) AS way
  FROM ordered
  GROUP BY ALL
)
SELECT visitor, visit_number,
  (first_place // 4294967296)::UINTEGER AS start_second, (last_place // 4294967296)::UINTEGER AS last_second, page_views,
  (first_place % 4294967296)::INTEGER AS entry_path_id, (last_place % 4294967296)::INTEGER AS exit_path_id,
  (way[2] % 4294967296)::INTEGER AS second_path_id, (way[3] % 4294967296)::INTEGER AS third_path_id
FROM of_visit;
