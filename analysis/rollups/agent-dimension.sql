-- Every distinct user agent (null: the format has none), numbered.
CREATE TEMP TABLE agent_dimension AS
SELECT agent, (row_number() OVER (ORDER BY agent NULLS FIRST))::INTEGER AS agent_id FROM (SELECT DISTINCT agent FROM hits);
