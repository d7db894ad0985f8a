// The English of an analysis, word for word beside the Spanish.
export * from "./en/comparison.ts";
export * from "./en/compliance/duties.ts";
export * from "./en/compliance/publication.ts";
export * from "./en/findings/answers.ts";
export * from "./en/findings/clients.ts";
export * from "./en/findings/demand.ts";
export * from "./en/findings/incidents.ts";
export * from "./en/findings/service.ts";
export * from "./en/warnings.ts";

export const language = "en";

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
