// The PDF as assistive software and an archive see it: structure tree, bookmarks, links, and the rules of PDF/A-3a that bytes can show.
import { getDocumentProxy } from "unpdf";
import { beforeAll, expect, test } from "vitest";
import { renderCharts } from "../../report/charts/render.ts";
import type { Document } from "../../report/document.ts";
import { renderPdf } from "../../report/pdf.ts";
import { memoriaOf } from "./built.ts";
import { fullAnalysis } from "./fixture-analysis.ts";

interface Node {
  role?: string;
  alt?: string;
  children?: Node[];
}

/** Elements of one page in reading order, each with the roles above it. */
interface Element {
  page: number;
  role: string;
  alt: string;
  above: string[];
  inside: string[];
}

let document: Document;
let bytes: Uint8Array;
let elements: Element[];
let pdf: Awaited<ReturnType<typeof getDocumentProxy>>;

function elementsOf(node: Node, page: number, above: string[]): Element[] {
  const children = node.children ?? [];
  const own = node.role === undefined || node.role === "Root" ? [] : [node.role];
  const inside = children.flatMap((child) => child.role ?? []);
  return [
    ...own.map((role) => ({ page, role, alt: node.alt ?? "", above, inside })),
    ...children.flatMap((child) => elementsOf(child, page, [...above, ...own])),
  ];
}

beforeAll(async () => {
  document = memoriaOf(fullAnalysis(), "iem-irimbo-2024");
  const attachment = { name: "analysis.json", content: "{}", type: "application/json", description: "x", relationship: "Source" as const };
  bytes = await renderPdf(document, await renderCharts(document), [attachment]);
  pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  elements = [];
  for (let page = 1; page <= pdf.numPages; page++) {
    const tree = (await (await pdf.getPage(page)).getStructTree()) as Node | null;
    if (tree) elements.push(...elementsOf(tree, page, []));
  }
}, 60_000);

const withRole = (role: string): Element[] => elements.filter((element) => element.role === role);

test("every page has content in the tree, of roles that the standard knows", () => {
  expect(new Set(elements.map(({ page }) => page)).size).toBe(pdf.numPages);
  const known = [
    "Document",
    "H1",
    "H2",
    "H3",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "THead",
    "TBody",
    "TR",
    "TH",
    "TD",
    "Caption",
    "Figure",
  ];
  const others = ["TOC", "TOCI", "Link", "Reference", "Span", "Note", "Sect", "Div", "Code"];
  expect([...new Set(elements.map(({ role }) => role))].filter((role) => ![...known, ...others].includes(role))).toEqual([]);
});

test("headings go down one level at a time", () => {
  const levels = elements.flatMap(({ role }) => (/^H[1-6]$/u.test(role) ? [Number(role.slice(1))] : []));
  // The first is the title on the cover.
  expect(levels[0]).toBe(1);
  for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 1) + 1);
  expect(levels.length).toBe(document.blocks.filter((block) => block.kind === "heading").length + 2);
});

test("every chart is a figure with a text that says what it shows", () => {
  const charts = document.blocks.flatMap((block) => (block.kind === "chart" ? [block.alt] : []));
  const figures = withRole("Figure").map(({ alt }) => alt);
  for (const alt of charts) expect(figures).toContain(alt);
  expect(figures.filter((alt) => alt.trim() === "")).toEqual([]);
});

test("every table has rows, and cells of which some are heads", () => {
  const tables = document.blocks.filter((block) => block.kind === "table").length;
  expect(tables).toBeGreaterThan(10);
  expect(withRole("Table").length).toBeGreaterThanOrEqual(tables);
  for (const { above } of withRole("TR")) expect(above).toContain("Table");
  for (const { inside } of withRole("TR")) expect(inside.every((role) => role === "TH" || role === "TD")).toBe(true);
  expect(withRole("TR").filter(({ inside }) => inside.length > 0 && inside.every((role) => role === "TH")).length).toBeGreaterThanOrEqual(
    tables,
  );
});

test("bookmarks are the headings of the contents, and the contents' links lead to their pages", async () => {
  const headings = document.blocks.flatMap((block) => (block.kind === "heading" && block.level <= 2 ? [block] : []));
  const outline = (await pdf.getOutline()) ?? [];
  const titles = outline.flatMap((item) => [item.title, ...item.items.map((inner: { title: string }) => inner.title)]);
  for (const { text } of headings) expect(titles).toContain(text);
  const links = (await (await pdf.getPage(2)).getAnnotations()) as { subtype: string; dest: string | null }[];
  const destinations = links.filter(({ subtype }) => subtype === "Link").map(({ dest }) => dest);
  for (const { id } of headings.filter(({ level }) => level === 1)) {
    expect(destinations).toContain(id);
    expect(await pdf.getDestination(id)).not.toBeNull();
  }
});

test("keeps the rules of PDF/A-3a that its bytes show", async () => {
  const raw = Buffer.from(bytes).toString("latin1");
  expect(raw).toContain("<pdfaid:part>3</pdfaid:part>");
  expect(raw).toContain("<pdfaid:conformance>A</pdfaid:conformance>");
  // Every font is embedded, the colours are of a named profile, the file has an identity and is not encrypted.
  const descriptors = raw.match(/\/Type \/FontDescriptor/gu) ?? [];
  expect(raw.match(/\/FontFile[23]? /gu)).toHaveLength(descriptors.length);
  expect(raw).toMatch(/\/OutputIntents \[/u);
  expect(raw).toMatch(/\/S \/GTS_PDFA1/u);
  expect(raw).toMatch(/\/ID \[/u);
  // No action, no script, no form, nothing that the reader's machine would fetch or run.
  expect(raw).not.toMatch(/\/Encrypt|\/JavaScript|\/JS[ (]|\/Launch|\/AcroForm|\/OpenAction|\/SubmitForm|\/RichMedia|\/Movie|\/Sound/u);
  // An attached file says what it is to the document.
  expect(raw).toMatch(/\/AFRelationship \/Source/u);
  expect(raw).toMatch(/\/Subtype \/application#2Fjson/u);
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true, Suspects: false });
  expect((await pdf.getMetadata()).info).toMatchObject({ Language: "es-MX", Title: document.title });
});
