// The comparison of elections as files: tables for other programs, or a PDF.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DeliveriesComparison } from "../../analysis/index.ts";
import { renderCharts } from "../charts/render.ts";
import { exportTables } from "../exports/index.ts";
import { publish } from "../output-dir.ts";
import { renderPdf } from "../pdf.ts";
import { comparisonData } from "./data.ts";
import { comparisonDocument } from "./document.ts";
import type { ComparisonFormat } from "./formats.ts";

const pdfName = "comparacion.pdf";

/**
 * Writes the comparison into `outDir`, all of it or nothing, and answers the files.
 * @param generatedAt ISO time that the PDF says it was made.
 * @throws UserError `output-not-writable`
 */
export async function writeComparison(
  comparison: DeliveriesComparison,
  { format, outDir, generatedAt }: { format: ComparisonFormat; outDir: string; generatedAt: string },
): Promise<{ name: string; bytes: number }[]> {
  return publish(outDir, async (dir) => {
    if (format !== "pdf") return exportTables(comparisonData(comparison), format, dir, "comparacion.xlsx");
    const document = comparisonDocument(comparison, generatedAt);
    await writeFile(join(dir, pdfName), await renderPdf(document, await renderCharts(document)));
    return [pdfName];
  });
}
