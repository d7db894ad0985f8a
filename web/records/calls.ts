// The calls (convocatorias) that deliveries answer: those that come with the program, and those and the amendments that were entered here.
import {
  type Convocatoria,
  type ConvocatoriaEntry,
  convocatoriaFrom,
  listConvocatorias,
  ownConvocatoriaText,
} from "../../analysis/index.ts";
import { UserError } from "../../ingest/index.ts";
import { type Records, stamp } from "./records.ts";

/** A version as a profile's file holds it. */
export interface ProfileVersion {
  version: string;
  status: "official" | "press";
  source: { document: string; url?: string | null; note?: string | null };
  /** The earlier version that it changes; without it, it is whole. */
  amends?: string;
  values: Record<string, unknown>;
}

/** What was entered here of one call: its versions; of a call that comes with the program, the amendments alone. */
export interface OwnCall {
  id: string;
  versions: ProfileVersion[];
  revision: number;
  createdBy: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface CallEntry extends ConvocatoriaEntry {
  /** It comes with the program; its versions that were entered here are named by `ownVersions`. */
  isBuiltIn: boolean;
  ownVersions: readonly string[];
}

type Row = Omit<OwnCall, "versions"> & { profile: string };
const columns = "id, profile, revision, created_by AS createdBy, created_at AS createdAt, updated_at AS updatedAt";

function ownFrom({ profile, ...row }: Row): OwnCall {
  return { ...row, versions: JSON.parse(profile) as ProfileVersion[] };
}

export function ownCall({ db }: Records, id: string): OwnCall | null {
  const row = db.get<Row>(`SELECT ${columns} FROM calls WHERE id = $id`, { $id: id });
  return row && ownFrom(row);
}

/** Puts a call's own versions in the place of those of a revision (0: there are none yet); false: somebody else has changed them since. */
export function saveOwnCall(records: Records, given: Pick<OwnCall, "id" | "versions" | "revision">, person: string): boolean {
  const { id, versions, revision } = given;
  const values = { $id: id, $profile: JSON.stringify(versions), $at: stamp(records) };
  if (revision > 0)
    return (
      records.db.run(
        "UPDATE calls SET profile = $profile, revision = revision + 1, updated_at = $at WHERE id = $id AND revision = $revision",
        {
          ...values,
          $revision: revision,
        },
      ) > 0
    );
  return (
    records.db.run(
      `INSERT INTO calls (id, profile, revision, created_by, created_at, updated_at) VALUES ($id, $profile, 1, $person, $at, $at)
       ON CONFLICT (id) DO NOTHING`,
      { ...values, $person: person },
    ) > 0
  );
}

/** A whole profile as the command line takes it; null: nothing was entered here of this call, so that its id is enough. */
export function ownProfileText(records: Records, id: string): string | null {
  const own = ownCall(records, id);
  return own && own.versions.length > 0 ? profileText(id, own.versions) : null;
}

/** A profile's file: what comes with the program under this id, and the versions given. */
export function profileText(id: string, versions: readonly ProfileVersion[]): string {
  const builtIn = ownConvocatoriaText(id);
  const first = builtIn === null ? [] : (JSON.parse(builtIn) as { versions: ProfileVersion[] }).versions;
  return JSON.stringify({ id, versions: [...first, ...versions] }, null, 2);
}

/** Reading a profile takes longer than a page may: what was read is kept as long as its text is the same. */
const readProfiles = new Map<string, { text: string; entry: ConvocatoriaEntry }>();
const mostProfiles = 200;
let builtIns: ReadonlyMap<string, ConvocatoriaEntry> | null = null;

function builtIn(): ReadonlyMap<string, ConvocatoriaEntry> {
  builtIns ??= new Map(listConvocatorias().map((entry) => [entry.id, entry]));
  return builtIns;
}

/** Every call with all its versions, in the order of their ids. */
export function callEntries(records: Records): CallEntry[] {
  const ids = records.db.all<{ id: string }>("SELECT id FROM calls").map(({ id }) => id);
  return [...new Set([...builtIn().keys(), ...ids])].sort().flatMap((id) => callEntry(records, id) ?? []);
}

/** One call; null: there is none of this id. */
export function callEntry(records: Records, id: string): CallEntry | null {
  const own = ownCall(records, id);
  const ownVersions = own?.versions.map(({ version }) => version) ?? [];
  const isBuiltIn = builtIn().has(id);
  const entry = own && ownVersions.length > 0 ? readProfile(id, profileText(id, own.versions)) : builtIn().get(id);
  return entry ? { ...entry, isBuiltIn, ownVersions } : null;
}

function readProfile(id: string, text: string): ConvocatoriaEntry {
  const kept = readProfiles.get(id);
  if (kept?.text === text) return kept.entry;
  const entry = convocatoriaFrom(text, id);
  if (readProfiles.size >= mostProfiles) readProfiles.clear();
  readProfiles.set(id, { text, entry });
  return entry;
}

/** The call of a reference `ID` (its latest official version) or `ID@VERSION`. Throws UserError `convocatoria-unknown`. */
export function callOf(records: Records, reference: string): Convocatoria {
  const [id = "", version] = reference.split("@");
  const entry = callEntry(records, id);
  const found = entry?.versions.find((candidate) => candidate.version === (version ?? entry.latestOfficial));
  if (!found)
    throw new UserError("convocatoria-unknown", {
      id: reference,
      known: callEntries(records)
        .map((each) => each.id)
        .join(", "),
    });
  return found;
}

/** Every call in its latest official version, or its last where none is. */
export function knownCalls(records: Records): Convocatoria[] {
  return callEntries(records).flatMap(({ versions, latestOfficial }) => {
    const found = versions.find(({ version }) => version === latestOfficial) ?? versions.at(-1);
    return found ? [found] : [];
  });
}

export function referenceOf({ id, version }: Pick<Convocatoria, "id" | "version">): string {
  return `${id}@${version}`;
}
