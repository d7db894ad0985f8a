// The figures of every named period, each with the definition that it follows; the page of one who wants to know where a number comes from.
import {
  type Analysis,
  type DefinitionId,
  explainableKeys,
  formatBytes,
  formatCount,
  formatDateTime,
  formatDecimal,
  formatDuration,
  formatShare,
  formatShortDateTime,
  formatTarget,
  known,
  printable,
  readablePath,
  type Traffic,
  zoneLabel,
} from "../../../analysis/index.ts";
import { definitionOf, html, type Markup, periodName } from "../../../report/index.ts";
import { tableOf } from "../layout.ts";

export interface Figure {
  label: string;
  unit: string;
  /** Keys of the analysis, as --explain takes them. */
  key: string;
  value: (traffic: Traffic, timeZone: string) => string;
  definition: DefinitionId;
}

const figures: readonly Figure[] = [
  { label: "Solicitudes", unit: "solicitudes", key: "traffic.hits", value: ({ hits }) => formatCount(hits), definition: "hit" },
  {
    label: "Solicitudes de personas",
    unit: "solicitudes",
    key: "traffic.humanHits",
    value: ({ humanHits }) => formatCount(humanHits),
    definition: "human-hits",
  },
  {
    label: "Páginas vistas",
    unit: "páginas",
    key: "traffic.pageViews",
    value: ({ pageViews }) => formatCount(pageViews),
    definition: "page-view",
  },
  { label: "Visitas", unit: "visitas", key: "traffic.visits", value: ({ visits }) => formatCount(visits), definition: "visit" },
  {
    label: "Visitantes únicos (estimados)",
    unit: "visitantes",
    key: "traffic.uniqueVisitors",
    value: ({ uniqueVisitors }) => formatCount(uniqueVisitors),
    definition: "unique-visitor",
  },
  {
    label: "Páginas por visita",
    unit: "páginas",
    key: "traffic.pagesPerVisit",
    value: ({ pagesPerVisit }) => known(pagesPerVisit, (value) => formatDecimal(value, 2)),
    definition: "visit",
  },
  {
    label: "Visitas de una sola página",
    unit: "visitas",
    key: "traffic.bounces",
    value: ({ bounces }) => formatCount(bounces),
    definition: "single-page-visit",
  },
  {
    label: "Tiempo de permanencia, media",
    unit: "tiempo",
    key: "traffic.visitDuration",
    value: ({ visitDuration }) => known(visitDuration.mean, formatDuration),
    definition: "stay",
  },
  {
    label: "Tiempo activo, media",
    unit: "tiempo",
    key: "traffic.activeTime",
    value: ({ activeTime }) => known(activeTime.mean, formatDuration),
    definition: "active-time",
  },
  {
    label: "Minuto de mayor demanda",
    unit: "solicitudes",
    key: "traffic.peakMinute",
    value: ({ peakMinute }, zone) =>
      peakMinute === null ? "no disponible" : `${formatCount(peakMinute.hits)} (${formatShortDateTime(peakMinute.at, zone)})`,
    definition: "peak",
  },
  {
    label: "Solicitudes sin error del servidor",
    unit: "proporción",
    key: "traffic.requestSuccess",
    value: ({ requestSuccess }) => known(requestSuccess, formatShare),
    definition: "request-success",
  },
  { label: "Bytes enviados", unit: "bytes", key: "traffic.bytes", value: ({ bytes }) => known(bytes, formatBytes), definition: "lists" },
];

/** The period of the analysis first, then the others. */
function periodsOf({ period, bounds, traffic, periods }: Analysis): { name: string; traffic: Traffic; span: string }[] {
  const span = (start: string, end: string): string =>
    `${formatShortDateTime(start, period.timeZone)} a ${formatShortDateTime(end, period.timeZone)}`;
  const rest = bounds.flatMap(({ name, start, end }) => {
    const own = periods[name];
    return own === undefined || name === period.name ? [] : [{ name, traffic: own, span: span(start, end) }];
  });
  return [{ name: period.name, traffic, span: span(period.start, period.end) }, ...rest];
}

/** The figure of a key, of whichever period; null: it is not in the table. */
export function figureOf(key: string): Figure | null {
  const plain = key.replace(/^periods\.[^.]+\./, "traffic.");
  return figures.find((figure) => figure.key === plain) ?? null;
}

/** `placeOf`: where a figure is explained, by its key. `only`: that one alone. */
export function periodTable(analysis: Analysis, { placeOf, only }: { placeOf?: (key: string) => string; only?: Figure } = {}): Markup {
  const { period } = analysis;
  const periods = periodsOf(analysis);
  const zone = zoneLabel(period.timeZone, period.start, period.end);
  const columns = [
    { title: "Cifra" },
    { title: "Unidad" },
    ...periods.map(({ name, span }) => ({ title: `${periodName(name)}: ${span}`, kind: "number" as const })),
  ];
  const rows = (only ? [only] : figures).map((figure) => [
    placeOf ? html`<a href="${placeOf(figure.key)}">${figure.label}</a>` : figure.label,
    figure.unit,
    ...periods.map(({ traffic }) => figure.value(traffic, period.timeZone)),
  ]);
  return tableOf(`Cifras por periodo (${zone})`, columns, rows, "No hay cifras.", "grid");
}

/** Every other key that can be explained, for whoever looks for one. */
export function keyList(analysis: Analysis, placeOf: (key: string) => string): Markup {
  const keys = explainableKeys(analysis).filter((key) => figureOf(key) === null);
  return html`<details><summary>Cómo se obtiene cada cifra</summary><p>Las de la tabla tienen su explicación en su nombre: definición, consulta y líneas en que se apoyan. Las demás, por su clave en el análisis:</p>
<ul class="columns">${keys.map((key) => html`<li><a href="${placeOf(key)}"><code>${key}</code></a></li>`)}</ul></details>`;
}

/** Beside a heading: how what is below came about. */
export function howLink(place: string, what: string): Markup {
  return html`<p class="under"><a href="${place}">Cómo se obtiene<span class="heard">: ${what}</span></a></p>`;
}

/** What each figure counts, in the memoria's own words. */
export function definitionsOf({
  availability: { target },
  parameters: { visitGapSeconds },
}: Analysis): { id: string; term: string; text: string }[] {
  const parameters = { visitGap: formatDuration(visitGapSeconds), target: target === null ? null : formatTarget(target) };
  const ids = [
    ...new Set([
      ...figures.map(({ definition }) => definition),
      "availability",
      "declared",
      "log",
      "log-coverage",
      "monitor",
      "verdict",
    ] as const),
  ];
  return ids.map((id) => {
    const [term, text] = definitionOf(id, parameters);
    return { id, term, text };
  });
}

export function definitionList(analysis: Analysis): Markup {
  const items = definitionsOf(analysis).map(({ term, text }) => html`<dt>${term}</dt><dd>${text}</dd>`);
  return html`<details><summary>Qué significa cada cifra</summary><dl>${items}</dl></details>`;
}

export function topPagesTable({ traffic, period }: Analysis): Markup {
  const number = (title: string) => ({ title, kind: "number" as const });
  return tableOf(
    `Páginas más visitadas: ${periodName(period.name)}`,
    [{ title: "Página" }, number("Páginas vistas"), number("Visitantes"), number("Tiempo medio")],
    traffic.topPages
      .slice(0, 20)
      .map(({ path, pageViews, visitors, meanTimeOnPage }) => [
        readablePath(path),
        formatCount(pageViews),
        formatCount(visitors),
        known(meanTimeOnPage, formatDuration),
      ]),
    "No hay páginas vistas en el periodo.",
  );
}

const severityNames = { warning: "Grave", notice: "De atención", info: "Informativo" } as const;

/** `placeOf`: where a finding is explained, by its key. */
export function findingTable({ findings, period }: Analysis, placeOf: (key: string) => string): Markup {
  return tableOf(
    `Hallazgos: ${periodName(period.name)}`,
    [{ title: "Hallazgo" }, { title: "Peso" }, { title: "Recomendación" }, { title: "Desde cuándo se dice" }],
    findings.map(({ text, severity, recommendation, threshold }, place) => [
      html`${printable(text)} <a href="${placeOf(`findings.${place}`)}">Su regla<span class="heard">: hallazgo ${place + 1}</span></a>`,
      severityNames[severity],
      printable(recommendation ?? ""),
      printable(threshold),
    ]),
    "El análisis no encontró hechos que destacar en el periodo.",
  );
}

export function warningList({ warnings }: Analysis): Markup {
  if (warnings.length === 0) return html`<p class="empty">No hay advertencias.</p>`;
  return html`<ul>${warnings.map(({ text }) => html`<li>${printable(text)}</li>`)}</ul>`;
}

export function madeText({ generatedAt, period }: Analysis): string {
  return `${formatDateTime(generatedAt, period.timeZone)} (${zoneLabel(period.timeZone, generatedAt)})`;
}
