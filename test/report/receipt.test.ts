// The receipt: one page, the same bytes for the same facts, hostile names as text, and what its facts may not be.
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { type ReceiptFacts, receiptPdf, receiptSchema } from "../../report/receipt.ts";

const facts: ReceiptFacts = {
  institute: "Instituto Electoral de Michoacán",
  difusor: "Radio <b>Ejemplo</b> \u202e",
  call: "Convocatoria PELE 2024-2025, Irimbo (iem-irimbo-2024, versión original)",
  version: 3,
  at: "2024-12-16T05:59:59Z",
  timeZone: "America/Mexico_City",
  dueDay: "2024-12-15",
  isLate: false,
  manifestSha256: "a".repeat(64),
  pdfSha256: "0123456789abcdef".repeat(4),
  files: Array.from({ length: 120 }, (_, i) => `anexos/tabla-${i}.parquet`),
};

async function textOf(given: ReceiptFacts): Promise<{ pages: number; text: string }> {
  const pdf = await getDocumentProxy(new Uint8Array(await receiptPdf(given)));
  const { totalPages, text } = await extractText(pdf, { mergePages: true });
  return { pages: totalPages, text: text.replace(/\s+/g, " ") };
}

test("one page says who, what, when, whether in time, and the hashes", async () => {
  const { pages, text } = await textOf(facts);
  expect(pages).toBe(1);
  for (const words of [
    "Instituto Electoral de Michoacán",
    "Radio <b>Ejemplo</b> Convocatoria",
    "15 de diciembre de 2024, 23:59:59 h (hora del centro, UTC-6)",
    "15 de diciembre de 2024, hasta terminar el día",
    "Dentro del plazo",
    "memoria verify CARPETA",
  ])
    expect(text).toContain(words);
  expect(text.replaceAll(" ", "")).toContain(facts.pdfSha256);
  expect(text).toContain("120");
});

test("a late one and one without a limit say so", async () => {
  expect((await textOf({ ...facts, isLate: true })).text).toContain("Fuera del plazo (extemporánea)");
  expect((await textOf({ ...facts, dueDay: null })).text).toContain("La convocatoria no fija fecha límite");
});

test("a difusor with an endless name still fits the page", async () => {
  expect((await textOf({ ...facts, difusor: "x".repeat(5000), files: facts.files.map((name) => name.repeat(9)) })).pages).toBe(1);
});

test("the same facts are the same bytes", async () => {
  expect(Buffer.from(await receiptPdf(facts)).equals(Buffer.from(await receiptPdf(facts)))).toBe(true);
});

test("a hash or a time that is none is refused", () => {
  for (const wrong of [{ pdfSha256: "x" }, { at: "ayer" }, { version: 0 }, { dueDay: "2024-12-15T00:00" }])
    expect(receiptSchema.safeParse({ ...facts, ...wrong }).success).toBe(false);
});
