-- Hits out of scope by minute, segment and the kind that they have by themselves: the rest of the portal, for its average.
CREATE TEMP TABLE portal_minutes AS
SELECT second // 60 AS minute, segment, counted, own_kind AS kind, count(*) AS hits
FROM classified_hits
WHERE kind = 6
GROUP BY ALL;
