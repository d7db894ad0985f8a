// Tables beside the logs: read at once by the rules of the command line, so that what is refused is told while its file is at hand.
import { countOf } from "../../analysis/index.ts";
import { readBaselineAverages, readExclusions, readMonitor, UserError } from "../../ingest/index.ts";
import type { FormFile } from "../app.ts";
import { requestAnalysis } from "../jobs/analyze.ts";
import { type AttachmentKind, addAttachment, attachmentsOf, removeAttachment } from "../records/attachments.ts";
import type { Actor } from "../records/audit.ts";
import { callOf } from "../records/calls.ts";
import type { Delivery } from "../records/deliveries.ts";
import { Problem, type Saying } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { requireChangeable } from "./changeable.ts";

const mostMonitors = 20;
const mostTold = 20;

export interface AddedAttachment {
  id: string;
  summary: string;
  /** What was read otherwise than as written. */
  notes: string[];
}

/** Takes a table, or tells every row for which it is refused: as with the command line, no row is left out in silence. */
export async function attach(
  services: Services,
  actor: Actor,
  of: Delivery,
  { kind, file }: { kind: AttachmentKind; file: FormFile },
): Promise<AddedAttachment | { refused: Saying[] }> {
  requireChangeable(services, of);
  if (kind === "monitor" && attachmentsOf(services, of.id).filter((each) => each.kind === "monitor").length >= mostMonitors)
    throw new Problem("invalid", `Se aceptan hasta ${mostMonitors} archivos de monitores; conviene retirar alguno.`);
  const name = file.name.replace(/^.*[/\\]/, "").slice(0, 200) || "tabla";
  let read: { summary: string; refused: UserError[]; notes: string[] };
  try {
    read = await readers[kind](file.content, { file: name, timeZone: callOf(services, of.call).timeZone.value });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refused: [error] };
  }
  const { summary, refused, notes } = read;
  if (refused.length > 0) {
    const told: Saying[] = refused.slice(0, mostTold);
    return { refused: refused.length > mostTold ? [...told, `Hay otros ${refused.length - mostTold} renglones por corregir.`] : told };
  }
  const id = addAttachment(services, actor, { delivery: of.id, kind, name, summary, content: file.content });
  requestAnalysis(services, of.id, actor.person?.id ?? null);
  return { id, summary, notes };
}

/** Throws Problem `not-found`. */
export function detach(services: Services, actor: Actor, of: Delivery, id: string): void {
  requireChangeable(services, of);
  if (!removeAttachment(services, actor, { delivery: of.id, id })) throw new Problem("not-found");
  requestAnalysis(services, of.id, actor.person?.id ?? null);
}

type Reader = (
  bytes: Uint8Array,
  from: { file: string; timeZone: string },
) => Promise<{ summary: string; refused: UserError[]; notes: string[] }>;

const readers: Readonly<Record<AttachmentKind, Reader>> = {
  async exclusions(bytes, from) {
    const { exclusions, refused, notes } = await readExclusions(bytes, from);
    return { summary: countOf(exclusions.length, "exclusión", "exclusiones"), refused, notes };
  },
  async monitor(bytes, from) {
    const { product, checks, refused, notes } = await readMonitor(bytes, from);
    return { summary: `${product}: ${countOf(checks.length, "comprobación", "comprobaciones")}`, refused, notes };
  },
  async averages(bytes, from) {
    const { averages, refused, notes } = await readBaselineAverages(bytes, from);
    return { summary: countOf(averages.length, "promedio diario", "promedios diarios"), refused, notes };
  },
};
