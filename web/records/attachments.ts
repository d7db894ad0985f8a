// Tables that a delivery has beside its logs, as they were handed in: exclusions, monitor exports, declared averages.
import { type Actor, note } from "./audit.ts";
import { touchDelivery } from "./deliveries.ts";
import { newId, type Records, stamp } from "./records.ts";

export type AttachmentKind = "exclusions" | "monitor" | "averages";

export interface Attachment {
  id: string;
  delivery: string;
  kind: AttachmentKind;
  name: string;
  /** For people, in Spanish: "12 exclusiones". */
  summary: string;
  person: string;
  createdAt: string;
}

const columns = "id, delivery, kind, name, summary, person, created_at AS createdAt";

/** There may be many monitors; of the others a new one takes the old one's place. */
export function addAttachment(
  records: Records,
  actor: Actor,
  given: Pick<Attachment, "delivery" | "kind" | "name" | "summary"> & { content: Uint8Array },
): string {
  const id = newId();
  const at = stamp(records);
  return records.db.transaction(() => {
    if (given.kind !== "monitor")
      records.db.run("UPDATE attachments SET removed_at = $at WHERE delivery = $delivery AND kind = $kind AND removed_at IS NULL", {
        $at: at,
        $delivery: given.delivery,
        $kind: given.kind,
      });
    records.db.run(
      `INSERT INTO attachments (id, delivery, kind, name, content, summary, person, created_at)
       VALUES ($id, $delivery, $kind, $name, $content, $summary, $person, $at)`,
      {
        $id: id,
        $delivery: given.delivery,
        $kind: given.kind,
        $name: given.name,
        $content: given.content,
        $summary: given.summary,
        $person: actor.person?.id ?? "",
        $at: at,
      },
    );
    touchDelivery(records, given.delivery);
    note(records, actor, "attachment.added", given.delivery, { attachment: id, kind: given.kind });
    return id;
  });
}

export function attachmentsOf({ db }: Records, delivery: string): Attachment[] {
  return db.all<Attachment>(
    `SELECT ${columns} FROM attachments WHERE delivery = $delivery AND removed_at IS NULL ORDER BY created_at, id`,
    {
      $delivery: delivery,
    },
  );
}

/** The bytes of one of a delivery's attachments; null: it has none of this id. */
export function attachmentContent({ db }: Records, delivery: string, id: string): Uint8Array | null {
  const values = { $id: id, $delivery: delivery };
  return (
    db.get<{ content: Uint8Array }>("SELECT content FROM attachments WHERE id = $id AND delivery = $delivery", values)?.content ?? null
  );
}

export function removeAttachment(records: Records, actor: Actor, { delivery, id }: Pick<Attachment, "delivery" | "id">): boolean {
  return records.db.transaction(() => {
    const values = { $id: id, $delivery: delivery, $at: stamp(records) };
    const removed = records.db.run(
      "UPDATE attachments SET removed_at = $at WHERE id = $id AND delivery = $delivery AND removed_at IS NULL",
      values,
    );
    if (removed === 0) return false;
    touchDelivery(records, delivery);
    note(records, actor, "attachment.removed", delivery, { attachment: id });
    return true;
  });
}
