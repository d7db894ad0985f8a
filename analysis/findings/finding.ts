// What a rule of findings is: a pure function over the figures and the evidence gathered once, with its threshold in words.
import { isoInZone } from "../../ingest/index.ts";
import type { Analysis } from "../analysis.ts";
import type { Convocatoria } from "../convocatoria.ts";
import type { AnalysisWords } from "../locale/words.ts";
import { formatDateTime } from "../wording.ts";
import type { FindingEvidence } from "./evidence-types.ts";

export type Finding = Analysis["findings"][number];
export type Figures = Omit<Analysis, "findings" | "warnings">;

/** All that a rule may look at. */
export interface Facts {
  analysis: Figures;
  convocatoria: Convocatoria | null;
  evidence: FindingEvidence;
  words: AnalysisWords;
}

/** A finding before it gets its rule's id and threshold. */
export interface Draft extends Omit<Finding, "id" | "threshold"> {
  /** Told apart from others of its rule; default: the rule's id. */
  id?: string;
  /** How much of the period it is about, 0..1: of two findings of one severity the heavier comes first. */
  weight: number;
}

export interface Rule {
  id: string;
  /** From which figures on the rule speaks, its least count included. */
  threshold: (words: AnalysisWords) => string;
  find: (facts: Facts) => Draft[];
}

/** Start and end of the period that the findings are of, in epoch seconds. */
export function periodSeconds({ period }: Figures): { startSecond: number; endSecond: number } {
  return { startSecond: Date.parse(period.start) / 1000, endSecond: Date.parse(period.end) / 1000 };
}

/** "8 de diciembre de 2024, 21:33 h" in the zone of the period. */
export function momentOf({ analysis: { period }, words }: Pick<Facts, "analysis" | "words">, second: number): string {
  return formatDateTime(isoInZone(second, period.timeZone), period.timeZone, words.language);
}

/** `part` of `whole`; 0 of nothing. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

export function sumOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
