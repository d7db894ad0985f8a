// Charts on paper: title, subtitle and the drawing as vectors, whole on one page.
import SVGtoPDF from "svg-to-pdfkit";
import type { Drawing } from "../charts/render.ts";
import type { ChartBlock } from "../document.ts";
import { LIGHT } from "../palette.ts";
import { CONTENT_WIDTH, leading, PAGE, SIZE } from "./geometry.ts";
import type { Sheet } from "./sheet.ts";
import { fontName, type Line } from "./typesetter.ts";

function titleLines(sheet: Sheet, block: ChartBlock): { title: Line[]; subtitle: Line[] } {
  return {
    title: sheet.type.wrap([{ text: block.title, style: "plain" }], SIZE.body, CONTENT_WIDTH, "semibold"),
    subtitle: sheet.type.wrap([{ text: block.subtitle, style: "plain" }], SIZE.small, CONTENT_WIDTH),
  };
}

function drawingHeight(drawing: Drawing): number {
  return (drawing.heightPx * CONTENT_WIDTH) / drawing.widthPx;
}

/** Everything of a chart, with the room before it. */
export function chartHeight(sheet: Sheet, block: ChartBlock, drawing: Drawing): number {
  const { title, subtitle } = titleLines(sheet, block);
  return 8 + title.length * leading(SIZE.body) + subtitle.length * leading(SIZE.small) + 6 + drawingHeight(drawing) + 6;
}

export function drawChart(sheet: Sheet, block: ChartBlock, drawing: Drawing): void {
  sheet.ensure(chartHeight(sheet, block, drawing));
  if (!sheet.isPageEmpty) sheet.y += 8;
  const { title, subtitle } = titleLines(sheet, block);
  sheet.tagged("P", () => {
    for (const line of title) {
      sheet.line(line, PAGE.left, sheet.y, { sizePt: SIZE.body });
      sheet.y += leading(SIZE.body);
    }
    for (const line of subtitle) {
      sheet.line(line, PAGE.left, sheet.y, { sizePt: SIZE.small, color: LIGHT.muted });
      sheet.y += leading(SIZE.small);
    }
  });
  sheet.y += 6;
  const height = drawingHeight(drawing);
  const bbox: [number, number, number, number] = [PAGE.left, sheet.y, PAGE.left + CONTENT_WIDTH, sheet.y + height];
  sheet.tagged("Figure", () => drawVectors(sheet, drawing, height), { alt: block.alt, bbox });
  sheet.y += height + 6;
}

function drawVectors(sheet: Sheet, drawing: Drawing, height: number): void {
  // Half of the time of a document with maps and curves would go into drawings that are thrown away.
  if (sheet.isDraft) return;
  sheet.doc.save();
  SVGtoPDF(sheet.doc, drawing.svg, PAGE.left, sheet.y, {
    width: CONTENT_WIDTH,
    height,
    assumePt: true,
    preserveAspectRatio: "xMinYMin meet",
    fontCallback: (_family, bold, italic) => fontName(bold ? "semibold" : italic ? "italic" : "regular"),
  });
  sheet.doc.restore();
}
