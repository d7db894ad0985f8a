-- The network of every client address (IPv4 /24, IPv6 /48; a host name is its own), numbered: a network with few hits stays out.
CREATE TEMP TABLE address_networks AS
WITH keyed AS (
  SELECT address_id,
    CASE WHEN contains(address, ':') THEN array_to_string(list_resize(list_slice(string_split(split_part(address, '::', 1), ':'), 1, 3), 3, '0'), ':')
      WHEN right(address, 1) BETWEEN '0' AND '9' THEN array_to_string(list_slice(string_split(address, '.'), 1, 3), '.')
      ELSE address END AS network
  FROM address_dimension
),
busy AS (
  SELECT network, (row_number() OVER (ORDER BY sum(hits) DESC, network))::SMALLINT AS network_id
  FROM keyed JOIN address_hits USING (address_id)
  GROUP BY network HAVING sum(hits) >= 180
  ORDER BY sum(hits) DESC, network LIMIT 100
)
SELECT address_id, network_id FROM keyed JOIN busy USING (network);
