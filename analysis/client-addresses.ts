// Who really asked behind trusted proxies: the client address that visitors, places and lists are made from.
import { type Database, networkMatcher, plainAddress } from "../ingest/index.ts";

/**
 * The client's address: the peer's; behind trusted networks, the rightmost X-Forwarded-For address outside them (definitions.md, Visitors
 * and visits). The list is read from the right, as each proxy writes down who came to it. It ends at the first entry that is no address
 * (`unknown`, `-`, a name): what stands further left was written by nobody that is trusted, so the last good address counts. Where
 * all are trusted, the leftmost. A peer that is not trusted may write what it likes: its header is not read.
 */
export function clientAddress(peer: string, forwarded: string | null, isTrusted: (address: string) => boolean): string {
  if (forwarded === null || !isTrusted(peer)) return peer;
  let client = peer;
  for (const entry of forwarded.split(",").reverse()) {
    const hop = entry.trim().replace(/^"(.*)"$/s, "$1");
    const address = plainAddress(hop);
    if (address !== null) client = address;
    const isPassable = address === null ? isLocalSocket(hop) && isTrusted(hop) : isTrusted(address);
    if (!isPassable) break;
  }
  return client;
}

function isLocalSocket(hop: string): boolean {
  return hop.startsWith("unix:");
}

/**
 * Creates the view `client_hits`: the hits with the client's address in place of the peer's. The rule runs once for each distinct pair of
 * peer and header, and not at all without proxies.
 */
export async function openClientHits(database: Database, trustedProxies: readonly string[]): Promise<void> {
  if (trustedProxies.length === 0) {
    await database.run("CREATE TEMP VIEW client_hits AS SELECT * FROM hits");
    return;
  }
  const isTrusted = networkMatcher("trusted-proxy", trustedProxies);
  await database.run("CREATE TEMP TABLE client_addresses (peer VARCHAR, forwarded VARCHAR, client VARCHAR)");
  const appender = await database.appender("client_addresses");
  await database.columns("SELECT DISTINCT address, forwarded FROM hits WHERE forwarded IS NOT NULL", ([peers = [], lists = []]) => {
    for (const [i, list] of lists.entries()) {
      const peer = String(peers[i]);
      const client = clientAddress(peer, String(list), isTrusted);
      if (client === peer) continue;
      appender.appendVarchar(peer);
      appender.appendVarchar(String(list));
      appender.appendVarchar(client);
      appender.endRow();
    }
  });
  appender.closeSync();
  await database.run(`CREATE TEMP VIEW client_hits AS
    SELECT h.* REPLACE (coalesce(c.client, h.address) AS address)
    FROM hits AS h LEFT JOIN client_addresses AS c ON h.address = c.peer AND h.forwarded = c.forwarded`);
}
