// memoria compare: deliveries of one election side by side, elections across years, and the size of the next.
import path from "node:path";
import { compareAnalyses, type NamedAnalysis, printable } from "../analysis/index.ts";
import { parseUserTime, UserError } from "../ingest/index.ts";
import { comparisonFormats, writeComparison } from "../report/index.ts";
import { comparedAnalyses } from "./compare-sources.ts";
import { comparisonText } from "./compare-text.ts";
import { analysisOptions, callersPath, oneOf, readArguments } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

export async function compareCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, [
    ...analysisOptions,
    "memory",
    "threads",
    "data",
    "margin",
    "capacity",
    "label",
    "format",
    "json",
    "out",
  ]);
  if (parsed.words.length === 0) throw new UserError("usage", { given: "compare", expected: "compare ID... | FILE.json..." });
  const margin = factorOption("margin", parsed.options.margin, 100);
  const capacity = factorOption("capacity", parsed.options.capacity, 10_000_000);
  const comparison = compareAnalyses(labelled(await comparedAnalyses(parsed), parsed.options.label ?? []), { margin, capacity });
  const { out, json, format } = parsed.options;
  if (format !== undefined)
    return writeTables(comparison, { format, out: out ?? "comparacion", given: parsed.options["generated-at"] }, lang);
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

/** The names that the caller gave, in the order of what is compared. Throws `usage` for another number of them. */
function labelled(analyses: NamedAnalysis[], labels: readonly string[]): NamedAnalysis[] {
  if (labels.length === 0) return analyses;
  if (labels.length !== analyses.length || new Set(labels).size !== labels.length)
    throw new UserError("usage", { given: labels.map((label) => `--label ${label}`).join(" "), expected: `--label × ${analyses.length}` });
  return analyses.map(({ analysis }, i) => ({ name: labels[i] ?? "", analysis }));
}

async function writeTables(
  comparison: ReturnType<typeof compareAnalyses>,
  { format: given, out, given: at }: { format: string; out: string; given: string | undefined },
  lang: Language,
): Promise<number> {
  const format = oneOf("format", given, comparisonFormats, "csv");
  const generatedAt =
    at === undefined ? new Date().toISOString() : new Date(parseUserTime("--generated-at", at, "America/Mexico_City") * 1000).toISOString();
  const files = await writeComparison(comparison, { format, outDir: callersPath(out), generatedAt });
  process.stdout.write(`${files.map(({ name }) => words[lang].written(printable(path.join(out, name)))).join("\n")}\n`);
  return 0;
}

/** From 1 on. Throws `usage`. */
function factorOption(name: string, value: string | undefined, most: number): number | null {
  if (value === undefined) return null;
  const factor = Number(value);
  if (!(factor >= 1 && factor <= most) || value.trim() === "")
    throw new UserError("usage", { given: `--${name} ${value}`, expected: `1 ... ${most}` });
  return factor;
}
