// From what the file system or the catalog's engine says of a store to an error that a person can act on.
import { UserError } from "./errors.ts";

/** Primary result codes of SQLite, and the one extended code that a full disk has besides. */
const sqlite = {
  logic: 1,
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  constraint: 19,
  mismatch: 20,
  notDatabase: 26,
  noRoomForSharedMemory: 4874,
};

const notWritable = ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOENT", "EDQUOT"];

/**
 * A failure of the store in `dir` as `disk-full`, `store-not-writable`, `store-damaged` or `catalog-busy`; anything else as it is.
 */
export function storeFailure(error: unknown, dir: string): unknown {
  const { code, primary, extended } = codesOf(error);
  if (code === "ENOSPC" || primary === sqlite.full || extended === sqlite.noRoomForSharedMemory) return new UserError("disk-full", {});
  if (primary === sqlite.corrupt || primary === sqlite.notDatabase) return new UserError("store-damaged", { dir, file: "catalog.sqlite" });
  if (primary === sqlite.busy) return new UserError("catalog-busy", { dir });
  if (primary === sqlite.readOnly || primary === sqlite.cannotOpen) return new UserError("store-not-writable", { dir, reason: "EROFS" });
  if (notWritable.includes(code)) return new UserError("store-not-writable", { dir, reason: code });
  return error;
}

/**
 * A failure of the catalog of the store in `dir`, told so that a person can act. The statements are the program's own and tried: that a
 * table, a column or a rule is not as they expect, or a number beyond all that is counted, is damage too.
 */
export function catalogFailure(error: unknown, dir: string): unknown {
  const told = storeFailure(error, dir);
  if (told !== error || !(error instanceof Error)) return told;
  const { code, primary } = codesOf(error);
  const isSchema = primary === sqlite.logic && /no such|duplicate column|already exists|has no column|malformed/.test(error.message);
  const isValue = [sqlite.constraint, sqlite.mismatch].includes(primary) || code === "ERR_OUT_OF_RANGE" || error instanceof SyntaxError;
  return isSchema || isValue ? new UserError("store-damaged", { dir, file: "catalog.sqlite" }) : error;
}

/** True when somebody else holds the database that was to be locked. */
export function isBusy(error: unknown): boolean {
  return codesOf(error).primary === sqlite.busy;
}

/** True when nothing can be written there, for want of permission or of room: what is there may still be read. */
export function isUnwritable(error: unknown): boolean {
  const { code, primary } = codesOf(error);
  return (
    ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT"].includes(code) ||
    [sqlite.readOnly, sqlite.ioError, sqlite.full, sqlite.cannotOpen].includes(primary)
  );
}

function codesOf(error: unknown): { code: string; primary: number; extended: number } {
  if (!(error instanceof Error)) return { code: "", primary: 0, extended: 0 };
  const extended = "errcode" in error ? Number(error.errcode) : 0;
  return { code: "code" in error ? String(error.code) : "", primary: extended & 0xff, extended };
}
