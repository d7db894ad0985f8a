// nginx's log_format strings with escape=json: the object that they write, as names of its keys for the JSON format.
import type { LineFormat } from "./format.ts";
import { invalid } from "./format-items.ts";
import type { Meaning } from "./format-meanings.ts";
import { jsonWithMapping } from "./json-mapping.ts";

/**
 * Compiles a template like `{"ts":"$time_iso8601","ip":"$remote_addr","st":$status}`. Values of several variables are left to the
 * usual names. Throws `format-string-invalid` for what is no object, or one without address, time or status.
 */
export function compileJsonTemplate(given: string, template: string, meaningOf: (variable: string) => Meaning | undefined): LineFormat {
  const found: { field: string; path: string; rank: number }[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) if (!/[,=]/.test(key)) walk(inner, path === "" ? key : `${path}.${key}`);
      return;
    }
    const variable = typeof value === "string" ? /^\$\{?(\w+)\}?$/.exec(value)?.[1] : undefined;
    const meaning = variable === undefined ? undefined : meaningOf(variable);
    if (!meaning?.field || meaning.field === "identity") return;
    found.push({ field: meaning.field === "duration" ? "duration_s" : meaning.field, path, rank: meaning.rank });
  };
  walk(parsed(given, template), "");
  const missing = ["address", "time", "status"].filter((field) => !found.some((one) => one.field === field));
  if (missing.length > 0) throw invalid(given, "missing", missing.join(", "), null);
  const pairs = found.sort((a, b) => b.rank - a.rank).map(({ field, path }) => `${field}=${path}`);
  return jsonWithMapping(`json:${pairs.join(",")}`);
}

/** The template as a value: variables outside quotes are numbers or null in a line, and texts here. */
function parsed(given: string, template: string): unknown {
  try {
    return JSON.parse(template.replace(/"(?:[^"\\]|\\.)*"|\$(?:\w+|\{\w+\})/gs, (part) => (part.startsWith("$") ? `"${part}"` : part)));
  } catch {
    throw invalid(given, "unclosed", template.slice(0, 40), null);
  }
}
