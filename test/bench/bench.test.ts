// The bench itself: goals are judged, one marked part is written anew, a peer that fails is told and left out; in the long run all of it, small.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { alternating, type Contender, peakOf, ratio, secondsOf } from "./alternating.ts";
import { median } from "./measured-run.ts";
import { type Goal, marks, resultText, table, verdictOf, withMarkedPart } from "./result-text.ts";

const goal = (figure: number | null, limit: Goal["limit"]): Goal => ({ what: "x", figure, limit, unit: "" });

describe("a goal", () => {
  it("is met up to its limit, not met beyond it, and never met where it was not measured", () => {
    expect(verdictOf(goal(250, { atMost: 250 }))).toBe("met");
    expect(verdictOf(goal(250.1, { atMost: 250 }))).toBe("not met");
    expect(verdictOf(goal(10, { atLeast: 10 }))).toBe("met");
    expect(verdictOf(goal(9.99, { atLeast: 10 }))).toBe("not met");
    expect(verdictOf(goal(null, { atLeast: 0 }))).toBe("not measured");
    const text = resultText("head", [{ heading: "Part", text: "told", goals: [goal(9.99, { atLeast: 10 })] }]);
    expect(text).toContain("not met");
    expect(text.indexOf("### Goals")).toBeLessThan(text.indexOf("### Part"));
  });
});

describe("the document", () => {
  const document = `# Results\n\nabove\n\n${marks.begin}\n\nold\n\n${marks.end}\n\nbelow\n`;

  it("is written anew between its marks, and nowhere else", () => {
    const once = withMarkedPart(document, "new $& text");
    expect(once).toBe(document.replace("old", () => "new $& text"));
    expect(withMarkedPart(once, "old")).toBe(document);
  });

  it("without its marks, or with others, is left alone", () => {
    for (const bad of ["# Results\n", document + marks.begin, document.replace(marks.end, ""), `${marks.end}${marks.begin}`])
      expect(() => withMarkedPart(bad, "new")).toThrow(marks.begin);
  });

  it("has tables whose cells stand under each other", () => {
    expect(table(["what", "s"], [["a", "1.00"], ["long name"]])).toBe(
      ["| what      |    s |", "| --------- | ---: |", "| a         | 1.00 |", "| long name |      |"].join("\n"),
    );
  });
});

const node = (name: string, source: string, more: Partial<Contender> = {}): Contender => ({
  name,
  command: process.execPath,
  args: ["-e", source],
  bytes: 1,
  lines: 1,
  ...more,
});

describe("programs that take turns", () => {
  it("go on when one of them fails or is not there, which is told", async () => {
    let prepared = 0;
    const all = await alternating(
      [
        node("slow", "setTimeout(() => {}, 300)", { mostRuns: 1 }),
        node("fails", 'console.error("no | reason"); process.exit(3)', { prepare: async () => void prepared++ }),
        { ...node("absent", ""), command: path.join(import.meta.dirname, "no-such-program") },
        node("quick", ""),
      ],
      2,
    );
    const [slow, fails, absent, quick] = all;
    expect(slow?.runs).toHaveLength(1);
    expect(secondsOf(slow)).toBeGreaterThan(0.3);
    expect(quick?.runs).toHaveLength(2);
    expect(fails).toMatchObject({ runs: [], failure: "ended with 3: no reason" });
    expect(prepared).toBe(1);
    expect(absent?.failure).toContain("ENOENT");
    expect([secondsOf(absent), peakOf(absent), ratio(secondsOf(quick), secondsOf(absent))]).toEqual([null, null, null]);
  });

  it("have the memory of their children counted with theirs", async () => {
    const hold = "const b = Buffer.alloc(60_000_000, 1); setTimeout(() => b.fill(0), 500)";
    const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(hold)}], { stdio: "inherit" }); setTimeout(() => {}, 1200)`;
    const [alone, both] = await alternating([node("alone", "setTimeout(() => {}, 300)"), node("both", parent)], 1);
    expect((peakOf(both) ?? 0) - (peakOf(alone) ?? 0)).toBeGreaterThan(60);
  });

  it("have a median of their times", () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

it.runIf(process.env["MEMORIA_LONG"])("measures every part at a small size", { timeout: 600_000 }, () => {
  const bench = path.join(import.meta.dirname, "bench.ts");
  const words =
    "--sizes 0.02,0.05 --runs 1 --awstats-lines 0 --guise-lines 20000 --files 20 --analysis-lines 20000 --megabytes 20 --people 3 --rounds 1";
  const text = execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", bench, ...words.split(" ")], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  for (const heading of ["Start", "One log", "Ingest of", "Analysis and", "The web"]) expect(text).toContain(`### ${heading}`);
  expect(text).not.toContain("failed");
  expect(text).not.toContain("Could not be measured");
  const verdicts = [...text.matchAll(/^\| .* \| +(met|not met|not measured) \|$/gm)].map(([, verdict]) => verdict);
  expect(verdicts.filter((verdict) => verdict !== "not measured").length).toBeGreaterThan(15);
});
