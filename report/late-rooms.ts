// Doors to the parts that only some commands enter: what draws, typesets and exports takes a third of a second to load, more than most commands run.
import type { Convocatoria } from "../analysis/index.ts";
import type { KitInput, WrittenKit } from "./kit.ts";

/** See memoria-files.ts. */
export const writeMemoria: typeof import("./memoria-files.ts").writeMemoria = async (...words) =>
  (await import("./memoria-files.ts")).writeMemoria(...words);
/** See output-dir.ts. */
export const writableOutput: typeof import("./output-dir.ts").writableOutput = async (...words) =>
  (await import("./output-dir.ts")).writableOutput(...words);
/** See exports/index.ts. */
export const exportAnalysis: typeof import("./exports/index.ts").exportAnalysis = async (...words) =>
  (await import("./exports/index.ts")).exportAnalysis(...words);
/** See originals.ts. */
export const addOriginals = async (...words: Parameters<typeof import("./originals.ts").addOriginals>) =>
  (await import("./originals.ts")).addOriginals(...words);
/** See kit.ts. */
export const writeKit = async (input: KitInput): Promise<WrittenKit> => (await import("./kit.ts")).writeKit(input);
/** See verify.ts. */
export const verifyMemoria: typeof import("./verify.ts").verifyMemoria = async (...words) =>
  (await import("./verify.ts")).verifyMemoria(...words);
/** See markdown.ts. */
export const parseTexts = async (...words: Parameters<typeof import("./markdown.ts").parseTexts>) =>
  (await import("./markdown.ts")).parseTexts(...words);
/** See convocatoria-table.ts. */
export const convocatoriaRows = async (...words: Parameters<typeof import("./convocatoria-table.ts").convocatoriaRows>) =>
  (await import("./convocatoria-table.ts")).convocatoriaRows(...words);
/** See annexes.ts. */
export async function* rejectedLinesCsv(...words: Parameters<typeof import("./annexes.ts").rejectedLinesCsv>): AsyncGenerator<string> {
  yield* (await import("./annexes.ts")).rejectedLinesCsv(...words);
}
/** See exports/tables.ts. */
export const analysisTables = async (...words: Parameters<typeof import("./exports/tables.ts").analysisTables>) =>
  (await import("./exports/tables.ts")).analysisTables(...words);
/** See exports/chart-series.ts. */
export const chartSeries = async (...words: Parameters<typeof import("./exports/chart-series.ts").chartSeries>) =>
  (await import("./exports/chart-series.ts")).chartSeries(...words);
/** See exports/tables.ts. */
export const tableAsArrow = async (...words: Parameters<typeof import("./exports/tables.ts").tableAsArrow>) =>
  (await import("./exports/tables.ts")).tableAsArrow(...words);
/** The PDF of a receipt, from the JSON text of its facts; see receipt.ts. */
export async function writeReceipt(factsText: string): Promise<Uint8Array> {
  const { receiptPdf, receiptSchema } = await import("./receipt.ts");
  return receiptPdf(receiptSchema.parse(JSON.parse(factsText)));
}
/** The table that a difusor's incidents are written into; see kit/templates.ts. */
export async function incidentTemplate(call: Convocatoria, format: "csv" | "xlsx"): Promise<Buffer> {
  const [{ incidentCsv, incidentWorkbook }, { wordsOf }] = await Promise.all([import("./kit/templates.ts"), import("./locale/words.ts")]);
  const words = wordsOf("es");
  return format === "csv" ? Buffer.from(incidentCsv(words, call)) : incidentWorkbook(words, call);
}
/** See exports/xlsx.ts. */
export const tablesWorkbook = async (...words: Parameters<typeof import("./exports/xlsx.ts").workbook>) =>
  (await import("./exports/xlsx.ts")).workbook(...words);
/** See comparison/shown.ts. */
export const comparisonShown = async (...words: Parameters<typeof import("./comparison/shown.ts").comparisonShown>) =>
  (await import("./comparison/shown.ts")).comparisonShown(...words);
/** See comparison/shown.ts. */
export const comparisonNotes = async (...words: Parameters<typeof import("./comparison/sizing-shown.ts").comparisonNotes>) =>
  (await import("./comparison/sizing-shown.ts")).comparisonNotes(...words);
/** See comparison/data.ts. */
export const comparisonData = async (...words: Parameters<typeof import("./comparison/data.ts").comparisonData>) =>
  (await import("./comparison/data.ts")).comparisonData(...words);
/** See comparison/write.ts. */
export const writeComparison: typeof import("./comparison/write.ts").writeComparison = async (...words) =>
  (await import("./comparison/write.ts")).writeComparison(...words);
/** See election/write.ts. */
export const writeElection: typeof import("./election/write.ts").writeElection = async (...words) =>
  (await import("./election/write.ts")).writeElection(...words);
