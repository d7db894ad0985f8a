// The Spanish of an analysis: findings, warnings, checked clauses and the comparison.
export * from "./es-MX/comparison.ts";
export * from "./es-MX/compliance/duties.ts";
export * from "./es-MX/compliance/publication.ts";
export * from "./es-MX/findings/answers.ts";
export * from "./es-MX/findings/clients.ts";
export * from "./es-MX/findings/demand.ts";
export * from "./es-MX/findings/incidents.ts";
export * from "./es-MX/findings/service.ts";
export * from "./es-MX/warnings.ts";

export const language = "es";

/** "a", "a y b", "a, b y c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} y ${items.at(-1)}`;
}
