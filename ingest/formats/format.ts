// What a log format is: data that detection, the parser and the contract suite read alike.

/** The columns that every format yields; what a format does not carry is null. */
export interface ParsedFields {
  address: string | null;
  /** Epoch second, UTC. */
  second: number;
  method: string | null;
  path: string | null;
  /** What follows the path in the target, its first character (`?` or `;`) included. */
  query: string | null;
  protocol: string | null;
  status: number | null;
  bytes: number | null;
  referrer: string | null;
  agent: string | null;
  host: string | null;
  port: number | null;
  user: string | null;
  extra: string | null;
}

export interface FormatSample {
  line: string;
  fields: Partial<ParsedFields>;
}

/** A log format of one record per line. */
export interface LineFormat {
  name: string;
  /** For people, in Spanish. */
  description: string;
  /** The document that defines its fields. */
  source: string;
  samples: FormatSample[];
  /** Names of the pattern's groups, in order. */
  fields: readonly string[];
  /** The pattern of a whole line, in the syntax that RE2 and JavaScript share. */
  pattern: string;
  /** The same pattern cut after each field: how far a line reads when it does not match. */
  prefixes: readonly { field: string; pattern: string; expected: string }[];
  /** Fields that a line must have for the format to be this one and not a shorter one that also matches. */
  distinctive: readonly string[];
  /** SQL expressions of the fast lane and the slow lane. */
  lanes: FormatLanes;
}

/** How SQL reads a line: `clean` decides by splitting alone; `split` reads clean lines; the pattern reads the rest. */
export interface FormatLanes {
  /** Named list expressions over the column `line`, computed once for every line, each may use those before it. */
  parts: readonly (readonly [name: string, sql: string])[];
  /** Boolean expression over the parts: this line splits cleanly. */
  clean: string;
  /** How the `time` field is written in either lane, for strptime; with its offset. */
  timeFormats: { clean: string; matched: string };
  /** Field name to expression over the parts. */
  split: Readonly<Record<string, string>>;
}
