-- Every distinct client address, numbered. Not temporary: a second connection looks up the places meanwhile.
CREATE TABLE address_dimension AS
SELECT address, (row_number() OVER (ORDER BY address))::INTEGER AS address_id FROM (SELECT DISTINCT address FROM client_hits);
