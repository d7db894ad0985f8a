// A process that runs one command after another, as run-cli.ts asks for them: its start and its loading are paid once.
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { run } from "../../cli/run.ts";

export interface CommandRequest {
  args: string[];
  cwd: string;
  environment: Record<string, string>;
}

const [folder = ""] = process.argv.slice(2);
// In this order: whoever asks opens them in the same one, and each waits for the other.
const requests = openSync(path.join(folder, "requests"), "r");
const answers = openSync(path.join(folder, "answers"), "w");

/** Takes the place of a stream's `write` and answers what was written. */
function captured(stream: NodeJS.WriteStream): () => string {
  const parts: Buffer[] = [];
  stream.write = ((part: string | Uint8Array, ...rest: unknown[]): boolean => {
    parts.push(Buffer.from(part as string));
    const written = rest.find((value) => typeof value === "function") as (() => void) | undefined;
    if (written) setImmediate(written);
    return true;
  }) as typeof stream.write;
  return () => Buffer.concat(parts).toString("utf8");
}

/** One line; null when whoever asks is gone. */
function nextLine(): string | null {
  const parts: Buffer[] = [];
  const buffer = Buffer.alloc(65_536);
  for (;;) {
    const length = readSync(requests, buffer);
    if (length === 0) return null;
    parts.push(Buffer.from(buffer.subarray(0, length)));
    if (buffer[length - 1] === 10) return Buffer.concat(parts).toString("utf8");
  }
}

for (let text = nextLine(); text !== null; text = nextLine()) {
  const { args, cwd, environment } = JSON.parse(text) as CommandRequest;
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  const out = captured(process.stdout);
  const err = captured(process.stderr);
  const code = await run(args);
  const answer = Buffer.from(`${JSON.stringify({ code, out: out(), err: err() })}\n`);
  for (let at = 0; at < answer.length; ) at += writeSync(answers, answer, at);
}
closeSync(answers);
