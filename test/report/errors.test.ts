// The messages of every user error: one line, in both languages, harmless and with every fact in it.
import { expect, test } from "vitest";
import { UserError, type UserErrorCode, type UserErrorFacts } from "../../ingest/errors.ts";
import { errorMessage, factsIn } from "../../report/locale/errors.ts";

const FACTS: { [Code in UserErrorCode]: UserErrorFacts[Code] } = {
  usage: { given: "--role medio", expected: "edge, origin" },
  "file-not-found": { file: "x.log" },
  "file-unreadable": { file: "x.log", reason: "permiso denegado" },
  "file-empty": { file: "x.log" },
  "file-is-directory-without-logs": { file: "carpeta" },
  "file-binary": { file: "foto.png", looksLike: "una imagen PNG" },
  "file-changed": { file: "x.log", scanned: 1200, parsed: 1201 },
  "log-changed": { file: "x.log" },
  "file-damaged": { file: "x.log.gz", offset: 12_345, reason: "truncated", lines: 1200 },
  "archive-limit": { file: "x.zip", limit: "ratio", most: 1000 },
  "wrapping-unreadable": { file: "x.zip", reason: "encrypted" },
  "format-unknown": {
    file: "x.log",
    line: 1,
    text: "hola \u001b[2J\u202e mundo",
    nearest: "combined",
    field: "address",
    column: 1,
    expected: "una dirección IP",
    understood: [],
  },
  "format-name-unknown": { name: "raro", known: "combined, common" },
  "json-mapping-invalid": { pair: "hora=ts", position: 6, problem: "unknown", known: "time, address" },
  "format-string-invalid": { text: "%h %l %Q", problem: "unknown", given: "%Q", position: 7 },
  "source-conflict": { file: "b.log", first: "a.log", source: "servidor-1" },
  "nothing-to-read": { detail: "no se indicó ningún archivo" },
  "table-column-missing": { file: "incidencias.csv", column: "inicio", found: "fin, tipo" },
  "table-empty": { file: "incidencias.csv" },
  "table-row": { file: "incidencias.csv", row: 3, column: "inicio", value: "ayer", expected: "dd/mm/aaaa hh:mm" },
  "table-rows": { file: "incidencias.csv", rows: 31, told: 20 },
  "table-invalid": { file: "incidencias.json", place: "línea 3, columna 8", expected: "JSON válido" },
  "table-too-large": { file: "incidencias.xlsx", bytes: 90_000_000, most: 67_108_864 },
  "table-date-order": { file: "incidencias.csv", row: 3, value: "12/25/2024 20:00" },
  "monitor-unknown": { file: "monitor.csv", found: "fecha, valor", known: "Uptime Kuma, Gatus" },
  "convocatoria-unknown": { id: "nada", known: "iem-irimbo-2024" },
  "convocatoria-invalid": { file: "c.json", place: "/versions/0", expected: "un texto" },
  "analysis-invalid": { file: "analysis.json", place: "/traffic/hits", expected: "se esperaba número" },
  "analysis-version": { file: "analysis.json", version: 0, known: 1 },
  "compared-twice": { first: "a.json", second: "./a.json", isSamePlace: true },
  "time-invalid": { option: "--from", value: "ayer", expected: "2024-12-08T20:00" },
  "time-zone-unknown": { value: "Mexico/Centro" },
  "period-too-long": { name: "window", start: "2024-12-08T20:00:00-06:00", end: "2124-12-10T00:00:00-06:00", years: 30 },
  "period-empty": { name: "window", start: "2024-12-08T20:00", end: "2024-12-08T19:00" },
  "output-not-writable": { dir: "/salida", reason: "no hay permiso de escritura" },
  "geo-invalid": { file: "asn.mmdb", found: "mmdb GeoLite2-ASN" },
  "key-invalid": { file: "llave", bytes: 16 },
  "store-not-writable": { dir: "/datos", reason: "no hay espacio en el disco" },
  "store-newer": { dir: "/datos", version: 9, known: 2 },
  "catalog-busy": { dir: "/datos" },
  "store-damaged": { dir: "/datos", file: "lines/delivery=a/1.parquet" },
  "backup-invalid": { file: "respaldo.tar", entry: "raw/x", problem: "changed" },
  "restore-not-empty": { dir: "/datos" },
  "file-id-unknown": { id: "7", delivery: "a", known: "1 (access.log)" },
  "file-undone": { id: "7", file: "access.log" },
  "disk-full": {},
  "memory-short": {},
  "server-running": { dir: "almacén" },
  "store-busy": { delivery: "d1" },
  "store-exchanging": { dir: "/almacen" },
  "server-unreachable": { server: "https://memoria.example.mx", reason: "ECONNREFUSED" },
  "server-refused": { server: "https://memoria.example.mx", status: 404, detail: "No se encontró" },
  "delivery-unknown": { id: "d9", known: "d1" },
  "key-unknown": { key: "traffic.visit", nearest: "traffic.visits, traffic.hits" },
  "no-hits": { detail: "x.log" },
  "size-invalid": { option: "--memory", value: "mucho" },
  "analysis-stale": { delivery: "prep-2024" },
  "manifest-invalid": { file: "memoria/manifest.json", place: "/files/0/sha256", expected: "Invalid string" },
  "texts-invalid": { file: "textos.md", place: "línea 3", expected: "un encabezado" },
};

/** Facts that each language puts into words of its own. */
const worded = new Set<unknown>(["unknown", "truncated", "ratio", "encrypted", "changed"]);
const codes = Object.keys(FACTS) as UserErrorCode[];

function message<Code extends UserErrorCode>(code: Code, lang: "es" | "en"): string {
  return errorMessage(new UserError(code, FACTS[code]), lang);
}

test.each(codes)("%s is one clear line in both languages", (code) => {
  const texts = (["es", "en"] as const).map((lang) => message(code, lang));
  for (const [text, lang] of [
    [texts[0] ?? "", "es"],
    [texts[1] ?? "", "en"],
  ] as const) {
    expect(text).toMatch(/^[^\n\r]{20,600}$/u);
    expect(text).toMatch(/[.…]$/u);
    expect(text).not.toMatch(/[\u0000-\u001f\u202e]|undefined|\.\.$/u);
    for (const fact of Object.values(factsIn(FACTS[code], lang))) {
      if (typeof fact === "string" && !worded.has(fact) && !fact.includes("\u001b")) expect(text).toContain(fact);
    }
  }
  expect(texts[0]).not.toBe(texts[1]);
});

test("Spanish messages are impersonal", () => {
  const text = codes.map((code) => message(code, "es")).join(" ");
  expect(text).not.toMatch(/\b(?:revise|indique|verifique|usted|su archivo|use)\b/iu);
});

test("numbers and hostile text are written for people", () => {
  expect(message("file-changed", "es")).toContain("1,200 líneas y después 1,201");
  expect(message("format-unknown", "es")).toContain('"hola \\u{1b}[2J\\u{202e} mundo"');
});
