// How it is told that a profile of a call is wrong.
import { UserError } from "../ingest/index.ts";

/** What is wrong in a profile, where, and what was expected there. */
export function invalidCall(file: string, path: PropertyKey[], expected: string): UserError {
  return new UserError("convocatoria-invalid", { file, place: `/${path.map(String).join("/")}`, expected });
}
