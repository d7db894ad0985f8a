-- The hits as the rollups read them: `packed_hits` with its traits taken apart.
CREATE TEMP VIEW classified_hits AS
SELECT * EXCLUDE (traits), own_kind_of(traits) AS own_kind, method_of(traits) AS method, protocol_of(traits) AS protocol,
  secure_of(traits) AS secure, cached_of(traits) AS cached, is_forwarded_of(traits) AS is_forwarded, port_of(traits) AS port
FROM packed_hits;
