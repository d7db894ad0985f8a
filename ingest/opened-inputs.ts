// What every input is wrapped in, looked at before the first is read: a misspelt name stops a run before it has begun.
import { UserError } from "./errors.ts";
import type { LogInput } from "./inputs.ts";
import { type Wrapping, wrappingOf } from "./open.ts";

/** Looks at the beginning of every file. An empty one among others is a file of no lines; nothing but empty ones is refused. */
export async function openedInputs(inputs: readonly LogInput[]): Promise<{ input: LogInput; wrapping: Wrapping }[]> {
  const opened: { input: LogInput; wrapping: Wrapping; empty: boolean }[] = [];
  for (const input of inputs) {
    const wrapping = input.wrapping === undefined ? await wrappingUnlessEmpty(input) : input.wrapping;
    opened.push({ input, wrapping: wrapping ?? "plain", empty: wrapping === null });
  }
  const first = opened[0];
  if (first && opened.every((file) => file.empty)) throw new UserError("file-empty", { file: first.input.name });
  return opened;
}

async function wrappingUnlessEmpty(input: LogInput): Promise<Wrapping | null> {
  try {
    return await wrappingOf(input.path, input.name);
  } catch (error) {
    if (error instanceof UserError && error.code === "file-empty") return null;
    throw error;
  }
}
