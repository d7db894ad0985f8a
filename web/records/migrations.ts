// The tables of app.sqlite, step by step: what people enter and decide. Files, hits and figures are the store's own and not here.

/** Step n brings a database of version n to n + 1. A step that was published never changes. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE organisations (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('sistema', 'difusor', 'instituto', 'planeacion')),
    name TEXT NOT NULL, short_name TEXT, created_at TEXT NOT NULL, retired_at TEXT
  ) STRICT;
  CREATE TABLE people (
    id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisations (id),
    role TEXT NOT NULL CHECK (role IN ('difusor', 'revisor', 'planeador', 'administrador')),
    name TEXT NOT NULL, email TEXT NOT NULL UNIQUE COLLATE NOCASE, password_hash TEXT NOT NULL,
    created_at TEXT NOT NULL, disabled_at TEXT
  ) STRICT;
  CREATE TABLE invitations (
    id TEXT PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, organisation TEXT NOT NULL REFERENCES organisations (id),
    role TEXT NOT NULL, email TEXT, created_by TEXT REFERENCES people (id), created_at TEXT NOT NULL, expires_at TEXT NOT NULL,
    used_at TEXT, used_by TEXT REFERENCES people (id), withdrawn_at TEXT, person TEXT REFERENCES people (id)
  ) STRICT;
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), csrf TEXT NOT NULL, created_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL, expires_at TEXT NOT NULL, revoked_at TEXT, agent TEXT NOT NULL, address TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sessions_of_person ON sessions (person);
  CREATE TABLE login_failures (id INTEGER PRIMARY KEY, account TEXT NOT NULL COLLATE NOCASE, address TEXT NOT NULL, at TEXT NOT NULL) STRICT;
  CREATE INDEX login_failures_of_account ON login_failures (account, at);
  CREATE TABLE api_tokens (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), name TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, last_used_at TEXT, revoked_at TEXT
  ) STRICT;
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, person TEXT, organisation TEXT, action TEXT NOT NULL, subject TEXT,
    detail TEXT NOT NULL, address TEXT NOT NULL
  ) STRICT;
  CREATE TABLE calls (
    id TEXT NOT NULL PRIMARY KEY, profile TEXT NOT NULL, revision INTEGER NOT NULL, created_by TEXT, created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE deliveries (
    id TEXT PRIMARY KEY, organisation TEXT NOT NULL REFERENCES organisations (id), institute TEXT REFERENCES organisations (id),
    call TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('preparacion', 'entregada', 'aceptada', 'devuelta')),
    settings TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    deleted_at TEXT
  ) STRICT;
  CREATE INDEX deliveries_of_organisation ON deliveries (organisation);
  CREATE INDEX deliveries_of_institute ON deliveries (institute, call);
  CREATE TABLE uploads (
    id TEXT PRIMARY KEY, delivery TEXT NOT NULL REFERENCES deliveries (id), purpose TEXT NOT NULL CHECK (purpose IN ('log', 'baseline')),
    name TEXT NOT NULL, bytes INTEGER NOT NULL, source TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('edge', 'origin')),
    format TEXT, time_zone TEXT, state TEXT NOT NULL CHECK (state IN ('receiving', 'queued', 'parsing', 'done', 'failed', 'withdrawn')),
    error TEXT, files_before INTEGER, files TEXT NOT NULL DEFAULT '[]', person TEXT NOT NULL, created_at TEXT NOT NULL, ended_at TEXT
  ) STRICT;
  CREATE INDEX uploads_of_delivery ON uploads (delivery);
  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, delivery TEXT, kind TEXT NOT NULL, payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')), progress TEXT, error TEXT,
    person TEXT, created_at TEXT NOT NULL, started_at TEXT, ended_at TEXT
  ) STRICT;
  CREATE INDEX jobs_by_state ON jobs (state, id);
  CREATE INDEX jobs_of_delivery ON jobs (delivery, id);
  CREATE TABLE incidents (
    id TEXT PRIMARY KEY, delivery TEXT NOT NULL REFERENCES deliveries (id), fields TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL, removed_at TEXT
  ) STRICT;
  CREATE INDEX incidents_of_delivery ON incidents (delivery);
  CREATE TABLE incident_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, incident TEXT NOT NULL REFERENCES incidents (id), person TEXT NOT NULL, at TEXT NOT NULL,
    reason TEXT, before TEXT, after TEXT
  ) STRICT;
  CREATE INDEX changes_of_incident ON incident_changes (incident);
  CREATE TABLE attachments (
    id TEXT PRIMARY KEY, delivery TEXT NOT NULL REFERENCES deliveries (id),
    kind TEXT NOT NULL CHECK (kind IN ('exclusions', 'monitor', 'averages')), name TEXT NOT NULL, content BLOB NOT NULL,
    summary TEXT NOT NULL, person TEXT NOT NULL, created_at TEXT NOT NULL, removed_at TEXT
  ) STRICT;
  CREATE INDEX attachments_of_delivery ON attachments (delivery);
  CREATE TABLE texts (
    delivery TEXT NOT NULL REFERENCES deliveries (id), section TEXT NOT NULL, text TEXT NOT NULL, revision INTEGER NOT NULL,
    person TEXT NOT NULL, updated_at TEXT NOT NULL, PRIMARY KEY (delivery, section)
  ) STRICT;
  CREATE TABLE text_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT, delivery TEXT NOT NULL, section TEXT NOT NULL, text TEXT NOT NULL, revision INTEGER NOT NULL,
    person TEXT NOT NULL, at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX history_of_text ON text_history (delivery, section);
  CREATE TABLE versions (
    delivery TEXT NOT NULL REFERENCES deliveries (id), number INTEGER NOT NULL, manifest_sha256 TEXT NOT NULL, pdf_sha256 TEXT NOT NULL,
    summary TEXT NOT NULL, handed_in_at TEXT NOT NULL, due_at TEXT, is_late INTEGER NOT NULL, person TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('entregada', 'aceptada', 'devuelta')), decided_by TEXT, decided_at TEXT, reason TEXT,
    PRIMARY KEY (delivery, number)
  ) STRICT;
  CREATE TABLE observations (
    id TEXT PRIMARY KEY, delivery TEXT NOT NULL REFERENCES deliveries (id), version INTEGER NOT NULL, section TEXT NOT NULL,
    text TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, answer TEXT, answered_by TEXT, answered_at TEXT, closed_by TEXT,
    closed_at TEXT
  ) STRICT;
  CREATE INDEX observations_of_delivery ON observations (delivery);
  `,
  // Whether of a damaged upload that is taken which precedes the damage.
  "ALTER TABLE uploads ADD COLUMN until_damage INTEGER NOT NULL DEFAULT 0",
  // Patterns of what is no log in an uploaded archive, and stays unread: a list as JSON.
  "ALTER TABLE uploads ADD COLUMN leave_out TEXT NOT NULL DEFAULT '[]'",
];
