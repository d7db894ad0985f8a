// What ingest, analysis and report tell in Spanish inside of an error, a note or a list (a fact, not a message), in the language of the reader.
import type { Language } from "../../analysis/index.ts";
import { formatDetails } from "./en/format-details.ts";
import { schemaDetails } from "./en/schema-details.ts";
import { tableDetails } from "./en/table-details.ts";
import { usageDetails } from "./en/usage-details.ts";

/**
 * The English of each text, by the Spanish as it stands in the sources with `{}` for each value in it. In the English, in the same order:
 * `{}` is the value as it is, `{en}` the English of it, `{names}` a list of «names» in plain quotes.
 */
export type Details = Readonly<Record<string, string>>;

interface Pattern {
  shape: RegExp;
  english: string;
}

export const details: Details = { ...tableDetails, ...formatDetails, ...usageDetails, ...schemaDetails };

/** The text itself in Spanish; in English its English, and itself where it is nobody's (a value, a name, a path). */
export function detailIn(text: string, lang: Language): string {
  return lang === "es" ? text : english(text);
}

/** Reads these details and more of the same kind: the English of a text, and the text itself where it is nobody's. */
export function detailReader(more: Details): (text: string) => string {
  const exact: ReadonlyMap<string, string> = new Map(Object.entries({ ...details, ...more }));
  // Those with values in them; where several fit, the one that says most itself counts.
  const patterns: readonly Pattern[] = [...exact]
    .filter(([spanish]) => spanish.includes("{}"))
    .sort(([a], [b]) => b.length - a.length)
    .map(([spanish, english]) => ({ shape: new RegExp(`^${spanish.split("{}").map(literally).join("(.*?)")}$`, "su"), english }));
  const read = (text: string): string => {
    const known = exact.get(text);
    if (known !== undefined || text.length > mostCharacters) return known ?? text;
    for (const { shape, english } of patterns) {
      const values = shape.exec(text)?.slice(1);
      if (values) return filled(english, values, read);
    }
    return text;
  };
  return read;
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, "\\$&");
}

/** No text of ours is longer; a file's own in it may be, and is not searched for ever. */
const mostCharacters = 20_000;

function filled(template: string, values: readonly string[], english: (text: string) => string): string {
  let next = 0;
  return template.replace(/\{(en|names)?\}/gu, (_, how: string | undefined) => {
    const value = values[next++] ?? "";
    return how === "en" ? english(value) : how === "names" ? value.replaceAll(/[«»]/gu, '"').replaceAll('" o "', '" or "') : value;
  });
}

const english = detailReader({});
