// Warnings: what a reader must know before trusting a figure. Results carry their warnings.
import type { FileRecord } from "../ingest/index.ts";
import type { Analysis } from "./analysis.ts";
import type { Convocatoria } from "./convocatoria.ts";
import type { EvidenceResult } from "./evidence.ts";
import type { NamedPeriods } from "./periods.ts";
import { formatCount, formatShare } from "./wording.ts";

type Warning = Analysis["warnings"][number];

interface WarningInputs {
  convocatoria: Convocatoria | null;
  files: readonly FileRecord[];
}

/** All that holds, in a fixed order. */
export function warningsOf(
  analysis: Omit<Analysis, "findings" | "warnings">,
  named: NamedPeriods,
  evidence: EvidenceResult,
  { convocatoria, files }: WarningInputs,
): Warning[] {
  return [
    ...windowWarnings(named, convocatoria),
    ...lineWarnings(analysis, files),
    ...incidentWarnings(evidence),
    ...visitorWarnings(analysis, files),
  ];
}

function windowWarnings(named: NamedPeriods, convocatoria: Convocatoria | null): Warning[] {
  const found: Warning[] = [];
  if (named.windowBoundsMissing.length > 0) {
    const side = named.windowBoundsMissing
      .map((bound) => (bound === "start" ? "el inicio (--window-start)" : "el final (--window-end)"))
      .join(" ni ");
    found.push({
      code: "window-unbounded",
      text: `La convocatoria no fija ${side} del periodo de publicación y no se declaró: sus cifras no se calculan y se usa el periodo de la bitácora.`,
    });
  }
  if (convocatoria?.status === "press") {
    found.push({ code: "press-version", text: "La versión de la convocatoria que se usa se conoce solo por la prensa." });
  }
  return found;
}

function lineWarnings({ ledger }: Pick<Analysis, "ledger">, files: readonly FileRecord[]): Warning[] {
  const found: Warning[] = [];
  const sum = (of: (file: FileRecord) => number): number => files.reduce((total, file) => total + of(file), 0);
  const { read, rejected, duplicates } = ledger.lines;
  if (rejected > 0) {
    found.push({
      code: "rejected-lines",
      text: `${formatCount(rejected)} líneas (${formatShare(rejected / read, 4)}) no se reconocieron; se conservan con su motivo y no cuentan.`,
    });
  }
  if (duplicates > 0) {
    found.push({ code: "duplicate-lines", text: `${formatCount(duplicates)} líneas se entregaron más de una vez y cuentan una sola.` });
  }
  const replaced = sum((f) => f.replacedLines);
  if (replaced > 0) {
    found.push({ code: "replaced-bytes", text: `${formatCount(replaced)} líneas traían bytes ilegibles, que se muestran como \ufffd.` });
  }
  const empty = files.filter((file) => file.read === 0);
  if (empty.length > 0) {
    found.push({
      code: "empty-files",
      text: `${formatCount(empty.length)} archivos estaban vacíos: ${empty
        .slice(0, 5)
        .map((f) => f.name)
        .join(", ")}.`,
    });
  }
  return found;
}

function incidentWarnings({ openEndedIds, unweightedIds }: EvidenceResult): Warning[] {
  const found: Warning[] = [];
  if (openEndedIds.length > 0) {
    found.push({
      code: "open-ended-incident",
      text: `Incidencias sin hora de fin, contadas hasta el final de cada periodo: ${openEndedIds.join(", ")}.`,
    });
  }
  if (unweightedIds.length > 0) {
    found.push({
      code: "unweighted-degradation",
      text: `Degradaciones sin peso, fuera de la cifra ponderada: ${unweightedIds.join(", ")}.`,
    });
  }
  return found;
}

const withoutAgent = new Set(["common"]);
const longestSilenceSeconds = 30 * 86400;

function visitorWarnings(analysis: Omit<Analysis, "findings" | "warnings">, files: readonly FileRecord[]): Warning[] {
  const found: Warning[] = [];
  if (files.some((file) => file.hits > 0 && withoutAgent.has(file.format))) {
    found.push({
      code: "no-agent",
      text: "Hay bitácoras sin el campo de navegador y equipo: en ellas un visitante es una dirección IP y nadie se reconoce como robot.",
    });
  }
  const spans = files.flatMap((f) => (f.firstSecond === null || f.lastSecond === null ? [] : [f.lastSecond - f.firstSecond]));
  const wholeSpan = (Date.parse(analysis.period.end) - Date.parse(analysis.period.start)) / 1000;
  if (spans.length > 0 && wholeSpan > longestSilenceSeconds && analysis.traffic.hours.length * 3600 < wholeSpan / 10) {
    found.push({ code: "sparse-period", text: "La mayor parte del periodo no tiene solicitudes: conviene acotarlo con --from y --to." });
  }
  return found;
}
