// What the operator allows the engine of every piece of work (`memoria serve --memory --threads`), as words for the command line.
import type { Services } from "../services.ts";

/** The commands that start an engine. */
const withEngine: ReadonlySet<string | undefined> = new Set(["ingest", "analyze", "report", "reparse", "undo", "rejects", "doctor"]);

/** Empty where nothing was said, or the command has no engine. What the words say already stays as it is. */
export function engineWords({ engine }: Pick<Services, "engine">, words: readonly string[]): string[] {
  if (!withEngine.has(words[0])) return [];
  const isSaid = (option: string): boolean => words.some((word) => word.startsWith(`--${option}=`));
  return [
    ...(engine.memoryMegabytes === null || isSaid("memory") ? [] : [`--memory=${engine.memoryMegabytes}MB`]),
    ...(engine.threads === null || isSaid("threads") ? [] : [`--threads=${engine.threads}`]),
  ];
}
