// memoria schema: the JSON Schema of the analysis.
import { analysisJsonSchema } from "../analysis/index.ts";
import { readArguments } from "./options.ts";

export async function schemaCommand(args: string[]): Promise<number> {
  readArguments(args, []);
  process.stdout.write(await analysisJsonSchema());
  return 0;
}
