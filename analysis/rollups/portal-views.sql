-- Page views out of scope, each with whether it begins a visit to the rest of the portal: the same rule as in page-views.sql.
CREATE TEMP TABLE portal_views AS
SELECT address_id::BIGINT * 4294967296 + agent_id AS visitor, second,
  coalesce(second - lag(second) OVER (PARTITION BY address_id, agent_id ORDER BY second) > $gap_seconds, true) AS starts_visit
FROM classified_hits
WHERE counted AND kind = 6 AND own_kind = 3;
