// The texts of a memoria: saved over the revision that their writer saw, and checked as the command line does.
import { UserError } from "../../ingest/index.ts";
import { errorMessage, parseTexts, registrationFields } from "../../report/index.ts";
import { type Actor, note } from "../records/audit.ts";
import type { Delivery } from "../records/deliveries.ts";
import { saveText, type TextSection, textsOf } from "../records/texts.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { requireChangeable } from "./changeable.ts";

export const mostTextCharacters = 100_000;

/** Answers the new revision; null: somebody else has saved one in between, and nothing was written. */
export function writeText(
  services: Services,
  actor: Actor,
  of: Delivery,
  given: { section: TextSection; text: string; revision: number },
): number | null {
  requireChangeable(services, of);
  const text = given.text.replace(/\r\n?/g, "\n");
  if (text.length > mostTextCharacters) throw new Problem("too-large", "El texto es demasiado largo: a lo más 100,000 caracteres.");
  const revision = saveText(services, { ...given, text, delivery: of.id, person: actor.person?.id ?? "" });
  // One line in the audit log for a writer and a section; its history has every text.
  if (revision !== null && given.revision === 0) note(services, actor, "text.begun", of.id, { section: given.section });
  return revision;
}

export interface RegistrationCheck {
  /** Null: every line is understood. */
  error: string | null;
  /** Fields that nobody has filled in, by their names on the cover. */
  missing: string[];
  /** The error itself, for whoever reads another language. */
  refusal: UserError | null;
}

/** What can be said of the registration data as they are now. */
export async function checkRegistration(services: Services, of: Pick<Delivery, "id">): Promise<RegistrationCheck> {
  const text = textsOf(services, of.id).find(({ section }) => section === "registro")?.text ?? "";
  try {
    // The heading stands on the line before, so that its lines are counted as the writer sees them.
    const { registration = [] } = await parseTexts(`# registro\n${text}`, "registro");
    const given = new Set<string>(registration.map(({ key }) => key));
    const missing = Object.entries(registrationFields).filter(([key]) => !given.has(key));
    return { error: null, refusal: null, missing: missing.map(([, name]) => name) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const refusal = lineOneLess(error);
    return { error: errorMessage(refusal, "es"), refusal, missing: [] };
  }
}

function lineOneLess(error: UserError): UserError {
  if (error.code !== "texts-invalid") return error;
  const facts = error.facts as { file: string; place: string; expected: string };
  const place = facts.place.replace(/\d+/, (number) => String(Number(number) - 1));
  return new UserError("texts-invalid", { ...facts, place });
}
