// What every section of the memoria is given, and what it gives back.
import type { Analysis, Convocatoria, ConvocatoriaSection } from "../../analysis/index.ts";
import { formatDate, formatDateTime, zoneLabel } from "../../analysis/index.ts";
import { boundsWords } from "../charts/moment.ts";
import type { Block, Document } from "../document.ts";
import type { Words } from "../locale/words.ts";
import type { Texts } from "../markdown.ts";

export interface ReportInput {
  analysis: Analysis;
  convocatoria: Convocatoria | null;
  texts: Texts;
  /** The words of its language. */
  words: Words;
  /** Whether the lines that were not recognised go along as an annex. */
  hasRejects?: boolean;
  /** Hits in the sample that goes along as an annex; null: none does. */
  extractRows?: number | null;
  /** Whether the logs as they were handed in go along, packed. */
  hasOriginals?: boolean;
  /** What the sections before this one lack, as far as they are built. */
  pending?: Document["pending"];
  /** "3. Estadísticas de visitas", by the section's own id: what stands in this memoria and where. */
  sectionTitles?: ReadonlyMap<string, string>;
}

export interface SectionContent {
  blocks: Block[];
  /** What a required section still lacks and who provides it; each is a sentence. */
  pending: string[];
}

/** Builds one section. `required` is what the convocatoria asks for there, or null where it asks for nothing. */
export type SectionBuilder = (input: ReportInput, required: ConvocatoriaSection | null) => SectionContent;

/** "del 8 de diciembre de 2024, 20:00 h, al 10 de diciembre de 2024, 02:00 h". */
export function boundsPhrase(words: Words, bounds: { start: string; end: string }, timeZone: string): string {
  return words.frame.fromTo(formatDateTime(bounds.start, timeZone, words.language), formatDateTime(bounds.end, timeZone, words.language));
}

/** A day of the call, "2024-12-08", in words. */
export function dayWords(words: Words, day: string): string {
  return formatDate(`${day}T12:00:00Z`, "UTC", words.language);
}

/** The period of the analysis with its zone, as it is said under a chart or table. */
export function periodPhrase(words: Words, analysis: Analysis): string {
  return boundsWords(words, analysis.period);
}

/** A text that the difusor wrote, or null where there is none. */
export function userText(input: ReportInput, key: string): string | null {
  const text = input.texts.sections[key]?.trim() ?? "";
  return text === "" ? null : text;
}

/** The same text as the beginning of a sentence or cell. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same text after a colon or inside a sentence; a word in capitals stays as it is. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** The zone of a table's hours, told once; `moments` are those of the table, where they are not of the period. */
export function zoneNote(words: Words, { period }: Analysis, moments: readonly (string | null)[] = []): string {
  const sorted = moments.filter((at) => at !== null).toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return words.frame.zoneNote(zoneLabel(period.timeZone, sorted[0] ?? period.start, sorted.at(-1) ?? period.end, words.language));
}
