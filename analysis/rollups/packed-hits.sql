-- One narrow row a hit: numbers only, its kind by the order of the definitions. Kinds: 0 internal, 1 bot, 2 polling, 3 page,
-- 4 asset, 5 other, 6 out of scope. `counted`: of the role that traffic comes from. `referrer_id`: of hits that are no page it may be null.
-- `traits`: what `classified_hits` takes apart (hit-traits.ts); what a format does not record is null in it.
-- `own_kind`: the kind that the hit has by itself, in scope or not; `method`: 0 other, then GET, HEAD, POST, OPTIONS, PUT, PATCH, DELETE, CONNECT, TRACE;
-- `protocol`: 0 other, 1 HTTP/1.0, 2 HTTP/1.1, 3 HTTP/2, 4 HTTP/3; `secure`: over TLS, by the scheme, else by the port;
-- `cached`: answered by the cache (Akamai writes 1 and 2). Of many hits the table is a file (rollups.ts).
CREATE TEMP TABLE packed_hits AS
SELECT second, segment_of(second) AS segment, source_id, counted, CASE WHEN in_scope THEN own_kind ELSE 6 END::UTINYINT AS kind, address_id, agent_id, path_id, referrer_id,
  status, bytes, duration_us, packed_traits(own_kind, is_forwarded, method, protocol, secure, cached, port) AS traits
FROM (
SELECT
  (epoch_us(h."at") // 1000000)::UINTEGER AS second,
  f.source_id,
  f.counted,
  a.address_id,
  g.agent_id,
  p.path_id,
  h.status,
  CASE WHEN h.port BETWEEN 0 AND 65535 THEN h.port END AS port,
  h.forwarded IS NOT NULL AS is_forwarded,
  h.bytes,
  CASE WHEN h.duration_us BETWEEN 0 AND 4294967295 THEN h.duration_us END::UINTEGER AS duration_us,
  CASE WHEN h.cache IS NOT NULL THEN regexp_matches(h.cache, 'hit|^(?:stale|updating|revalidated|[12])$', 'i') END AS cached,
  CASE WHEN h.scheme IS NOT NULL THEN h.scheme IN ('https', 'wss') WHEN h.port = 443 THEN true WHEN h.port = 80 THEN false END AS secure,
  CASE WHEN starts_with(h.protocol, 'HTTP/2') THEN 3 WHEN starts_with(h.protocol, 'HTTP/3') THEN 4 WHEN h.protocol = 'HTTP/1.1' THEN 2
    WHEN h.protocol = 'HTTP/1.0' THEN 1 WHEN h.protocol IS NOT NULL THEN 0 END::UTINYINT AS protocol,
  CASE h.method WHEN 'GET' THEN 1 WHEN 'HEAD' THEN 2 WHEN 'POST' THEN 3 WHEN 'OPTIONS' THEN 4 WHEN 'PUT' THEN 5 WHEN 'PATCH' THEN 6
    WHEN 'DELETE' THEN 7 WHEN 'CONNECT' THEN 8 WHEN 'TRACE' THEN 9 ELSE CASE WHEN h.method IS NOT NULL THEN 0 END END::UTINYINT AS method,
  CASE
    WHEN a.is_internal THEN 0
    WHEN g.bot THEN 1
    WHEN p.is_polling THEN 2
    -- A path without a method comes from a format that records none: nothing is known against it.
    WHEN (h.method = 'GET' OR h.method IS NULL) AND (h.status BETWEEN 200 AND 299 OR h.status = 304) AND p.path IS NOT NULL
      THEN CASE WHEN p.is_page THEN 3 ELSE 4 END
    ELSE 5
  END::UTINYINT AS own_kind,
  p.in_scope OR coalesce(regexp_matches(h.host, $host_scope), false) AS in_scope,
  r.referrer_id
FROM client_hits AS h
JOIN file_dimension AS f ON h.file_id = f.file_id
JOIN path_dimension AS p ON h.path IS NOT DISTINCT FROM p.path
JOIN (
  -- Asked once of each address: asked of each hit it took a third of the time.
  SELECT address, address_id, address_id IN (SELECT address_id FROM internal_addresses) AS is_internal FROM address_dimension
) AS a ON h.address = a.address
JOIN agent_classes AS g ON h.agent IS NOT DISTINCT FROM g.agent
LEFT JOIN referrer_dimension AS r ON h.referrer IS NOT DISTINCT FROM r.referrer
);
