// What is told of a store that is not in force: a small file beside it, written when it was unpacked or set aside.
import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { asideFolder, flush, stagedFolder, storeFolder } from "../../ingest/index.ts";
import type { Services } from "../services.ts";

const factsName = "datos.json";
const count = z.int().nonnegative();

export const contentsSchema = z.object({
  organisations: count.describe("Organizaciones que no están de baja."),
  people: count.describe("Personas que pueden entrar."),
  deliveries: count.describe("Memorias técnicas que no se han borrado."),
  versions: count.describe("Versiones entregadas."),
  files: count.describe("Archivos de bitácora que cuentan."),
  lines: count.describe("Líneas de esos archivos."),
  bytes: count.describe("Lo que ocupa en el disco, sin lo que se calcula de nuevo."),
});
export type StoreContents = z.infer<typeof contentsSchema>;

const stagedSchema = z.object({
  job: count.describe("Número del trabajo que lo desempacó."),
  backup: count.describe("Número del respaldo."),
  at: z.string().describe("De cuándo es: el momento en que se hizo el respaldo."),
  unpackedAt: z.string(),
  contents: contentsSchema,
});
const asideSchema = z.object({
  id: z.string(),
  at: z.string().describe("De cuándo es: el momento en que se apartó."),
  by: z.string().describe("Quién lo apartó."),
  contents: contentsSchema,
});

/** A backup that was unpacked. */
export type StagedFacts = z.infer<typeof stagedSchema>;
/** A store that was in force. */
export type AsideFacts = z.infer<typeof asideSchema>;
export { asideSchema, stagedSchema };

type Place = Pick<Services, "directory">;

/** `folder`: the one in which the store's own lies. */
export async function writeFacts(folder: string, facts: StagedFacts | AsideFacts): Promise<void> {
  const file = path.join(folder, factsName);
  await writeFile(`${file}.nuevo`, JSON.stringify(facts), { mode: 0o600 });
  await flush(`${file}.nuevo`);
  await rename(`${file}.nuevo`, file);
  await flush(folder);
}

/** Null: nothing is there, or it is not whole. */
async function readFacts<Facts>(folder: string, schema: z.ZodType<Facts>): Promise<Facts | null> {
  const isThere = await stat(path.join(folder, storeFolder, "catalog.sqlite")).catch(() => null);
  const text = isThere && (await readFile(path.join(folder, factsName), "utf8").catch(() => null));
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The backup that was unpacked and waits for a decision. */
export function stagedFacts({ directory }: Place): Promise<StagedFacts | null> {
  return readFacts(path.join(directory, stagedFolder), stagedSchema);
}

/** Stores that were set aside, the last one first. */
export async function asideStores({ directory }: Place): Promise<AsideFacts[]> {
  const names: string[] = await readdir(path.join(directory, asideFolder)).catch(() => []);
  const found = await Promise.all(names.map((name) => readFacts(path.join(directory, asideFolder, name), asideSchema)));
  const known = found.flatMap((facts, place) => (facts !== null && facts.id === names[place] ? [facts] : []));
  return known.sort((a, b) => (a.at < b.at ? 1 : -1));
}
