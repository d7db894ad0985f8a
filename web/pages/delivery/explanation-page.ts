// How one figure came about, for whoever checks it: its definition, the queries and the tables behind them as the program has them, its inputs, its lines.
import {
  type Analysis,
  explainByText,
  formatCount,
  formatDuration,
  formatShortDateTime,
  formatTarget,
  printable,
  type TextExplanation,
  zoneLabel,
} from "../../../analysis/index.ts";
import { definitionOf, findingRule, html, type Markup, periodName } from "../../../report/index.ts";
import { ledgerTables, parameterList } from "../review/logs-page.ts";
import { figureOf, periodTable } from "./figures-page.ts";

/** A longer value is cut: the API has all of it. */
const longestValue = 2000;

const titles: Readonly<Record<string, string>> = {
  "availability.results": "Disponibilidad",
  "availability.outages": "Interrupciones",
  "availability.disagreements": "Diferencias entre las fuentes",
  comparison: "Comparación con el promedio habitual del portal",
  compliance: "Obligaciones de la convocatoria",
  findings: "Hallazgos",
  incidents: "Incidencias",
  "ledger.lines": "Balance de líneas",
  "traffic.topPages": "Páginas más visitadas",
  warnings: "Advertencias",
};

/** What a key is called; the key itself where it has no name on any page. */
function figureTitle(key: string): string {
  return figureOf(key)?.label ?? titles[key] ?? key;
}

/** Throws UserError `key-unknown`. The first heading is of the second level. */
export function explanationBody(analysis: Analysis, key: string): Markup {
  const told = explainByText(key, analysis);
  return html`<h2>Cómo se obtuvo: ${printable(figureTitle(key))}</h2>
<p class="under">Clave en el análisis y en <code>memoria analyze --explain</code>: <code>${printable(key)}</code></p>
${rulesNote(told)}
${valuePart(analysis, told)}
<h3>Qué es</h3><dl>${definitionItems(analysis, told)}</dl>
${rulePart(told)}<h3>La consulta</h3>${questionPart(told)}
${tablePart(told)}
<h3>De qué sale</h3>${inputPart(analysis, told)}
<h3>En qué líneas se apoya</h3>${linePart(analysis)}`;
}

function rulesNote({ rulesVersion, isOfTheseRules }: TextExplanation): Markup {
  if (isOfTheseRules)
    return html`<p>Reglas, versión ${rulesVersion}: las de este programa. Los textos de abajo son los que hicieron la cifra.</p>`;
  return html`<p class="note attention">La cifra se calculó con la versión ${rulesVersion} de las reglas y este programa tiene otra: los textos de abajo son los de ahora y pueden diferir de los que la hicieron.</p>`;
}

function valuePart(analysis: Analysis, { key, value, period }: TextExplanation): Markup {
  const figure = figureOf(key);
  if (figure !== null) return html`<h3>Su valor</h3>${periodTable(analysis, { only: figure })}`;
  const text = JSON.stringify(value, null, 2);
  const shown = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  const of = period === null ? "De todo lo que se cargó." : `Del periodo: ${periodName(period.name)}.`;
  return html`<details><summary>Su valor en el análisis</summary><p>${of}</p><pre class="sql" tabindex="0">${lines(shown)}</pre></details>`;
}

function definitionItems({ parameters, availability }: Analysis, { definitions }: TextExplanation): Markup[] {
  const { target } = availability;
  const given = { visitGap: formatDuration(parameters.visitGapSeconds), target: target === null ? null : formatTarget(target) };
  return definitions.map((id) => {
    const [term, text] = definitionOf(id, given);
    return html`<dt>${term}</dt><dd>${text}</dd>`;
  });
}

function rulePart({ rules }: TextExplanation): Markup | null {
  if (rules.length === 0) return null;
  const items = rules.map((id) => findingRule(id)).map(({ name, threshold }) => html`<dt>${name}</dt><dd>${threshold}</dd>`);
  return html`<h3>${rules.length === 1 ? "Su regla" : "Sus reglas"}, y desde cuándo se dice</h3><dl>${items}</dl>`;
}

function questionPart({ questions, period }: TextExplanation): Markup {
  if (questions.length === 0) return html`<p>Ninguna: no se cuenta de las líneas, se toma o se deduce de lo que dice «De qué sale».</p>`;
  const bounds =
    period === null
      ? null
      : html`<p>En ella, <code>$startSecond</code> y <code>$endSecond</code> son el principio y el fin del periodo en segundos desde 1970 (UTC): para «${periodName(period.name)}», ${String(Date.parse(period.start) / 1000)} (${formatShortDateTime(period.start, period.timeZone)}) y ${String(Date.parse(period.end) / 1000)} (${formatShortDateTime(period.end, period.timeZone)}; ${zoneLabel(period.timeZone, period.start, period.end)}). <code>$firstSegment</code> y <code>$lastSegment</code> son los tramos de ese tiempo en las tablas.</p>`;
  const many = questions.length > 3;
  const texts = questions.map(({ measure, sql }) =>
    many
      ? html`<details><summary>${measure}</summary><pre class="sql" tabindex="0" aria-label="Consulta ${measure}">${lines(sql)}</pre></details>`
      : html`<pre class="sql" tabindex="0" aria-label="Consulta ${measure}">${lines(sql)}</pre>`,
  );
  return html`${bounds}${texts}`;
}

/** Each file can be opened by itself; a printed page has those that are open. */
function tablePart({ rollups }: TextExplanation): Markup | null {
  if (rollups.length === 0) return null;
  return html`<h3>Las tablas que lee</h3>
<p>${formatCount(rollups.length)} archivos SQL del programa, cada uno después de los que lee. Las demás tablas que nombran las llena el programa: las solicitudes de las bitácoras, la clasificación de los navegadores, los lugares y las fuentes.</p>
${rollups.map(({ file, sql }) => html`<details><summary><code>${file}</code></summary><pre class="sql" tabindex="0" aria-label="${file}">${lines(sql)}</pre></details>`)}`;
}

function inputPart(analysis: Analysis, { inputs }: TextExplanation): Markup {
  const { ledger, convocatoria, incidents, availability, bounds } = analysis;
  const of: Record<keyof typeof inputs, string> = {
    files: `${formatCount(ledger.files.length)}, con sus huellas al final de esta página`,
    rules: "con los valores de abajo",
    incidents: formatCount(incidents.length),
    exclusions: formatCount(availability.exclusions.length),
    monitors: formatCount(availability.monitors.length),
    convocatoria: convocatoria === null ? "ninguna" : printable(`${convocatoria.id}, versión ${convocatoria.version}`),
    options: bounds.map(({ name }) => periodName(name)).join(", "),
    places: "la base de datos geográfica de abajo",
  };
  const names: Record<keyof typeof inputs, string> = {
    files: "Archivos de bitácora",
    rules: "Reglas y opciones",
    incidents: "Incidencias declaradas",
    exclusions: "Exclusiones",
    monitors: "Registros de monitor",
    convocatoria: "Convocatoria",
    options: "Periodos",
    places: "Lugares",
  };
  const used = Object.keys(inputs) as (keyof typeof inputs)[];
  return html`<dl>${used.map((name) => html`<dt>${names[name]}</dt><dd>${of[name]}</dd>`)}</dl>
<details><summary>Reglas y opciones con que se calculó</summary>${parameterList(analysis)}</details>`;
}

function linePart(analysis: Analysis): Markup {
  const { hitsByKind, outsidePeriod, outOfScope, originHits } = analysis.ledger;
  const kinds: [string, number][] = [
    ["Páginas vistas", hitsByKind.page],
    ["Recursos", hitsByKind.asset],
    ["Actualización automática", hitsByKind.polling],
    ["Otras", hitsByKind.other],
    ["Automatizadas", hitsByKind.bot],
    ["Propias del difusor", hitsByKind.internal],
    ["Fuera del periodo", outsidePeriod],
    ["Fuera del alcance", outOfScope],
    ["Del origen, como comprobación", originHits],
  ];
  return html`<p>Las solicitudes de todo lo que se cargó, por su clase; una cifra toma las que dice su definición.</p>
<dl>${kinds.map(([name, count]) => html`<dt>${name}</dt><dd>${formatCount(count)}</dd>`)}</dl>
${ledgerTables(analysis)}`;
}

/** Harmless line by line; nothing between the lines is lost. */
function lines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
