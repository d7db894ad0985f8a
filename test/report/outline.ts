// A document as a compact text: titles, verdicts, figures, charts, and of each table its heads and first rows.
import type { Block, Cell, Document, RichText } from "../../report/document.ts";

const MOST_ROWS = 2;

function words(text: RichText): string {
  return text.map((run) => run.text).join("");
}

function cell(value: Cell): string {
  return typeof value === "string" ? value : `[${value.word}]`;
}

function lines(block: Block): string[] {
  switch (block.kind) {
    case "heading":
      return ["", `${"#".repeat(block.level)} ${block.text}${block.clause === null ? "" : ` (${block.clause})`}`];
    case "verdicts":
      return block.items.map((item) => `= ${item.label}: ${item.word} (${item.detail})`);
    case "metrics":
      return block.items.map((item) => `= ${item.label}: ${item.value}${item.note === null ? "" : ` (${item.note})`}`);
    case "chart":
      return [`~ ${block.title}`, `  ${block.subtitle}`];
    case "table": {
      const rows = [block.columns.map(({ title }) => title), ...block.rows.slice(0, MOST_ROWS).map((row) => row.map(cell))];
      return [`| ${block.caption} (${block.rows.length})`, ...rows.map((row) => `  ${row.join(" | ")}`)];
    }
    case "note":
      return [`! ${words(block.text)}`];
    case "list":
      return block.items.slice(0, block.ordered && block.isClose ? undefined : MOST_ROWS).map((item) => `- ${words(item)}`);
    case "definitions":
      return block.items.some(({ isShort }) => isShort) ? block.items.map(({ term, text }) => `: ${term}: ${words(text)}`) : [];
    case "signature":
      return [...block.parties.map(({ title, fields }) => `_ ${title}: ${fields.join(" | ")}`), `_ ${block.stamp}`];
    default:
      return [];
  }
}

/** Without hashes: they change with every byte of a log. */
export function outline({ cover, pending, blocks }: Document): string {
  const front = [cover.institute ?? "", cover.title, ...cover.facts.map(({ term, text }) => `: ${term}: ${text}`)];
  const lacking = pending.map(({ section, sentence }) => `! ${section}. ${sentence}`);
  return `${[...front, ...lacking, ...blocks.flatMap(lines)].join("\n").replace(/\b[0-9a-f]{64}\b/gu, "<sha256>")}\n`;
}
