// API tokens: a secret with scopes and an end, for the command line and other programs, kept as a hash.
import { hashOf, newSecret } from "../auth/secrets.ts";
import { later, newId, noteIfRoom, type Records, stamp } from "./records.ts";

export interface ApiToken {
  id: string;
  person: string;
  name: string;
  scopes: string[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
}

const columns = "id, person, name, scopes, created_at AS createdAt, expires_at AS expiresAt, last_used_at AS lastUsedAt";
const noteSeconds = 60;

type Row = Omit<ApiToken, "scopes"> & { scopes: string };

function tokenFrom(row: Row): ApiToken {
  return { ...row, scopes: JSON.parse(row.scopes) as string[] };
}

/** The secret is told once, here. It begins with `memoria_`, so that one that leaked is recognised. */
export function addToken(
  records: Records,
  given: { person: string; name: string; scopes: readonly string[]; days: number },
): { secret: string; id: string } {
  const secret = `memoria_${newSecret()}`;
  const id = newId();
  records.db.run(
    `INSERT INTO api_tokens (id, person, name, token_hash, scopes, created_at, expires_at)
     VALUES ($id, $person, $name, $hash, $scopes, $at, $until)`,
    {
      $id: id,
      $person: given.person,
      $name: given.name,
      $hash: hashOf(secret),
      $scopes: JSON.stringify(given.scopes),
      $at: stamp(records),
      $until: later(records, given.days * 86_400),
    },
  );
  return { secret, id };
}

/** The token of a secret while it holds; its use is noted. */
export function tokenOf(records: Records, secret: string): ApiToken | null {
  const values = { $hash: hashOf(secret), $now: stamp(records) };
  const row = records.db.get<Row>(
    `SELECT ${columns} FROM api_tokens WHERE token_hash = $hash AND revoked_at IS NULL AND expires_at > $now`,
    values,
  );
  if (row && (row.lastUsedAt ?? "") < later(records, -noteSeconds))
    noteIfRoom(() => records.db.run("UPDATE api_tokens SET last_used_at = $now WHERE id = $id", { $now: stamp(records), $id: row.id }));
  return row && tokenFrom(row);
}

/** Those of a person that hold, the newest first. */
export function tokensOf(records: Records, person: string): ApiToken[] {
  return records.db
    .all<Row>(
      `SELECT ${columns} FROM api_tokens WHERE person = $person AND revoked_at IS NULL AND expires_at > $now ORDER BY created_at DESC`,
      { $person: person, $now: stamp(records) },
    )
    .map(tokenFrom);
}

/** Answers whether there was one to revoke. */
export function revokeToken(records: Records, person: string, id: string): boolean {
  const values = { $id: id, $person: person, $at: stamp(records) };
  return records.db.run("UPDATE api_tokens SET revoked_at = $at WHERE id = $id AND person = $person AND revoked_at IS NULL", values) > 0;
}
