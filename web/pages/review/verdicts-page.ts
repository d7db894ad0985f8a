// The verdicts of a handed-in version, each with the evidence that it rests on.
import {
  type Analysis,
  countOf,
  formatCount,
  formatDurationExact,
  formatShortDateTime,
  formatTarget,
  known,
  printable,
  zoneLabel,
} from "../../../analysis/index.ts";
import { html, type Markup, periodName, type Value } from "../../../report/index.ts";
import type { ReclassifiedAvailability } from "../../deeds/reclassified.ts";
import { outcomeOf, type Summary } from "../../deeds/summaries.ts";
import { notJudged, tableOf, verdictMark } from "../layout.ts";
import { shareText, sourceNames } from "./parts.ts";

/** The sentence first, then what it rests on, then the figures that are asked for. */
export function summaryFigures(analysis: Analysis, summary: Summary): Markup {
  const { period, traffic, incidents } = analysis;
  const figure = (label: string, value: Value, under: Value): Markup =>
    html`<div><span>${label}</span><strong>${value}</strong><span>${under}</span></div>`;
  const of = periodName(period.name);
  const peak = traffic.peakMinute;
  return html`<div class="figures">
${figure("Resultado", verdictMark(outcomeOf(summary)), clausesText(summary))}
${figure("Visitas", formatCount(traffic.visits), of)}
${figure(
  "Minuto de mayor demanda",
  known(peak, ({ hits }) => formatCount(hits)),
  peak === null ? of : `solicitudes, ${formatShortDateTime(peak.at, period.timeZone)}`,
)}
${figure("Incidencias declaradas", formatCount(incidents.length), of)}
${figure("Objeciones del programa", known(summary.objections, formatCount), "al entregar")}
${figure("Pendientes", known(summary.pending, formatCount), "de lo que pide la convocatoria")}
</div>`;
}

/** "1 cláusula incumplida, 16 no verificables, 1 indicio, 1 cumplida". */
function clausesText({ clauses }: Summary): string {
  if (clauses === null) return "cláusulas no disponibles";
  const parts = [
    countOf(clauses.incumple ?? 0, "cláusula incumplida", "cláusulas incumplidas"),
    countOf(clauses["no-verificable"] ?? 0, "no verificable", "no verificables"),
    countOf(clauses.indicio ?? 0, "indicio", "indicios"),
    countOf(clauses.cumple ?? 0, "cumplida", "cumplidas"),
  ];
  return parts.filter((part, place) => place === 0 || !part.startsWith("0 ")).join(", ");
}

export function availabilityTable(analysis: Analysis, anew: ReclassifiedAvailability | null): Markup {
  const { availability, period } = analysis;
  const rows = availability.results
    .filter(({ logSource }) => logSource === null)
    .map((result) => {
      const next = anew?.availability?.find((fact) => fact.source === result.source && fact.period === result.period) ?? null;
      return [
        `${periodName(result.period)}: ${sourceNames[result.source].toLowerCase()}`,
        result.verdict === null && availability.target !== null ? notJudged : verdictMark(result.verdict),
        shareText(result.availability),
        formatDurationExact(result.downSeconds),
        known(result.allowedSeconds, formatDurationExact),
        known(result.unknownSeconds, formatDurationExact),
        shareText(result.coverage),
        ...(anew?.availability == null ? [] : [next === null ? "—" : html`${verdictMark(next.verdict)} ${shareText(next.availability)}`]),
      ];
    });
  const number = (title: string) => ({ title, kind: "number" as const });
  const columns = [
    { title: "Periodo y fuente" },
    { title: "Veredicto" },
    number("Disponibilidad"),
    number("Sin servicio"),
    number("Permitido"),
    number("Sin registro"),
    number("Cobertura"),
    ...(anew?.availability == null ? [] : [{ title: "Con la reclasificación del instituto" }]),
  ];
  const target = availability.target === null ? "la convocatoria no fija meta" : `meta: ${formatTarget(availability.target)}`;
  return tableOf(
    `Disponibilidad (${target}; ${zoneLabel(period.timeZone, period.start, period.end)})`,
    columns,
    rows,
    "No hay ninguna fuente de disponibilidad.",
  );
}

export function clauseTable({ compliance }: Analysis): Markup {
  const order = ["incumple", "indicio", "no-verificable", "cumple"];
  const rows = compliance
    .toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map((clause) => [
      printable(clause.requirement),
      html`${printable(clause.clause)}${clause.callStatus === "press" ? html` <span class="under">(según la prensa)</span>` : null}`,
      verdictMark(clause.verdict),
      printable(clause.evidence),
      sourceText(clause.source),
    ]);
  const columns = ["Requisito", "Cláusula", "Resultado", "Evidencia", "De dónde se sabe"].map((title) => ({ title }));
  return tableOf(
    "Cláusulas de la convocatoria; primero las que no se cumplen",
    columns,
    rows,
    "La convocatoria no tiene cláusulas que se puedan medir.",
  );
}

function sourceText(source: Analysis["compliance"][number]["source"]): string {
  if (source === null) return "De nada de lo entregado";
  return { log: "Bitácora", declared: "Declaración del difusor", several: "Varias fuentes", program: "El propio programa" }[source];
}

const disagreementNames = {
  "declared-not-seen": "Declarada y no observada",
  "seen-not-declared": "Observada y no declarada",
  "different-length": "Duración distinta",
  "observers-differ": "Bitácora y monitor difieren",
} as const;

export function disagreementTable({ availability, period }: Analysis): Markup | null {
  if (availability.disagreements.length === 0) return null;
  const seconds = (value: number | null): string => (value === null ? "—" : formatDurationExact(value));
  const at = (time: string): string => formatShortDateTime(time, period.timeZone);
  const rows = availability.disagreements.map((each) => [
    disagreementNames[each.kind],
    `${at(each.start)} a ${at(each.end)}`,
    seconds(each.declaredSeconds),
    seconds(each.logSeconds),
    seconds(each.monitorSeconds),
  ]);
  const columns = ["Diferencia", "Cuándo", "Declarada", "Bitácora", "Monitor"].map((title) => ({ title }));
  return tableOf(`Diferencias entre las fuentes (${zoneLabel(period.timeZone, period.start, period.end)})`, columns, rows, "");
}
