// Observations: what the institute remarks on a section of a version, what the difusor answers, and when it was settled.
import { type Actor, note } from "./audit.ts";
import { type Records, stamp } from "./records.ts";

export interface Observation {
  id: string;
  delivery: string;
  version: number;
  /** Id of the section that it is on. */
  section: string;
  text: string;
  person: string;
  at: string;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: string | null;
  closedBy: string | null;
  closedAt: string | null;
}

const columns = `id, delivery, version, section, text, person, at, answer, answered_by AS answeredBy, answered_at AS answeredAt,
  closed_by AS closedBy, closed_at AS closedAt`;

/** The newest first. */
export function observationsOf({ db }: Records, delivery: string): Observation[] {
  return db.all<Observation>(`SELECT ${columns} FROM observations WHERE delivery = $delivery ORDER BY at DESC, id`, {
    $delivery: delivery,
  });
}

/** How many of each delivery are not settled yet. */
export function openObservations({ db }: Records): Map<string, number> {
  const rows = db.all<{ delivery: string; count: number }>(
    "SELECT delivery, count(*) AS count FROM observations WHERE closed_at IS NULL GROUP BY delivery",
  );
  return new Map(rows.map(({ delivery, count }) => [delivery, count]));
}

/** `id` comes with the form, so that one that is sent twice is kept once; false: it was there already. */
export function addObservation(
  records: Records,
  actor: Actor,
  given: Pick<Observation, "id" | "delivery" | "version" | "section" | "text">,
): boolean {
  return records.db.transaction(() => {
    const added = records.db.run(
      `INSERT INTO observations (id, delivery, version, section, text, person, at)
       VALUES ($id, $delivery, $version, $section, $text, $person, $at) ON CONFLICT (id) DO NOTHING`,
      {
        $id: given.id,
        $delivery: given.delivery,
        $version: given.version,
        $section: given.section,
        $text: given.text,
        $person: actor.person?.id ?? "",
        $at: stamp(records),
      },
    );
    if (added === 0) return false;
    note(records, actor, "observation.made", given.delivery, { observation: given.id, version: given.version, section: given.section });
    return true;
  });
}

/** False: it was answered or settled a moment ago, or there is none of this id. */
export function answerObservation(
  records: Records,
  actor: Actor,
  given: Pick<Observation, "id" | "delivery"> & { answer: string },
): boolean {
  return records.db.transaction(() => {
    const answered = records.db.run(
      `UPDATE observations SET answer = $answer, answered_by = $person, answered_at = $at
       WHERE id = $id AND delivery = $delivery AND answer IS NULL AND closed_at IS NULL`,
      {
        $id: given.id,
        $delivery: given.delivery,
        $answer: given.answer,
        $person: actor.person?.id ?? "",
        $at: stamp(records),
      },
    );
    if (answered === 0) return false;
    note(records, actor, "observation.answered", given.delivery, { observation: given.id });
    return true;
  });
}

/** False: it was settled a moment ago, or there is none of this id. */
export function closeObservation(records: Records, actor: Actor, { id, delivery }: Pick<Observation, "id" | "delivery">): boolean {
  return records.db.transaction(() => {
    const values = { $id: id, $delivery: delivery, $person: actor.person?.id ?? "", $at: stamp(records) };
    const closed = records.db.run(
      "UPDATE observations SET closed_at = $at, closed_by = $person WHERE id = $id AND delivery = $delivery AND closed_at IS NULL",
      values,
    );
    if (closed === 0) return false;
    note(records, actor, "observation.closed", delivery, { observation: id });
    return true;
  });
}
