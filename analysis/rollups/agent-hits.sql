-- Hits in scope by agent, segment and whether a person, a bot or an internal client made them.
CREATE TEMP TABLE agent_hits AS
SELECT segment_of(second) AS segment, agent_id, least(kind, 2) AS made_by, count(*) AS hits
FROM classified_hits
WHERE counted AND kind < 6
GROUP BY ALL;
