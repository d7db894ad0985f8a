// memoria election: the report of one election, from the folders of its memorias.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type Analysis, loadConvocatoria, printable, readComparedAnalysis } from "../analysis/index.ts";
import { readFailure, UserError } from "../ingest/index.ts";
import { type ElectionEntry, writableOutput, writeElection } from "../report/index.ts";
import { conventionReference } from "./analysis.ts";
import { callersPath, readArguments } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

const text = z.string().nullable().default(null);
/** One entry a folder, in the order of the folders. */
const receiptsSchema = z.array(
  z.object({
    difusor: text,
    version: z.int().positive().nullable().default(null),
    handedInAt: z.iso.datetime({ offset: true }).nullable().default(null),
    isLate: z.boolean().nullable().default(null),
    state: text,
  }),
);

const missingSchema = z.array(z.object({ difusor: z.string().trim().min(1), isOverdue: z.boolean().nullable().default(null) }));

export async function electionCommand(args: string[], lang: Language): Promise<number> {
  const { options, words: folders } = readArguments(args, ["convocatoria", "receipts", "missing", "generated-at", "out"]);
  if (folders.length === 0) throw new UserError("usage", { given: "election", expected: "election FOLDER... --out DIR" });
  const outDir = callersPath(options.out ?? "eleccion");
  await writableOutput(outDir);
  const receipts = options.receipts === undefined ? null : await readReceipts(options.receipts, folders.length);
  const missing = options.missing === undefined ? null : await readList(options.missing, missingSchema);
  const entries: ElectionEntry[] = [];
  for (const [place, folder] of folders.entries()) entries.push({ ...(await memoriaOf(folder)), receipt: receipts?.[place] ?? null });
  const call = options.convocatoria === undefined ? null : loadConvocatoria(conventionReference(options.convocatoria));
  const given = options["generated-at"];
  if (given !== undefined && Number.isNaN(Date.parse(given)))
    throw new UserError("usage", { given: `--generated-at ${given}`, expected: "2024-12-20T12:00:00-06:00" });
  const generatedAt = new Date(given === undefined ? Date.now() : Date.parse(given)).toISOString();
  const files = await writeElection({ entries, missing, call, generatedAt, outDir });
  process.stdout.write(`${files.map(({ name }) => words[lang].written(printable(path.join(outDir, name)))).join("\n")}\n`);
  return 0;
}

async function readReceipts(file: string, folders: number): Promise<z.infer<typeof receiptsSchema>> {
  const receipts = await readList(file, receiptsSchema);
  if (receipts.length !== folders)
    throw new UserError("analysis-invalid", { file, place: "/", expected: `se esperaba una entrada por carpeta (${folders})` });
  return receipts;
}

async function readList<Value>(file: string, schema: z.ZodType<Value>): Promise<Value> {
  const content = await readFile(callersPath(file), "utf8").catch((error: unknown) => {
    throw readFailure(error, file);
  });
  const invalid = (place: string, expected: string): UserError => new UserError("analysis-invalid", { file, place, expected });
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw invalid("/", "se esperaba JSON");
  }
  const read = schema.safeParse(json, { error: z.locales.es().localeError });
  if (!read.success) throw invalid(`/${read.error.issues[0]?.path.map(String).join("/") ?? ""}`, read.error.issues[0]?.message ?? "");
  return read.data;
}

/** The analysis of a memoria's folder, checked as far as a comparison reads it; the program wrote the rest itself. */
async function memoriaOf(folder: string): Promise<Pick<ElectionEntry, "analysis" | "manifestSha256">> {
  const [file, shown] = [path.join(callersPath(folder), "analysis.json"), path.join(folder, "analysis.json")];
  const content = await readFile(file, "utf8").catch((error: unknown) => {
    throw readFailure(error, shown);
  });
  await readComparedAnalysis(content, shown);
  const analysis = JSON.parse(content) as Analysis;
  const missing = (["compliance", "incidents"] as const).find((key) => !Array.isArray(analysis[key]));
  if (missing !== undefined)
    throw new UserError("analysis-invalid", { file: shown, place: `/${missing}`, expected: "se esperaba una lista" });
  const { createHash } = await import("node:crypto");
  const manifest = await readFile(path.join(callersPath(folder), "manifest.json")).catch(() => null);
  return { analysis, manifestSha256: manifest === null ? null : createHash("sha256").update(manifest).digest("hex") };
}
