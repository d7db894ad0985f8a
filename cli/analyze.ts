// memoria analyze: the figures, as a table or as the JSON value.
import { type Analysis, explain } from "../analysis/index.ts";
import { analysed } from "./analysis.ts";
import { figuresText, ledgerText } from "./figures.ts";
import { analysisOptions, readArguments, readingOptions, shareOption } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

export async function analyzeCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [...readingOptions, ...analysisOptions, "data", "delivery", "json", "explain"]);
  const limit = shareOption("max-rejected", parsed.options["max-rejected"]);
  const { json, explain: key } = parsed.options;
  const { analysis, trace } = await analysed(parsed, { withLines: false });
  if (key !== undefined) {
    const explanation = explain(key, analysis, trace);
    const { explanationText, wordedExplanation } = await import("./explain.ts");
    const told = json ? JSON.stringify(wordedExplanation(explanation, analysis, lang)) : explanationText(explanation, analysis, lang);
    process.stdout.write(`${told}\n`);
    return 0;
  }
  const text = json ? JSON.stringify(analysis) : `${ledgerText(analysis.ledger, lang)}\n\n${figuresText(analysis, lang)}`;
  process.stdout.write(`${text}\n`);
  return rejectedLinesExit(analysis, limit, lang);
}

/** 1 when the delivery or the portal's logs of before have more rejected lines than the caller's limit allows. */
export function rejectedLinesExit({ ledger, comparison }: Analysis, limit: number | null, lang: Language): number {
  const before = comparison?.baseline.ledger ?? null;
  return Math.max(...[ledger, ...(before === null ? [] : [before])].map(({ lines }) => rejectedExit(lines, limit, lang)));
}

/** 1 when more lines were rejected than the caller's limit allows. */
export function rejectedExit(lines: { read: number; rejected: number }, limit: number | null, lang: Language): number {
  const share = lines.read === 0 ? 0 : lines.rejected / lines.read;
  if (limit === null || share <= limit) return 0;
  process.stderr.write(`memoria: ${words[lang].tooManyRejected(`${(share * 100).toFixed(4)} %`)}\n`);
  return 1;
}
