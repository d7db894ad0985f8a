// What an administrator does with calls: enter one, amend one, correct or take out a version that no memoria answers yet.
import { type Convocatoria, checkedConvocatoria } from "../../analysis/index.ts";
import { UserError } from "../../ingest/index.ts";
import { type Actor, note } from "../records/audit.ts";
import { callEntry, ownCall, type ProfileVersion, profileText, saveOwnCall } from "../records/calls.ts";
import { deliveries } from "../records/deliveries.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { callFields, citedPath } from "./call-fields.ts";
import { type Errors, type FormValues, formFrom, textIn, valuesFrom } from "./call-values.ts";

/** What a form is for: a whole new call, a version that amends another, or another text of a version that was entered here. */
export type CallTask = { kind: "new" } | { kind: "amend" | "correct"; id: string; version: string };

export interface CallDraft {
  id: string;
  version: ProfileVersion;
  /** All versions of this call that were entered here, with this one among them. */
  versions: ProfileVersion[];
  errors: Errors;
  /** The profile resolved, where all of it fits. */
  call: Convocatoria | null;
}

/** Reads a form; changes nothing. Throws `not-found` for a version that is not there. */
export async function draftOf(services: Services, task: CallTask, form: FormValues): Promise<CallDraft> {
  const { values, errors } = valuesFrom(form);
  const id = task.kind === "new" ? idIn(services, form, errors) : task.id;
  const base = task.kind === "new" ? null : versionOf(services, task);
  const own = ownCall(services, id)?.versions ?? [];
  const before = task.kind === "correct" ? own.find(({ version }) => version === task.version) : undefined;
  if (task.kind === "correct" && !before) throw new Problem("not-found");
  const amends = task.kind === "amend" ? task.version : before?.amends;
  const ground = amends === undefined ? null : baseValues(task.kind === "amend" ? base : versionOf(services, { id, version: amends }));
  const changed = ground === null ? values : ((changes(ground, values) as Record<string, unknown> | undefined) ?? {});
  if (ground !== null && Object.keys(changed).length === 0) errors[""] = "Ningún valor cambia: una modificación señala al menos uno.";
  refuseUncited(changed, errors);
  refuseReversed(form, errors);
  const name = task.kind === "correct" ? task.version : versionIn(services, id, form, errors);
  const version: ProfileVersion = { version: name, ...sourceIn(form, errors), ...(amends !== undefined && { amends }), values: changed };
  const versions = task.kind === "correct" ? own.map((each) => (each.version === name ? version : each)) : [...own, version];
  const call = Object.keys(errors).length > 0 ? null : await resolved(id, name, versions, errors);
  return { id, version, versions, errors, call };
}

/** The form of a version as it stands; with its source where that version itself is corrected. Throws `not-found`. */
export function standingForm(services: Services, task: Exclude<CallTask, { kind: "new" }>): Record<string, string> {
  const call = versionOf(services, task);
  if (task.kind === "amend") return formFrom(call);
  if (!ownCall(services, task.id)?.versions.some(({ version }) => version === task.version)) throw new Problem("not-found");
  const { document, url, note: remark } = call.source;
  return {
    ...formFrom(call),
    ...{ "source.document": document, "source.url": url ?? "", "source.note": remark ?? "", status: call.status },
  };
}

/** Keeps a draft without errors. Throws `conflict` where somebody else has changed the call since `revision`, `invalid` where it is in use. */
export function keepDraft(services: Services, actor: Actor, task: CallTask, draft: CallDraft, revision: number): string {
  const reference = `${draft.id}@${draft.version.version}`;
  services.db.transaction(() => {
    if (task.kind === "correct") refuseUsed(services, reference);
    if (!saveOwnCall(services, { id: draft.id, versions: draft.versions, revision }, actor.person?.id ?? ""))
      throw new Problem("conflict", "Otra persona cambió esta convocatoria mientras tanto.");
    const action = { new: "call.made", amend: "call.amended", correct: "call.changed" }[task.kind];
    note(services, actor, action, draft.id, { version: draft.version.version });
  });
  return reference;
}

/** Throws `not-found`, and `invalid` where a memoria or another version stands on it. */
export function removeVersion(services: Services, actor: Actor, { id, version }: { id: string; version: string }): void {
  services.db.transaction(() => {
    const own = ownCall(services, id);
    if (!own?.versions.some((each) => each.version === version)) throw new Problem("not-found");
    refuseUsed(services, `${id}@${version}`);
    const above = own.versions.find(({ amends }) => amends === version);
    if (above) throw new Problem("invalid", `La versión ${above.version} la modifica: primero se quita esa.`);
    const versions = own.versions.filter((each) => each.version !== version);
    saveOwnCall(services, { id, versions, revision: own.revision }, actor.person?.id ?? "");
    note(services, actor, "call.removed", id, { version });
  });
}

/** How many memorias answer a version: it then stays as it is. */
export function usesOf(services: Services, reference: string): number {
  return deliveries(services).filter(({ call }) => call === reference).length;
}

export function versionOf(services: Services, { id, version }: { id: string; version: string }): Convocatoria {
  const found = callEntry(services, id)?.versions.find((each) => each.version === version);
  if (!found) throw new Problem("not-found");
  return found;
}

function refuseUsed(services: Services, reference: string): void {
  if (usesOf(services, reference) > 0)
    throw new Problem(
      "invalid",
      "Hay memorias técnicas que responden a esta versión: se conserva como está, y lo que cambie se registra como modificación.",
    );
}

function idIn(services: Services, form: FormValues, errors: Errors): string {
  const id = textIn(form, "id") ?? "";
  if (!/^[a-z0-9-]{3,60}$/.test(id)) errors["id"] = "De 3 a 60 letras minúsculas sin acento, números y guiones.";
  else if (callEntry(services, id)) errors["id"] = "Ya hay una convocatoria con esta clave.";
  return id;
}

function versionIn(services: Services, id: string, form: FormValues, errors: Errors): string {
  const name = textIn(form, "version") ?? "";
  if (!/^[a-z0-9.-]{1,40}$/.test(name)) errors["version"] = "Hasta 40 letras minúsculas sin acento, números, puntos y guiones.";
  else if (callEntry(services, id)?.versions.some(({ version }) => version === name))
    errors["version"] = "Esta convocatoria ya tiene una versión con ese nombre.";
  return name;
}

function sourceIn(form: FormValues, errors: Errors): Pick<ProfileVersion, "status" | "source"> {
  const document = textIn(form, "source.document");
  const url = textIn(form, "source.url");
  if (document === null) errors["source.document"] = "Falta el documento del que salen los valores.";
  if (url !== null && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)))
    errors["source.url"] = "Se espera una dirección que empiece con https://.";
  const status = textIn(form, "status") === "press" ? "press" : "official";
  return { status, source: { document: document ?? "", url, note: textIn(form, "source.note") } };
}

/** In the shape that a form is read in, so that what was not touched is equal. */
function baseValues(base: Convocatoria | null): Record<string, unknown> | null {
  return base && valuesFrom(formFrom(base)).values;
}

/** What differs, in the groups of the profile; a cited value or a list is taken whole. Undefined: nothing does. */
function changes(before: unknown, after: unknown): unknown {
  if (!isGroup(before) || !isGroup(after)) return JSON.stringify(before) === JSON.stringify(after) ? undefined : after;
  const changed = Object.entries(after).flatMap(([name, value]) => {
    const change = changes(before[name], value);
    return change === undefined ? [] : [[name, change] as const];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("clause" in value);
}

/** Every value that is stated says where: its clause, or a note on it. */
function refuseUncited(values: Record<string, unknown>, errors: Errors): void {
  for (const { path, isKnown } of callFields) {
    const cited = path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], values) as
      | { value: unknown; clause: string | null; note: string | null }
      | undefined;
    if (isKnown || !cited || cited.value === null || cited.clause !== null || cited.note !== null) continue;
    errors[`${citedPath(path)}.clause`] = "Falta la cláusula, o una nota que diga de dónde viene el valor.";
  }
}

const spans = [
  ["operation.start", "operation.end"],
  ["window.start", "window.end"],
  ["lastCut.start", "lastCut.end"],
  ["stage.firstDay", "stage.lastDay"],
  ["logs.firstDay", "logs.lastDay"],
] as const;

function refuseReversed(form: FormValues, errors: Errors): void {
  for (const [first, last] of spans) {
    const [from, until] = [textIn(form, first), textIn(form, last)];
    const isReversed = from !== null && until !== null && (first.endsWith("Day") ? until < from : until <= from);
    if (isReversed) errors[last] ??= "No es posterior al inicio.";
  }
}

/** By the rules of the profiles' own schema. */
async function resolved(id: string, version: string, versions: ProfileVersion[], errors: Errors): Promise<Convocatoria | null> {
  try {
    const entry = await checkedConvocatoria(profileText(id, versions), id);
    return entry.versions.find((each) => each.version === version) ?? null;
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== "convocatoria-invalid") throw error;
    const { place, expected } = error.facts as { place: string; expected: string };
    const path = place
      .replace(/^\/versions\/\d+(\/values)?\/?/, "")
      .replaceAll("/", ".")
      .replace(/\.value$/, "");
    const isField = callFields.some((field) => field.path === path) || path.startsWith("source.");
    errors[isField ? path : ""] = isField ? `Se espera ${expected}.` : `${place}: se espera ${expected}.`;
    return null;
  }
}
