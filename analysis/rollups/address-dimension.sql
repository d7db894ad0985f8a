-- Every distinct client address, numbered.
CREATE TEMP TABLE address_dimension AS
SELECT address, (row_number() OVER (ORDER BY address))::INTEGER AS address_id FROM (SELECT DISTINCT address FROM hits);
