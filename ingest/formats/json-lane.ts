// Which lines of a JSON format can be read as bytes: objects whose fields stand at keys of their own, as they are.
import type { ObjectKey, ObjectLane } from "./format.ts";
import type { JsonField, SkipRule } from "./json-format.ts";
import type { JsonPath } from "./json-path.ts";
import type { TimeStyle } from "./time-style.ts";

interface Named {
  fields: Readonly<Partial<Record<JsonField, readonly JsonPath[]>>>;
  time: TimeStyle;
  dottedKeys: boolean;
  skipped: readonly SkipRule[];
  isLabelled: boolean;
}

const times: Readonly<Partial<Record<TimeStyle["kind"], ObjectLane["times"]>>> = {
  any: ["iso", "epoch", "apache"],
  iso: ["iso"],
  epoch: ["epoch"],
};

/** The lane of a format; null: its lines hold in objects or lists what makes a hit, one key for two fields, or the day apart from the clock. */
export function objectLane({ fields, time, dottedKeys, skipped, isLabelled }: Named): ObjectLane | null {
  const forms = times[time.kind];
  const isFlat = (path: JsonPath): boolean => !path.endsWith("]") && (dottedKeys || !path.includes("."));
  const keys: ObjectKey[] = [];
  const nested = new Set<string>();
  const see = (path: JsonPath): void => {
    // What is read of an object or a list makes the line another's, whatever stands there.
    if (path.endsWith("]") || path.includes(".")) nested.add(path.replace(/[.[].*$/, ""));
    if (path.endsWith("]") && path.includes(".")) nested.add(path.replace(/\[.*$/, ""));
  };
  for (const [field, paths = []] of Object.entries(fields) as [JsonField, readonly JsonPath[]][]) {
    for (const [rank, path] of paths.entries()) {
      see(path);
      if (isFlat(path)) keys.push({ key: path, holds: field, rank, isOnly: paths.length === 1, allowed: [] });
    }
  }
  for (const { path, unless } of skipped) {
    see(path);
    if (isFlat(path)) keys.push({ key: path, holds: "skip", rank: 0, isOnly: true, allowed: unless });
  }
  for (const key of nested) keys.push({ key, holds: "odd", rank: 0, isOnly: true, allowed: [] });
  const isAlone = new Set(keys.map(({ key }) => key)).size === keys.length;
  const isThere = (field: JsonField): boolean => keys.some(({ holds }) => holds === field);
  const makesHits = isThere("time") && isThere("address") && isThere("status") && (isThere("request") || isThere("target"));
  return forms && isAlone && makesHits && !isThere("date") ? { kind: "object", times: forms, isLabelled, keys } : null;
}
