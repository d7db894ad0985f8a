// The words of a language: the Spanish tree gives the keys, and every other tree must have each of them.

import { type DefinitionId, type Language, ruleThreshold, type Translated } from "../../analysis/index.ts";
import type { Column } from "../document.ts";
import * as english from "./en.ts";
import * as spanish from "./es-MX.ts";

/** Every word that a person reads in a memoria, by where it is read. */
export type Words = Translated<Omit<typeof spanish, "language">, Column> & { readonly language: Language };

const WORDS: Readonly<Record<Language, Words>> = { es: spanish, en: english };

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}

/** Term and text of a definition. */
export function definitionOf(
  id: DefinitionId,
  parameters: { visitGap: string; target: string | null },
  language: Language = "es",
): [term: string, text: string] {
  return wordsOf(language).explained.definitionOf(id, parameters);
}

/** A rule of findings as it is explained: what it looks for, and from which figures on it speaks. */
export function findingRule(id: string, language: Language = "es"): { id: string; name: string; threshold: string } {
  return { id, name: wordsOf(language).findingRules.findingRuleNames[id] ?? id, threshold: ruleThreshold(id, language) };
}

/** A named period: "Periodo de publicación", "Publication period". */
export function periodName(name: string, language: Language = "es"): string {
  return wordsOf(language).terms.periodName(name);
}

/** Words of the list of calls. */
export function callWords(language: Language): Pick<Words["calls"], "listColumns" | "listStatus" | "tableColumns"> {
  return wordsOf(language).calls;
}

/** The word of a verdict in the midst of a line; null: what there is was not judged. */
export function verdictWord(verdict: keyof Words["terms"]["verdicts"] | null, language: Language): string {
  const { terms, availability } = wordsOf(language);
  return (verdict === null ? availability.notJudged : terms.verdicts[verdict]).toLowerCase();
}

/** Why a line was not recognised, in words where the code is known. */
export function rejectionReason(code: string, language: Language = "es"): string {
  return wordsOf(language).terms.rejectionReason(code);
}

/** Names of what visitors are shared out by: countries, states and devices, by their codes. */
export function shareNames(language: Language): Record<"countries" | "states" | "devices", (code: string) => string> {
  const { places, terms } = wordsOf(language);
  return { countries: places.countryName, states: places.stateName, devices: terms.agentName };
}
