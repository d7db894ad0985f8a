// Looks for Spanish among what an English memoria says: every text of its document and tables, less what is quoted.
import type { Analysis, Convocatoria } from "../../analysis/index.ts";
import { annexTables } from "../../report/annexes.ts";
import type { Document } from "../../report/document.ts";
import { wordsOf } from "../../report/locale/words.ts";

/** Parts of the document that nobody reads. */
const SILENT = new Set(["id", "kind", "language", "languageTag", "spec", "verdict"]);

function textsOf(node: unknown): string[] {
  if (typeof node === "string") return [node];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (SILENT.has(key) ? [] : textsOf(value)));
}

/** Texts of a chart are among the values and names that it draws. */
function chartTexts({ blocks }: Document): string[] {
  return blocks.flatMap((block) =>
    block.kind === "chart" ? [...JSON.stringify(block.spec).matchAll(/"([^"]*)"/gu)].map(([, text = ""]) => text) : [],
  );
}

/** What is Spanish by right: the words of the call, what people wrote, names of places, paths and files. */
function quotedTexts(analysis: Analysis, call: Convocatoria | null): string[] {
  const states = analysis.traffic.states.map(({ code }) => wordsOf("es").places.stateName(code));
  const paths = analysis.traffic.topPages.map(({ path }) => path);
  const cities = analysis.traffic.cities.map(({ name }) => name);
  const written = analysis.incidents.flatMap(({ id: _, trace: __, ...incident }) => textsOf(incident));
  return [analysis.difusor, ...textsOf(call), ...textsOf(call?.elections.value), ...written, ...states, ...cities, ...paths];
}

const SPANISH_LETTER = /[áéíóúñ¿¡«»]/u;
const SPANISH_WORD =
  /(?<![\p{L}/_.-])(?:de|del|la|las|el|los|que|con|por|para|sin|una|se|su|sus|hasta|desde|bitácoras?|solicitud(?:es)?|visitas?|visitantes?|periodo|cumple|incumple|verificable|servidor|fuente|cláusula|convocatoria|declarad[ao]s?|enero|diciembre|hora)(?![\p{L}/_-])/iu;

/** Sentences of the memoria with a Spanish letter or word that nobody else wrote. */
export function spanishLeft(document: Document, analysis: Analysis, call: Convocatoria | null): string[] {
  const tables = annexTables(wordsOf("en"), analysis).flatMap(({ title, headings, rows }) => [title, ...headings, ...textsOf(rows)]);
  const quoted = [...new Set(quotedTexts(analysis, call).map((text) => text.toLowerCase()))]
    .filter((text) => text.length > 2)
    .sort((a, b) => b.length - a.length);
  const own = (text: string): string =>
    quoted
      .reduce((rest, quote) => rest.replaceAll(quote, " "), text.toLowerCase())
      .replaceAll("memoria técnica", " ")
      .replace(/reglamento de elecciones/gu, " ")
      .replace(/[\w./*-]+\.(?:csv|zip|xlsx|json|parquet|html|pdf)/gu, " ");
  const isSpanish = (text: string): boolean => SPANISH_LETTER.test(own(text)) || SPANISH_WORD.test(own(text));
  return [...new Set([...textsOf(document), ...chartTexts(document), ...tables])].filter(isSpanish);
}
