-- Every distinct path with what the definitions say of it; IIS serves any mix of capitals, and logs them as they came. $pages, $not_pages, $scope: patterns, or null for none.
CREATE TEMP TABLE path_dimension AS
WITH distinct_paths AS (SELECT DISTINCT path FROM hits),
parts AS (SELECT path, regexp_extract(path, '[^/]*$') AS last_segment FROM distinct_paths),
extensions AS (SELECT *, lower(regexp_extract(last_segment, '\.([A-Za-z0-9]{1,8})$', 1)) AS extension FROM parts)
SELECT
  path,
  (row_number() OVER (ORDER BY path NULLS FIRST))::INTEGER AS path_id,
  coalesce(path ILIKE '%.json' OR path ILIKE '/json/%' OR path = $result_path, false) AS is_polling,
  coalesce(
    CASE
      WHEN $not_pages IS NOT NULL AND regexp_matches(path, $not_pages) THEN false
      WHEN $pages IS NOT NULL AND regexp_matches(path, $pages) THEN true
      ELSE NOT starts_with(last_segment, '.') AND extension IN ('', 'html', 'htm', 'php', 'asp', 'aspx', 'jsp', 'xhtml')
    END, false) AS is_page,
  $scope IS NULL OR coalesce(regexp_matches(path, $scope), false) AS in_scope
FROM extensions;
