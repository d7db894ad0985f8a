-- The names of the sites that page views came from, by number.
CREATE TEMP TABLE referrer_sites AS
SELECT DISTINCT site_id, site FROM referrer_dimension;
