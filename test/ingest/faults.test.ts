// Bytes that turn in any file of a store: no command gives another figure without a word, none ends in a fault, and doctor names the damage.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { memoria, temporaryFolder } from "../cli/run-cli.ts";
import { copyOf, filesOf, makeStore, removeCopy } from "../support/care-fixture.ts";
import fc from "../support/cases.ts";

/** `npm run test:long` tries thousands. */
const cases = Number(process.env["MEMORIA_FAULT_CASES"] ?? 6);
const at = ["--generated-at", "2024-12-09T12:00:00Z"];

const folder = temporaryFolder();
let store = "";
let files: string[] = [];
/** What every question is answered while nothing is damaged. */
const answers = new Map<string, string>();

const deliveries = ["a", "b", "c"];
const questionsOf = (delivery: string): string[][] => [
  ["ledger", "--json", "--delivery", delivery],
  ["analyze", "--json", "--delivery", delivery, ...at],
  ["rejects", "--json", "--delivery", delivery],
];
const ask = (question: readonly string[], data: string) => memoria([...question, "--data", data], folder);

beforeAll(() => {
  store = makeStore(folder, (args) => memoria(args, folder));
  files = filesOf(store);
  for (const question of deliveries.flatMap(questionsOf)) {
    const run = ask(question, store);
    expect(run.code).toBe(0);
    answers.set(question.join(" "), run.out);
  }
});

interface Flip {
  file: number;
  /** Instead of that file: most of what can go wrong without a word goes wrong there. */
  ofCatalog: boolean;
  places: number[];
  bits: number;
  withoutKept: boolean;
}

const flip: fc.Arbitrary<Flip> = fc.record({
  file: fc.nat(),
  ofCatalog: fc.boolean(),
  places: fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 1, maxLength: 3 }),
  bits: fc.integer({ min: 1, max: 255 }),
  withoutKept: fc.boolean(),
});

/** Turns bits of a copy of the store; answers the name of the file. */
function damaged(copy: string, { file, ofCatalog, places, bits, withoutKept }: Flip): string {
  const name = ofCatalog ? "catalog.sqlite" : (files[file % files.length] ?? "");
  const place = path.join(copy, name);
  const bytes = readFileSync(place);
  const whole = Buffer.from(bytes);
  for (const share of places) {
    const offset = Math.floor(share * bytes.length);
    bytes[offset] = (bytes[offset] ?? 0) ^ bits;
  }
  // Twice in one place is nothing.
  if (bytes.equals(whole)) bytes[0] = (bytes[0] ?? 0) ^ bits;
  writeFileSync(place, bytes);
  if (withoutKept && !name.startsWith("rollups/")) rmSync(path.join(copy, "rollups"), { recursive: true, force: true });
  return name;
}

function checkAnswers(copy: string, questions: readonly string[][]): void {
  for (const question of questions) {
    const run = ask(question, copy);
    expect([0, 2], `${question.join(" ")}: ${run.err}`).toContain(run.code);
    if (run.code === 0) expect(run.out === answers.get(question.join(" ")), question.join(" ")).toBe(true);
    else expect(run.err.trimEnd().split("\n")).toHaveLength(1);
  }
}

describe("bytes that turned", { timeout: 3_600_000 }, () => {
  it("give no other figure, no fault, and are named by doctor", () => {
    fc.assert(
      fc.property(flip, (one) => {
        const copy = copyOf(store);
        try {
          const name = damaged(copy, one);
          const check = memoria(["doctor", "--json", "--data", copy], folder);
          expect([0, 1, 2], `${name}: ${check.err}`).toContain(check.code);
          // Not every byte of a catalog means something.
          if (name !== "catalog.sqlite")
            expect([check.code, check.out]).toEqual([1, expect.stringContaining(name.split("/").slice(0, 3).join("/"))]);
          const questions = questionsOf(/delivery=(\w)/.exec(name)?.[1] ?? deliveries[one.file % 3] ?? "");
          checkAnswers(copy, questions);
          const repaired = memoria(["doctor", "--repair", "--json", "--data", copy], folder);
          expect([0, 1, 2], `${name}: ${repaired.err}`).toContain(repaired.code);
          checkAnswers(copy, questions);
          if (!/^(?:lines|rollups)\//.test(name)) return;
          expect(memoria(["doctor", "--json", "--data", copy], folder).code).toBe(0);
          for (const question of questions)
            expect(ask(question, copy).out === answers.get(question.join(" ")), question.join(" ")).toBe(true);
        } finally {
          removeCopy(copy);
        }
      }),
      { numRuns: cases, seed: Number(process.env["MEMORIA_FAULT_SEED"] ?? 2024) },
    );
  });

  it("in a batch of an earlier version, of which nothing is recorded, give no fault", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.integer({ min: 1, max: 255 }), (share, bits) => {
        const copy = copyOf(store);
        try {
          const catalog = new DatabaseSync(path.join(copy, "catalog.sqlite"));
          catalog.exec("DELETE FROM batches");
          catalog.close();
          const name = files.find((file) => file.startsWith("lines/delivery=b/")) ?? "";
          const bytes = readFileSync(path.join(copy, name));
          const offset = Math.floor(share * bytes.length);
          bytes[offset] = (bytes[offset] ?? 0) ^ bits;
          writeFileSync(path.join(copy, name), bytes);
          rmSync(path.join(copy, "rollups"), { recursive: true });
          for (const question of questionsOf("b")) expect([0, 2], question.join(" ")).toContain(ask(question, copy).code);
          expect(memoria(["doctor", "--repair", "--data", copy], folder).code).toBe(1);
          for (const question of questionsOf("b"))
            expect(ask(question, copy).out === answers.get(question.join(" ")), question.join(" ")).toBe(true);
        } finally {
          removeCopy(copy);
        }
      }),
      { numRuns: Math.ceil(cases / 3), seed: Number(process.env["MEMORIA_FAULT_SEED"] ?? 2024) },
    );
  });
});
