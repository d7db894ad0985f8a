// What went wrong while a file or folder of the user's was written, told so that the user can act.
import { UserError } from "../errors.ts";

const notWritable = ["EACCES", "EPERM", "EROFS", "ENOENT", "ENOTDIR", "EISDIR", "EEXIST", "ENOTEMPTY", "EBUSY", "EXDEV", "ENAMETOOLONG"];

/** `disk-full` or `output-not-writable`; anything else as it is. */
export function outputFailure(error: unknown, dir: string): unknown {
  const code = error instanceof Error && !(error instanceof UserError) && "code" in error ? String(error.code) : "";
  if (["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) return new UserError("disk-full", {});
  return notWritable.includes(code) ? new UserError("output-not-writable", { dir, reason: code }) : error;
}
