// From figures to the text of test/bench/RESULTS.md: tables, goals with their verdicts, and the one marked part that is written anew.

export interface Goal {
  what: string;
  /** Null: it was not measured in this run. */
  figure: number | null;
  /** The goal is met when the figure is not beyond it. */
  limit: { atMost: number } | { atLeast: number };
  /** Behind the figure. */
  unit: string;
}

/** A part of the result with its heading. */
export interface Section {
  heading: string;
  /** Markdown; tables and sentences. */
  text: string;
  goals: readonly Goal[];
}

export type Verdict = "met" | "not met" | "not measured";

export function verdictOf({ figure, limit }: Goal): Verdict {
  if (figure === null) return "not measured";
  return ("atMost" in limit ? figure <= limit.atMost : figure >= limit.atLeast) ? "met" : "not met";
}

/** A figure with so many digits behind the point; an empty cell where it is not known. */
export function number(value: number | null, digits = 2): string {
  if (value === null || Number.isNaN(value)) return "";
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A table as the formatter has it: cells padded, all columns but the first to the right. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((name, i) => Math.max(name.length, 3, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? "").padEnd(width) : (cells[i] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(columns), rule, ...rows.map(line)].join("\n");
}

function goalsTable(goals: readonly Goal[]): string {
  const rows = goals.map((goal) => {
    const { limit, unit } = goal;
    const bound = "atMost" in limit ? `at most ${plain(limit.atMost)}` : `at least ${plain(limit.atLeast)}`;
    return [goal.what, goal.figure === null ? "" : `${plain(goal.figure)}${unit}`, `${bound}${unit}`, verdictOf(goal)];
  });
  return table(["goal", "figure", "limit", "verdict"], rows);
}

/** Three digits that count, and never an exponent. */
function plain(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

/** The whole of what one run found: the machine first, then the goals, then every section. */
export function resultText(head: string, sections: readonly Section[]): string {
  const goals = sections.flatMap((section) => section.goals);
  const parts = sections.map(({ heading, text }) => `### ${heading}\n\n${text.trim()}`);
  return [head, ...(goals.length === 0 ? [] : [`### Goals\n\n${goalsTable(goals)}`]), ...parts].join("\n\n");
}

export const marks = { begin: "<!-- bench: begin -->", end: "<!-- bench: end -->" } as const;

/** `document` with its marked part replaced and the rest as it was. Throws where the marks are not there once each. */
export function withMarkedPart(document: string, text: string): string {
  const [before, rest, ...more] = document.split(marks.begin);
  const [, after, ...others] = (rest ?? "").split(marks.end);
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0)
    throw new Error(`the document must have ${marks.begin} and ${marks.end} once each, in this order`);
  return `${before}${marks.begin}\n\n${text.trim()}\n\n${marks.end}${after}`;
}
