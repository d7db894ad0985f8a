// The audit log: who did what to what, when and from where; only ever added to.
import type { Person } from "./people.ts";
import { type Records, stamp } from "./records.ts";

export interface AuditEntry {
  id: number;
  at: string;
  person: string | null;
  organisation: string | null;
  /** `session.opened`, `delivery.handed-in`, ...: a thing and what became of it. */
  action: string;
  /** Id of what it was done to. */
  subject: string | null;
  detail: Record<string, unknown>;
  address: string;
}

/** Who acts: a person from an address; nobody yet, before entering. */
export interface Actor {
  person: Pick<Person, "id" | "organisation"> | null;
  address: string;
}

/** Secrets never go into `detail`. */
export function note(records: Records, actor: Actor, action: string, subject: string | null, detail: Record<string, unknown> = {}): void {
  records.db.run(
    `INSERT INTO audit (at, person, organisation, action, subject, detail, address)
     VALUES ($at, $person, $organisation, $action, $subject, $detail, $address)`,
    {
      $at: stamp(records),
      $person: actor.person?.id ?? null,
      $organisation: actor.person?.organisation ?? null,
      $action: action,
      $subject: subject,
      $detail: JSON.stringify(detail),
      $address: actor.address,
    },
  );
}

/** Which entries are wanted; what is left out does not narrow. */
export interface AuditFilter {
  subject?: string;
  person?: string;
  actions?: readonly string[];
  /** ISO times; the second is not included. */
  from?: string;
  until?: string;
}

/** The newest first; `before`: only those with a smaller number. */
export function auditEntries({ db }: Records, { before, most, ...filter }: AuditFilter & { before?: number; most: number }): AuditEntry[] {
  const rows = db.all<Omit<AuditEntry, "detail"> & { detail: string }>(
    `SELECT id, at, person, organisation, action, subject, detail, address FROM audit
     WHERE id < $before AND ($subject IS NULL OR subject = $subject) AND ($person IS NULL OR person = $person)
       AND ($actions IS NULL OR action IN (SELECT value FROM json_each($actions)))
       AND ($from IS NULL OR at >= $from) AND ($until IS NULL OR at < $until)
     ORDER BY id DESC LIMIT $most`,
    {
      $before: before ?? Number.MAX_SAFE_INTEGER,
      $most: most,
      $subject: filter.subject ?? null,
      $person: filter.person ?? null,
      $actions: filter.actions ? JSON.stringify(filter.actions) : null,
      $from: filter.from ?? null,
      $until: filter.until ?? null,
    },
  );
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}
