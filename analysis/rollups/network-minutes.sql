-- Requests of the busiest networks, minute by minute, where there are 30 or more: floods are told from these.
CREATE TEMP TABLE network_minutes AS
SELECT (second // 60)::INTEGER AS minute, segment, network_id, count(*) AS hits
FROM classified_hits JOIN address_networks USING (address_id)
WHERE counted AND kind BETWEEN 1 AND 5
GROUP BY ALL HAVING count(*) >= 30;
