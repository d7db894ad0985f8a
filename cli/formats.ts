// memoria formats: the known formats, or what a file is and why.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { formatCount, formatShare, printable } from "../analysis/index.ts";
import {
  type Detection,
  describeFile,
  expandInputs,
  formatNamed,
  isTimeZone,
  knownFormats,
  type LogInput,
  UserError,
  type UserErrorFacts,
} from "../ingest/index.ts";
import { detailIn, factsIn } from "../report/index.ts";
import { callersFolder, readArguments } from "./options.ts";
import { type Language, textTable } from "./output.ts";
import { words } from "./words.ts";

export async function formatsCommand(args: string[], lang: Language): Promise<number> {
  const { options, words: files } = readArguments(args, ["format", "time-zone", "leave-out", "json"]);
  const timeZone = options["time-zone"] ?? null;
  if (timeZone !== null && !isTimeZone(timeZone)) throw new UserError("time-zone-unknown", { value: timeZone });
  const tried = options.format === undefined ? null : await formatNamed(options.format);
  if (files.length === 0) {
    const listed = tried ? [tried] : await knownFormats();
    const list = listed.map(({ name, description, source }) => ({
      name,
      description: detailIn(description, lang),
      source: detailIn(source, lang),
    }));
    process.stdout.write(`${options.json ? JSON.stringify(list) : listText(list, lang)}\n`);
    return 0;
  }
  const described: ReturnType<typeof facts>[] = [];
  await withLogs(files, options["leave-out"] ?? [], async (logs) => {
    for (const { path, name } of logs) {
      const detection = await describeFile(path, name, { timeZone, ...(tried && { candidates: [tried] }) }).catch((error) => {
        throw explained(error, options.json ?? false, lang);
      });
      described.push(facts(name, detection));
      if (!options.json) process.stdout.write(`${detectionText(facts(name, detection), lang)}\n`);
    }
  });
  if (options.json) process.stdout.write(`${JSON.stringify(described)}\n`);
  return 0;
}

/** The logs that words name, those in archives taken out of them for as long as the work takes. */
async function withLogs(
  words: readonly string[],
  leaveOut: readonly string[],
  work: (logs: readonly LogInput[]) => Promise<void>,
): Promise<void> {
  const temporaryDirectory = await mkdtemp(path.join(tmpdir(), "memoria-"));
  try {
    const { stdin: standardInput } = process;
    const options = { cwd: callersFolder(), source: "", role: "edge", standardInput, temporaryDirectory, acceptDamaged: true } as const;
    await work(await expandInputs(words, { ...options, leaveOut }));
  } finally {
    await rm(temporaryDirectory, { recursive: true, force: true });
  }
}

function listText(list: readonly { name: string; description: string; source: string }[], lang: Language): string {
  return textTable(
    words[lang].formatColumns,
    list.map(({ name, description, source }) => [name, description, source]),
    3,
  );
}

/** Tells what the nearest formats understand, before the error itself is told. */
function explained(error: unknown, json: boolean, lang: Language): unknown {
  if (!(error instanceof UserError) || error.code !== "format-unknown") return error;
  const { understood, ...facts } = error.facts as UserErrorFacts["format-unknown"];
  if (json) process.stdout.write(`${JSON.stringify([{ ...factsIn(facts, lang), format: null, understood }])}\n`);
  else
    for (const { format, share } of understood) process.stdout.write(`${words[lang].understands(printable(format), formatShare(share))}\n`);
  return error;
}

/** What is told of one file; shares 0..1. */
function facts(file: string, { format, confidence, scores, sampledLines, mixedWith }: Detection) {
  const others = scores.filter((score) => score.format !== format && score.share * score.distinctiveShare > 0);
  return {
    file,
    format: format.name,
    confidence,
    sampledLines,
    runnersUp: others.map((score) => ({ format: score.format.name, score: score.share * score.distinctiveShare })),
    mixedWith: mixedWith && { format: mixedWith.format.name, share: mixedWith.share },
  };
}

function detectionText(told: ReturnType<typeof facts>, lang: Language): string {
  const w = words[lang];
  return [
    w.formatIs(printable(told.file), printable(told.format), formatShare(told.confidence), formatCount(told.sampledLines)),
    ...told.runnersUp.map(({ format, score }) => w.runnerUp(format, formatShare(score))),
    ...(told.mixedWith ? [w.mixedWith(told.mixedWith.format, formatShare(told.mixedWith.share))] : []),
  ].join("\n");
}
