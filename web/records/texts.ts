// The texts that a difusor writes, section by section, with every version that was saved.
import { touchDelivery } from "./deliveries.ts";
import { later, type Records, stamp } from "./records.ts";

/** As the file of --texts names them. */
export const textSections = ["registro", "analisis", "conclusiones", "recomendaciones", "comentarios"] as const;
export type TextSection = (typeof textSections)[number];

export interface KeptText {
  section: TextSection;
  text: string;
  revision: number;
  person: string;
  updatedAt: string;
}

const columns = "section, text, revision, person, updated_at AS updatedAt";

export function textsOf({ db }: Records, delivery: string): KeptText[] {
  return db.all<KeptText>(`SELECT ${columns} FROM texts WHERE delivery = $delivery`, { $delivery: delivery });
}

/** Of one section, the newest first. */
export function textHistory({ db }: Records, delivery: string, section: TextSection): Omit<KeptText, "section">[] {
  return db.all(
    "SELECT text, revision, person, at AS updatedAt FROM text_history WHERE delivery = $delivery AND section = $section ORDER BY id DESC",
    {
      $delivery: delivery,
      $section: section,
    },
  );
}

/**
 * Saves a section over the revision that its writer saw (0: none yet); answers the new revision, or null where somebody else has saved
 * one in between: nothing is lost then, as nothing is written.
 */
export function saveText(
  records: Records,
  given: { delivery: string; section: TextSection; text: string; revision: number; person: string },
): number | null {
  return records.db.transaction(() => {
    const values = { $delivery: given.delivery, $section: given.section };
    const there = records.db.get<{ revision: number; text: string }>(
      "SELECT revision, text FROM texts WHERE delivery = $delivery AND section = $section",
      values,
    );
    if ((there?.revision ?? 0) !== given.revision) return null;
    if (there?.text === given.text) return given.revision;
    const revision = given.revision + 1;
    const saved = { ...values, $text: given.text, $revision: revision, $person: given.person, $at: stamp(records) };
    records.db.run(
      `INSERT INTO texts (delivery, section, text, revision, person, updated_at)
       VALUES ($delivery, $section, $text, $revision, $person, $at)
       ON CONFLICT (delivery, section) DO UPDATE SET text = $text, revision = $revision, person = $person, updated_at = $at`,
      saved,
    );
    keepInHistory(records, given, revision);
    touchDelivery(records, given.delivery);
    return revision;
  });
}

/** While somebody types, each save that only adds to the last one, within these seconds, takes its place: all of it is in there. */
const growingSeconds = 300;

function keepInHistory(records: Records, given: Omit<KeptText, "revision" | "updatedAt"> & { delivery: string }, revision: number): void {
  const last = records.db.get<{ id: number; text: string; person: string; at: string }>(
    "SELECT id, text, person, at FROM text_history WHERE delivery = $delivery AND section = $section ORDER BY id DESC LIMIT 1",
    { $delivery: given.delivery, $section: given.section },
  );
  const isGrowing = last?.person === given.person && last.at > later(records, -growingSeconds) && isWithin(last.text, given.text);
  if (last && isGrowing) {
    const values = { $id: last.id, $text: given.text, $revision: revision };
    records.db.run("UPDATE text_history SET text = $text, revision = $revision WHERE id = $id", values);
    return;
  }
  records.db.run(
    `INSERT INTO text_history (delivery, section, text, revision, person, at)
     VALUES ($delivery, $section, $text, $revision, $person, $at)`,
    {
      $delivery: given.delivery,
      $section: given.section,
      $text: given.text,
      $revision: revision,
      $person: given.person,
      $at: stamp(records),
    },
  );
}

/** Whether `after` is `before` with something put in at one place. */
function isWithin(before: string, after: string): boolean {
  if (after.length < before.length) return false;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  return after.endsWith(before.slice(start));
}

/** All sections as one file of --texts; null: there is none with something in it. */
export function textsFile(records: Records, delivery: string): string | null {
  const written = textsOf(records, delivery).filter(({ text }) => text.trim() !== "");
  if (written.length === 0) return null;
  return textSections
    .flatMap((section) => written.filter((text) => text.section === section))
    .map(({ section, text }) => `# ${section}\n${withoutHeadings(text)}\n`)
    .join("\n");
}

/** A line `# ...` would open another section: one more sign makes it a heading inside this one. */
function withoutHeadings(text: string): string {
  return text.replace(/^#(?=\s)/gmu, "###");
}
