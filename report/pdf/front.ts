// The first pages: the cover, and the contents with page numbers and links.
import type { Cover, Document } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import { CONTENT_BOTTOM, CONTENT_HEIGHT, CONTENT_WIDTH, leading, PAGE, SIZE } from "./geometry.ts";
import type { Place, Sheet } from "./sheet.ts";

const FACT_TERM_WIDTH = 130;

function block(sheet: Sheet, text: string, sizePt: number, face: "regular" | "semibold", color: string, tag: "P" | "H1"): void {
  const lines = sheet.type.wrap([{ text, style: "plain" }], sizePt, CONTENT_WIDTH, face);
  sheet.tagged(tag, () => {
    for (const line of lines) {
      sheet.line(line, PAGE.left, sheet.y, { sizePt, color });
      sheet.y += leading(sizePt);
    }
  });
}

const FACT_GAP = 10;

function factLines(sheet: Sheet, fact: Cover["facts"][number]): ReturnType<Sheet["type"]["wrap"]> {
  return sheet.type.wrap([{ text: fact.text, style: "plain" }], SIZE.body, CONTENT_WIDTH - FACT_TERM_WIDTH);
}

function factsHeight(sheet: Sheet, cover: Cover): number {
  return cover.facts.reduce((sum, fact) => sum + factLines(sheet, fact).length * leading(SIZE.body) + FACT_GAP, 0);
}

/** One fact after the other; a long list goes on on the next page, and so does a fact of more lines than are left. */
function facts(sheet: Sheet, cover: Cover): void {
  const lead = leading(SIZE.body);
  for (const fact of cover.facts) {
    const lines = factLines(sheet, fact);
    if (lines.length * lead < CONTENT_HEIGHT) sheet.ensure(lines.length * lead);
    const element = sheet.element("P");
    sheet.mark(element, () => sheet.text(fact.term, "regular", PAGE.left, sheet.y, { sizePt: SIZE.body, color: LIGHT.muted }));
    for (const line of lines) {
      sheet.ensure(lead);
      sheet.mark(element, () => sheet.line(line, PAGE.left + FACT_TERM_WIDTH, sheet.y, { sizePt: SIZE.body }));
      sheet.y += lead;
    }
    element.end();
    sheet.y += FACT_GAP / 2;
    sheet.artifact("Layout", () => sheet.rule(PAGE.left, sheet.y, PAGE.left + CONTENT_WIDTH, LIGHT.hairline, 0.4));
    sheet.y += FACT_GAP / 2;
  }
}

/** Where the facts begin on a cover that has room for them. */
const FACTS_TOP = 400;
/** Lines of small print below them. */
const NOTE_ROOM = 34;
/** The title moves up by so much for a long list of facts. */
const MOST_LIFT = 80;
/** From the title's rule down to the facts. */
const TITLE_HEIGHT = 130;

/** The cover: institute, title, difusor, and the facts of the case. */
export function drawCover(sheet: Sheet, cover: Cover, words: Words["frame"]): void {
  sheet.addPage();
  const lift = Math.min(MOST_LIFT, Math.max(0, 196 + TITLE_HEIGHT + factsHeight(sheet, cover) + NOTE_ROOM - CONTENT_BOTTOM));
  sheet.y = 118 - lift / 2;
  if (cover.institute !== null) block(sheet, cover.institute, SIZE.title, "regular", LIGHT.muted, "P");
  sheet.y = 196 - lift;
  sheet.artifact("Layout", () => sheet.rule(PAGE.left, sheet.y, PAGE.left + 64, LIGHT.accent, 3));
  sheet.y += 20;
  block(sheet, cover.title, SIZE.display, "semibold", LIGHT.accent, "H1");
  if (cover.subtitle !== null) {
    sheet.y += 4;
    block(sheet, cover.subtitle, SIZE.body, "regular", LIGHT.muted, "P");
  }
  sheet.y += 26;
  const isWhole = sheet.type.hasAll(cover.difusor, "semibold");
  block(sheet, printedName(sheet, cover.difusor, words), SIZE.title, "semibold", LIGHT.ink, "P");
  sheet.y = Math.max(sheet.y + 20, Math.min(FACTS_TOP, CONTENT_BOTTOM - NOTE_ROOM - factsHeight(sheet, cover)));
  facts(sheet, cover);
  const note = [cover.note, isWhole ? null : words.nameInPart].filter((text) => text !== null).join(" ");
  if (note !== "") {
    sheet.y += 10;
    block(sheet, note, SIZE.small, "regular", LIGHT.muted, "P");
  }
}

/** A name of signs alone is told; a document of many difusores has no name on its cover. */
function printedName(sheet: Sheet, name: string, words: Words["frame"]): string {
  const letters = name.replaceAll(" ", "");
  return letters !== "" && sheet.type.pieces(letters, "semibold", SIZE.title).length === 0 ? words.unprintableName : name;
}

const ENTRY_STYLES = {
  1: { face: "semibold", indent: 0, lead: 16, before: 4 },
  2: { face: "regular", indent: 14, lead: 13, before: 0 },
} as const;

function entry(
  sheet: Sheet,
  place: { id: string; text: string; level: 1 | 2 },
  page: number | null,
  toc: ReturnType<Sheet["element"]>,
): void {
  const { face, indent, lead, before } = ENTRY_STYLES[place.level];
  const sizePt = place.level === 1 ? SIZE.body : SIZE.small + 0.75;
  const numberWidth = 30;
  const lines = sheet.type.wrap([{ text: place.text, style: "plain" }], sizePt, CONTENT_WIDTH - indent - numberWidth, face);
  sheet.ensure(lines.length * lead + before);
  sheet.y += before;
  const item = sheet.element("TOCI", {}, toc);
  const link = sheet.element("Link", {}, item);
  const top = sheet.y;
  sheet.mark(link, () => {
    for (const [index, line] of lines.entries()) {
      sheet.line(line, PAGE.left + indent, top + index * lead, { sizePt });
    }
    const number = { sizePt, color: LIGHT.muted, align: "right", widthPt: CONTENT_WIDTH } as const;
    if (page !== null) sheet.text(String(page), "regular", PAGE.left, top + (lines.length - 1) * lead, number);
  });
  const contents = new String(place.text);
  sheet.doc.goTo(PAGE.left, top, CONTENT_WIDTH, lines.length * lead, place.id, { structParent: link, Contents: contents } as object);
  link.end();
  item.end();
  sheet.y += lines.length * lead;
}

/** The contents. `places` are those of the pass before; without them the numbers are left out and the room is the same. */
export function drawContents(sheet: Sheet, document: Document, places: Place[]): void {
  sheet.addPage();
  block(sheet, document.contentsTitle, SIZE.display, "semibold", LIGHT.accent, "H1");
  sheet.y += 10;
  const toc = sheet.element("TOC");
  const pages = new Map(places.map((place) => [place.id, place.page]));
  for (const heading of document.blocks) {
    if (heading.kind !== "heading" || heading.level > document.contentsLevel || heading.level === 3) continue;
    entry(sheet, { id: heading.id, text: heading.text, level: heading.level }, pages.get(heading.id) ?? null, toc);
  }
  toc.end();
}
