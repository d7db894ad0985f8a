-- Every distinct referrer of a page, numbered, with the name of the site that it is of (null: none is recorded): texts are long and few, numbers short.
-- site: the host, `direct` where none is recorded, `unknown` where it is no address of the web; an IPv4 address is told by its network.
CREATE TEMP TABLE referrer_dimension AS
WITH distinct_referrers AS (
  SELECT DISTINCT referrer FROM hits JOIN path_dimension AS p ON hits.path IS NOT DISTINCT FROM p.path WHERE p.is_page
),
hosts AS (
  SELECT referrer, CASE WHEN referrer IS NULL OR referrer = '' THEN 'direct'
    ELSE coalesce(nullif(lower(regexp_extract(referrer, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?(?:www\.)?([^/?#:]+)', 1)), ''), 'unknown') END AS host
  FROM distinct_referrers
),
sites AS (
  SELECT referrer, regexp_replace(host, '^([0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3})\.[0-9]{1,3}$', '\1.0/24') AS site FROM hosts
)
SELECT referrer, (row_number() OVER (ORDER BY referrer NULLS FIRST))::INTEGER AS referrer_id, site, dense_rank() OVER (ORDER BY site)::INTEGER AS site_id
FROM sites;
