// Draws a chart's spec as an SVG text: the same for paper and screen, whatever the computer's zone, language or fonts.
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Document } from "../document.ts";

/** An SVG drawing and its size in px. */
export interface Drawing {
  svg: string;
  widthPx: number;
  heightPx: number;
}

/** Draws one spec. */
async function renderChart(spec: TopLevelSpec): Promise<Drawing> {
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none", logLevel: vega.Error });
  const svg = await view.toSVG();
  view.finalize();
  const [, width = "0", height = "0"] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/u.exec(svg) ?? [];
  return { svg, widthPx: Number(width), heightPx: Number(height) };
}

/** The drawings of all charts of a document, by the charts' ids. */
export async function renderCharts(document: Document): Promise<Map<string, Drawing>> {
  const drawings = new Map<string, Drawing>();
  for (const block of document.blocks) {
    if (block.kind === "chart") drawings.set(block.id, await renderChart(block.spec));
  }
  return drawings;
}
