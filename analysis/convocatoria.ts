// The call (convocatoria) that a memoria answers: the known profiles, and how one version of a profile is resolved.
import { readdirSync, readFileSync } from "node:fs";
import { UserError } from "../ingest/index.ts";
import { invalidCall } from "./convocatoria-invalid.ts";
import type { Convocatoria, ProfileFile } from "./convocatoria-schema.ts";

export type { Convocatoria } from "./convocatoria-schema.ts";
export type ConvocatoriaSection = Convocatoria["memoria"]["sections"][number];
/** A value with its clause; `value` null means "not stated". */
export type Cited<Value> = { value: Value | null; clause: string | null; note: string | null; derived: boolean };

/** A known call with all its versions; `latestOfficial` names the one that a plain ID stands for. */
export interface ConvocatoriaEntry {
  id: string;
  latestOfficial: string | null;
  versions: Convocatoria[];
}

const folder = new URL("./convocatorias/", import.meta.url);

/**
 * The calls that come with the program, ordered by id, every version resolved.
 */
export function listConvocatorias(): ConvocatoriaEntry[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => entryOf(ownProfile(new URL(name, folder)), name, completed));
}

/**
 * One version of a call that comes with the program, resolved to a flat value.
 * @param reference `ID` (its latest official version) or `ID@VERSION`.
 * @throws UserError `convocatoria-unknown` (id or version).
 */
export function loadConvocatoria(reference: string): Convocatoria {
  const { name, version } = parted(reference);
  const own = ownFile(name);
  return versionOf(own && entryOf(ownProfile(own), name, completed), version, () => unknownCall(reference, listConvocatorias()));
}

/**
 * The same, or one of a user's file.
 * @param reference as for {@link loadConvocatoria}, or the path of a .json file with the same shape as analysis/convocatorias/*.json (also `FILE.json@VERSION`).
 * @throws UserError `convocatoria-unknown` (id or version), `convocatoria-invalid` (a file that breaks the schema), `file-not-found`.
 */
export async function readConvocatoria(reference: string): Promise<Convocatoria> {
  const { name, version } = parted(reference);
  if (!name.endsWith(".json")) return loadConvocatoria(reference);
  const json = jsonOf(name);
  // A test holds the program's own calls to the schema, and zod takes longer to load than most commands run: a file of a user's alone asks for it.
  const { checkedCall, checkedProfile } = await import("./convocatoria-schema.ts");
  const entry = entryOf(checkedProfile(json, name), name, checkedCall);
  return versionOf(entry, version, () => unknownCall(reference, [entry]));
}

/** The text of a call that comes with the program; null: there is none of this id. */
export function ownConvocatoriaText(id: string): string | null {
  const file = ownFile(id);
  return file && readFileSync(file, "utf8");
}

/** All versions of a profile that is kept elsewhere than in a file, and that `checkedConvocatoria` has taken. */
export function convocatoriaFrom(content: string, name: string): ConvocatoriaEntry {
  return entryOf(JSON.parse(content) as ProfileFile, name, completed);
}

/** The same of a text that nobody has checked; `name` stands for the file in messages. @throws UserError `convocatoria-invalid` */
export async function checkedConvocatoria(content: string, name: string): Promise<ConvocatoriaEntry> {
  const { checkedCall, checkedProfile } = await import("./convocatoria-schema.ts");
  return entryOf(checkedProfile(JSON.parse(content), name), name, checkedCall);
}

function parted(reference: string): { name: string; version: string | null } {
  const [, name = reference, version = null] = /^(.*?)(?:@([^@/\\]+))?$/s.exec(reference) ?? [];
  return { name, version };
}

function versionOf(entry: ConvocatoriaEntry | null, version: string | null, unknown: () => UserError): Convocatoria {
  const wanted = version ?? entry?.latestOfficial;
  const found = entry?.versions.find((candidate) => candidate.version === wanted);
  if (found === undefined) throw unknown();
  return found;
}

function unknownCall(reference: string, known: readonly ConvocatoriaEntry[]): UserError {
  return new UserError("convocatoria-unknown", { id: reference, known: known.flatMap(references).join(", ") });
}

/** The file of a call that comes with the program, which is named by its id: the others need not be read. */
function ownFile(id: string): URL | null {
  return readdirSync(folder).includes(`${id}.json`) ? new URL(`${id}.json`, folder) : null;
}

/** How a user asks for each version of an entry. */
function references(entry: ConvocatoriaEntry): string[] {
  return entry.versions.map(({ version }) => (version === entry.latestOfficial ? entry.id : `${entry.id}@${version}`));
}

function ownProfile(file: URL): ProfileFile {
  return JSON.parse(readFileSync(file, "utf8")) as ProfileFile;
}

function jsonOf(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch {
    throw new UserError("file-not-found", { file });
  }
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UserError("convocatoria-invalid", { file, place: "/", expected: `JSON válido (${(error as Error).message})` });
  }
}

/** From what a file says of a version to the whole of it. */
type Reading = (call: object, file: string, at: (string | number)[]) => Convocatoria;

function entryOf(profile: ProfileFile, file: string, read: Reading): ConvocatoriaEntry {
  const raw = new Map<string, unknown>();
  const versions = profile.versions.map((entry, index) => {
    const place = ["versions", index];
    if (raw.has(entry.version)) throw invalidCall(file, [...place, "version"], "una versión distinta de las anteriores");
    if (entry.amends !== undefined && !raw.has(entry.amends))
      throw invalidCall(file, [...place, "amends"], "una versión anterior de este archivo");
    const merged = entry.amends === undefined ? entry.values : overridden(raw.get(entry.amends), entry.values);
    raw.set(entry.version, merged);
    const { version, status, source } = entry;
    return read({ ...(merged as object), id: profile.id, version, status, source }, file, [...place, "values"]);
  });
  return { id: profile.id, latestOfficial: versions.findLast((entry) => entry.status === "official")?.version ?? null, versions };
}

/** A call of the program's own, with what its file leaves out as the schema would fill it in. */
const completed: Reading = (call) => {
  const whole = withCitations(call) as Convocatoria;
  return {
    ...whole,
    source: { ...whole.source, url: whole.source.url ?? null, note: whole.source.note ?? null },
    duties: whole.duties.map((duty) => ({ ...duty, amount: duty.amount ?? null, unit: duty.unit ?? null })),
  };
};

function withCitations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCitations);
  if (typeof value !== "object" || value === null) return value;
  const whole = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withCitations(inner)]));
  return "clause" in value && "value" in value ? { ...whole, note: whole["note"] ?? null, derived: whole["derived"] ?? false } : whole;
}

/** A cited value or a list replaces its predecessor whole; groups of values are merged. */
function overridden(base: unknown, change: unknown): unknown {
  if (!isGroup(base) || !isGroup(change)) return change;
  return { ...base, ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, overridden(base[key], value)])) };
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("clause" in value);
}
