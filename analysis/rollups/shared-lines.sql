-- Hits that two counted sources tell alike, to the second and the byte: by pair of sources, how many of the looked-at hits of the smaller one, and
-- of how many addresses. $every: one client in so many is looked at; null: there is one source, and nothing to look for.
CREATE TEMP TABLE shared_lines AS
WITH alike AS (
  SELECT source_id, second, address_id, agent_id, path_id, status, coalesce(bytes, -1) AS size, count(*) AS hits
  FROM classified_hits
  WHERE counted AND address_id % $every = 0
  GROUP BY ALL
),
looked_at AS (SELECT source_id, sum(hits) AS hits FROM alike GROUP BY source_id),
pairs AS (
  SELECT a.source_id AS first_id, b.source_id AS second_id, sum(least(a.hits, b.hits)) AS shared, count(DISTINCT address_id) AS addresses
  FROM alike AS a JOIN alike AS b USING (second, address_id, agent_id, path_id, status, size)
  WHERE a.source_id < b.source_id
  GROUP BY ALL
)
SELECT first_id, second_id, shared::BIGINT AS shared, addresses, least(f.hits, s.hits)::BIGINT AS hits
FROM pairs JOIN looked_at AS f ON f.source_id = first_id JOIN looked_at AS s ON s.source_id = second_id;
