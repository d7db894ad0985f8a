// A writer of bunny.net's raw log, from its documented field list alone: fields in, a line and what must be read of it out.

import type { ParsedFields } from "../../ingest/formats/index.ts";
import fc from "./cases.ts";

interface BunnyHit {
  line: string;
  fields: Partial<ParsedFields>;
  /** Where in the line the referrer begins: address, time and status stand before it, whole. */
  certain: number;
}

/** What a client sends, with pipes and all that is hostile; backslashes aside: the vendor says nothing of escapes. */
const sent = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.constantFrom("|", "||", "|HIT|200|", "|WA|", "|DE", '"', "<script>", "=HYPERLINK(1)", "\u001b[2J", "\u202e", "322b688"),
    ),
    { maxLength: 4 },
  )
  .map((parts) =>
    parts
      .join("")
      .toWellFormed()
      .replace(/[\\\r\n\0]/g, ""),
  );
const pathOf = fc.string({ unit: fc.constantFrom(..."aZ09-_~.!*'(),:@&=+$%/"), maxLength: 15 }).map((text) => `/${text}`);
const queryOf = fc.oneof(
  fc.constant(""),
  fc.string({ unit: fc.constantFrom(..."az09-_.!*'(),:@&=+$%/?;|"), maxLength: 12 }).map((text) => `?${text}`),
);
const orDash = (text: string): string => (text === "" ? "-" : text);

/** Lines without the few texts that nothing tells from the next field: a URL behind a pipe in a referrer, pipes and capitals in a query. */
export const bunnyHits: fc.Arbitrary<BunnyHit> = fc
  .record({
    cache: fc.constantFrom("HIT", "MISS", "BYPASS", "REVALIDATED", "STALE", "UPDATING", "-"),
    status: fc.integer({ min: 100, max: 599 }),
    milliseconds: fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 }),
    bytes: fc.oneof(fc.constant(0), fc.nat(2 ** 31)),
    zone: fc.nat(9_999_999),
    address: fc.oneof(fc.ipV4(), fc.ipV6()),
    referrer: sent,
    scheme: fc.constantFrom("http", "https"),
    host: fc.constantFrom("prep.b-cdn.net", "prep.diario.mx"),
    path: pathOf,
    query: queryOf,
    edge: fc.constantFrom("WA", "DE", "QRO", "MX1"),
    agent: sent,
    id: fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 32, maxLength: 32 }),
    country: fc.constantFrom("MX", "US", "DE", "-"),
  })
  .map((hit) => {
    const start = `${hit.cache}|${hit.status}|${hit.milliseconds}|${hit.bytes}|${hit.zone}|${hit.address}|`;
    const url = `${hit.scheme}://${hit.host}${hit.path}${hit.query}`;
    return {
      line: `${start}${orDash(hit.referrer)}|${url}|${hit.edge}|${orDash(hit.agent)}|${hit.id}|${hit.country}`,
      certain: start.length,
      fields: {
        address: hit.address,
        second: Math.floor(hit.milliseconds / 1000),
        method: null,
        path: hit.path,
        query: hit.query === "" ? null : hit.query,
        protocol: null,
        status: hit.status,
        bytes: hit.bytes,
        referrer: hit.referrer === "" || hit.referrer === "-" ? null : hit.referrer,
        agent: orDash(hit.agent),
        host: hit.host,
        scheme: hit.scheme,
        cache: hit.cache === "-" ? null : hit.cache,
        extra: null,
      },
    };
  });
