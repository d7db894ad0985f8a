// Finds what the sources tell people in Spanish outside of the words of a room: facts of errors, notes of tables, descriptions of formats.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** The words themselves, in both languages; documents that are made in Spanish only; names of states. */
const elsewhere =
  /\/locale\/|^cli\/(?:words\/[\w-]+|(?:[\w-]+-)?words)\.ts$|^report\/(?:comparison|election)\/|^report\/html\/client\/|^analysis\/findings\/institute-state\.ts$/;

const accents = /[áéíóúñ¿¡«]/iu;
const functionWords = /(?<![\w.])(?:un|una|uno|el|la|los|las|de|del|con|sin|que|como|desde|por|ej)(?![\w.=(])| (?:[yo]|en) /iu;
const nouns = /\b(?:fila|columna|elemento|directiva|conjunto|zona|VALOR|ARCHIVO|CARPETA)\b/u;
const sql = /\b(?:SELECT|FROM|WHERE|CASE|AS)\b/u;

/** Whether a text is written in Spanish; a lone word is a code or the name of a file. */
export function isSpanish(text: string): boolean {
  const isTold = /\p{L}{2}/u.test(text) && /[\s(]/u.test(text) && !sql.test(text);
  return isTold && (accents.test(text) || functionWords.test(text) || nouns.test(text));
}

/** Every text of the rooms below `root`, a value in it as `{}`, with the file where it stands. */
export function sourceTexts(root: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const room of ["ingest", "analysis", "report", "cli"]) {
    for (const name of readdirSync(path.join(root, room), { recursive: true, encoding: "utf8" })) {
      const file = `${room}/${name.replaceAll("\\", "/")}`;
      if (!file.endsWith(".ts") || elsewhere.test(file)) continue;
      for (const text of textsIn(readFileSync(path.join(root, file), "utf8"))) found.set(text, file);
    }
  }
  return found;
}

/** The texts of a source that are values: no names of keys, no modules, no samples of logs, and no words that a type is made of. */
export function textsIn(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) return;
    if (ts.isPropertyAssignment(node)) {
      const name = node.name.getText();
      if (name !== "samples") visit(node.initializer);
      return;
    }
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push([node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join("{}"));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.ESNext, true));
  return texts;
}
