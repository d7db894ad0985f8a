// The schema of the catalog, step by step from the first version to this one.

/** Each step makes the catalog of one version into that of the next; a step that is out is never edited. */
export const migrations: readonly string[] = [
  `CREATE TABLE deliveries (id TEXT PRIMARY KEY, created_at TEXT NOT NULL) STRICT;
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  delivery TEXT NOT NULL REFERENCES deliveries(id),
  undone INTEGER NOT NULL DEFAULT 0,
  batch TEXT, name TEXT NOT NULL, path TEXT NOT NULL, wrapping TEXT NOT NULL,
  sha256 TEXT NOT NULL, contentSha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
  format TEXT NOT NULL, source TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('edge', 'origin')),
  parserVersion INTEGER NOT NULL, rowOffset INTEGER NOT NULL,
  read INTEGER NOT NULL, hits INTEGER NOT NULL, blank INTEGER NOT NULL, directives INTEGER NOT NULL, rejected INTEGER NOT NULL,
  firstSecond INTEGER, lastSecond INTEGER,
  replacedLines INTEGER NOT NULL, carriageReturns INTEGER NOT NULL, cutLines INTEGER NOT NULL,
  sameAsFileId INTEGER REFERENCES files(id),
  rejectedByReason TEXT NOT NULL,
  CHECK (read = hits + blank + directives + rejected)
) STRICT;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO counters (name, value) VALUES ('files', 0);
CREATE INDEX files_of_delivery ON files (delivery, undone);`,
  `ALTER TABLE files ADD COLUMN damageOffset INTEGER;
ALTER TABLE files ADD COLUMN damageReason TEXT;
ALTER TABLE files ADD COLUMN sampledLines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN mixedWith TEXT;
ALTER TABLE files ADD COLUMN timeZone TEXT;
ALTER TABLE files ADD COLUMN pack TEXT;`,
  `CREATE TABLE analyses (
  delivery TEXT PRIMARY KEY REFERENCES deliveries(id),
  filesKey TEXT NOT NULL, inputsKey TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, generatedAt TEXT NOT NULL
) STRICT;`,
  "ALTER TABLE files ADD COLUMN damagedArchive TEXT;",
  // A column that is not null in files that are there already would break their seals: such a step must seal them anew.
  `ALTER TABLE deliveries ADD COLUMN seal TEXT;
ALTER TABLE files ADD COLUMN folderKey TEXT;
CREATE TABLE batches (
  delivery TEXT NOT NULL REFERENCES deliveries(id), name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, format TEXT,
  PRIMARY KEY (delivery, name)
) STRICT;
CREATE TABLE pseudonymKeys (delivery TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;`,
  "ALTER TABLE files ADD COLUMN leftOut TEXT;",
];
