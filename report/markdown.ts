// The texts that a difusor writes, in a small part of Markdown: paragraphs, lists, emphasis and headings of the third level.
import { printable } from "../analysis/index.ts";
import { UserError } from "../ingest/index.ts";
import { type Block, heading, type Inline, type RichText } from "./document.ts";
import { parseRegistration, type RegistrationFact } from "./registration.ts";

/** The sections that a person writes. */
const TEXT_KEYS = ["analisis", "conclusiones", "recomendaciones", "comentarios"] as const;
export type TextKey = (typeof TEXT_KEYS)[number];

/** The section of lines `Campo: valor`. */
const REGISTRATION_KEY = "registro";

/** What a person wrote, by section, each in Markdown; and the registration data for the cover. */
export interface Texts {
  sections: Record<string, string>;
  registration?: RegistrationFact[];
}

const ALIASES: Readonly<Record<string, TextKey>> = { sugerencias: "comentarios", "comentarios y sugerencias": "comentarios" };

function textKey(title: string): TextKey | typeof REGISTRATION_KEY | null {
  const folded = title
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "");
  if (folded === REGISTRATION_KEY) return REGISTRATION_KEY;
  return TEXT_KEYS.find((key) => key === folded) ?? ALIASES[folded] ?? null;
}

/**
 * Splits one file into its sections, each opened by a line `# analisis`, `# conclusiones`, `# recomendaciones` or `# comentarios`;
 * `# registro` opens the registration data.
 * @throws UserError `texts-invalid` naming the line of an unknown or repeated heading, of text before the first one, or of a registration
 * field that cannot be read.
 */
export function parseTexts(text: string, file: string): Texts {
  const sections: Record<string, string> = {};
  let current: ReturnType<typeof textKey> = null;
  let registrationLine = 0;
  for (const [index, line] of text
    .replace(/^\uFEFF/u, "")
    .split(/\r\n|\r|\n/u)
    .entries()) {
    const place = `línea ${index + 1}`;
    const title = /^#\s+(.*)$/u.exec(line)?.[1];
    if (title === undefined) {
      if (current !== null) sections[current] += `${line}\n`;
      else if (line.trim() !== "") throw new UserError("texts-invalid", { file, place, expected: expectedHeading() });
      continue;
    }
    current = textKey(title);
    if (current === null) throw new UserError("texts-invalid", { file, place, expected: expectedHeading() });
    if (sections[current] !== undefined) throw new UserError("texts-invalid", { file, place, expected: `un solo apartado «# ${current}»` });
    sections[current] = "";
    if (current === REGISTRATION_KEY) registrationLine = index + 2;
  }
  const { [REGISTRATION_KEY]: registration, ...written } = sections;
  if (registration === undefined) return { sections: written };
  return { sections: written, registration: parseRegistration(registration, file, registrationLine) };
}

function expectedHeading(): string {
  return `uno de los encabezados ${[REGISTRATION_KEY, ...TEXT_KEYS].map((key) => `«# ${key}»`).join(", ")}`;
}

/** Emphasis inside a line; everything else is text, made printable. */
function inlines(text: string): RichText {
  const runs: Inline[] = [];
  for (const part of text.split(/(\*\*[^*]+\*\*|\*[^*\s][^*]*\*|`[^`]+`)/u)) {
    if (part === "") continue;
    const marked = /^(\*\*|\*|`)(.+)\1$/su.exec(part);
    const style = marked === null ? "plain" : marked[1] === "**" ? "strong" : marked[1] === "*" ? "emphasis" : "code";
    runs.push({ text: printable(marked?.[2] ?? part), style });
  }
  return runs;
}

const BULLET = /^\s*[-*+]\s+(.*)$/u;
const NUMBERED = /^\s*\d+[.)]\s+(.*)$/u;

function listOf(lines: string[], mark: RegExp): RichText[] {
  const items: string[] = [];
  for (const line of lines) {
    const item = mark.exec(line)?.[1];
    if (item !== undefined) items.push(item);
    else items[items.length - 1] = `${items.at(-1) ?? ""} ${line.trim()}`.trim();
  }
  return items.map(inlines);
}

function blockOf(lines: string[], id: string): Block {
  const first = lines[0] ?? "";
  const title = /^#{1,6}\s+(.*)$/u.exec(first)?.[1];
  if (title !== undefined) return heading(3, id, printable(title.trim()));
  if (BULLET.test(first)) return { kind: "list", ordered: false, items: listOf(lines, BULLET) };
  if (NUMBERED.test(first)) return { kind: "list", ordered: true, items: listOf(lines, NUMBERED) };
  return { kind: "paragraph", text: inlines(lines.map((line) => line.trim()).join(" ")) };
}

/** Lines gathered into paragraphs, lists and headings: an empty line, a heading or the first mark of a list begins another. */
function groups(text: string): string[][] {
  const found: string[][] = [];
  let open: string[] = [];
  const close = (): void => {
    if (open.length > 0) found.push(open);
    open = [];
  };
  for (const line of text.split(/\r\n|\r|\n/u)) {
    const isHeading = /^#{1,6}\s+/u.test(line);
    const isItem = BULLET.test(line) || NUMBERED.test(line);
    const inList = open[0] !== undefined && (BULLET.test(open[0]) || NUMBERED.test(open[0]));
    if (line.trim() === "" || isHeading || (isItem && !inList)) close();
    if (line.trim() !== "") open.push(line);
    if (isHeading) close();
  }
  close();
  return found;
}

/** The blocks of one text; its headings are named after `id`. */
export function markdownBlocks(text: string, id: string): Block[] {
  return groups(text).map((lines, index) => blockOf(lines, `${id}-${index + 1}`));
}
