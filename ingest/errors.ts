// Errors a person can act on: a code, the facts of the case, and nothing of the program's inside.
import type { DamageReason, UnreadableReason } from "./wrappings/damage.ts";
import type { LimitName } from "./wrappings/limits.ts";

/** `cut`: it ends too early or is no tar. `name`: no name of a file of a store. `kind`: a link or another thing that is no file. */
export type BackupProblem = "cut" | "name" | "kind" | "twice" | "many" | "manifest" | "missing" | "changed";

/** Of a member of an archive: patterns that leave out what cannot be read beside its logs. */
interface Unwanted {
  leaveOut?: readonly string[];
}

/** Every way in which a user's input can be wrong, with the facts that its message needs. */
export interface UserErrorFacts {
  /** Bad command line. `given`: the option as it was written; `expected`: values, ranges or examples, in no language; empty: it was not expected at all. */
  usage: { given: string; expected: string };
  "file-not-found": { file: string };
  "file-unreadable": { file: string; reason: string };
  "file-empty": { file: string };
  "file-is-directory-without-logs": { file: string };
  /** Content is not text (an image, a PDF, a kind of archive that is not read). */
  "file-binary": { file: string; looksLike: string } & Unwanted;
  /** The parser met other lines than the scan a moment before. */
  "file-changed": { file: string; scanned: number; parsed: number };
  /** A log is read once more and is not what was handed in. */
  "log-changed": { file: string };
  /** Wrapped bytes that are damaged. `lines`: whole lines that can be read before; null: not counted. */
  "file-damaged": { file: string; offset: number; reason: DamageReason; lines: number | null };
  /** A limit against crafted archives; `most`: what it allows. */
  "archive-limit": { file: string; limit: LimitName; most: number };
  /** Sound bytes that cannot be unwrapped. */
  "wrapping-unreadable": { file: string; reason: UnreadableReason } & Unwanted;
  /** No known format reads enough of its first lines. */
  "format-unknown": {
    file: string;
    line: number;
    text: string;
    nearest: string;
    field: string;
    column: number;
    expected: string;
    /** The three nearest formats, and how much each understands of the line at which it fails, 0..1. */
    understood: { format: string; share: number }[];
  } & Unwanted;
  "format-name-unknown": { name: string; known: string };
  /** A server's format string that cannot be read, and where; `given`: the directive, or the fields (address, time, status) that are missing. */
  "format-string-invalid": {
    text: string;
    problem: "unknown" | "unclosed" | "missing" | "ambiguous";
    given: string;
    position: number | null;
  };
  /** A pair of `json:field=path,...` that cannot be read, its place from 1, and the fields there are. */
  "json-mapping-invalid": { pair: string; position: number; problem: "syntax" | "unknown" | "conflict"; known: string };
  "source-conflict": { file: string; first: string; source: string };
  "nothing-to-read": { detail: string };
  "table-column-missing": { file: string; column: string; found: string };
  "table-empty": { file: string };
  /** One bad row of a table that a user wrote (incidents, exclusions). */
  "table-row": { file: string; row: number; column: string; value: string; expected: string };
  /** Several bad rows, told one by one before; `told` of them. */
  "table-rows": { file: string; rows: number; told: number };
  /** No table can be read at all: binary, damaged, not what a table of this kind looks like. */
  "table-invalid": { file: string; place: string; expected: string };
  "table-too-large": { file: string; bytes: number; most: number };
  /** A date that only month/day/year can explain, where day/month/year is read. */
  "table-date-order": { file: string; row: number; value: string };
  /** A monitor's export of no known product. `known`: products; `found`: its headings or keys. */
  "monitor-unknown": { file: string; found: string; known: string };
  "convocatoria-unknown": { id: string; known: string };
  "convocatoria-invalid": { file: string; place: string; expected: string };
  /** A file that is no analysis.json: the first key that is wrong. */
  "analysis-invalid": { file: string; place: string; expected: string };
  /** An analysis.json of another version of its schema. */
  "analysis-version": { file: string; version: number; known: number };
  /** One analysis is named twice among those that are compared. `isSamePlace`: it is one file or delivery; else two with the same figures. */
  "compared-twice": { first: string; second: string; isSamePlace: boolean };
  "time-invalid": { option: string; value: string; expected: string };
  "time-zone-unknown": { value: string };
  /** A period that somebody gave, of more years than anybody reports. */
  "period-too-long": { name: string; start: string; end: string; years: number };
  "period-empty": { name: string; start: string; end: string };
  "output-not-writable": { dir: string; reason: string };
  /** `found`: what the file is instead: a kind of file, or `mmdb` and the database's type. */
  "geo-invalid": { file: string; found: string };
  /** A key of pseudonyms with too few or far too many bytes. */
  "key-invalid": { file: string; bytes: number };
  "store-not-writable": { dir: string; reason: string };
  /** The catalog was made by a later version of this program. */
  "store-newer": { dir: string; version: number; known: number };
  /** No room on a disk that was being written. */
  "disk-full": Record<never, never>;
  /** The engine needs more memory than it may have. */
  "memory-short": Record<never, never>;
  "store-busy": { delivery: string };
  /** A server was putting another store in its place and has not ended it. */
  "store-exchanging": { dir: string };
  /** Another process serves the store already. */
  "server-running": { dir: string };
  /** A running server that does the work could not be reached, or ended the connection. */
  "server-unreachable": { server: string; reason: string };
  /** What a running server does not do; `detail` as it said it. */
  "server-refused": { server: string; status: number; detail: string };
  /** Another process keeps the catalog of the store to itself for too long. */
  "catalog-busy": { dir: string };
  /** A file of the store is not what was written: missing, cut or changed. */
  "store-damaged": { dir: string; file: string };
  /** What is given as a backup is none, or not as it was written. `entry`: in it; empty: of all of it. */
  "backup-invalid": { file: string; entry: string; problem: BackupProblem };
  /** A store is restored into a folder that is empty or not there. */
  "restore-not-empty": { dir: string };
  "file-id-unknown": { id: string; delivery: string; known: string };
  "file-undone": { id: string; file: string };
  "delivery-unknown": { id: string; known: string };
  /** No key of the analysis, for --explain. `nearest`: keys that there are. */
  "key-unknown": { key: string; nearest: string };
  "no-hits": { detail: string };
  "size-invalid": { option: string; value: string };
  /** The kept analysis of a delivery is of other files than it has now. */
  "analysis-stale": { delivery: string };
  /** A memoria's manifest that cannot be read, and where. */
  "manifest-invalid": { file: string; place: string; expected: string };
  "texts-invalid": { file: string; place: string; expected: string };
}

export type UserErrorCode = keyof UserErrorFacts;

/** Bad input or usage: exit code 2, one clear line. The wording is chosen at the door, from `report/locale`. */
export class UserError<Code extends UserErrorCode = UserErrorCode> extends Error {
  readonly code: Code;
  readonly facts: UserErrorFacts[Code];

  constructor(code: Code, facts: UserErrorFacts[Code]) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = "UserError";
    this.code = code;
    this.facts = facts;
  }
}
