// One clear line for every user error, in Spanish or English.
import type { Language } from "../../analysis/index.ts";
import type { UserError, UserErrorCode, UserErrorFacts } from "../../ingest/index.ts";
import { detailIn } from "./details.ts";
import { englishErrors } from "./en/errors.ts";
import { spanishErrors } from "./es-MX/errors.ts";

export type { Language };

/** A message for every code: a code without one does not compile. */
export type ErrorMessages = { [Code in UserErrorCode]: (facts: UserErrorFacts[Code]) => string };

const MESSAGES: Readonly<Record<Language, ErrorMessages>> = { es: spanishErrors, en: englishErrors };

/** What went wrong, where, what was expected and what to do, in one line that is safe to show. */
export function errorMessage<Code extends UserErrorCode>(error: UserError<Code>, lang: Language): string {
  return MESSAGES[lang][error.code](factsIn(error.facts, lang));
}

/** Facts that those who hand them over write in Spanish. A column is a name of the user's, but for one that stands in brackets. */
const writtenFacts = ["expected", "place", "detail", "column"];

/** What is written in the facts, in the language of the reader. */
export function factsIn<Facts extends object>(facts: Facts, lang: Language): Facts {
  const told = Object.entries(facts).map(([name, fact]) => {
    const isWritten = typeof fact === "string" && writtenFacts.includes(name) && (name !== "column" || fact.startsWith("("));
    return [name, isWritten ? detailIn(fact, lang) : fact];
  });
  return Object.fromEntries(told) as Facts;
}
