// The words of memoria compare, in Spanish and in English.
import { en } from "./compare-english-words.ts";
import { es } from "./compare-spanish-words.ts";

export const compareWords: Record<"es" | "en", typeof es> = { es, en };
