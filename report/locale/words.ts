// The words of a language: the Spanish tree gives the keys, and every other tree must have each of them.

import type { Language } from "../../analysis/index.ts";
import type { Column } from "../document.ts";
import * as english from "./en.ts";
import * as spanish from "./es-MX.ts";

/** The same shape with other texts: every text may be another, every function takes the same. */
type Translated<T> = T extends string
  ? string
  : T extends Column
    ? Column
    : T extends (...given: infer Given) => infer Told
      ? (...given: Given) => Translated<Told>
      : T extends object
        ? { [Key in keyof T]: Translated<T[Key]> }
        : T;

/** Every word that a person reads in a memoria, by where it is read. */
export type Words = Translated<Omit<typeof spanish, "language">> & { readonly language: Language };

const WORDS: Readonly<Record<Language, Words>> = { es: spanish, en: english };

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return WORDS[language];
}
