// Warnings: what a reader must know before trusting a figure. Results carry their warnings, worded for the memoria.
import { type FileRecord, formatsWithoutMethod } from "../ingest/index.ts";
import type { Analysis } from "./analysis.ts";
import type { Convocatoria } from "./convocatoria.ts";
import type { EvidenceResult } from "./evidence.ts";
import { incidentContradictions } from "./incident-warnings.ts";
import type { NamedPeriods } from "./periods.ts";
import { clockWarnings, coverageWarnings } from "./source-warnings.ts";
import type { LoneHits, RecordGaps } from "./usage-patterns.ts";
import { countOf, formatCount, formatDateTime, formatShare } from "./wording.ts";

type Warning = Analysis["warnings"][number];
type Figures = Omit<Analysis, "findings" | "warnings">;

interface WarningInputs {
  convocatoria: Convocatoria | null;
  files: readonly FileRecord[];
  loneHits: LoneHits | null;
  /** Share of the hits in scope whose agent is not known, 0..1. */
  agentlessShare: number;
  gaps: RecordGaps;
  trustedProxies: readonly string[];
}

/** All that holds, in a fixed order. */
export function warningsOf(
  analysis: Figures,
  named: NamedPeriods,
  evidence: EvidenceResult,
  { convocatoria, files, loneHits, agentlessShare, gaps, trustedProxies }: WarningInputs,
): Warning[] {
  return [
    ...windowWarnings(named, convocatoria),
    ...periodWarnings(analysis),
    ...coverageWarnings(analysis, evidence.logCovered),
    ...clockWarnings(analysis),
    ...scopeWarnings(analysis),
    ...loneWarnings(loneHits, analysis.period.timeZone),
    ...lineWarnings(analysis, files),
    ...incidentWarnings(analysis, evidence),
    ...incidentContradictions(analysis.incidents, evidence.observed),
    ...inputWarnings(files),
    ...agentWarnings(agentlessShare),
    ...methodWarnings(files),
    ...gapWarnings(gaps, trustedProxies),
  ];
}

function windowWarnings(named: NamedPeriods, convocatoria: Convocatoria | null): Warning[] {
  const found: Warning[] = [];
  if (named.windowBoundsMissing.length > 0) {
    const side = named.windowBoundsMissing.map((bound) => (bound === "start" ? "el inicio" : "el final")).join(" ni ");
    const used = named.defaultReason === "hits" ? " y se usa el periodo que cubren las bitácoras" : "";
    found.push({
      code: "window-unbounded",
      text: `La convocatoria no fija ${side} del periodo de publicación y no se declaró: sus cifras no se calculan${used}.`,
    });
  }
  if (convocatoria?.status === "press") {
    found.push({ code: "press-version", text: "La versión de la convocatoria que se usa se conoce solo por la prensa." });
  }
  return found;
}

const longestSparseSeconds = 30 * 86400;

/** A period that the logs do not touch, or of which they hold hardly anything. */
function periodWarnings({ ledger, traffic, period }: Figures): Warning[] {
  const at = (time: string): string => formatDateTime(time, period.timeZone);
  const spans = ledger.files.flatMap(({ firstAt, lastAt }) => (firstAt === null || lastAt === null ? [] : [{ firstAt, lastAt }]));
  const first = spans.map((span) => span.firstAt).sort(byTime)[0];
  const last = spans
    .map((span) => span.lastAt)
    .sort(byTime)
    .at(-1);
  if (traffic.hits === 0 && first !== undefined && last !== undefined) {
    return [{ code: "no-hits-in-period", text: `Las bitácoras no tienen solicitudes en el periodo: van del ${at(first)} al ${at(last)}.` }];
  }
  const wholeSpan = (Date.parse(period.end) - Date.parse(period.start)) / 1000;
  if (wholeSpan > longestSparseSeconds && traffic.hours.length * 3600 < wholeSpan / 10) {
    return [{ code: "sparse-period", text: "La mayor parte del periodo no tiene solicitudes: conviene acotarlo." }];
  }
  return [];
}

/** A rule that leaves nothing, or takes everything, is most likely mistyped. */
function scopeWarnings({ ledger }: Figures): Warning[] {
  const { hits } = ledger.lines;
  if (hits > 0 && ledger.outOfScope === hits) {
    return [{ code: "scope-empty", text: "Ninguna solicitud queda dentro del alcance indicado: conviene revisarlo." }];
  }
  if (hits > 0 && ledger.hitsByKind.internal === hits) {
    return [{ code: "all-internal", text: "Todas las solicitudes son de direcciones propias del difusor: conviene revisar la lista." }];
  }
  return [];
}

/** Hits far from all others: counted, and told, as they may come from a clock that was wrong. */
function loneWarnings(lone: LoneHits | null, timeZone: string): Warning[] {
  if (lone === null) return [];
  const verb = lone.hits === 1 ? "está" : "están";
  return [
    {
      code: "lone-hits",
      text: `${countOf(lone.hits, "solicitud", "solicitudes")} de todo lo cargado ${verb} a más de 30 días de las demás (la primera, del ${formatDateTime(lone.firstAt, timeZone)}).`,
    },
  ];
}

const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b);

function lineWarnings({ ledger }: Pick<Analysis, "ledger">, files: readonly FileRecord[]): Warning[] {
  const found: Warning[] = [];
  const sum = (of: (file: FileRecord) => number): number => files.reduce((total, file) => total + of(file), 0);
  const { read, rejected, duplicates } = ledger.lines;
  if (rejected > 0) {
    const verb =
      rejected === 1
        ? "no se reconoció; se conserva con su motivo y no cuenta"
        : "no se reconocieron; se conservan con su motivo y no cuentan";
    found.push({ code: "rejected-lines", text: `${countOf(rejected, "línea", "líneas")} (${formatShare(rejected / read, 4)}) ${verb}.` });
  }
  if (duplicates > 0) {
    const verb = duplicates === 1 ? "se entregó más de una vez y cuenta" : "se entregaron más de una vez y cuentan";
    found.push({ code: "duplicate-lines", text: `${countOf(duplicates, "línea", "líneas")} ${verb} una sola.` });
  }
  const replaced = sum((f) => f.replacedLines);
  if (replaced > 0) {
    const verb = replaced === 1 ? "traía" : "traían";
    found.push({
      code: "replaced-bytes",
      text: `${countOf(replaced, "línea", "líneas")} ${verb} bytes ilegibles, que se sustituyeron por una marca visible.`,
    });
  }
  const empty = files.filter((file) => file.read === 0);
  if (empty.length > 0) {
    found.push({
      code: "empty-files",
      text: `${countOf(empty.length, "archivo estaba vacío", "archivos estaban vacíos")}: ${listed(empty, (file) => file.name)}.`,
    });
  }
  return found;
}

function incidentWarnings(analysis: Figures, { openEndedIds, unweightedIds }: EvidenceResult): Warning[] {
  // The memoria numbers incidents from 1 in the order of the list.
  const numbers = (ids: readonly string[]): number[] =>
    analysis.incidents.flatMap(({ id }, index) => (ids.includes(id) ? [index + 1] : []));
  const { start, end, timeZone } = analysis.period;
  const period = `del ${formatDateTime(start, timeZone)}, al ${formatDateTime(end, timeZone)}`;
  return [
    ...incidentWarning("open-ended-incident", numbers(openEndedIds), [
      "no tiene hora de término y se cuenta hasta el final de cada periodo",
      "no tienen hora de término y se cuentan hasta el final de cada periodo",
    ]),
    ...incidentWarning("unweighted-degradation", numbers(unweightedIds), [
      "es una degradación sin peso y queda fuera de la cifra ponderada",
      "son degradaciones sin peso y quedan fuera de la cifra ponderada",
    ]),
    ...incidentWarning("incident-outside", numbers(outsideIds(analysis)), [
      `queda fuera del periodo (${period}) y de los meses que se muestran: no cuenta en la disponibilidad. Conviene revisar su fecha`,
      `quedan fuera del periodo (${period}) y de los meses que se muestran: no cuentan en la disponibilidad. Conviene revisar sus fechas`,
    ]),
  ];
}

/** A warning of some incidents by their numbers; `says`: what holds of one, and of several. */
function incidentWarning(code: string, numbers: readonly number[], says: readonly [one: string, several: string]): Warning[] {
  if (numbers.length === 0) return [];
  const several = `Las incidencias ${numbers.slice(0, -1).join(", ")} y ${numbers.at(-1)} ${says[1]}.`;
  return [{ code, text: numbers.length === 1 ? `La incidencia ${numbers[0]} ${says[0]}.` : several }];
}

/** Incidents with an effect on the service that no period with a row of availability touches. */
function outsideIds({ incidents, availability, bounds }: Figures): string[] {
  const counted = new Set(availability.results.map((result) => result.period));
  const spans = bounds.filter((bound) => counted.has(bound.name)).map(({ start, end }) => [Date.parse(start), Date.parse(end)] as const);
  const touches = ({ start, end }: Figures["incidents"][number]): boolean =>
    spans.some(([from, to]) => Date.parse(start) < to && (end === null || Date.parse(end) > from));
  return incidents.filter((incident) => incident.effect !== "ninguno" && !touches(incident)).map(({ id }) => id);
}

/** From this share on, hits without an agent are no odd lines. */
const leastAgentlessShare = 0.01;

function agentWarnings(agentlessShare: number): Warning[] {
  if (agentlessShare < leastAgentlessShare) return [];
  const text = `El ${formatShare(agentlessShare)} de las solicitudes no trae el campo de navegador y equipo: en ellas un visitante es una dirección IP y ninguna se reconoce como automatizada.`;
  return [{ code: "no-agent", text }];
}

/** From this share of the hits on, what they leave open is no odd line. */
const leastGapShare = 0.01;

/** Proxies that nobody named make one visitor of many; sizes that are not recorded make a total of a part. */
function gapWarnings({ hits, forwarded, peers, byteless }: RecordGaps, trustedProxies: readonly string[]): Warning[] {
  const found: Warning[] = [];
  if (trustedProxies.length === 0 && forwarded >= hits * leastGapShare && forwarded > 0) {
    const from = countOf(peers, "dirección", "direcciones");
    const text = `${countOf(forwarded, "solicitud trae", "solicitudes traen")} X-Forwarded-For y llegan de ${from}, y por ${peers === 1 ? "ella" : "ellas"} se cuentan los visitantes. Si hay intermediarios propios, se indican con --trusted-proxy.`;
    found.push({ code: "proxies-unnamed", text });
  }
  if (byteless >= hits * leastGapShare && byteless > 0) {
    const text = `${countOf(byteless, "solicitud atendida no registra", "solicitudes atendidas no registran")} los bytes enviados, o no se pueden leer: los datos transferidos son solo los de las que los registran.`;
    found.push({ code: "bytes-partial", text });
  }
  return found;
}

function methodWarnings(files: readonly FileRecord[]): Warning[] {
  const names = [
    ...new Set(files.filter((file) => file.hits > 0 && formatsWithoutMethod.includes(file.format)).map((file) => file.format)),
  ];
  if (names.length === 0) return [];
  const text = `El formato ${names.join(", ")} no registra el método de la solicitud: sus páginas vistas se cuentan como si todas fueran GET.`;
  return [{ code: "no-method", text }];
}

/** What was handed in and is not quite what it seems: mixed formats, sampled data, damaged files. */
export function inputWarnings(files: readonly FileRecord[]): Warning[] {
  const found: Warning[] = [];
  const mixed = files.filter((file) => file.mixedWith !== null);
  if (mixed.length > 0) {
    const names = listed(mixed, (file) => `${file.name} (${file.format}, con líneas de ${file.mixedWith})`);
    const verb = mixed.length === 1 ? "mezcla" : "mezclan";
    const text = `${countOf(mixed.length, "archivo", "archivos")} ${verb} dos formatos, y las líneas del segundo no se leen: ${names}.`;
    found.push({ code: "mixed-formats", text });
  }
  const sampled = files.reduce((sum, file) => sum + file.sampledLines, 0);
  if (sampled > 0) {
    const verb = sampled === 1 ? "viene de datos muestreados y representa" : "vienen de datos muestreados y representan";
    const text = `${countOf(sampled, "solicitud", "solicitudes")} ${verb} a más de una: las cifras cuentan solo las registradas.`;
    found.push({ code: "sampled-data", text });
  }
  const damaged = files.filter((file) => file.damageOffset !== null);
  if (damaged.length > 0) {
    const names = listed(damaged, (file) => `${file.damagedArchive ?? file.name} (byte ${formatCount(file.damageOffset ?? 0)})`);
    const verb = damaged.length === 1 ? "archivo estaba dañado y se leyó" : "archivos estaban dañados y se leyeron";
    found.push({ code: "damaged-input", text: `${formatCount(damaged.length)} ${verb} solo hasta el daño: ${names}.` });
  }
  return found;
}

const mostNamed = 5;

function listed(files: readonly FileRecord[], worded: (file: FileRecord) => string): string {
  const rest = files.length > mostNamed ? ` y ${formatCount(files.length - mostNamed)} más` : "";
  return `${files.slice(0, mostNamed).map(worded).join(", ")}${rest}`;
}
