// Errors a person can act on: a code, the facts of the case, and nothing of the program's inside.

/** Every way in which a user's input can be wrong, with the facts that its message needs. */
export interface UserErrorFacts {
  /** Bad command line. `given`: the option as it was written; `expected`: values, ranges or examples, in no language; empty: it was not expected at all. */
  usage: { given: string; expected: string };
  "file-not-found": { file: string };
  "file-unreadable": { file: string; reason: string };
  "file-empty": { file: string };
  "file-is-directory-without-logs": { file: string };
  /** Content is not text (an image, a PDF, an archive kind that is not read). */
  "file-binary": { file: string; looksLike: string };
  /** The parser met other lines than the scan a moment before. */
  "file-changed": { file: string; scanned: number; parsed: number };
  "file-damaged": { file: string; offset: number; reason: string };
  /** No known format reads enough of its first lines. */
  "format-unknown": { file: string; line: number; text: string; nearest: string; field: string; column: number; expected: string };
  "format-name-unknown": { name: string; known: string };
  "source-conflict": { file: string; first: string; source: string };
  "nothing-to-read": { detail: string };
  "table-column-missing": { file: string; column: string; found: string };
  "table-empty": { file: string };
  /** One bad row of a table that a user wrote (incidents, exclusions). */
  "table-row": { file: string; row: number; column: string; value: string; expected: string };
  "convocatoria-unknown": { id: string; known: string };
  "convocatoria-invalid": { file: string; place: string; expected: string };
  "time-invalid": { option: string; value: string; expected: string };
  "time-zone-unknown": { value: string };
  "period-empty": { name: string; start: string; end: string };
  "output-not-writable": { dir: string; reason: string };
  "store-not-writable": { dir: string; reason: string };
  /** The catalog was made by a later version of this program. */
  "store-newer": { dir: string; version: number; known: number };
  /** No room on a disk that was being written. */
  "disk-full": Record<never, never>;
  "store-busy": { delivery: string };
  "delivery-unknown": { id: string; known: string };
  "no-hits": { detail: string };
  "size-invalid": { option: string; value: string };
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
