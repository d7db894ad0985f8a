// Ids of duties, measures and parts of a memoria: the same words have the same id in every call, so that checks that know an id find it.
import { listConvocatorias } from "../../analysis/index.ts";

let known: ReadonlyMap<string, string> | null = null;

/** `scope`: `duty`, `measure`, or the id of a section. Words that no call has yet get an id of their own, made from them. */
export function knownIdOf(scope: string, title: string): string {
  known ??= gathered();
  return (
    known.get(`${scope} ${title}`) ??
    (title
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60) ||
      "otro")
  );
}

/** Duties that some call has, by id, with the words of the first. */
export function knownDuties(): { id: string; title: string }[] {
  const byId = new Map<string, string>();
  for (const { versions } of listConvocatorias())
    for (const { duties } of versions) for (const { id, value } of duties) if (!byId.has(id)) byId.set(id, value);
  return [...byId].map(([id, title]) => ({ id, title }));
}

function gathered(): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { versions } of listConvocatorias())
    for (const { duties, recordedMeasures, memoria } of versions) {
      for (const { id, value } of duties) ids.set(`duty ${value}`, id);
      for (const { id, title } of recordedMeasures.value ?? []) ids.set(`measure ${title}`, id);
      for (const section of memoria.sections) for (const { id, title } of section.parts) ids.set(`${section.id} ${title}`, id);
    }
  return ids;
}
