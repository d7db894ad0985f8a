// memoria schema: the JSON Schema of the analysis, made from the zod schema.
import { z } from "zod";
import { analysisSchema } from "../analysis/index.ts";
import { readArguments } from "./options.ts";

export async function schemaCommand(args: string[]): Promise<number> {
  readArguments(args, []);
  process.stdout.write(`${JSON.stringify(z.toJSONSchema(analysisSchema), null, 2)}\n`);
  return 0;
}
