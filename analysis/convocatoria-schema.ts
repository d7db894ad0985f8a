// The zod schema of a call (convocatoria): what a profile of a user's must look like, and what is wrong where it does not.
import { z } from "zod";
import { isTimeZone, readTime } from "../ingest/index.ts";
import { invalidCall } from "./convocatoria-invalid.ts";

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

export type ProfileFile = z.infer<typeof profileFile>;

/** One version of a call, resolved: every value of {@link values}, flat, with where it comes from. */
const convocatoriaSchema = values.extend({ id: text, version: text, status, source }).superRefine((profile, context) => {
  for (const [path, bound] of localTimes(profile)) {
    if (bound === null) continue;
    const read = readTime(bound, profile.timeZone.value);
    if ("expected" in read) context.addIssue({ code: "custom", path, message: read.expected, input: bound });
  }
});

export type Convocatoria = z.infer<typeof convocatoriaSchema>;

/** A file's content as a profile. @throws UserError `convocatoria-invalid` with the first place that is wrong. */
export function checkedProfile(json: unknown, file: string): ProfileFile {
  return checked(profileFile, json, file, []);
}

/** A version's values, merged, as a call. @throws UserError `convocatoria-invalid`. */
export function checkedCall(call: object, file: string, at: (string | number)[]): Convocatoria {
  return checked(convocatoriaSchema, call, file, at);
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, file: string, at: (string | number)[]): z.infer<Schema> {
  const result = schema.safeParse(value, { error: z.locales.es().localeError });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  // A misspelt key is also a missing one: the key that nobody knows is named beside it.
  const unknown = result.error.issues.find(({ code }) => code === "unrecognized_keys");
  const first = expectedBy(issue?.message);
  const expected = unknown?.code === "unrecognized_keys" ? `${first}; la clave «${unknown.keys.join("», «")}» no se conoce` : first;
  throw invalidCall(file, [...at, ...(issue?.path ?? [])], expected);
}

/** "se esperaba" is said around it. */
function expectedBy(message: string | undefined): string {
  return message?.replace(/^.*?se esperaba(?: que)? /u, "") ?? "un perfil de convocatoria";
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
