// The JSON Schema of the analysis, made from the zod schema: what outside tools check an analysis.json against.
import { z } from "zod";
import { analysisSchema } from "./analysis.ts";

/** The text of analysis.schema.json, with its end of line. */
export function analysisJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(analysisSchema), null, 2)}\n`;
}
