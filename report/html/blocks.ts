// The blocks of a document as HTML elements.
import type { Drawing } from "../charts/render.ts";
import type { Block, Cell, ChartBlock, Column, Definitions, Heading, RichText, Signature, Table, Verdict } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { html, Markup } from "./template.ts";

function inline(text: RichText): Markup[] {
  return text.map((run) => {
    if (run.style === "strong") return html`<strong>${run.text}</strong>`;
    if (run.style === "emphasis") return html`<em>${run.text}</em>`;
    if (run.style === "code") return html`<code>${run.text}</code>`;
    return html`${run.text}`;
  });
}

const MARKS: Readonly<Record<Verdict, Markup>> = {
  cumple: html`<circle class="full-cumple" cx="8" cy="8" r="7"/>`,
  incumple: html`<rect class="full-incumple" x="1.5" y="1.5" width="13" height="13"/>`,
  "no-verificable": html`<circle class="open-no-verificable" cx="8" cy="8" r="6"/>`,
  indicio: html`<path class="open-indicio" d="M8 2 15 14H1Z"/>`,
};

function verdictMark(verdict: Verdict | null): Markup {
  return verdict === null ? html`` : html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">${MARKS[verdict]}</svg>`;
}

function heading({ level, depth, id, text, clause }: Heading): Markup {
  const below = clause === null ? html`` : html`<p class="clause">${clause}</p>`;
  const tag = new Markup(`h${depth + 1}`);
  return html`<${tag} id="${id}" class="level-${level}">${text}</${tag}>${below}`;
}

function cellContent(cell: Cell): Markup {
  return typeof cell === "string" ? html`${cell}` : html`${verdictMark(cell.verdict)}${cell.word}`;
}

/** A figure of more letters than these is a phrase, and may break into lines. */
const LONG_FIGURE = 24;
/** A text of more letters than these keeps a readable width on a narrow screen. */
const LONG_TEXT = 48;

function cellClass(cell: Cell, column: Column | undefined): string {
  const kind = column?.kind ?? "text";
  if (kind === "number" && typeof cell === "string" && cell.length > LONG_FIGURE) return "number long";
  if (kind === "text" && typeof cell === "string" && cell.length > LONG_TEXT) return "text long";
  return kind === "text" && typeof cell !== "string" ? "verdict" : kind;
}

function tableRow(table: Table, row: Cell[], isTotal: boolean): Markup {
  const cells = row.map((cell, index) => {
    const kind = cellClass(cell, table.columns[index]);
    if (index === 0 && row.length > 1) return html`<th scope="row" class="${kind}">${cellContent(cell)}</th>`;
    return html`<td class="${kind}">${cellContent(cell)}</td>`;
  });
  return isTotal ? html`<tr class="total">${cells}</tr>` : html`<tr>${cells}</tr>`;
}

/** Tables of more rows than these are set closer. */
const MOST_LOOSE_ROWS = 9;

/** A table in a box of its own that scrolls by touch, wheel or keyboard. */
function tableMarkup(table: Table): Markup {
  const head = table.columns.map((column) => html`<th scope="col" class="${column.kind}">${column.title}</th>`);
  const last = table.rows.length - 1;
  const rows = table.rows.map((row, index) => tableRow(table, row, table.totalRow && index === last));
  const under = table.note === null ? html`` : html`<p class="under">${table.note}</p>`;
  return html`<div class="scroll" role="group" tabindex="0" aria-labelledby="${table.id}">
<table${table.rows.length > MOST_LOOSE_ROWS ? html` class="close"` : null}><caption id="${table.id}">${table.caption}</caption><thead><tr>${head}</tr></thead><tbody>
${rows}
</tbody></table></div>${under}`;
}

/** The drawing without what only a file of its own needs; its words for assistive technology are the chart's. */
function inlineSvg(drawing: Drawing, alt: string): Markup {
  const inner = drawing.svg
    .replace(/^<svg[^>]*>/u, "")
    .replace(/<\/svg>\s*$/u, "")
    .replace(/ (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"/gu, "");
  return html`<svg role="img" aria-label="${alt}" viewBox="0 0 ${drawing.widthPx} ${drawing.heightPx}">${new Markup(inner)}</svg>`;
}

/** The points of a chart as lines of cells between tabs, for the page's script. */
function readingMarkup(words: Words, { reading, title }: ChartBlock): Markup | null {
  if (reading === undefined || reading.points.length === 0) return null;
  const cell = (value: number | string): string => String(value).replace(/[\t\n]/gu, " ");
  const lines = reading.points.map(({ x, y, name, values }) => [x, y ?? "", name, ...values].map(cell).join("\t"));
  const text = [reading.heads.map(cell).join("\t"), ...lines].join("\n");
  return html` data-reading-label="${words.charts.readingLabel(title)}" data-reading="${text}"`;
}

function chart(words: Words, block: ChartBlock, drawing: Drawing | undefined): Markup {
  if (drawing === undefined) return html``;
  const data =
    block.dataTable === null
      ? html``
      : html`<details class="data"><summary>${words.charts.dataSummary}</summary>${tableMarkup(block.dataTable)}</details>`;
  return html`<figure id="${block.id}"${readingMarkup(words, block)}><figcaption><strong>${block.title}</strong><span>${block.subtitle}</span></figcaption>
<div class="scroll" role="group" tabindex="0" aria-label="${block.title}">${inlineSvg(drawing, block.alt)}</div>${data}</figure>`;
}

/** Short entries stand two abreast where the page is wide enough. */
function definitions({ items }: Definitions): Markup {
  const isCard = items.some(({ isShort }) => isShort);
  const entries = items.map(
    ({ term, text, isShort }) => html`<dt>${term}</dt><dd${isShort ? html` class="short"` : null}>${inline(text)}</dd>`,
  );
  return html`<dl${isCard ? html` class="card"` : null}>${entries}</dl>`;
}

/** Lines to be filled in by hand on the printed page, and the box for the stamp. */
function signature({ parties, stamp }: Signature): Markup {
  const party = ({ title, fields }: Signature["parties"][number]): Markup =>
    html`<div><p><strong>${title}</strong></p>${fields.map((field) => html`<p class="line">${field}</p>`)}</div>`;
  return html`<section class="signature">${parties.map(party)}<p class="stamp">${stamp}</p></section>`;
}

/** One block of the document. */
export function blockMarkup(words: Words, block: Block, drawings: ReadonlyMap<string, Drawing>): Markup {
  switch (block.kind) {
    case "heading":
      return heading(block);
    case "paragraph":
      return html`<p>${inline(block.text)}</p>`;
    case "list": {
      const items = block.items.map((item) => html`<li>${inline(item)}</li>`);
      const close = block.isClose ? html` class="close"` : null;
      return block.ordered ? html`<ol${close}>${items}</ol>` : html`<ul${close}>${items}</ul>`;
    }
    case "metrics":
      return html`<div class="figures">${block.items.map(
        (item) => html`<div><span>${item.label}</span><strong>${item.value}</strong><span>${item.note}</span></div>`,
      )}</div>`;
    case "verdicts":
      return html`<div class="figures verdicts">${block.items.map(
        (item) =>
          html`<div><span>${item.label}</span><strong>${verdictMark(item.verdict)}${item.word}</strong><span>${item.detail}</span></div>`,
      )}</div>`;
    case "table":
      return tableMarkup(block);
    case "chart":
      return chart(words, block, drawings.get(block.id));
    case "definitions":
      return definitions(block);
    case "note":
      return html`<p class="note ${block.tone}">${inline(block.text)}</p>`;
    case "signature":
      return signature(block);
    case "page-break":
      return block.isAlways ? html`<div class="new-sheet"></div>` : html``;
  }
}
