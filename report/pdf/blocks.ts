// Sets the blocks of a document down the pages, and keeps headings with what they announce.
import type { Drawing } from "../charts/render.ts";
import type { Block } from "../document.ts";
import { chartHeight, drawChart } from "./chart.ts";
import { definitionsStartHeight, drawDefinitions } from "./definitions.ts";
import { drawMetrics, drawVerdicts, metricsHeight, verdictsHeight } from "./figures.ts";
import { CONTENT_HEIGHT } from "./geometry.ts";
import type { Sheet } from "./sheet.ts";
import { drawSignature, signatureHeight } from "./signature.ts";
import { drawTable, tableStartHeight } from "./table.ts";
import { drawHeading, drawList, drawNote, drawParagraph, headingHeight, listStartHeight, paragraphHeight } from "./text-blocks.ts";

/** A main section starts a page of its own when less than this is left of the last one. */
const MAIN_SECTION_ROOM = CONTENT_HEIGHT * 0.3;

export type Drawings = ReadonlyMap<string, Drawing>;

/** What must fit under a heading for it to stay on the page. Definitions under a heading of the third level are a card, kept whole. */
function startHeight(sheet: Sheet, block: Block | undefined, drawings: Drawings, room = sheet.room, isCard = false): number {
  switch (block?.kind) {
    case "paragraph":
    case "note":
      return paragraphHeight(sheet, block.text);
    case "list":
      return listStartHeight(sheet, block);
    case "definitions":
      return definitionsStartHeight(sheet, block, isCard);
    case "metrics":
      return metricsHeight(sheet, block);
    case "verdicts":
      return verdictsHeight(sheet, block);
    case "signature":
      return signatureHeight(block);
    case "table":
      return tableStartHeight(sheet, block, room);
    case "chart": {
      const drawing = drawings.get(block.id);
      return drawing === undefined ? 0 : chartHeight(sheet, block, drawing);
    }
    default:
      return 0;
  }
}

/** What a short introduction, or a signature, keeps company with: the chart, table or card that it introduces, or the seal under it. */
function companyHeight(sheet: Sheet, blocks: Block[], index: number, drawings: Drawings, room: number): number {
  const [before, block, next] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (block?.kind !== "paragraph" && block?.kind !== "signature") return 0;
  if (next?.kind === "heading" && before?.kind === "heading" && next.level <= before.level) return 0;
  return next?.kind === "heading" ? keptHeight(sheet, blocks, index + 1, drawings, room) : startHeight(sheet, next, drawings, room);
}

/** The height of a heading, of the headings right under it, and of the start of the first block after them. */
function keptHeight(sheet: Sheet, blocks: Block[], index: number, drawings: Drawings, room = sheet.room): number {
  let height = 0;
  for (let next = index; next < blocks.length; next++) {
    const block = blocks[next];
    if (block?.kind === "heading") height += headingHeight(sheet, block);
    else {
      const before = blocks[next - 1];
      const start = startHeight(sheet, block, drawings, room - height, before?.kind === "heading" && before.level === 3);
      const withCompany = height + start + companyHeight(sheet, blocks, next, drawings, room - height - start);
      return withCompany < CONTENT_HEIGHT * 0.6 ? withCompany : height + start;
    }
  }
  return height;
}

type Drawers = { [Kind in Block["kind"]]: (sheet: Sheet, block: Extract<Block, { kind: Kind }>, drawings: Drawings) => void };

const DRAWERS: Drawers = {
  heading: drawHeading,
  paragraph: drawParagraph,
  list: drawList,
  metrics: drawMetrics,
  verdicts: drawVerdicts,
  table: drawTable,
  definitions: drawDefinitions,
  note: drawNote,
  signature: drawSignature,
  chart: (sheet, block, drawings) => {
    const drawing = drawings.get(block.id);
    if (drawing !== undefined) drawChart(sheet, block, drawing);
  },
  // A page that holds only the last lines of what went before is not left empty for the rest.
  "page-break": (sheet, { isAlways = false }) => {
    if (!sheet.isPageEmpty && (isAlways || sheet.room < CONTENT_HEIGHT * 0.7)) sheet.addPage();
  },
};

function drawBlock<Kind extends Block["kind"]>(sheet: Sheet, kind: Kind, block: Extract<Block, { kind: Kind }>, drawings: Drawings): void {
  DRAWERS[kind](sheet, block, drawings);
}

/** Draws all blocks from the top of a new page. */
export function drawBlocks(sheet: Sheet, blocks: Block[], drawings: Drawings): void {
  sheet.addPage();
  for (const [index, block] of blocks.entries()) {
    if (block.kind === "heading" && !sheet.isPageEmpty) {
      const kept = keptHeight(sheet, blocks, index, drawings);
      sheet.ensure(block.level === 1 ? Math.max(kept, MAIN_SECTION_ROOM) : kept);
    }
    drawBlock(sheet, block.kind, block, drawings);
  }
}
