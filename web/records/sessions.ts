// Sessions on the server's side: a cookie holds a secret, the database its hash; each can be revoked and ends by itself.
import { hashOf, newSecret } from "../auth/secrets.ts";
import { later, noteIfRoom, type Records, stamp } from "./records.ts";

/** Without a request for so long, or so long after it began, a session is over. */
const idleSeconds = 12 * 3600;
const longestSeconds = 7 * 86_400;
/** How often the last use is written down. */
const noteSeconds = 60;
const longestAgent = 300;

export interface Session {
  /** The hash of the cookie's secret. */
  id: string;
  person: string;
  csrf: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  agent: string;
  address: string;
}

const columns = "id, person, csrf, created_at AS createdAt, last_seen_at AS lastSeenAt, expires_at AS expiresAt, agent, address";

/** A new session: always with a secret of its own, so that one that was planted before is worth nothing. */
export function openSession(
  records: Records,
  given: { person: string; agent: string; address: string },
): { secret: string; session: Session } {
  const secret = newSecret();
  const at = stamp(records);
  const session: Session = {
    id: hashOf(secret),
    person: given.person,
    csrf: newSecret(),
    createdAt: at,
    lastSeenAt: at,
    expiresAt: later(records, longestSeconds),
    agent: given.agent.slice(0, longestAgent),
    address: given.address,
  };
  records.db.run(
    `INSERT INTO sessions (id, person, csrf, created_at, last_seen_at, expires_at, agent, address)
     VALUES ($id, $person, $csrf, $createdAt, $lastSeenAt, $expiresAt, $agent, $address)`,
    Object.fromEntries(Object.entries(session).map(([name, value]) => [`$${name}`, value])),
  );
  return { secret, session };
}

/** One that began, or was used, later than now by more than an idle session lasts is of a clock that was wrong: it would outlive its time. */
const holds = "revoked_at IS NULL AND expires_at > $now AND last_seen_at > $idle AND max(created_at, last_seen_at) < $ahead";

function bounds(records: Records): { $now: string; $idle: string; $ahead: string } {
  return { $now: stamp(records), $idle: later(records, -idleSeconds), $ahead: later(records, idleSeconds) };
}

/** The session of a cookie's secret, while it holds; its use is noted. */
export function sessionOf(records: Records, secret: string): Session | null {
  const values = { $id: hashOf(secret), ...bounds(records) };
  const session = records.db.get<Session>(`SELECT ${columns} FROM sessions WHERE id = $id AND ${holds}`, values);
  if (session && session.lastSeenAt < later(records, -noteSeconds))
    noteIfRoom(() => records.db.run("UPDATE sessions SET last_seen_at = $now WHERE id = $id", { $id: session.id, $now: stamp(records) }));
  return session;
}

/** The sessions of a person that hold, the one used last first. */
export function sessionsOf(records: Records, person: string): Session[] {
  const values = { $person: person, ...bounds(records) };
  return records.db.all<Session>(`SELECT ${columns} FROM sessions WHERE person = $person AND ${holds} ORDER BY last_seen_at DESC`, values);
}

/** Ends one session of a person; answers whether there was one to end. */
export function revokeSession(records: Records, person: string, id: string): boolean {
  const values = { $id: id, $person: person, $at: stamp(records) };
  return records.db.run("UPDATE sessions SET revoked_at = $at WHERE id = $id AND person = $person AND revoked_at IS NULL", values) > 0;
}
