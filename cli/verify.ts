// memoria verify: is this folder the memoria that was written, and are these the logs that it was made from?
import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { printable } from "../analysis/index.ts";
import { UserError } from "../ingest/index.ts";
import { sumsFile, type Verification, verifyMemoria } from "../report/index.ts";
import { callersPath, readArguments } from "./options.ts";
import { type Language, textTable } from "./output.ts";
import { words } from "./words.ts";

/** 0: proven; 1: something differs, and is named. */
export async function verifyCommand(args: string[], lang: Language): Promise<number> {
  const { options, words: named } = readArguments(args, ["json"]);
  const [dir, ...logs] = named;
  if (dir === undefined) throw new UserError("usage", { given: "memoria verify", expected: "memoria verify memoria/" });
  const originals = (await Promise.all(logs.map(logsAt))).flat();
  const verification = await verifyMemoria(callersPath(dir), dir, originals);
  process.stdout.write(`${options.json ? JSON.stringify(verification) : verificationText(verification, lang)}\n`);
  return verification.proven ? 0 : 1;
}

/** A log, or every file of a folder but the list of their sums. What is not there is told where it is read. */
async function logsAt(name: string): Promise<{ name: string; path: string }[]> {
  const place = callersPath(name);
  if (!(await stat(place).catch(() => null))?.isDirectory()) return [{ name, path: place }];
  const entries = await readdir(place, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== sumsFile).map((entry) => join(entry.parentPath, entry.name));
  return files.sort().map((file) => ({ name: join(name, relative(place, file)), path: file }));
}

function verificationText({ manifest, manifestSha256, files, pdf, originals, proven }: Verification, lang: Language): string {
  const w = words[lang].verify;
  const { difusor, convocatoria, generatedAt } = manifest;
  const call = convocatoria === null ? "" : `, ${convocatoria.id} (${convocatoria.version})`;
  const rows = [
    ["memoria.pdf", w.seals[pdf.seal]],
    ["huellas.sha256", w.pdfBytes[pdf.bytes]],
    ...pdf.differing.map((name) => [w.attachment(name), w.differs]),
    ...files.map(({ name, state }) => [name, w.states[state]]),
    ...originals.map(({ name, known }) => [name, known ? w.original.known : w.original.unknown]),
  ];
  return [
    printable(w.head(difusor.trim() === "" ? "—" : difusor, call, generatedAt)),
    "",
    textTable(w.columns, rows, 2),
    "",
    w.manifestHash(manifestSha256),
    ...(pdf.sha256 === null ? [] : [w.pdfHash(pdf.sha256)]),
    "",
    proven ? w.proven : w.notProven,
  ].join("\n");
}
