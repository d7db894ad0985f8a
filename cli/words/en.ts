// Every word that the command line says by itself, in English.
import type { Words } from "./es.ts";

export const en: Words = {
  help: `memoria: from access logs and incident records to the memoria técnica of an official PREP broadcaster

  memoria report   LOG...     the whole job: writes memoria.pdf, memoria.html, analysis.json and anexos/ to --out DIR (./memoria)
  memoria ingest   LOG...     reads logs into delivery --delivery ID of a store and prints the ledger
  memoria analyze  [LOG...]   the figures, as a table or with --json; without logs, of delivery --delivery ID
                              with --explain KEY (traffic.visits, availability.results): definition, query and inputs of a figure
  memoria ledger              the ledger of lines of delivery --delivery ID
  memoria rejects  [FILE_ID]  the rejected lines of delivery --delivery ID, with file, line and reason; as CSV with --out FILE
  memoria undo     FILE_ID    takes a file of delivery --delivery ID back: the figures are as if it had never been given
  memoria reparse  FILE_ID    reads a file of delivery --delivery ID again in another format, --format NAME
  memoria export   [LOG...]   the tables for other programs: --format csv|arrow|parquet|json|xlsx --out DIR (./exportacion)
  memoria verify   DIR [LOG...] proves that a memoria is what was written, and that the original logs are those
  memoria formats  [LOG]      the formats that are read, or what a file is and why
  memoria convocatorias [ID]  the calls, with the clause of every value
  memoria kit      ID         for before the election: log settings, checklist, calendar and templates, to --out DIR (./kit)
  memoria compare  ID|FILE... deliveries or elections side by side (of --data, analysis.json or memoria folders), their growth and the
                              estimated size of the next: --margin FACTOR --capacity HITS_A_SECOND (of one server)
                              --label NAME --json --out FILE.csv, or --out DIR with
                              --format csv|arrow|parquet|xlsx|pdf
  memoria election DIR...     the report of an election (PDF and page, Spanish) from the folders of its memorias: --convocatoria ID
                              --receipts FILE.json (difusor, version, handedInAt, isLate and state of each)
                              --missing FILE.json (difusor and isOverdue of those that have not handed in) --out DIR (./eleccion)
  memoria doctor              checks the whole store of --data (or --delivery ID): what is damaged, what is safe and what to do; with --repair
                              it makes again what can be made again
  memoria backup              the store of --data in one file, --out FILE.tar, while others work in it
  memoria restore  FILE.tar   a backup, proven, into a folder that is empty or new, --data DIR
  memoria schema              the JSON Schema of analysis.json
  memoria serve               the web application: --host 127.0.0.1 --port 8080 --origin https://ADDRESS --behind-proxy --data DIR --memory 512MB --threads 2 (of every piece of work)
  memoria sample              sample logs: --lines N --seed S --scenario normal|outage|attack --out DIR

LOG: file (.gz .zst .bz2 .xz .zip .tar too), directory, glob, or - for standard input.
Analysis options: --convocatoria ID[@VERSION]  --difusor NAME  --incidents FILE  --statement-complete
  --exclusions FILE  --monitor FILE  --window-start TIME  --window-end TIME  --from TIME  --to TIME  --time-zone ZONE  --scope GLOB
  --internal CIDR  --trusted-proxy CIDR  --page GLOB  --not-page GLOB  --result-path PATH  --texts FILE.md
  --geo FILE.mmdb  --pseudonym-key FILE (made if missing)  --generated-at TIME  --originals (with report: packs the logs)
  --baseline LOG (of the portal on usual days; for ingest too)  --baseline-averages FILE (measure, per_day, from, to, source)
Reading options: --source LABEL  --role edge|origin  --format NAME|'LogFormat'|'log_format'  --memory 512MB  --threads N
  --progress bar|lines|json|none  --max-rejected SHARE  --accept-damaged  --leave-out GLOB (what is no log in an archive or folder)
  --strict  --data DIR  --delivery ID  --lang es|en
Exit codes: 0 done; 1 done, but something needs attention; 2 bad usage or input; 70 a fault of the program.`,
  unknownCommand: (name) => `"${name}" is not a memoria command. memoria --help lists them.`,
  serve: {
    listening: (origin) => `Memoria serves at ${origin} (Ctrl-C stops it).`,
    firstLink: (link) => `First run: the administrator makes an account, once, at ${link}`,
    stopping: "Stopping: work in progress goes on at the next start.",
  },
  ledgerTitle: "Ledger of lines",
  ledgerColumns: ["id", "file", "format", "source", "read", "hits", "blank", "directives", "rejected", "duplicates"],
  total: "total",
  undone: (id, file) => `File ${id}, ${file}, is taken back: no figure counts it. Its bytes stay in the store as evidence.`,
  leftOut: (name, bytes, reason) => `  not read: ${name}${bytes === "" ? "" : ` (${bytes})`}: ${reason}`,
  leftOutReasons: {
    debris: "left behind by a system",
    hidden: "hidden item",
    link: "link or device",
    folder: "empty folder",
    asked: "left out on request",
  },
  rejectedBy: (reason, count) => `  rejected for ${reason}: ${count}`,
  figuresTitle: (period) => `Figures of the period: ${period}`,
  figures: {
    hits: "hits",
    humanHits: "human hits",
    bytes: "bytes sent",
    pageViews: "page views",
    uniqueVisitors: "unique visitors (estimated)",
    visits: "visits",
    duration: "visit duration (mean)",
    median: "visit duration (median)",
    active: "active time (mean)",
    peak: "peak minute",
    success: "requests without a server error",
  },
  availabilityTitle: "Availability",
  availabilityColumns: ["period", "source", "availability", "down", "allowed", "unknown", "verdict"],
  sources: { declared: "declared", log: "seen in the log", monitor: "monitored" },
  complianceTitle: "Clauses of the call (the evidence of each with --json)",
  compliancePress: (version) => `Clauses of version "${version}" of the call, known from the press (the evidence of each with --json)`,
  complianceColumns: ["outcome", "clause", "requirement"],
  comparisonTitle: "Comparison with the portal's average",
  comparisonColumns: ["measure", "usual per day", "period per day", "ratio", "usual per hour", "period per hour", "ratio"],
  measures: {
    visits: "visits",
    pageViews: "page views",
    hits: "hits",
    humanHits: "human hits",
    uniqueVisitors: "unique visitors (estimated)",
  },
  unknown: "unknown",
  baselineTitle: "Logs of the portal's average (no part of the period's figures)",
  explain: {
    period: "Period",
    everything: "everything that was loaded, or a value of no period",
    definitions: "Definitions",
    rules: "Rules, and from when on each speaks",
    queries: "Query, as it ran",
    noQuery: "Query: none; the value is not counted from the lines.",
    rollups: "Tables that it reads, as they were made",
    with: "with",
    filled: "filled by the program with the distinct values that it classifies",
    inputs: "Inputs",
    inputNames: {
      files: "files",
      rules: "rules and versions",
      incidents: "incidents",
      exclusions: "exclusions",
      monitors: "monitors",
      convocatoria: "call",
      options: "bounds of the periods",
      places: "geographic database",
    },
  },
  warningsTitle: "Warnings",
  windowHint: "Declare it with --window-start and --window-end.",
  kept: (file) => `Already there and kept: ${file}`,
  written: (file) => `Written: ${file}`,
  objections: { title: "What an auditor of the memoria would object to", none: "Nothing to object to was found." },
  verify: {
    head: (difusor, convocatoria, generatedAt) => `Memoria of ${difusor}${convocatoria}, made ${generatedAt}`,
    columns: ["file", "result"],
    states: {
      same: "the same",
      changed: "changed",
      missing: "missing",
      withheld: "of restricted access; not here",
      unlisted: "not of the memoria",
    },
    seals: {
      same: "prints the hash of manifest.json",
      other: "does not print the hash of this manifest.json",
      unreadable: "is no readable PDF",
      missing: "missing",
    },
    pdfBytes: {
      same: "fits memoria.pdf and manifest.json",
      changed: "memoria.pdf or manifest.json has changed",
      unsealed: "missing: nobody knows whether memoria.pdf has changed",
    },
    attachment: (name) => `attached to the PDF: ${name}`,
    differs: "is not the file of the folder",
    original: { known: "is one of the analysed logs", unknown: "is none of the analysed logs" },
    manifestHash: (hash) => `SHA-256 of manifest.json: ${hash}`,
    pdfHash: (hash) => `SHA-256 of memoria.pdf:   ${hash}`,
    proven: "Everything is as it was written. A receipt should note the hash of memoria.pdf.",
    notProven: "The memoria is not as it was written: what differs is told above.",
  },
  tooManyRejected: (share) => `Rejected lines are ${share}, more than the limit of --max-rejected.`,
  formatIs: (file, format, confidence, lines) => `${file}: ${format} (${confidence} of ${lines} sampled lines)`,
  runnerUp: (format, share) => `  ${format}: reads ${share} of the sample`,
  mixedWith: (format, share) => `  Mixed formats: ${share} of the sample reads only as ${format}`,
  fault: "internal fault of the program; nothing that was handed in is lost.",
  understands: (format, share) => `  ${format}: understands ${share} of the first line that it does not read`,
  formatColumns: ["format", "description", "defined in"],
  reading: (file, done, files) => `reading ${file} (${done} of ${files})`,
};
