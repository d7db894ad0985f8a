// Part `start`: how long it takes until the program has told its help, as a checkout is run by hand and as `npm run memoria` runs it.
import path from "node:path";
import { memoriaWords } from "../support/program-words.ts";
import { alternating, secondsOf } from "./alternating.ts";
import { number, type Section, table } from "./result-text.ts";

const byHand = "node cli.ts --help";
const mostRuns = 15;

export async function startUp(): Promise<Section> {
  const cli = path.join(import.meta.dirname, "..", "..", "cli.ts");
  const nothing = { bytes: 0, lines: 0 };
  const all = await alternating(
    [
      { name: byHand, command: process.execPath, args: [cli, "--help"], ...nothing },
      { name: "npm run memoria -- --help, without npm", ...memoriaWords(["--help"]), ...nothing },
      { name: "node -e 0", command: process.execPath, args: ["-e", "0"], ...nothing },
    ],
    mostRuns,
  );
  const milliseconds = all.map((measured) => {
    const seconds = secondsOf(measured);
    return { name: measured.name, value: seconds === null ? null : seconds * 1000 };
  });
  return {
    heading: "Start",
    text: `Median of ${mostRuns}.\n\n${table(
      ["what", "ms"],
      milliseconds.map(({ name, value }) => [name, number(value, 0)]),
    )}`,
    goals: [{ what: byHand, figure: milliseconds[0]?.value ?? null, limit: { atMost: 250 }, unit: " ms" }],
  };
}
