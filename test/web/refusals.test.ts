// What deeds and routes refuse in words of their own: each has its English, found in the sources themselves; none is left over.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { UserError } from "../../ingest/index.ts";
import { details } from "../../report/locale/details.ts";
import { refusalIn, refusals } from "../../web/locale/refusals.ts";
import { Problem } from "../../web/routes/problem.ts";
import { isSpanish, textsIn } from "../support/spanish-details.ts";

const room = path.join(import.meta.dirname, "..", "..", "web");
const sources = readdirSync(room, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !/^(?:client|locale)\//.test(name))
  .map((name) => ({ name, text: readFileSync(path.join(room, name), "utf8") }));

/** Names whose texts end in a refusal: what zod and forms say of a field, and sentences that a Problem is made with. */
const tellingNames = /^(?:error|message|errors|why|advice|closedText|obstacle|lateText|expectations)$/u;

function isTelling(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === "Problem";
  if (ts.isPropertyAssignment(node) && node.name.getText() === "body") return ts.isStringLiteral(node.initializer);
  // What zod is told of a field is words; a schema of that name is none.
  if (ts.isPropertyAssignment(node)) return tellingNames.test(node.name.getText()) && !/^z\b/u.test(node.initializer.getText());
  if (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) return tellingNames.test(node.name?.getText() ?? "");
  // errors["id"] = "...", errors[""] ??= "..."
  return ts.isBinaryExpression(node) && /^errors\[/u.test(node.left.getText()) && /=$/u.test(node.operatorToken.getText());
}

/** A page's own error, which no program is told: below a tagged template, or drawn by a page. */
function refusalsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node)) return;
    if (isTelling(node)) found.push(...textsIn(`(${node.getText()})`).map((text) => text.trimEnd()));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.ESNext, true));
  return found;
}

/** Told on pages alone: their forms have no counterpart by API, or it cannot come to this. */
const onPages = /^pages\/|^routes\/(?:account|admin-|board|delivery-data|elections|entry|hand-in|incidents|new-password|review)/u;
const isKnown = (text: string): boolean => text in refusals || text in details || !isSpanish(refusalIn(text, "en"));

describe("refusals in words of their own", () => {
  it("have their English", () => {
    const found = sources.flatMap(({ name, text }) =>
      (onPages.test(name) ? problemsIn(text) : refusalsIn(text)).map((told) => [name, told] as const),
    );
    const spanish = found.filter(([, told]) => isSpanish(told));
    expect(spanish.length).toBeGreaterThan(100);
    expect(spanish.filter(([, told]) => !isKnown(told))).toEqual([]);
  });

  it("are all that has its English", () => {
    const all = new Set(sources.flatMap(({ text }) => textsIn(text)).map((text) => text.trimEnd()));
    // A field's name goes before some.
    const ends = (spanish: string): boolean => [...all].some((text) => text.endsWith(`: ${spanish}`));
    // Words of states are made of those that pages show, in small letters.
    const states = new Set(["aceptada", "devuelta para corregir"]);
    expect(Object.keys(refusals).filter((spanish) => !all.has(spanish) && !ends(spanish) && !states.has(spanish))).toEqual([]);
  });

  it("are told with their values as they are", () => {
    for (const [spanish, english] of Object.entries(refusals)) {
      expect(isSpanish(english.replaceAll("…", "")), english).toBe(false);
      const text = spanish.replaceAll("{}", "<1>");
      expect(refusalIn(text, "es")).toBe(text);
      expect(refusalIn(text, "en")).toBe(english.replaceAll(/\{(?:en)?\}/gu, "<1>"));
    }
  });
});

/** Of a page's source, only what is thrown: the same deed may be a program's. */
function problemsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "Problem") found.push(...textsIn(`(${node.getText()})`));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.ESNext, true));
  return found;
}

it("several sayings are told in a row, each in the language that is asked for", () => {
  const error = new UserError("texts-invalid", { file: "registro", place: "línea 3", expected: "«Campo: valor»" });
  const problem = new Problem("invalid", [
    "Falta este dato.",
    "inicio: Se esperaba una fecha como 2024-12-08T20:00 o 08/12/2024 20:00.",
    error,
  ]);
  const english = problem.told("en").detail;
  expect(english).toMatch(/^This is missing\. inicio: A date like 2024-12-08T20:00 or 08\/12\/2024 20:00 was expected\. /);
  expect(isSpanish(english.replace("«Campo: valor»", ""))).toBe(false);
  expect(problem.told("es").detail).toBe(problem.detail);
  expect(problem.detail).toContain("Falta este dato. inicio: Se esperaba");
  expect(refusalIn("fields.inicio: Entrada inválida: se esperaba texto, recibido número", "en")).toBe(
    "fields.inicio: expected a text, found a number",
  );
  // Answered by the protocol of uploads in a line of its own.
  expect(refusalIn("Llegaron más bytes de los que se anunciaron.", "en")).toBe("More bytes came than were announced.");
  // What people wrote is theirs.
  expect(refusalIn("Ya las tiene Radio de la Sierra.", "en")).toBe("Radio de la Sierra has it already.");
});
