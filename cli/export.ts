// memoria export: the tables of an analysis for other programs.
import path from "node:path";
import { printable } from "../analysis/index.ts";
import { UserError } from "../ingest/index.ts";
import { exportAnalysis, exportFormats, writableOutput } from "../report/index.ts";
import { analysed } from "./analysis.ts";
import { rejectedExit } from "./analyze.ts";
import { analysisOptions, callersPath, oneOf, readArguments, readingOptions, shareOption } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

/** `--format` says what to write, so the logs' own format is found, or was chosen when they were ingested. */
export async function exportCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [...readingOptions, ...analysisOptions, "data", "delivery", "out"]);
  const { format: given, ...options } = parsed.options;
  if (given === undefined) throw new UserError("usage", { given: "memoria export", expected: `--format ${exportFormats.join("|")}` });
  const format = oneOf("format", given, exportFormats, "csv");
  const limit = shareOption("max-rejected", options["max-rejected"]);
  const outDir = callersPath(options.out ?? "exportacion");
  await writableOutput(outDir);
  const { analysis } = await analysed({ ...parsed, options }, { withLines: false });
  const files = await exportAnalysis(analysis, format, outDir, lang);
  process.stdout.write(`${files.map(({ name }) => words[lang].written(printable(path.join(outDir, name)))).join("\n")}\n`);
  return rejectedExit(analysis.ledger.lines, limit, lang);
}
