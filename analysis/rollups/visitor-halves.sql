-- Hits in scope by visitor, segment and clock half hour, and whether a person, a bot or an internal client made them: the first and the last of them.
-- What counts hits of visitors, addresses or agents adds up these instead of reading every hit again.
CREATE TEMP TABLE visitor_halves AS
SELECT segment, address_id, agent_id, (second // $gap_seconds)::UINTEGER AS half, least(kind, 2)::UTINYINT AS made_by,
  min(second) AS first_second, max(second) AS last_second, count(*) AS hits
FROM classified_hits
WHERE counted AND kind < 6
GROUP BY ALL;
