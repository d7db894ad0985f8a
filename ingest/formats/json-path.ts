// Where a value stands in a JSON object: written as text, read in SQL from one typed struct and in JavaScript from the parsed line.
import { sqlText } from "../database.ts";

/**
 * `a.b` is the key b inside the object a; `a.b[0]` the first of a list of texts, `a.b[*]` all of them, joined by commas.
 * In an object read with `dottedKeys`, `a.b` is also the one key `a.b`.
 */
export type JsonPath = string;

type Leaf = "text" | "list";
interface Branch {
  children: Map<string, Branch | Leaf>;
}

interface ParsedPath {
  keys: string[];
  /** A place in a list from 0, or all of it; null: a text. */
  element: number | "all" | null;
}

/** Reads paths of one object: a single typed conversion in SQL, so that a line is parsed once. */
export interface JsonReader {
  /** Struct of the values, null for what is no JSON object. */
  struct: (line: string) => string;
  /** Text expression over such a struct. */
  text: (struct: string, path: JsonPath) => string;
}

function parsePath(path: JsonPath): ParsedPath {
  const list = /\[(\d{1,4}|\*)\]$/.exec(path);
  const keys = (list ? path.slice(0, list.index) : path).split(".");
  return { keys, element: list ? (list[1] === "*" ? "all" : Number(list[1])) : null };
}

/** Why two paths cannot be read from one object: a value cannot be a text in one and hold keys, or a list, in the other. */
export function pathsConflict(one: JsonPath, other: JsonPath): boolean {
  const [a, b] = [parsePath(one), parsePath(other)];
  const [short, long] = a.keys.length <= b.keys.length ? [a, b] : [b, a];
  if (!short.keys.every((key, i) => key === long.keys[i])) return false;
  return short.keys.length < long.keys.length || (a.element === null) !== (b.element === null);
}

/** Throws for paths that conflict: a fault of the program that gives them. */
export function jsonReader(paths: readonly JsonPath[], dottedKeys: boolean): JsonReader {
  const root: Branch = { children: new Map() };
  for (const path of paths) {
    const { keys, element } = parsePath(path);
    plant(root, keys, element === null ? "text" : "list", path);
    if (dottedKeys && keys.length > 1) plant(root, [keys.join(".")], element === null ? "text" : "list", path);
  }
  const schema = sqlText(JSON.stringify(schemaOf(root)));
  const read = (struct: string, keys: readonly string[], element: ParsedPath["element"]): string => {
    const place = locate(root, struct, keys);
    if (element === "all") return `array_to_string(${place}, ', ')`;
    return element === null ? place : `${place}[${element + 1}]`;
  };
  return {
    struct: (line) => `TRY(from_json(${line}, ${schema}))`,
    text: (struct, path) => {
      const { keys, element } = parsePath(path);
      const nested = read(struct, keys, element);
      return dottedKeys && keys.length > 1 ? `coalesce(${nested}, ${read(struct, [keys.join(".")], element)})` : nested;
    },
  };
}

function plant(root: Branch, keys: readonly string[], leaf: Leaf, path: JsonPath): void {
  let branch = root;
  for (const key of keys.slice(0, -1)) {
    const next = branch.children.get(key) ?? { children: new Map() };
    if (typeof next === "string") throw new Error(`${path} reads keys of what another path reads as a text`);
    branch.children.set(key, next);
    branch = next;
  }
  const last = keys.at(-1) ?? "";
  if ((branch.children.get(last) ?? leaf) !== leaf) throw new Error(`${path} reads what another path reads otherwise`);
  branch.children.set(last, leaf);
}

function schemaOf(branch: Branch): object {
  const entries = [...branch.children].map(([key, child]) => [
    key,
    child === "text" ? "VARCHAR" : child === "list" ? ["VARCHAR"] : schemaOf(child),
  ]);
  return Object.fromEntries(entries);
}

/** By place and not by name: names of struct fields are the same in upper and lower case, keys are not. */
function locate(root: Branch, struct: string, keys: readonly string[]): string {
  let branch = root;
  let expression = struct;
  for (const key of keys) {
    const place = Object.keys(schemaOf(branch)).indexOf(key);
    expression = `struct_extract_at(${expression}, ${place + 1})`;
    const child = branch.children.get(key);
    if (typeof child === "object") branch = child;
  }
  return expression;
}

/** The same value of a parsed line, as text; null where there is none. */
export function valueAt(root: object, path: JsonPath, dottedKeys: boolean): string | null {
  const { keys, element } = parsePath(path);
  const found = textOf(descend(root, keys), element);
  return found === null && dottedKeys && keys.length > 1 ? textOf(descend(root, [keys.join(".")]), element) : found;
}

function descend(root: object, keys: readonly string[]): unknown {
  let value: unknown = root;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function textOf(value: unknown, element: ParsedPath["element"]): string | null {
  if (element !== null) {
    if (!Array.isArray(value)) return null;
    return element === "all" ? value.map((item) => textOf(item, null) ?? "").join(", ") : textOf(value[element], null);
  }
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
