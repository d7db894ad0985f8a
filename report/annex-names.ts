// Names of the files of a memoria: the same in every language, as programs and `memoria verify` look for them.

export const ANNEX_DIR = "anexos";

export const ANNEX_FILES = {
  analysis: "analysis.json",
  schema: "analysis.schema.json",
  workbook: "tablas.xlsx",
  rejects: "lineas-no-reconocidas.csv",
  extract: "extracto-de-bitacora.csv",
  originals: "bitacoras-originales.zip",
  parquet: "*.parquet",
} as const;

/** The annexes that hold a table of the analysis, in the order of their list. */
export const ANNEX_TABLES = [
  "por-hora.csv",
  "por-dia.csv",
  "entradas-y-salidas.csv",
  "recorridos.csv",
  "respuestas.csv",
  "tiempos-de-respuesta.csv",
  "paginas.csv",
  "geografia-paises.csv",
  "geografia-estados.csv",
  "geografia-ciudades.csv",
  "navegadores-sistemas-equipos.csv",
  "procedencia.csv",
  "incidencias.csv",
  "hallazgos.csv",
  "disponibilidad.csv",
  "clausulas.csv",
  "fuentes.csv",
  "bitacoras.csv",
  "balance-de-lineas.csv",
  "archivos-no-leidos.csv",
] as const;

export type AnnexTable = (typeof ANNEX_TABLES)[number];

/** Beside packed logs: their SHA-256, as `sha256sum --check` reads them. */
export const sumsFile = "SHA256SUMS";
