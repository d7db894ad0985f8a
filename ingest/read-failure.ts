// From what went wrong while reading a file to an error that a person can act on.
import { UserError } from "./errors.ts";
import { DamagedBytes, UnreadableWrapping } from "./wrappings/damage.ts";
import { LimitReached } from "./wrappings/limits.ts";

/** What was thrown by a reader of the file that the user calls `name`, told so that the user can act; anything else passes through. */
export function readFailure(error: unknown, name: string): unknown {
  if (error instanceof LimitReached) return new UserError("archive-limit", { file: name, limit: error.limit, most: error.most });
  if (error instanceof UnreadableWrapping) return new UserError("wrapping-unreadable", { file: name, reason: error.reason });
  if (error instanceof DamagedBytes) {
    return new UserError("file-damaged", { file: name, offset: error.offset, reason: error.reason, lines: null });
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return new UserError("file-not-found", { file: name });
  if (["EACCES", "EPERM", "EISDIR", "EIO", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes(code)) {
    return new UserError("file-unreadable", { file: name, reason: code });
  }
  return error;
}
