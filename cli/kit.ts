// memoria kit: what helps a difusor before the election, written for one call.
import path from "node:path";
import { printable, readConvocatoria } from "../analysis/index.ts";
import { parseUserTime, UserError } from "../ingest/index.ts";
import { writeKit } from "../report/index.ts";
import { conventionReference } from "./analysis.ts";
import { callersPath, readArguments } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

export async function kitCommand(args: string[], lang: Language): Promise<number> {
  const { options, words: named } = readArguments(args, ["out", "difusor", "generated-at"]);
  const [reference] = named;
  if (reference === undefined || named.length > 1)
    throw new UserError("usage", { given: ["kit", ...named].join(" "), expected: "kit ID | ID@VERSION | FILE.json" });
  const call = await readConvocatoria(conventionReference(reference));
  const outDir = callersPath(options.out ?? "kit");
  const at = options["generated-at"];
  const generatedAt = at === undefined ? Math.floor(Date.now() / 1000) : parseUserTime("--generated-at", at, call.timeZone.value);
  const { files, kept } = await writeKit({ call, reference, difusor: options.difusor ?? null, outDir, generatedAt, language: lang });
  const w = words[lang];
  const lines = [
    ...files.map(({ name }) => w.written(printable(path.join(outDir, name)))),
    ...kept.map((name) => w.kept(printable(path.join(outDir, name)))),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}
