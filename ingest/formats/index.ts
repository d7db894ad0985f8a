// The formats that are read, by name.
import { UserError } from "../errors.ts";
import { combined } from "./combined.ts";
import { common } from "./common.ts";
import type { LineFormat } from "./format.ts";
import { forwardedCombined } from "./forwarded-combined.ts";
import { vhostCombined } from "./vhost-combined.ts";

export type { ColumnReading, FormatContext, LineFormat, LineVerdict, ParsedFields, PatternReading, Reading, TextColumn } from "./format.ts";

export const formats: readonly LineFormat[] = [common, combined, vhostCombined, forwardedCombined];

/** The format of that name. Throws `format-name-unknown`. */
export function formatNamed(name: string): LineFormat {
  const format = formats.find((f) => f.name === name);
  if (!format) throw new UserError("format-name-unknown", { name, known: formats.map((f) => f.name).join(", ") });
  return format;
}
