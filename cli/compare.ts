// memoria compare: deliveries of one election side by side, elections across years, and the size of the next.
import { compareAnalyses, printable } from "../analysis/index.ts";
import { UserError } from "../ingest/index.ts";
import { comparedAnalyses } from "./compare-sources.ts";
import { comparisonText } from "./compare-text.ts";
import { analysisOptions, callersPath, readArguments } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

export async function compareCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [...analysisOptions, "memory", "threads", "data", "margin", "json", "out"]);
  if (parsed.words.length === 0) throw new UserError("usage", { given: "compare", expected: "compare ID... | FILE.json..." });
  const margin = marginOption(parsed.options.margin);
  const comparison = compareAnalyses(await comparedAnalyses(parsed), margin);
  const { out, json } = parsed.options;
  if (out !== undefined) {
    const [{ comparisonCsv }, { publishFile }] = await Promise.all([import("./compare-csv.ts"), import("./ledger.ts")]);
    await publishFile(
      callersPath(out),
      (async function* () {
        yield await comparisonCsv(comparison, lang);
      })(),
    );
  }
  if (json) process.stdout.write(`${JSON.stringify(comparison)}\n`);
  else process.stdout.write(`${comparisonText(comparison, lang)}\n`);
  if (out !== undefined) process.stderr.write(`${words[lang].written(printable(out))}\n`);
  return 0;
}

/** A factor from 1 on. Throws `usage`. */
function marginOption(value: string | undefined): number | null {
  if (value === undefined) return null;
  const margin = Number(value);
  if (!(margin >= 1 && margin <= 100) || value.trim() === "")
    throw new UserError("usage", { given: `--margin ${value}`, expected: "1 ... 100" });
  return margin;
}
