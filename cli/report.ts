// memoria report: the whole job, from logs to the memoria on disk.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Analysis, printable } from "../analysis/index.ts";
import { readFailure, UserError } from "../ingest/index.ts";
import { type Objection, parseTexts, type Texts, writableOutput, writeMemoria } from "../report/index.ts";
import { analysed } from "./analysis.ts";
import { rejectedLinesExit } from "./analyze.ts";
import { figuresText, ledgerText } from "./figures.ts";
import { analysisOptions, callersPath, readArguments, readingOptions, shareOption } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

export async function report(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [
    ...readingOptions,
    ...analysisOptions,
    "data",
    "delivery",
    "texts",
    "strict",
    "out",
    "originals",
    "json",
  ]);
  const limit = shareOption("max-rejected", parsed.options["max-rejected"]);
  const outDir = callersPath(parsed.options.out ?? "memoria");
  const texts = await readTexts(parsed.options.texts);
  // Told before the logs are read: an hour of parsing should not end at a folder that cannot be written.
  await writableOutput(outDir);
  // What comes through a pipe is gone when it has been read.
  if (parsed.options.originals && parsed.words.includes("-")) throw new UserError("usage", { given: "--originals -", expected: "" });
  const { analysis, files: originals, ...rest } = await analysed(parsed, { withLines: true });
  const { files, pending, objections } = await writeMemoria({
    ...{ analysis, ...rest, texts, outDir, language: lang },
    originals: parsed.options.originals ? originals : null,
  });
  const exitCode = Math.max(rejectedLinesExit(analysis, limit, lang), parsed.options.strict && pending.length > 0 ? 1 : 0);
  if (parsed.options.json) {
    process.stdout.write(`${JSON.stringify({ files, pending, objections })}\n`);
    return exitCode;
  }
  process.stdout.write(`${memoriaText({ analysis, files, objections, outDir }, lang)}\n`);
  return exitCode;
}

/** What is told of a memoria that was written. */
export function memoriaText(
  {
    analysis,
    files,
    objections,
    outDir,
  }: { analysis: Analysis; files: readonly { name: string }[]; objections: readonly Objection[]; outDir: string },
  lang: Language,
): string {
  const w = words[lang];
  const lines = [
    ledgerText(analysis.ledger, lang),
    "",
    figuresText(analysis, lang),
    "",
    ...files.filter((file) => !file.name.includes("/")).map((file) => w.written(printable(path.join(outDir, file.name)))),
    w.written(printable(path.join(outDir, "anexos", path.sep))),
    "",
    w.objections.title,
    ...(objections.length === 0 ? [`  ${w.objections.none}`] : objections.map(objectionLine)),
  ];
  return lines.join("\n");
}

function objectionLine({ section, text, weight }: Objection): string {
  return `  ${weight === "grave" ? "!" : "·"} ${printable(section)}: ${printable(text)}`;
}

async function readTexts(file: string | undefined): Promise<Texts> {
  if (file === undefined) return { sections: {} };
  const text = await readFile(callersPath(file), "utf8").catch((error: unknown) => {
    throw readFailure(error, file);
  });
  return parseTexts(text, file);
}
