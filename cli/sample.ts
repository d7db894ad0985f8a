// memoria sample: seeded logs of an election night with their truth.
import path from "node:path";
import { printable } from "../analysis/index.ts";
import { generateSample, SCENARIO_NAMES } from "../samples/index.ts";
import { callersPath, oneOf, readArguments, wholeNumber } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

export async function sampleCommand(args: string[], lang: Language): Promise<number> {
  const { options } = readArguments(args, ["lines", "seed", "scenario", "out"]);
  const outDir = callersPath(options.out ?? "muestra");
  const { files } = await generateSample({
    lines: wholeNumber("lines", options.lines, 100_000, 1),
    seed: wholeNumber("seed", options.seed, 1, 0),
    scenario: oneOf("scenario", options.scenario, SCENARIO_NAMES, "normal"),
    outDir,
  });
  for (const file of files) process.stdout.write(`${words[lang].written(printable(path.resolve(file)))}\n`);
  return 0;
}
