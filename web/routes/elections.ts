// Planners: elections across years and institutes, any of them side by side, and the comparison for other programs.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { formatCount, formatDecimal, known, printable } from "../../analysis/index.ts";
import {
  comparisonData,
  comparisonNotes,
  comparisonShown,
  csvText,
  html,
  type Markup,
  tablesWorkbook,
  type Value,
} from "../../report/index.ts";
import { boardOutcomes } from "../deeds/board-order.ts";
import { type ChosenElections, compareElections, type ElectionEntry, electionsFor, mostCompared } from "../deeds/elections.ts";
import { outcomeOf } from "../deeds/summaries.ts";
import { zipOf } from "../deeds/zip-files.ts";
import { runProgram } from "../jobs/program.ts";
import { dayText } from "../pages/delivery/frame.ts";
import { growthBars, peakBars, stayBars, visitBars } from "../pages/elections/comparison-bars.ts";
import { hourProfiles } from "../pages/elections/hour-profiles.ts";
import { comparisonAddress, type SizingAsked, sizingAsked, sizingForm } from "../pages/elections/sizing-form.ts";
import { tableOf, verdictMark } from "../pages/layout.ts";
import { outcomeNames } from "../pages/review/parts.ts";
import { type Answer, bytes, page, sheetType } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

/** A name that stands in the address once for each that was chosen. */
export function chosenIds({ request }: Pick<Visit, "request">): string[] {
  const given = (request.query as Record<string, string | string[] | undefined>)["entrega"];
  return given === undefined ? [] : Array.isArray(given) ? given : [given];
}

function listPage(visit: Visit, error: string | null = null): Answer {
  const elections = electionsFor(visit.services, visit.person);
  const chosen = new Set(chosenIds(visit));
  if (elections.length === 0)
    return page(
      "Elecciones",
      html`<p class="empty">Todavía no hay memorias técnicas entregadas. En cuanto un difusor entregue la suya se podrá comparar aquí.</p>`,
    );
  const body = html`<p class="lead">Memorias técnicas entregadas, por elección. Se eligen las que se quieren comparar, de los años e institutos que sean (${mostCompared} a lo más).</p>
${error === null ? null : html`<p class="error summary" role="alert">${error}</p>`}
<form method="get" action="/elecciones/comparar" class="printed">${elections.map((election) => electionTable(election, chosen))}
<div class="actions"><button>Comparar las elegidas</button></div></form>`;
  return page("Elecciones", body, { isWide: true, status: error === null ? 200 : 422 });
}

function electionTable({ id, title, institute, day, deliveries }: ElectionEntry, chosen: ReadonlySet<string>): Markup {
  const rows = deliveries.map(({ delivery, difusor, summary }) => {
    const label = printable(difusor);
    const number = (value: number | null | undefined): string => (value === null || value === undefined ? "—" : formatCount(value));
    return [
      html`<span class="tick"><input type="checkbox" id="e-${delivery.id}" name="entrega" value="${delivery.id}"${chosen.has(delivery.id) ? html` checked` : null}><label for="e-${delivery.id}">${label}</label></span>`,
      number(summary.hits),
      number(summary.pageViews),
      number(summary.visits),
      number(summary.peakMinute?.hits),
      number(summary.incidents),
      verdictMark(outcomeOf(summary)),
    ];
  });
  const figure = (name: string) => ({ title: name, kind: "number" as const });
  const columns = [
    { title: "Difusor" },
    figure("Solicitudes"),
    figure("Páginas vistas"),
    figure("Visitas"),
    figure("Minuto de mayor demanda (solicitudes)"),
    figure("Incidencias"),
    { title: "Resultado" },
  ];
  return html`<h2 id="${id}">${printable(title)}</h2><p class="lead">${printable(institute)}. Jornada electoral: ${dayText(day)}.</p>${tableOf(`Memorias entregadas, con las cifras del periodo de cada una: ${printable(title)}`, columns, rows, "No hay memorias.")}`;
}

async function comparePage(visit: Visit): Promise<Answer> {
  const ids = chosenIds(visit);
  if (ids.length === 0) return listPage(visit, "Falta elegir al menos una memoria.");
  const typed = { margen: visit.query["margen"] ?? "", capacidad: visit.query["capacidad"] ?? "" };
  const asked = sizingAsked(typed.margen, typed.capacidad);
  const compared = await compareElections(visit.services, visit.person, ids, asked);
  const shown = await comparisonShown(compared.comparison);
  const draw = ({ caption, columns, rows }: (typeof shown)["traffic"], empty: string): Markup =>
    tableOf(
      caption,
      columns.map(({ title, kind }) => ({ title, ...(kind === "number" && { kind: "number" as const }) })),
      rows.map((row) => row.map((cell) => markedWord(typeof cell === "string" ? cell : cell.word))),
      empty,
      columns.length > 3 ? "cards" : "grid",
    );
  const { comparison } = compared;
  const notes = await comparisonNotes(comparison);
  const none = "No hay cifras.";
  const body = html`<p class="screen"><a href="${comparisonAddress("/elecciones", ids, { margin: null, capacity: null })}">Cambiar la elección de memorias</a></p>
${compared.unreadable.length === 0 ? null : html`<p class="note attention">No se pudo leer el análisis de: ${compared.unreadable.join("; ")}. Quien administra el servidor puede restaurarlo del respaldo.</p>`}
${sizingFigures(comparison)}
${comparison.sameLength ? null : html`<p class="note attention">${notes.lengths}</p>`}
<h2>Tráfico</h2>${draw(shown.traffic, none)}<p>${notes.common}</p>${comparison.commonHours.length === 0 ? null : html`${visitBars(comparison)}${draw(shown.common, none)}`}${draw(shown.perHour, none)}
<h2>Demanda máxima</h2>${peakBars(comparison)}${draw(shown.peaks, none)}${draw(shown.refreshes, none)}${hourProfiles(compared.profiles)}
<h2>Permanencia</h2>${stayBars(comparison)}${draw(shown.stay, none)}
<h2>Lugares y equipos</h2>${draw(shown.places, none)}
<h2>Disponibilidad</h2>${draw(shown.availability, "Ninguna fuente de disponibilidad.")}
<h2>Incidencias por causa</h2>${draw(shown.incidents, none)}
<h2>Crecimiento</h2>${growthBars(comparison)}${draw(shown.growth, "Sin dos elecciones del mismo difusor no hay crecimiento que medir.")}${comparison.growth.length === 0 ? null : html`<p>${notes.growth}</p>`}
${comparison.elections.length === 0 ? null : html`<h2>Carga conjunta de cada elección</h2>${draw(shown.load, none)}`}
<h2 id="tamano">Tamaño estimado para la siguiente elección</h2>${draw(shown.sizing, none)}<p>${notes.method}</p>${draw(shown.observed, none)}
${sizingForm(ids, typed, asked)}
<h2>Llevarse la comparación</h2>${exportLinks(ids, asked)}`;
  return page("Comparación de elecciones", body, { isWide: true });
}

/** A verdict is told by its shape too. */
function markedWord(word: string): Value {
  const verdict = boardOutcomes.find((each) => outcomeNames[each] === word);
  return verdict === undefined ? word : verdictMark(verdict);
}

type Comparison = ChosenElections["comparison"];

function sizingFigures({ deliveries, sizing }: Comparison): Markup {
  const figure = (label: string, value: string, under: string): Markup =>
    html`<div><span>${label}</span><strong>${value}</strong><span>${under}</span></div>`;
  return html`<div class="figures">
${figure("Memorias comparadas", formatCount(deliveries.length), "como se entregaron")}
${figure(
  "Mayor minuto observado",
  known(sizing.peakMinuteHitsPerSecond, ({ most }) => formatDecimal(most, 2)),
  "solicitudes por segundo",
)}
${figure(
  "Para la siguiente elección",
  known(sizing.hitsPerSecond, (value) => formatDecimal(value)),
  "solicitudes por segundo, estimadas",
)}
${figure(
  "Ancho de banda estimado",
  known(sizing.bitsPerSecond, (value) => `${formatDecimal(value / 1e6, 2)} Mbit/s`),
  "en el minuto con más datos",
)}
</div>`;
}

function exportLinks(ids: readonly string[], asked: SizingAsked): Markup {
  const link = (ending: string, title: string): Markup =>
    html`<li><a href="${comparisonAddress(`/elecciones/comparacion.${ending}`, ids, asked)}">${title}</a></li>`;
  return html`<ul>${link("csv", "CSV: un renglón por elección")}${link("xlsx", "Excel: todas las tablas")}${link("arrow", "Arrow: todas las tablas (.zip)")}${link("parquet", "Parquet: todas las tablas (.zip)")}${link("pdf", "PDF para imprimir")}</ul>`;
}

export const comparisonFormats = ["csv", "xlsx", "arrow", "parquet", "pdf"] as const;
type ComparisonFormat = (typeof comparisonFormats)[number];

/** Of those that are chosen in the address. Throws Problem `invalid` where none is: nothing side by side is nothing. */
export async function comparisonFile(visit: Visit, format: ComparisonFormat, asked: SizingAsked): Promise<Answer> {
  const ids = chosenIds(visit);
  if (ids.length === 0) throw new Problem("invalid", "Falta elegir al menos una memoria (entrega=…).");
  const { chosen, comparison } = await compareElections(visit.services, visit.person, ids, asked);
  if (format === "csv") {
    const [{ headings, rows }] = await comparisonData(comparison);
    return bytes("text/csv; charset=utf-8", csvText(headings, rows), "comparacion.csv");
  }
  if (format === "xlsx") return bytes(sheetType, Buffer.from(await tablesWorkbook(await comparisonData(comparison))), "comparacion.xlsx");
  return programFile(chosen, format, asked);
}

/** What takes memory is made by the program in a process of its own. */
async function programFile(
  chosen: ChosenElections["chosen"],
  format: Exclude<ComparisonFormat, "csv" | "xlsx">,
  { margin, capacity }: SizingAsked,
): Promise<Answer> {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-comparacion-"));
  try {
    const labels = chosen.map(({ name }) => `--label=${name}`);
    const out = path.join(folder, "salida");
    const words = [
      "compare",
      ...chosen.map((each) => each.folder),
      ...labels,
      `--format=${format}`,
      `--out=${out}`,
      ...(margin === null ? [] : [`--margin=${margin}`]),
      ...(capacity === null ? [] : [`--capacity=${capacity}`]),
    ];
    const run = await runProgram(words, { folder, priority: "usual" });
    if (run.code !== 0) throw new Error(`the comparison could not be written: ${run.told.join(" ")}`);
    if (format === "pdf") return bytes("application/pdf", await readFile(path.join(out, "comparacion.pdf")), "comparacion.pdf");
    const files = await Promise.all(
      (await readdir(out)).sort().map(async (name) => ({ name, content: await readFile(path.join(out, name)) })),
    );
    return bytes("application/zip", await zipOf(files), `comparacion-${format}.zip`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const access = ["planeador"] as const;
const fileRoutes = comparisonFormats.map(
  (format): Route => ({
    method: "GET",
    path: `/elecciones/comparacion.${format}`,
    access,
    mostPerMinute: 20,
    handle: (visit) => comparisonFile(visit, format, sizingAsked(visit.query["margen"], visit.query["capacidad"])),
  }),
);

export const electionRoutes: readonly Route[] = [
  { method: "GET", path: "/elecciones", access, handle: (visit) => listPage(visit) },
  { method: "GET", path: "/elecciones/comparar", access, handle: comparePage },
  ...fileRoutes,
];
