// The annexes: every table of the analysis whole, as CSV.
import type { Analysis, LineClasses, Traffic } from "../analysis/index.ts";
import { type AddressMask, type ExtractedHit, isoInZone, maskedAddress, maskedText, type RejectedLine } from "../ingest/index.ts";
import { type CsvCell, csvRow, csvText } from "./csv.ts";
import type { DataTable } from "./exports/data-table.ts";
import {
  AVAILABILITY_SOURCES_SHORT,
  agentName,
  annexWords,
  availabilityWords,
  countryName,
  INCIDENT_EFFECTS,
  INCIDENT_TYPES,
  logWords,
  periodName,
  ROLES,
  referrerName,
  rejectionReason,
  SEVERITIES,
  stateName,
  VERDICTS,
} from "./locale/es-MX.ts";
import { sourceRows, trafficAnnexes } from "./traffic-annexes.ts";

export interface Annex {
  name: keyof typeof annexWords.contents;
  content: string;
  rows: number;
  csv: string;
}

function agentRows(traffic: Traffic): CsvCell[][] {
  const kinds = ["browsers", "systems", "devices"] as const;
  return kinds.flatMap((kind) =>
    traffic[kind].map((entry) => [annexWords.agentClasses[kind], agentName(entry.name), entry.visitors, entry.hits]),
  );
}

function incidentRows({ incidents }: Analysis): CsvCell[][] {
  return incidents.map((incident) => [
    incident.id,
    incident.start,
    incident.end,
    incident.seconds,
    INCIDENT_TYPES[incident.type],
    INCIDENT_EFFECTS[incident.effect],
    incident.weight,
    incident.description,
    incident.rootCause,
    incident.impact,
    incident.measures,
    incident.component,
    incident.source,
  ]);
}

function availabilityRows({ availability }: Analysis): CsvCell[][] {
  return availability.results.map((result) => [
    AVAILABILITY_SOURCES_SHORT[result.source],
    result.logSource,
    periodName(result.period),
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
    result.verdict === null ? availabilityWords.noVerdict : VERDICTS[result.verdict],
  ]);
}

function clauseRows(clauses: Analysis["compliance"]): CsvCell[][] {
  return clauses.map((check) => [
    check.id,
    check.clause,
    check.requirement,
    VERDICTS[check.verdict],
    check.evidence,
    check.callVersion,
    availabilityWords.callStatus[check.callStatus],
    check.period === null ? null : periodName(check.period),
    check.source === null ? null : availabilityWords.evidenceSources[check.source],
    JSON.stringify(check.figures),
  ]);
}

function fileRows({ ledger }: Analysis): CsvCell[][] {
  return ledger.files.map((file) => [
    file.name,
    file.sha256,
    file.bytes,
    file.format,
    file.source,
    ROLES[file.role],
    file.firstAt,
    file.lastAt,
    file.lines.read,
  ]);
}

function ledgerRows({ ledger }: Analysis): CsvCell[][] {
  const row = (name: string, lines: LineClasses): CsvCell[] => [
    name,
    lines.read,
    lines.hits,
    lines.blank,
    lines.directives,
    lines.rejected,
    lines.duplicates,
  ];
  return [...ledger.files.map((file) => row(file.name, file.lines)), row(logWords.total, ledger.lines)];
}

function timeRows(rows: Traffic["hours"]): CsvCell[][] {
  return rows.map((hour) => [hour.at, hour.hits, hour.humanHits, hour.pageViews, hour.visits, hour.visitors, hour.errors5xx, hour.bytes]);
}

/** The evidence as JSON: each rule has its own figures. */
function findingRows({ findings }: Analysis): CsvCell[][] {
  return findings.map((finding) => [
    finding.id,
    SEVERITIES[finding.severity],
    finding.text,
    finding.recommendation,
    finding.threshold,
    JSON.stringify(finding.evidence),
  ]);
}

type Columns = readonly string[];

function tables(analysis: Analysis, clauses: Analysis["compliance"]): [Annex["name"], Columns, CsvCell[][]][] {
  const { traffic } = analysis;
  const { headings } = annexWords;
  return [
    ["por-hora.csv", headings.hours, timeRows(analysis.traffic.hours)],
    ["por-dia.csv", headings.days, timeRows(analysis.traffic.days)],
    ...trafficAnnexes(analysis),
    ["paginas.csv", headings.pages, traffic.topPages.map((page) => [page.path, page.pageViews, page.visitors, page.meanTimeOnPage])],
    [
      "geografia-paises.csv",
      headings.countries,
      traffic.countries.map(({ code, visitors, hits }) => [code, countryName(code), visitors, hits]),
    ],
    ["geografia-estados.csv", headings.states, traffic.states.map(({ code, visitors, hits }) => [code, stateName(code), visitors, hits])],
    [
      "geografia-ciudades.csv",
      headings.cities,
      traffic.cities.map((city) => [countryName(city.country), stateName(city.state), city.name, city.visitors, city.hits]),
    ],
    ["navegadores-sistemas-equipos.csv", headings.agents, agentRows(traffic)],
    ["procedencia.csv", headings.referrers, traffic.referrers.map((entry) => [referrerName(entry.name), entry.visitors, entry.hits])],
    ["incidencias.csv", headings.incidents, incidentRows(analysis)],
    ["hallazgos.csv", headings.findings, findingRows(analysis)],
    ["disponibilidad.csv", headings.availability, availabilityRows(analysis)],
    ["clausulas.csv", headings.clauses, clauseRows(clauses)],
    ["fuentes.csv", headings.sources, sourceRows(analysis)],
    ["bitacoras.csv", headings.files, fileRows(analysis)],
    ["balance-de-lineas.csv", headings.ledger, ledgerRows(analysis)],
  ];
}

/** The tables of an analysis, in the order of their list. `clauses`: with the row that only the memoria knows, where it was built. */
export function annexTables(analysis: Analysis, clauses: Analysis["compliance"] = analysis.compliance): DataTable[] {
  return tables(analysis, clauses).map(([name, headings, rows]) => ({
    name: name.replace(/\.csv$/u, ""),
    title: annexWords.contents[name],
    headings,
    rows,
  }));
}

/** The same as CSV. */
export function annexes(analysis: Analysis, clauses: Analysis["compliance"] = analysis.compliance): Annex[] {
  return annexTables(analysis, clauses).map(({ name, title, headings, rows }) => ({
    name: `${name}.csv` as Annex["name"],
    content: title,
    rows: rows.length,
    csv: csvText(headings, rows),
  }));
}

/** The sample of hits as a table; its addresses are masked already. */
export function extractTable(hits: readonly ExtractedHit[], { period }: Analysis): DataTable {
  return {
    name: annexWords.extractFile.replace(/\.csv$/u, ""),
    title: annexWords.extractContent,
    headings: annexWords.headings.extract,
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
): AsyncGenerator<string> {
  yield csvText(annexWords.headings.rejects, []);
  for await (const { file, line, reason, text } of lines) yield csvRow([file, line, rejectionReason(reason), maskedText(text, mask)]);
}
