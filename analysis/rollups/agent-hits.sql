-- Hits in scope by agent, segment and whether a person, a bot or an internal client made them (2, 1, 0).
CREATE TEMP TABLE agent_hits AS
SELECT segment, agent_id, made_by, sum(hits)::BIGINT AS hits
FROM visitor_halves
GROUP BY ALL;
