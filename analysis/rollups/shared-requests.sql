-- Requests that an edge source and an origin source both logged: of one client for one path, made once in each. How many there are of each
-- difference in seconds, up to 14 hours, tells how far their clocks are apart. $every: one client in so many is looked at.
CREATE TEMP TABLE shared_requests AS
WITH single AS (
  SELECT source_id, counted, address_id, path_id, min(second)::BIGINT AS second
  FROM classified_hits
  WHERE $both_roles AND address_id % $every = 0
  GROUP BY ALL
  HAVING count(*) = 1
)
SELECT e.source_id AS edge_id, o.source_id AS origin_id, o.second - e.second AS seconds_ahead, count(*) AS requests
FROM single AS e JOIN single AS o USING (address_id, path_id)
WHERE e.counted AND NOT o.counted AND abs(o.second - e.second) <= 50400
GROUP BY ALL;
