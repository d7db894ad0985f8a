// How many hits of each file another file repeats: from the last analysis, as long as it is of the files that count now.
import { keptAnalysis } from "../../analysis/index.ts";
import type { Delivery } from "../records/deliveries.ts";
import type { Services } from "../services.ts";

/** By file number; null: it is not known. Those of before are in the comparison's own ledger. */
export async function repeatedLines({ store }: Services, { id }: Pick<Delivery, "id">): Promise<ReadonlyMap<string, number> | null> {
  const kept = await keptAnalysis(store, id);
  if (!kept || kept.isStale) return null;
  const before = kept.analysis.comparison?.baseline.ledger?.files ?? [];
  return new Map([...kept.analysis.ledger.files, ...before].map((file) => [file.id, file.lines.duplicates]));
}
