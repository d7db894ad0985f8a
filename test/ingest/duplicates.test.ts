// Lines delivered twice count once: the same file again, and rotations that overlap, in whatever order they come.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import fc from "../support/cases.ts";
import { IngestFixture, type LogFile, withIngested } from "../support/ingest-fixture.ts";
import { slowModel } from "../support/slow-model.ts";

const agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0";

/** A page view so many seconds after 20:00. */
function view(second: number, client = 1, path = "/"): string {
  const clock = `20:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}`;
  return `192.0.2.${client} - - [08/Dec/2024:${clock} -0600] "GET ${path} HTTP/1.1" 200 100 "-" "${agent}"\n`;
}

const day = `${view(0)}${view(1)}\n#una directiva\n${view(1)}no es una línea\n`;

async function figures(logs: readonly LogFile[]) {
  return withIngested(logs, async (fixture) => {
    const { ledger, traffic } = await fixture.analysis();
    return { traffic, lines: ledger.lines, files: ledger.files.map(({ name, lines }) => ({ name, lines })) };
  });
}

/** Hits and duplicates of a ledger of lines. */
const counts = ({ lines }: { lines: { hits: number; duplicates: number } }): number[] => [lines.hits, lines.duplicates];

describe("the same bytes again", () => {
  it.each([
    { how: "plain", again: day },
    { how: "compressed", again: gzipSync(day) },
  ])("count once in one source, $how: every line is read, and its hits are duplicates", async ({ again }) => {
    const { traffic, lines, files } = await figures([{ content: day }, { content: again }]);
    expect(lines).toEqual({ read: 12, hits: 3, blank: 2, directives: 2, rejected: 2, duplicates: 3 });
    expect(files.map((file) => file.lines)).toEqual([
      { read: 6, hits: 3, blank: 1, directives: 1, rejected: 1, duplicates: 0 },
      { read: 6, hits: 0, blank: 1, directives: 1, rejected: 1, duplicates: 3 },
    ]);
    const model = slowModel([
      { source: "a", text: day },
      { source: "a", text: day },
    ]);
    expect(lines).toEqual(model.ledger.lines);
    expect(traffic).toEqual((await figures([{ content: day }])).traffic);
  });

  it("count once in a later run too, and still once when the first is taken back", async () => {
    await withIngested([{ content: day }], async (fixture) => {
      await fixture.add([{ content: gzipSync(day) }, { content: day }]);
      const files = fixture.files();
      const all = await fixture.analysis();
      expect(counts(all.ledger)).toEqual([3, 6]);
      const withoutFirst = await fixture.analysis({ files: files.slice(1) });
      expect(counts(withoutFirst.ledger)).toEqual([3, 3]);
      expect(withoutFirst.traffic).toEqual(all.traffic);
    });
  });

  it("are refused under a second source, naming the first, and nothing of the run is entered", async () => {
    for (const content of [day, gzipSync(day)]) {
      const fixture = await IngestFixture.open();
      const again = { name: "otra.log", content, source: "cdn" };
      const refusal = { code: "source-conflict", facts: { file: "otra.log", first: "access.log", source: "a" } };
      await expect(fixture.add([{ content: day }, again])).rejects.toMatchObject(refusal);
      expect(fixture.files()).toEqual([]);
      await fixture.add([{ name: "access.log", content: day }]);
      await expect(fixture.add([again])).rejects.toMatchObject(refusal);
      expect(fixture.files()).toHaveLength(1);
      await fixture.close();
    }
  });
});

describe("rotations", () => {
  it("that meet exactly keep their twins, also within one second", async () => {
    const [first, second] = [view(0) + view(5) + view(5), view(5) + view(5) + view(9)];
    expect(counts(await figures([{ content: first }, { content: second }]))).toEqual([6, 0]);
    const [early, late] = [view(0) + view(5) + view(6), view(5) + view(6) + view(9)];
    expect(counts(await figures([{ content: early }, { content: late }]))).toEqual([6, 0]);
  });

  it("that overlap by more than a second keep the greatest count of any one file", async () => {
    const [first, second] = [view(0) + view(5) + view(5) + view(7), view(5) + view(6) + view(7) + view(7) + view(9)];
    // 0 once, 5 twice (first file), 6 once, 7 twice (second file), 9 once.
    expect(counts(await figures([{ content: first }, { content: second }]))).toEqual([7, 2]);
  });

  it("that overlap leave the kept copies to the file with the lowest hash", async () => {
    const contents = [view(0) + view(5) + view(9), view(5) + view(9) + view(12)];
    const hash = (content: string): string => createHash("sha256").update(content).digest("hex");
    const lowest = contents.toSorted((a, b) => (hash(a) < hash(b) ? -1 : 1))[0];
    for (const order of [contents, contents.toReversed()]) {
      const { files } = await figures(order.map((content) => ({ content })));
      expect(files.map((file) => file.lines.duplicates)).toEqual(order.map((content) => (content === lowest ? 0 : 2)));
    }
  });

  it("of other sources add up, whatever they share", async () => {
    const [first, second] = [view(0) + view(5) + view(9), view(0) + view(5) + view(9) + view(10)];
    const result = await figures([
      { content: first, source: "a" },
      { content: second, source: "b" },
    ]);
    expect(counts(result)).toEqual([7, 0]);
    expect(result.traffic).toMatchObject({ hits: 7, visits: 1, uniqueVisitors: 1 });
  });

  it("are told apart in whatever follows the agent, and by who asked for what", async () => {
    const base = view(0) + view(9);
    const variants = [
      `${view(5).trimEnd()} 0.004\n`,
      view(5, 2),
      view(5, 1, "/a?x"),
      view(5, 1, "/a?y"),
      view(5).replace("- -", "- ana"),
      view(5).replace("100", "-"),
      view(5).replace(/"GET .*?"/, String.raw`"\x16\x03\x01"`),
      view(5).replace(/"GET .*?"/, String.raw`"\x16\x03\x02"`),
      view(5).replace("/ HTTP", String.raw`/\x61 HTTP`),
      view(5).replace("GET / HTTP", "GET /a HTTP"),
    ];
    const result = await figures(variants.map((variant) => ({ content: base.replace("\n", `\n${variant}`) })));
    expect(counts(result)).toEqual([2 + variants.length, (variants.length - 1) * 2]);
  });
});

describe("any rotations of one log", { timeout: 120_000 }, () => {
  const log = fc
    .array(
      fc.record({
        gap: fc.constantFrom(0, 0, 0, 1, 1, 2, 5, 400),
        client: fc.integer({ min: 1, max: 3 }),
        path: fc.constantFrom("/", "/a"),
      }),
      { minLength: 4, maxLength: 40 },
    )
    .map((hits) => {
      let second = 0;
      return hits.map(({ gap, client, path }) => {
        second = Math.min(second + gap, 3599);
        return view(second, client, path);
      });
    });
  /** Pieces of the log, each with lines before and after that other pieces have too. */
  const rotations = fc
    .tuple(log, fc.array(fc.tuple(fc.nat(39), fc.nat(12), fc.nat(12)), { minLength: 1, maxLength: 5 }))
    .map(([lines, cuts]) => {
      const borders = [...new Set([0, ...cuts.map(([at]) => at % lines.length), lines.length])].sort((a, b) => a - b);
      return borders.slice(1).map((end, i) => {
        const [, before, after] = cuts[i % cuts.length] ?? [0, 0, 0];
        return lines.slice(Math.max(0, (borders[i] ?? 0) - before), end + after).join("");
      });
    });

  it("give the figures of the slow model, in any order of import", async () => {
    await fc.assert(
      fc.asyncProperty(rotations, fc.infiniteStream(fc.nat(99)), async (texts, keys) => {
        const shuffled = texts
          .map((content, i) => ({ name: `${i}.log`, content, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        const inOrder = await figures(texts.map((content, i) => ({ name: `${i}.log`, content })));
        const inDisorder = await figures(shuffled);
        const model = slowModel(texts.map((text) => ({ source: "a", text })));
        expect(inOrder.lines).toEqual(model.ledger.lines);
        expect(inOrder.traffic).toMatchObject({ ...model.traffic });
        expect(inDisorder.traffic).toEqual(inOrder.traffic);
        expect(inDisorder.lines).toEqual(inOrder.lines);
      }),
      { numRuns: process.env["MEMORIA_LONG"] ? 30 : 5 },
    );
  });
});
