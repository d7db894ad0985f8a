// A delivery's first page: what to do next, the figures that are there, and every duty of the call with its verdict.
import {
  type Analysis,
  type AvailabilityResult,
  formatCount,
  formatDateTime,
  formatDuration,
  formatDurationExact,
  formatShareTruncated,
  formatTarget,
  known,
  printable,
  zoneLabel,
} from "../../../analysis/index.ts";
import { availabilitySources, html, type Markup, periodName } from "../../../report/index.ts";
import type { ChecklistItem, ItemState } from "../../deeds/checklist.ts";
import type { Delivery } from "../../records/deliveries.ts";
import { notJudged, tableOf, verdictMark } from "../layout.ts";
import { placeOf } from "./frame.ts";

const marks: Readonly<Record<ItemState, { shape: Markup; word: string }>> = {
  done: { shape: html`<path class="line" d="M2 8l4 4 8-9"/>`, word: "Listo" },
  missing: { shape: html`<circle class="line" cx="8" cy="8" r="6"/>`, word: "Falta" },
  attention: { shape: html`<path class="line" d="M8 1v9M8 13v2"/>`, word: "Por atender" },
  optional: { shape: html`<path class="line" d="M3 8h10"/>`, word: "Opcional" },
};

function itemMarkup(delivery: Delivery, { state, title, clause, detail, part }: ChecklistItem): Markup {
  const { shape, word } = marks[state];
  const kind = state === "done" ? " done" : state === "optional" ? "" : " attention";
  return html`<li><svg class="mark ${state}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${shape}</svg>
<div><a href="${placeOf(delivery, part)}">${title}</a> <span class="state${kind}">${word}</span>${clause === null ? null : html` <span class="clause">Cláusula ${clause}</span>`}</div>
<div>${printable(detail)}</div></li>`;
}

/** @param last what comes when nothing is missing: the line about handing in. */
export function checklistMarkup(delivery: Delivery, items: readonly ChecklistItem[], last: ChecklistItem): Markup {
  const open = items.filter(({ state }) => state === "missing" || state === "attention");
  const next = open[0];
  const told =
    next === undefined
      ? html`<p>No falta nada de lo que pide la convocatoria. Sigue:</p><a class="button" href="${placeOf(delivery, last.part)}">Revisar y entregar</a>`
      : html`<p>${open.length === 1 ? "Falta un punto de lo que pide la convocatoria. Sigue:" : `Faltan ${formatCount(open.length)} puntos de lo que pide la convocatoria. Sigue:`}</p><a class="button" href="${placeOf(delivery, next.part)}">${next.title}</a>`;
  return html`<div class="next" id="sigue">${told}</div>
<h2>Lo que pide la convocatoria</h2>
<ul class="steps">${[...items, last].map((item) => itemMarkup(delivery, item))}</ul>`;
}

/** The figures that answer first, each with its unit and period. */
export function keyFigures({ traffic, period, availability }: Analysis): Markup {
  const zone = zoneLabel(period.timeZone, period.start, period.end);
  const span = `del ${formatDateTime(period.start, period.timeZone)} al ${formatDateTime(period.end, period.timeZone)}`;
  const peak = traffic.peakMinute;
  const log = availability.results.find((each) => each.source === "log" && each.period === period.name && each.logSource === null);
  const figures: [string, string, string][] = [
    ["Visitas", formatCount(traffic.visits), "en el periodo"],
    ["Visitantes únicos (estimados)", formatCount(traffic.uniqueVisitors), "en el periodo"],
    ["Páginas vistas", formatCount(traffic.pageViews), "en el periodo"],
    ["Solicitudes", formatCount(traffic.hits), "en el periodo"],
    [
      "Minuto de mayor demanda",
      peak === null ? "no disponible" : formatCount(peak.hits),
      peak === null ? "" : `solicitudes, ${formatDateTime(peak.at, period.timeZone)}`,
    ],
    [
      "Disponibilidad observada",
      known(log?.availability ?? null, (share) => formatShareTruncated(share, availability.target)),
      `cobertura ${known(log?.coverage ?? null, (share) => formatShareTruncated(share))}`,
    ],
  ];
  return html`<h2>Cifras principales</h2>
<p class="under">${periodName(period.name)}: ${span} (${zone}).</p>
<div class="figures">${figures.map(([label, value, unit]) => html`<div><span>${label}</span><strong>${value}</strong><span>${unit}</span></div>`)}</div>`;
}

/** Where the publication period lacks a bound: what is not judged for it, and where it is declared. */
export function periodMissing(delivery: Delivery, { warnings, period }: Analysis): Markup | null {
  if (!warnings.some(({ code }) => code === "window-unbounded")) return null;
  const judged =
    period.name === "custom"
      ? "Mientras falte, la disponibilidad de ese periodo no se juzga y las cifras son del lapso que cubren las bitácoras."
      : "Mientras falte, no hay cifras de ese periodo.";
  return html`<p class="note attention">La convocatoria no fija un límite del periodo de publicación, y no se ha declarado. ${judged} <a href="${placeOf(delivery, "/datos")}">Declarar el periodo de publicación</a></p>`;
}

/** Every source and period that has a verdict; `withSources`: each server and monitor beside. */
export function availabilityTable({ availability }: Analysis, withSources: boolean): Markup {
  const { target } = availability;
  const share = (value: number | null): string => known(value, (known) => formatShareTruncated(known, target));
  const rows = availability.results
    .filter(({ logSource }) => withSources || logSource === null)
    .map((result: AvailabilityResult) => [
      `${availabilitySources[result.source]}${result.logSource === null ? "" : `: ${printable(result.logSource)}`}`,
      periodName(result.period),
      result.verdict === null && target !== null ? notJudged : verdictMark(result.verdict),
      share(result.availability),
      known(result.coverage, (value) => formatShareTruncated(value)),
      formatDuration(result.downSeconds),
      known(result.unknownSeconds, formatDuration),
      known(result.allowedSeconds, formatDurationExact),
    ]);
  const number = (title: string) => ({ title, kind: "number" as const });
  return tableOf(
    target === null ? "Disponibilidad (la convocatoria no fija meta)" : `Disponibilidad, con meta de ${formatTarget(target)}`,
    [
      { title: "Fuente" },
      { title: "Periodo" },
      { title: "Veredicto" },
      number("Disponibilidad"),
      number("Cobertura"),
      number("Sin servicio"),
      number("Sin registro"),
      number("Permitido"),
    ],
    rows,
    "Aún no hay con qué medir la disponibilidad.",
  );
}

const verdictGroups = [
  { verdicts: ["incumple", "indicio"], title: "Por atender o aclarar", isOpen: true },
  { verdicts: ["cumple"], title: "Se cumplen", isOpen: false },
  { verdicts: ["no-verificable"], title: "No se pueden comprobar con lo entregado", isOpen: false },
] as const;

/** Every checked duty with its clause and verdict, what asks for attention first and open. */
export function complianceList({ compliance }: Analysis): Markup {
  const groups = verdictGroups.map(({ verdicts, title, isOpen }) => {
    const clauses = compliance.filter(({ verdict }) => (verdicts as readonly string[]).includes(verdict));
    if (clauses.length === 0) return null;
    const items = clauses.map(
      ({ requirement, clause, verdict, evidence }) =>
        html`<li><div>${verdictMark(verdict)} <strong>${printable(requirement)}</strong> <span class="clause">${clauseText(clause)}</span></div><div>${printable(evidence)}</div></li>`,
    );
    return html`<details${isOpen ? html` open` : null}><summary>${title}: ${formatCount(clauses.length)}</summary><ul class="steps plain">${items}</ul></details>`;
  });
  return html`${groups}`;
}

function clauseText(clause: string): string {
  return /^\S*\d/.test(clause) || /^[IVX]+\b/.test(clause) ? `Cláusula ${printable(clause)}` : printable(clause);
}

export function complianceTable({ compliance }: Analysis): Markup {
  return tableOf(
    "Obligaciones de la convocatoria que se pueden comprobar",
    [{ title: "Obligación" }, { title: "Cláusula" }, { title: "Veredicto" }, { title: "De qué resulta" }],
    compliance.map(({ requirement, clause, verdict, evidence }) => [
      printable(requirement),
      printable(clause),
      verdictMark(verdict),
      printable(evidence),
    ]),
    "Las obligaciones se comprueban al haber cifras.",
  );
}
