// Doors to the parts that only some commands enter: zod and what is built with it take longer to load than an analysis that was kept takes to read.

/** See json-schema.ts. */
export const analysisJsonSchema = async (): Promise<string> => (await import("./json-schema.ts")).analysisJsonSchema();
/** See compare-schema.ts. */
export const readComparedAnalysis = async (...words: Parameters<typeof import("./compare-schema.ts").readComparedAnalysis>) =>
  (await import("./compare-schema.ts")).readComparedAnalysis(...words);
