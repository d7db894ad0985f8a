// The one document that both renderers print: its block types, and short ways to make them.
import type { TopLevelSpec } from "vega-lite";
import type { Language } from "../analysis/index.ts";

/** A run of text of one style. `code` is a path, a name or a hash: it may break anywhere. */
export interface Inline {
  text: string;
  style: "plain" | "strong" | "emphasis" | "code";
}
export type RichText = readonly Inline[];

export type Verdict = "cumple" | "incumple" | "no-verificable" | "indicio";

export interface Heading {
  kind: "heading";
  level: 1 | 2 | 3;
  /** The level in the structure for assistive technology, where none is skipped. */
  depth: 1 | 2 | 3;
  /** Names the place for links, bookmarks and the contents; unique in the document. */
  id: string;
  text: string;
  /** The clause that asks for what follows, printed beside the title. */
  clause: string | null;
}
export interface Paragraph {
  kind: "paragraph";
  text: RichText;
}
export interface List {
  kind: "list";
  ordered: boolean;
  items: RichText[];
  /** In the small size of tables. */
  isClose?: boolean;
}
export interface Metric {
  label: string;
  value: string;
  note: string | null;
}
/** Up to four figures side by side. */
export interface MetricRow {
  kind: "metrics";
  items: Metric[];
}
/** Up to three verdicts side by side, told by shape and word; where no target allows a verdict, the word is the figure. */
export interface VerdictRow {
  kind: "verdicts";
  items: { label: string; verdict: Verdict | null; word: string; detail: string }[];
}
export interface Column {
  title: string;
  kind: "text" | "number" | "code" | "verdict";
}
export type Cell = string | { verdict: Verdict; word: string };
export interface Table {
  kind: "table";
  id: string;
  caption: string;
  columns: Column[];
  rows: Cell[][];
  /** The last row adds up the others. */
  totalRow: boolean;
  /** Said under the table: what is left out, and where it is. */
  note: string | null;
}
/** The values of a chart by their place in the drawing, for reading them one by one on screen. */
export interface Reading {
  /** What each value of a point is. */
  heads: string[];
  /** In px of the drawing; `y` null: the point stands for the whole height. */
  points: { x: number; y: number | null; name: string; values: (number | string)[] }[];
}
export interface ChartBlock {
  kind: "chart";
  id: string;
  spec: TopLevelSpec;
  /** What the chart shows, as a finding. */
  title: string;
  /** Unit, period and zone. */
  subtitle: string;
  alt: string;
  /** The figures of the chart, where no table beside it gives them; folded away on screen, and not repeated in print. */
  dataTable: Table | null;
  /** Left out where the drawing has its values beside its marks. */
  reading?: Reading;
}
export interface Definitions {
  kind: "definitions";
  /** A short one stands beside the next short one. */
  items: { term: string; text: RichText; isShort?: boolean }[];
  /** In the small size of tables: one of many. */
  isClose?: boolean;
}
export interface Note {
  kind: "note";
  tone: "note" | "attention";
  text: RichText;
}
export interface PageBreak {
  kind: "page-break";
  /** Also where much of the page before is left empty: what follows is a sheet by itself. */
  isAlways?: boolean;
}
/** Lines to be filled in by hand, party beside party, and a box for a stamp. */
export interface Signature {
  kind: "signature";
  parties: { title: string; fields: readonly string[] }[];
  stamp: string;
}

export type Block = Heading | Paragraph | List | MetricRow | VerdictRow | Table | ChartBlock | Definitions | Note | PageBreak | Signature;

/** The first page: who, what for, when. */
export interface Cover {
  institute: string | null;
  title: string;
  subtitle: string | null;
  difusor: string;
  facts: { term: string; text: string }[];
  note: string | null;
}

export interface Document {
  /** Of its own words; texts that are quoted stay as they are. */
  language: Language;
  /** The same as HTML and PDF name it. */
  languageTag: string;
  /** For the window title and the file's properties. */
  title: string;
  subject: string;
  author: string;
  keywords: string[];
  /** ISO 8601: the moment that the document says it was made. */
  createdAt: string;
  /** The line at the head of every page. */
  runningHead: string;
  cover: Cover;
  /** What required sections still lack, as the summary lists it. */
  pending: { section: string; sentence: string }[];
  contentsTitle: string;
  /** Headings up to this level are in the contents. */
  contentsLevel: 1 | 2;
  blocks: Block[];
}

export function plain(text: string): RichText {
  return [{ text, style: "plain" }];
}

export function strong(text: string): Inline {
  return { text, style: "strong" };
}

/** Text with `**strong**`, `*emphasis*` and `` `code` ``, for texts of the program itself. */
export function rich(text: string): RichText {
  const runs: Inline[] = [];
  for (const part of text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/u)) {
    if (part === "") continue;
    if (part.startsWith("**")) runs.push({ text: part.slice(2, -2), style: "strong" });
    else if (part.startsWith("*") && part.length > 2) runs.push({ text: part.slice(1, -1), style: "emphasis" });
    else if (part.startsWith("`")) runs.push({ text: part.slice(1, -1), style: "code" });
    else runs.push({ text: part, style: "plain" });
  }
  return runs;
}

export function heading(level: 1 | 2 | 3, id: string, text: string, clause: string | null = null): Heading {
  return { kind: "heading", level, depth: level, id, text, clause };
}

/** The blocks with the headings' depth set: a small heading right under a large one is the next level, whatever its size. */
export function withoutSkippedLevels(blocks: Block[]): Block[] {
  let open: number[] = [];
  return blocks.map((block) => {
    if (block.kind !== "heading") return block;
    open = [...open.filter((level) => level < block.level), block.level];
    return { ...block, depth: Math.min(open.length, 3) as Heading["depth"] };
  });
}

/** A paragraph of the program's own words. Foreign text goes in through `plain`. */
export function paragraph(text: string | RichText): Paragraph {
  return { kind: "paragraph", text: typeof text === "string" ? plain(text) : text };
}

export function note(text: string | RichText, tone: Note["tone"] = "note"): Note {
  return { kind: "note", tone, text: typeof text === "string" ? plain(text) : text };
}

export function table(
  id: string,
  caption: string,
  columns: Column[],
  rows: Cell[][],
  extra: Partial<Pick<Table, "totalRow" | "note">> = {},
): Table {
  return { kind: "table", id, caption, columns, rows, totalRow: extra.totalRow ?? false, note: extra.note ?? null };
}
