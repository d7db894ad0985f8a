// The program as whoever runs it runs it: the words behind `node` of `npm run memoria`.
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..", "..");

/** `memoria ARGS` as command and words; the way in as a whole path, so that it runs in any folder. */
export function memoriaWords(args: readonly string[]): { command: string; args: string[] } {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { scripts: { memoria: string } };
  const [node, ...words] = scripts.memoria.split(" ");
  if (node !== "node" || words.at(-1) !== "memoria.cjs") throw new Error(`npm run memoria is not as it was known: ${scripts.memoria}`);
  return { command: process.execPath, args: [...words.slice(0, -1), path.join(root, "memoria.cjs"), ...args] };
}
