// memoria formats: the known formats, or what a file is and why.
import { formatCount, formatShare, printable } from "../analysis/index.ts";
import { describeFile, formats } from "../ingest/index.ts";
import { callersPath, readArguments } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

export async function formatsCommand(args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, []);
  if (parsed.words.length === 0) {
    for (const format of formats) process.stdout.write(`${format.name.padEnd(16)}  ${format.description}\n`);
    return 0;
  }
  for (const name of parsed.words) {
    const detection = await describeFile(callersPath(name), name);
    const w = words[lang];
    process.stdout.write(
      `${w.formatIs(printable(name), detection.format.name, formatShare(detection.confidence), formatCount(detection.sampledLines))}\n`,
    );
    for (const score of detection.scores) {
      if (score.format !== detection.format)
        process.stdout.write(`${w.runnerUp(score.format.name, formatShare(score.share * score.distinctiveShare))}\n`);
    }
  }
  return 0;
}
