// The annexes: every table of the analysis whole, as CSV.

import type { Analysis, Language, LineClasses, Traffic } from "../analysis/index.ts";
import { type AddressMask, type ExtractedHit, isoInZone, maskedAddress, maskedText, type RejectedLine } from "../ingest/index.ts";
import { ANNEX_FILES, type AnnexTable } from "./annex-names.ts";
import { type CsvCell, csvRow, csvText } from "./csv.ts";
import type { DataTable } from "./exports/data-table.ts";
import { type Words, wordsOf } from "./locale/words.ts";
import { verdictWord } from "./sections/availability.ts";
import { sourceRows, trafficAnnexes } from "./traffic-annexes.ts";

export interface Annex {
  name: AnnexTable;
  content: string;
  rows: number;
  csv: string;
}

function agentRows(words: Words, traffic: Traffic): CsvCell[][] {
  const kinds = ["browsers", "systems", "devices"] as const;
  return kinds.flatMap((kind) =>
    traffic[kind].map((entry) => [words.annexes.agentClasses[kind], words.terms.agentName(entry.name), entry.visitors, entry.hits]),
  );
}

function incidentRows(words: Words, { incidents }: Analysis): CsvCell[][] {
  return incidents.map((incident) => [
    incident.id,
    incident.start,
    incident.end,
    incident.seconds,
    words.terms.incidentTypes[incident.type],
    words.terms.incidentEffects[incident.effect],
    incident.weight,
    incident.description,
    incident.rootCause,
    incident.impact,
    incident.measures,
    incident.component,
    incident.source,
  ]);
}

function availabilityRows(words: Words, analysis: Analysis): CsvCell[][] {
  return analysis.availability.results.map((result) => [
    words.terms.availabilitySourcesShort[result.source],
    result.logSource,
    words.terms.periodName(result.period),
    result.seconds,
    result.downSeconds,
    result.weightedDownSeconds,
    result.unknownSeconds,
    result.excludedSeconds,
    result.coverage,
    result.availability,
    result.weightedAvailability,
    result.allowedSeconds,
    result.outageCount,
    result.meanTimeToRestoreSeconds,
    result.meanTimeBetweenFailuresSeconds,
    verdictWord(words, analysis, result),
  ]);
}

function clauseRows(words: Words, clauses: Analysis["compliance"]): CsvCell[][] {
  return clauses.map((check) => [
    check.id,
    check.clause,
    check.requirement,
    words.terms.verdicts[check.verdict],
    check.evidence,
    check.callVersion,
    words.availability.callStatus[check.callStatus],
    check.period === null ? null : words.terms.periodName(check.period),
    check.source === null ? null : words.availability.evidenceSources[check.source],
    JSON.stringify(check.figures),
  ]);
}

function fileRows(words: Words, { ledger }: Analysis): CsvCell[][] {
  return ledger.files.map((file) => [
    file.name,
    file.sha256,
    file.bytes,
    file.format,
    file.source,
    words.terms.roles[file.role],
    file.firstAt,
    file.lastAt,
    file.lines.read,
  ]);
}

function ledgerRows(words: Words, { ledger }: Analysis): CsvCell[][] {
  const row = (name: string, lines: LineClasses): CsvCell[] => [
    name,
    lines.read,
    lines.hits,
    lines.blank,
    lines.directives,
    lines.rejected,
    lines.duplicates,
  ];
  return [...ledger.files.map((file) => row(file.name, file.lines)), row(words.logs.total, ledger.lines)];
}

/** Only where there is something: most logs come by themselves. */
function leftOutTable(words: Words, { ledger }: Analysis): [Annex["name"], Columns, CsvCell[][]][] {
  const { leftOut = [] } = ledger;
  if (leftOut.length === 0) return [];
  const rows = leftOut.map(({ archive, name, bytes, sha256, reason, archiveSha256 }) => [
    archive,
    name,
    bytes,
    sha256,
    words.logs.leftOutReasons[reason],
    archiveSha256,
  ]);
  return [["archivos-no-leidos.csv", words.annexes.headings.leftOut, rows]];
}

function timeRows(rows: Traffic["hours"]): CsvCell[][] {
  return rows.map((hour) => [hour.at, hour.hits, hour.humanHits, hour.pageViews, hour.visits, hour.visitors, hour.errors5xx, hour.bytes]);
}

/** The evidence as JSON: each rule has its own figures. */
function findingRows(words: Words, { findings }: Analysis): CsvCell[][] {
  return findings.map((finding) => [
    finding.id,
    words.terms.severities[finding.severity],
    finding.text,
    finding.recommendation,
    finding.threshold,
    JSON.stringify(finding.evidence),
  ]);
}

type Columns = readonly string[];

function tables(words: Words, analysis: Analysis, clauses: Analysis["compliance"]): [Annex["name"], Columns, CsvCell[][]][] {
  const { traffic } = analysis;
  const { headings } = words.annexes;
  return [
    ["por-hora.csv", headings.hours, timeRows(analysis.traffic.hours)],
    ["por-dia.csv", headings.days, timeRows(analysis.traffic.days)],
    ...trafficAnnexes(words, analysis),
    ["paginas.csv", headings.pages, traffic.topPages.map((page) => [page.path, page.pageViews, page.visitors, page.meanTimeOnPage])],
    [
      "geografia-paises.csv",
      headings.countries,
      traffic.countries.map(({ code, visitors, hits }) => [code, words.places.countryName(code), visitors, hits]),
    ],
    [
      "geografia-estados.csv",
      headings.states,
      traffic.states.map(({ code, visitors, hits }) => [code, words.places.stateName(code), visitors, hits]),
    ],
    [
      "geografia-ciudades.csv",
      headings.cities,
      traffic.cities.map((city) => [
        words.places.countryName(city.country),
        words.places.stateName(city.state),
        city.name,
        city.visitors,
        city.hits,
      ]),
    ],
    ["navegadores-sistemas-equipos.csv", headings.agents, agentRows(words, traffic)],
    [
      "procedencia.csv",
      headings.referrers,
      traffic.referrers.map((entry) => [words.terms.referrerName(entry.name), entry.visitors, entry.hits]),
    ],
    ["incidencias.csv", headings.incidents, incidentRows(words, analysis)],
    ["hallazgos.csv", headings.findings, findingRows(words, analysis)],
    ["disponibilidad.csv", headings.availability, availabilityRows(words, analysis)],
    ["clausulas.csv", headings.clauses, clauseRows(words, clauses)],
    ["fuentes.csv", headings.sources, sourceRows(words, analysis)],
    ["bitacoras.csv", headings.files, fileRows(words, analysis)],
    ["balance-de-lineas.csv", headings.ledger, ledgerRows(words, analysis)],
    ...leftOutTable(words, analysis),
  ];
}

/** The tables of an analysis, in the order of their list. `clauses`: with the row that only the memoria knows, where it was built. */
export function annexTables(words: Words, analysis: Analysis, clauses: Analysis["compliance"] = analysis.compliance): DataTable[] {
  return tables(words, analysis, clauses).map(([name, headings, rows]) => ({
    name: name.replace(/\.csv$/u, ""),
    title: words.annexes.contents[name],
    headings,
    rows,
  }));
}

/** The same as CSV. */
export function annexes(words: Words, analysis: Analysis, clauses: Analysis["compliance"] = analysis.compliance): Annex[] {
  return annexTables(words, analysis, clauses).map(({ name, title, headings, rows }) => ({
    name: `${name}.csv` as Annex["name"],
    content: title,
    rows: rows.length,
    csv: csvText(headings, rows),
  }));
}

/** The sample of hits as a table; its addresses are masked already. */
export function extractTable(words: Words, hits: readonly ExtractedHit[], { period }: Analysis): DataTable {
  return {
    name: ANNEX_FILES.extract.replace(/\.csv$/u, ""),
    title: words.annexes.extractContent,
    headings: words.annexes.headings.extract,
    rows: hits.map((hit) => [
      hit.file,
      hit.line,
      isoInZone(hit.second, period.timeZone),
      hit.address,
      hit.method,
      hit.path,
      hit.protocol,
      hit.status,
      hit.bytes,
      hit.referrer,
      hit.agent,
    ]),
  };
}

/** The annex of lines that were not recognised, row by row: there may be millions. Addresses in their text are masked. */
export async function* rejectedLinesCsv(
  lines: Iterable<RejectedLine> | AsyncIterable<RejectedLine>,
  mask: AddressMask = maskedAddress,
  language: Language = "es",
): AsyncGenerator<string> {
  const words = wordsOf(language);
  yield csvText(words.annexes.headings.rejects, []);
  for await (const { file, line, reason, text } of lines)
    yield csvRow([file, line, words.terms.rejectionReason(reason), maskedText(text, mask)]);
}
