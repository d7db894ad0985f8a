// The words of memoria compare, in Spanish and in English.
import { en } from "./compare-en.ts";
import { es } from "./compare-es.ts";

export const compareWords: Record<"es" | "en", typeof es> = { es, en };
