// The format that a caller names: one of the list, or the server's own format string.
import { UserError } from "../errors.ts";
import { compileApache } from "./compile-apache.ts";
import { compileNginx } from "./compile-nginx.ts";
import type { LineFormat } from "./format.ts";
import { formats } from "./index.ts";
import { jsonWithMapping } from "./json-mapping.ts";
import { w3cWithFields } from "./w3c-format.ts";

/**
 * The format of that name, or the one that a string describes: Apache's `LogFormat` (with `%`), nginx's `log_format` (with `$`),
 * `json:field=path,...`, `#Fields: ...`. Throws `format-name-unknown`, `format-string-invalid` and `json-mapping-invalid`.
 */
export function formatNamed(name: string): LineFormat {
  const format = formats.find((one) => one.name === name.trim());
  if (format) return format;
  if (name.startsWith("json:")) return jsonWithMapping(name);
  if (name.startsWith("#Fields:")) return w3cWithFields(name);
  if (/^\s*log_format\s|\$[{A-Za-z_]/.test(name)) return compileNginx(name, formats);
  if (/^\s*LogFormat\s|%/i.test(name)) return compileApache(name, formats);
  throw new UserError("format-name-unknown", { name, known: formats.map((one) => one.name).join(", ") });
}
