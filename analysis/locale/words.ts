// The words of an analysis in a language: the Spanish tree gives the keys, and every other tree must have each of them.
import type { Language, Translated } from "../language.ts";
import * as english from "./en.ts";
import * as spanish from "./es-MX.ts";

/** Every word of findings, warnings, checked clauses and the comparison, by where it is told. */
export type AnalysisWords = Translated<Omit<typeof spanish, "language">> & { readonly language: Language };

const WORDS: Readonly<Record<Language, AnalysisWords>> = { es: spanish, en: english };

/** The words of a language. */
export function analysisWords(language: Language): AnalysisWords {
  return WORDS[language];
}
