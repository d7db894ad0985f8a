// The call (convocatoria) that a memoria answers: its zod schema, the known profiles, and how one version of a profile is resolved.
import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { isTimeZone, readTime, UserError } from "../ingest/index.ts";

/** What every value carries: the clause that states it (null: no clause states it), a remark, and whether it was worked out from other values. */
const citation = {
  clause: z.string().min(1).nullable(),
  note: z.string().min(1).nullable().default(null),
  derived: z.boolean().default(false),
};

/** A value that the call states, or null: "not stated", which a memoria prints as such. */
const cited = <Value extends z.ZodType>(value: Value) => z.strictObject({ value: value.nullable(), ...citation });

/** A value without which a profile is of no use. */
const known = <Value extends z.ZodType>(value: Value) => z.strictObject({ value, ...citation });

const text = z.string().min(1);
/** YYYY-MM-DD in the profile's zone. */
const day = z.iso.date();
/** YYYY-MM-DDTHH:MM in the profile's zone. An end is half-open and keeps the clause's hour (until 23:59 ends at 23:59:00). */
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
const hour = z.string().regex(/^\d{2}:\d{2}$/);

const section = z.strictObject({
  id: z.enum(["incidencias", "estadisticas", "analisis", "bitacoras", "comparacion", "comentarios"]),
  title: text,
  clause: z.string().min(1).nullable(),
  parts: z.array(z.strictObject({ id: text, title: text })),
});

const announcedTest = z.strictObject({
  title: text,
  firstDay: day,
  /** Inclusive. */
  lastDay: day,
  /** Hours of each day, HH:MM; null when the call names days only. */
  dailyStart: hour.nullable(),
  dailyEnd: hour.nullable(),
});

const duty = z.strictObject({
  /** The same duty has the same id in every call: `cache-control`, `bandwidth`, ... */
  id: text,
  value: text,
  amount: z.number().positive().nullable().default(null),
  unit: z.enum(["bit/s", "byte/s", "byte", "second", "version"]).nullable().default(null),
  ...citation,
});

const values = z.strictObject({
  document: known(text),
  institute: known(z.strictObject({ name: text, shortName: text })),
  elections: known(z.array(text).min(1)),
  electionDate: known(day),
  /** IANA zone, in which every local time of the profile is read. */
  timeZone: known(z.string().refine(isTimeZone, { error: "zona horaria IANA, p. ej. America/Mexico_City", abort: true })),
  /** Hours in which the PREP itself operates (new cuts appear). */
  operation: z.strictObject({ start: cited(localTime), end: cited(localTime) }),
  /** Publication by the difusor. `earliestStart`: bound where the start itself is not fixed. */
  window: z.strictObject({
    start: cited(localTime),
    earliestStart: cited(localTime),
    end: cited(localTime),
    /** `minimum`: published at least until the end; `latest`: published until the end, with no least duration. */
    endKind: known(z.enum(["minimum", "latest"])),
    minimumDuration: cited(text),
    earlyPublicationForbidden: cited(z.boolean()),
  }),
  /** The last cut must stay published, from and until the hours that the call names. */
  lastCut: z.strictObject({ required: cited(z.boolean()), start: cited(localTime), end: cited(localTime) }),
  cutEverySeconds: cited(z.int().positive()),
  greatestDelaySeconds: cited(z.int().positive()),
  /** `target` is a share (0.999); `basis` is the span over which the call measures it. */
  availability: z.strictObject({ target: cited(z.number().gt(0).lte(1)), basis: cited(z.enum(["monthly"])) }),
  /** Measures that the difusor must record. */
  recordedMeasures: cited(z.array(z.strictObject({ id: text, title: text }))),
  /** The dated stage "Jornada Electoral y difusión de resultados"; both days inclusive. */
  stage: z.strictObject({ title: cited(text), firstDay: cited(day), lastDay: cited(day) }),
  /** Empty: the call announces none. */
  announcedTests: z.array(known(announcedTest)),
  insidePortal: cited(z.boolean()),
  memoria: z.strictObject({
    /** False: the call asks for none, and one that is handed in is voluntary. */
    required: known(z.boolean()),
    dueDate: cited(day),
    means: cited(z.array(z.enum(["paper", "digital"]))),
    purpose: cited(text),
    sections: z.array(section).min(1),
  }),
  /** Days whose access logs are handed in; both inclusive. */
  logs: z.strictObject({ firstDay: cited(day), lastDay: cited(day) }),
  duties: z.array(duty),
});

const source = z.strictObject({ document: text, url: z.url().nullable().default(null), note: text.nullable().default(null) });
const status = z.enum(["official", "press"]);

/** A profile as a file holds it: the first version is whole, a later one names the version it amends and holds what it changes. */
const profileFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  versions: z
    .array(
      z.strictObject({
        version: z.string().regex(/^[a-z0-9.-]+$/),
        status,
        source,
        amends: z.string().optional(),
        values: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
});

type ProfileFile = z.infer<typeof profileFile>;

/** One version of a call, resolved: every value of {@link values}, flat, with where it comes from. */
const convocatoriaSchema = values.extend({ id: text, version: text, status, source }).superRefine((profile, context) => {
  for (const [path, bound] of localTimes(profile)) {
    if (bound === null) continue;
    const read = readTime(bound, profile.timeZone.value);
    if ("expected" in read) context.addIssue({ code: "custom", path, message: read.expected, input: bound });
  }
});

export type Convocatoria = z.infer<typeof convocatoriaSchema>;
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
 * @throws UserError `convocatoria-invalid` when one of the program's own files breaks the schema.
 */
export function listConvocatorias(): ConvocatoriaEntry[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => entryOf(readProfile(new URL(name, folder), name), name));
}

/**
 * One version of a call, resolved to a flat value.
 * @param reference `ID` (its latest official version), `ID@VERSION`, or the path of a .json file with the same shape as analysis/convocatorias/*.json
 * (also `FILE.json@VERSION`).
 * @throws UserError `convocatoria-unknown` (id or version), `convocatoria-invalid` (a file that breaks the schema), `file-not-found`.
 */
export function loadConvocatoria(reference: string): Convocatoria {
  const [, name = reference, version = null] = /^(.*?)(?:@([^@/\\]+))?$/s.exec(reference) ?? [];
  const own = name.endsWith(".json") ? name : ownFile(name);
  const entries = own === null ? listConvocatorias() : [entryOf(readProfile(own, name), name)];
  const entry = own === null ? undefined : entries[0];
  const wanted = version ?? entry?.latestOfficial;
  const found = entry?.versions.find((candidate) => candidate.version === wanted);
  if (found === undefined) {
    const known = name.endsWith(".json") ? entries : listConvocatorias();
    throw new UserError("convocatoria-unknown", { id: reference, known: known.flatMap(references).join(", ") });
  }
  return found;
}

/**
 * All versions of a profile that is kept elsewhere than in a file; `name` stands for the file in messages.
 * @throws UserError `convocatoria-invalid`
 */
export function convocatoriaFrom(content: string, name: string): ConvocatoriaEntry {
  return entryOf(parsedProfile(content, name), name);
}

/** The text of a call that comes with the program; null: there is none of this id. */
export function ownConvocatoriaText(id: string): string | null {
  const file = ownFile(id);
  return file && readFileSync(file, "utf8");
}

/** The file of a call that comes with the program, which is named by its id: the others need not be read. */
function ownFile(id: string): URL | null {
  return readdirSync(folder).includes(`${id}.json`) ? new URL(`${id}.json`, folder) : null;
}

/** How a user asks for each version of an entry. */
function references(entry: ConvocatoriaEntry): string[] {
  return entry.versions.map(({ version }) => (version === entry.latestOfficial ? entry.id : `${entry.id}@${version}`));
}

function readProfile(path: URL | string, file: string): ProfileFile {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch {
    throw new UserError("file-not-found", { file });
  }
  return parsedProfile(content, file);
}

function parsedProfile(content: string, file: string): ProfileFile {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new UserError("convocatoria-invalid", { file, place: "/", expected: `JSON válido (${(error as Error).message})` });
  }
  return checked(profileFile, json, file, []);
}

function entryOf(profile: ProfileFile, file: string): ConvocatoriaEntry {
  const raw = new Map<string, unknown>();
  const versions = profile.versions.map((entry, index) => {
    const place = ["versions", index];
    if (raw.has(entry.version)) throw invalid(file, [...place, "version"], "una versión distinta de las anteriores");
    if (entry.amends !== undefined && !raw.has(entry.amends))
      throw invalid(file, [...place, "amends"], "una versión anterior de este archivo");
    const merged = entry.amends === undefined ? entry.values : overridden(raw.get(entry.amends), entry.values);
    raw.set(entry.version, merged);
    const { version, status, source } = entry;
    return checked(convocatoriaSchema, { ...(merged as object), id: profile.id, version, status, source }, file, [...place, "values"]);
  });
  return { id: profile.id, latestOfficial: versions.findLast((entry) => entry.status === "official")?.version ?? null, versions };
}

/** A cited value or a list replaces its predecessor whole; groups of values are merged. */
function overridden(base: unknown, change: unknown): unknown {
  if (!isGroup(base) || !isGroup(change)) return change;
  return { ...base, ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, overridden(base[key], value)])) };
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("clause" in value);
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string, at: (string | number)[]): z.infer<Schema> {
  const result = schema.safeParse(value, { error: z.locales.es().localeError });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  // A misspelt key is also a missing one: the key that nobody knows is named beside it.
  const unknown = result.error.issues.find(({ code }) => code === "unrecognized_keys");
  const keys = unknown?.code === "unrecognized_keys" ? `; la clave «${unknown.keys.join("», «")}» no se conoce` : "";
  const expected = `${expectedBy(issue?.message)}${keys}`;
  throw invalid(file, [...at, ...(issue?.path ?? [])], expected);
}

/** "se esperaba" is said around it. */
function expectedBy(message: string | undefined): string {
  return message?.replace(/^.*?se esperaba(?: que)? /u, "") ?? "un perfil de convocatoria";
}

function invalid(file: string, path: PropertyKey[], expected: string): UserError {
  return new UserError("convocatoria-invalid", { file, place: `/${path.map(String).join("/")}`, expected });
}

function localTimes(profile: z.infer<typeof values>): [string[], string | null][] {
  const { operation, window, lastCut } = profile;
  return [
    [["operation", "start"], operation.start.value],
    [["operation", "end"], operation.end.value],
    [["window", "start"], window.start.value],
    [["window", "earliestStart"], window.earliestStart.value],
    [["window", "end"], window.end.value],
    [["lastCut", "start"], lastCut.start.value],
    [["lastCut", "end"], lastCut.end.value],
  ];
}
