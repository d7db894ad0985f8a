// What the program told, as pages say it: whoever reads a page has no command line.
import { expect, test } from "vitest";
import { UserError } from "../../ingest/index.ts";
import { errorMessage } from "../../report/index.ts";
import { isOfDamage, isOfFormat, pageWords, toldOnPage, unwantedIn } from "../../web/pages/program-told.ts";

const line = { line: 1, column: 1, text: "x", nearest: "common", field: "time", expected: "una hora", understood: [] };
const refusals = {
  damaged: new UserError("file-damaged", { file: "a.gz", offset: 9, reason: "truncated", lines: 3 }),
  format: new UserError("format-unknown", { file: "a.log", ...line }),
  mapping: new UserError("json-mapping-invalid", { pair: "x", position: 1, problem: "syntax", known: "time" }),
  source: new UserError("source-conflict", { file: "b.log", first: "a.log", source: "web" }),
  memory: new UserError("memory-short", {}),
  disk: new UserError("disk-full", {}),
  unwanted: new UserError("file-binary", { file: "a.zip/b.pdf", looksLike: "PDF", leaveOut: ["b.pdf", "d/L?ME.txt"] }),
  empty: new UserError("file-empty", { file: "formato.log" }),
} as const;

test.each(Object.entries(refusals))("of %s names no option", (_, error) => {
  const told = errorMessage(error, "es");
  expect(toldOnPage(told)).not.toMatch(/--[a-z]/);
  expect(toldOnPage(told).length).toBeGreaterThan(30);
});

test("every option that is reworded is told by some message", () => {
  const all = Object.values(refusals).map((error) => errorMessage(error, "es"));
  const unused = pageWords.filter(([from]) => !all.some((told) => told.includes(from)));
  expect(unused.map(([from]) => from)).toEqual([expect.stringContaining("--from")]);
});

test("another format is offered where it may help", () => {
  const of = (error: UserError): boolean => isOfFormat(errorMessage(error, "es"));
  expect([of(refusals.format), of(refusals.damaged), of(refusals.empty)]).toEqual([true, false, false]);
});

test("what precedes a damage is offered where something is damaged", () => {
  const of = (error: UserError): boolean => isOfDamage(errorMessage(error, "es"));
  expect([of(refusals.format), of(refusals.damaged), of(refusals.empty)]).toEqual([false, true, false]);
});

test("what lies in an archive and is no log is offered to be left out, by the patterns that the program told", () => {
  expect(unwantedIn(errorMessage(refusals.unwanted, "es"))).toEqual(["b.pdf", "d/L?ME.txt"]);
  // A hostile name is no offer.
  const named = new UserError("file-binary", { file: "x: --leave-out '*'", looksLike: "PDF" });
  expect([unwantedIn(errorMessage(named, "es")), unwantedIn(errorMessage(refusals.format, "es")), unwantedIn(null)]).toEqual([[], [], []]);
});
