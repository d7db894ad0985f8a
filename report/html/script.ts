// The page's script: its TypeScript files with the types taken off, one after the other as one function.
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";

/** In the order in which they use each other; they name nothing alike, since they share one function. */
const FILES = ["sort-keys.ts", "sorting.ts", "reading.ts", "page.ts"];

function plainScript(file: string): string {
  const typed = readFileSync(join(import.meta.dirname, "client", file), "utf8");
  return stripTypeScriptTypes(typed)
    .replace(/^import\b[^;]*;\n/gmu, "")
    .replace(/^export /gmu, "")
    .replace(/[ \t]+$/gmu, "")
    .replace(/\n{2,}/gu, "\n");
}

/** The whole script, the same for every page. */
export function pageScript(): string {
  return `(() => {\n"use strict";\n${FILES.map(plainScript).join("")}})();\n`;
}
