// A W3C format whose list of fields the caller gives, for files that lost theirs.
import { UserError } from "../errors.ts";
import { cloudfrontSpec } from "./cloudfront.ts";
import type { LineFormat } from "./format.ts";
import { iisW3cSpec } from "./iis-w3c.ts";
import { w3cFormat } from "./w3c.ts";
import { namesOf } from "./w3c-lists.ts";

/**
 * The format that reads rows of this list: `#Fields: date time ...` or the names alone, which tell CloudFront from a server. Lists in the
 * file are in force after their own lines. Throws `format-string-invalid` when no row of the list could be a hit.
 */
export function w3cWithFields(list: string): LineFormat {
  const names = namesOf(list);
  const missing = ["date", "time", "c-ip", "sc-status"].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new UserError("format-string-invalid", { text: list, problem: "missing", given: missing.join(", "), position: null });
  }
  return w3cFormat(cloudfrontSpec.foreign(names) === null ? cloudfrontSpec : iisW3cSpec, names.join(" "));
}
