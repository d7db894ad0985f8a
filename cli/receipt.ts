// memoria receipt: the receipt of a memoria that was handed in, from a file of its facts; the web application's, and of no use by itself.
import { readFile, writeFile } from "node:fs/promises";
import { readFailure, UserError } from "../ingest/index.ts";
import { writeReceipt } from "../report/index.ts";
import { callersPath, readArguments } from "./options.ts";

export async function receiptCommand(args: string[]): Promise<number> {
  const { options, words } = readArguments(args, ["out"]);
  const [file] = words;
  if (file === undefined || words.length > 1 || options.out === undefined)
    throw new UserError("usage", { given: ["receipt", ...words].join(" "), expected: "receipt FACTS.json --out acuse.pdf" });
  const text = await readFile(callersPath(file), "utf8").catch((error: unknown) => {
    throw readFailure(error, file);
  });
  await writeFile(callersPath(options.out), await writeReceipt(text), { mode: 0o600 });
  return 0;
}
