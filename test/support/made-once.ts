// What the test files of one run share is made by the first that needs it, in the folder of once-a-run.ts.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const longestMilliseconds = 110_000;

/** The folder that goes when this run ends; see once-a-run.ts. */
export function folderOfRun(): string {
  const root = process.env["MEMORIA_TESTS_ONCE"];
  if (root === undefined) throw new Error("once-a-run.ts did not run");
  return root;
}

/** The folder with it, made by `make` in the first process that asks; the others wait. */
export async function madeOnce(name: string, make: (place: string) => Promise<void>): Promise<string> {
  const place = path.join(folderOfRun(), name);
  const isFirst = await mkdir(place).then(
    () => true,
    () => false,
  );
  const told = path.join(place, "told.json");
  if (isFirst) {
    const error = await make(place).then(
      () => null,
      (reason: unknown) => String(reason),
    );
    await writeFile(told, JSON.stringify({ error }));
  }
  for (let waited = 0; waited < longestMilliseconds; waited += 50) {
    const text = await readFile(told, "utf8").catch(() => "");
    if (text !== "") {
      const { error } = JSON.parse(text) as { error: string | null };
      if (error !== null) throw new Error(error);
      return place;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} was not made in time`);
}
