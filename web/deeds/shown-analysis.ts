// The figures of a delivery as its visitor may see them: its difusor the present ones, everybody else those that were handed in.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Analysis, keptAnalysis } from "../../analysis/index.ts";
import { lastVersion, memoriaFolder } from "../records/versions.ts";
import type { Visit } from "../routes/route.ts";

/** Null: there are none yet. */
export async function shownAnalysis({ services, delivery, person }: Visit): Promise<Analysis | null> {
  if (person.role === "difusor" || person.role === "administrador")
    return (await keptAnalysis(services.store, delivery.id))?.analysis ?? null;
  const version = lastVersion(services, delivery.id);
  if (!version) return null;
  const file = path.join(memoriaFolder(services, delivery.id, version.number), "analysis.json");
  const content = await readFile(file, "utf8").catch(() => null);
  return content === null ? null : (JSON.parse(content) as Analysis);
}
