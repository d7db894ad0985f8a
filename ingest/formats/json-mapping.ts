// JSON lines whose field names the user gives: `json:time=ts,address=client.ip,status=code`.
import { UserError } from "../errors.ts";
import type { LineFormat } from "./format.ts";
import { type JsonField, jsonFields, jsonFormat } from "./json-format.ts";
import { genericJson, jsonLines, knownNames } from "./json-lines.ts";
import { type JsonPath, pathsConflict } from "./json-path.ts";

/**
 * The format `json` with names of the user's own: `field=path` pairs, a field again for a second name. What the user does not
 * name is looked for under the usual names. A path is a key, keys joined by dots (`client.ip`), or a place in a list (`agents[0]`).
 * Throws `json-mapping-invalid` with the pair and its place.
 */
export function jsonWithMapping(spec: string): LineFormat {
  const own = new Map<JsonField, JsonPath[]>();
  let position = spec.startsWith("json:") ? "json:".length : 0;
  for (const pair of spec.slice(position).split(",")) {
    const fail = (problem: "syntax" | "unknown" | "conflict"): UserError =>
      new UserError("json-mapping-invalid", { pair, position: position + 1, problem, known: jsonFields.join(", ") });
    const equals = pair.indexOf("=");
    const field = pair.slice(0, Math.max(equals, 0)).trim();
    const path = pair.slice(equals + 1).trim();
    if (equals < 1 || path === "" || path.split(".").includes("")) throw fail("syntax");
    const known = jsonFields.find((name) => name === field);
    if (!known) throw fail("unknown");
    if ([...own.values()].flat().some((other) => pathsConflict(path, other))) throw fail("conflict");
    own.set(known, [...(own.get(known) ?? []), path]);
    position += pair.length + 1;
  }
  const theirs = [...own.values()].flat();
  const usual = Object.entries(knownNames).map(([field, paths]) => [
    field,
    paths.filter((path) => !theirs.some((other) => pathsConflict(path, other))),
  ]);
  return jsonFormat({
    ...genericJson,
    name: jsonLines.name,
    description: jsonLines.description,
    specificity: jsonLines.specificity,
    samples: jsonLines.samples,
    fields: { ...Object.fromEntries(usual), ...Object.fromEntries(own) },
  });
}
