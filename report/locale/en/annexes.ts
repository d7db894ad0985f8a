// What the annexes hold, and the headings of their columns.

export const title = "Annexes";
export const intro =
  "The data go with this document in files of comma-separated values (CSV), which are also attached to the PDF except where noted. Times are local to the period, with their offset from UTC.";
export const caption = "List of annexes";
export const columns = { file: "File", content: "Content", rows: "Rows" } as const;

export const contents = {
  "por-hora.csv": "Demand by hour: hits, page views, visits, visitors, server errors and data transferred",
  "por-dia.csv": "Demand by day, with the same measures",
  "entradas-y-salidas.csv": "Entry and exit pages of the visits (100 of each at most)",
  "recorridos.csv": "First pages of the visits, up to three (100 paths at most)",
  "respuestas.csv": "Hits by status code, method, protocol, encrypted connection and cache result",
  "tiempos-de-respuesta.csv": "Response time: median, percentiles and maximum, of all hits and of page views",
  "paginas.csv": "Most visited pages (100 at most), with the whole path",
  "geografia-paises.csv": "Unique visitors and hits by country",
  "geografia-estados.csv": "Unique visitors and hits by state",
  "geografia-ciudades.csv": "Unique visitors and hits by city",
  "navegadores-sistemas-equipos.csv": "Unique visitors and human hits by browser, system and device",
  "procedencia.csv": "Unique visitors and page views by referrer",
  "incidencias.csv": "Declared incidents, in full",
  "hallazgos.csv": "Findings of the analysis, with their recommendation, the threshold of their rule and the figures behind them",
  "disponibilidad.csv": "Availability by source and period, with its seconds",
  "clausulas.csv": "Clauses of the call, with their outcome, evidence and figures",
  "fuentes.csv": "Sources of the logs, their role and how their clocks differ",
  "bitacoras.csv": "Analysed files, with their SHA-256 hash",
  "balance-de-lineas.csv": "Lines by file and class",
  "archivos-no-leidos.csv": "What was handed in inside archives and not read, with the reason",
} as const;

export const analysisContent = "The whole analysis in one JSON file, from which every figure comes";
export const rejectsContent =
  "Rejected lines, with file, line number, reason and text, in which IP addresses are cut to their network. Restricted access: it may hold other personal data. Not attached to the PDF";

export const extractContent =
  "A sample of the hits, taken at equal intervals of each file; IP addresses are cut to their network and paths go without their query";
export const originalsContent =
  "The original logs, byte for byte, with their hashes in SHA256SUMS. Restricted access: they hold people's IP addresses. Not attached to the PDF";
export const workbookContent = "The tables above as an Excel workbook, one sheet a table. Not attached to the PDF";
export const parquetContent = "The same tables in Parquet format, for analysis with other programs. Not attached to the PDF";
export const schemaContent = "The formal description of analysis.json (JSON Schema). Not attached to the PDF";
export const manifestContent = "The SHA-256 hash of every file of the memoria and of every original log";

export const sealTitle = "Hash of the memoria";
/** On the signature sheet, which says what it is. */
export const sealTitleSigned = "Hash of the memoria: SHA-256 of manifest.json";
export const sealIntro =
  "The file manifest.json holds the SHA-256 hash of every file that goes with this document and of every original log. Its own hash follows; memoria verify checks that everything matches:";

export const headings = {
  hours: ["start", "hits", "human_hits", "page_views", "visits", "visitors", "errors_5xx", "bytes"],
  days: ["day", "hits", "human_hits", "page_views", "visits", "visitors", "errors_5xx", "bytes"],
  entries: ["class", "path", "visits"],
  ways: ["first", "second", "third", "visits"],
  answers: ["class", "value", "hits"],
  times: ["of", "hits_with_time", "median_s", "percentile_90_s", "percentile_95_s", "percentile_99_s", "maximum_s"],
  sources: [
    "source",
    "role",
    "counts_in_traffic",
    "files",
    "hits",
    "first",
    "last",
    "reference_clock",
    "ahead_s",
    "method",
    "compared",
    "agreement",
    "next_agreement",
  ],
  pages: ["path", "page_views", "visitors", "mean_time_on_page_s"],
  countries: ["code", "country", "visitors", "hits"],
  states: ["code", "state", "visitors", "hits"],
  cities: ["country", "state", "city", "visitors", "hits"],
  agents: ["class", "name", "visitors", "human_hits"],
  referrers: ["referrer", "visitors", "page_views"],
  incidents: [
    "id",
    "start",
    "end",
    "duration_s",
    "type",
    "effect",
    "weight",
    "description",
    "root_cause",
    "impact",
    "measures",
    "component",
    "source",
  ],
  findings: ["id", "severity", "finding", "recommendation", "threshold", "evidence"],
  availability: [
    "source",
    "log_source_or_monitor_point",
    "period",
    "duration_s",
    "down_s",
    "weighted_down_s",
    "unknown_s",
    "excluded_s",
    "coverage",
    "availability",
    "weighted_availability",
    "allowed_s",
    "outages",
    "mean_time_to_restore_s",
    "mean_time_between_outages_s",
    "verdict",
  ],
  clauses: ["id", "clause", "requirement", "outcome", "evidence", "version", "version_status", "period", "source", "figures"],
  files: ["file", "sha256", "bytes", "format", "source", "role", "first", "last", "lines"],
  ledger: ["file", "read", "hits", "blank", "directives", "rejected", "duplicates"],
  leftOut: ["archive", "name", "bytes", "sha256", "reason", "archive_sha256"],
  rejects: ["file", "line", "reason", "text"],
  extract: ["file", "line", "time", "address", "method", "path", "protocol", "status", "bytes", "referrer", "user_agent"],
} as const;

export const wayClasses = { entry: "entry", exit: "exit" } as const;
export const answerClasses = {
  statuses: "status code",
  methods: "method",
  protocols: "protocol",
  secure: "connection",
  cache: "cache",
} as const;
export const secureNames = { tls: "encrypted", plain: "not encrypted", unknown: "not recorded" } as const;
export const cacheNames = { hit: "answered by the cache", miss: "not answered by the cache" } as const;
export const timeSets = { all: "all hits", pages: "page views" } as const;
export const clockMethods = { "shared-requests": "hits in both sources", "demand-shape": "shape of the demand" } as const;
export const yesNo = { yes: "yes", no: "no" } as const;

export const agentClasses = { browsers: "browser", systems: "system", devices: "device" } as const;

/** Titles of the series that charts are drawn from. */
export const seriesTitles = {
  demand: "Demand by hour: requests and server errors",
  spans: "Declared incidents and observed outages",
  states: "What each source says of every moment of the period",
} as const;
