// memoria report: the whole job, from logs to the memoria on disk.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { printable } from "../analysis/index.ts";
import { readFailure } from "../ingest/index.ts";
import { parseTexts, type Texts, writableOutput, writeMemoria } from "../report/index.ts";
import { analysed } from "./analysis.ts";
import { rejectedExit } from "./analyze.ts";
import { figuresText, ledgerText } from "./figures.ts";
import { analysisOptions, callersPath, readArguments, readingOptions, shareOption } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

export async function report(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [...readingOptions, ...analysisOptions, "data", "delivery", "texts", "strict", "out"]);
  const limit = shareOption("max-rejected", parsed.options["max-rejected"]);
  const outDir = callersPath(parsed.options.out ?? "memoria");
  const texts = await readTexts(parsed.options.texts);
  // Told before the logs are read: an hour of parsing should not end at a folder that cannot be written.
  await writableOutput(outDir);
  const { analysis, convocatoria, rejects, mask } = await analysed(parsed, { withRejects: true });
  const { files, pending } = await writeMemoria({ analysis, convocatoria, texts, rejects, mask, outDir });
  const w = words[lang];
  const lines = [
    ledgerText(analysis.ledger, lang),
    "",
    figuresText(analysis, lang),
    "",
    ...(pending.length > 0 ? [w.pending(pending.join("; "))] : []),
    ...files.filter((file) => !file.name.includes("/")).map((file) => w.written(printable(path.join(outDir, file.name)))),
    w.written(printable(path.join(outDir, "anexos", path.sep))),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return Math.max(rejectedExit(analysis.ledger.lines, limit, lang), parsed.options.strict && pending.length > 0 ? 1 : 0);
}

async function readTexts(file: string | undefined): Promise<Texts> {
  if (file === undefined) return { sections: {} };
  const text = await readFile(callersPath(file), "utf8").catch((error: unknown) => {
    throw readFailure(error, file);
  });
  return parseTexts(text, file);
}
