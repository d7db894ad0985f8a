// Every word that the command line says by itself, by language.
import { en } from "./words/en.ts";
import { es, type Words } from "./words/es.ts";

export type { Words } from "./words/es.ts";

export const words: Record<"es" | "en", Words> = { es, en };
