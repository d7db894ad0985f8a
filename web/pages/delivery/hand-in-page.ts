// The page on which a memoria is looked at as its reader will, objected to as an auditor would, and handed in.
import { countOf, formatBytes, formatCount, printable } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";
import type { MemoriaFile } from "../../deeds/memoria-files.ts";
import type { Draft } from "../../jobs/draft.ts";
import type { Delivery } from "../../records/deliveries.ts";
import type { Version } from "../../records/versions.ts";
import { tableOf } from "../layout.ts";
import { momentCell, momentText, withZone } from "../moments.ts";
import { placeOf, stateMark } from "./frame.ts";

/** What is pending is among them. */
function objectionList({ objections }: Pick<Draft, "objections">): Markup {
  const lines = objections.map(({ section, text, weight }) => [
    html`<span class="state${weight === "grave" ? " attention" : ""}">${weight === "grave" ? "Grave" : "Menor"}</span>`,
    printable(section),
    printable(text),
  ]);
  return tableOf(
    "Qué objetaría un auditor",
    [{ title: "Peso" }, { title: "Apartado" }, { title: "Objeción, y qué la responde" }],
    lines,
    "Nada que este programa pueda ver.",
  );
}

export function previewMarkup(delivery: Delivery, draft: Draft, files: readonly MemoriaFile[]): Markup {
  const place = placeOf(delivery, "/borrador");
  const state =
    draft.revision === delivery.revision
      ? html`<p>Vista previa del ${momentText(draft.generatedAt)}; es de lo que hay ahora.</p>`
      : html`<p class="note attention">Vista previa del ${momentText(draft.generatedAt)}, anterior a los últimos cambios. Lo que se entrega es lo que hay ahora; conviene prepararla de nuevo.</p>`;
  return html`${state}<div class="roomy">${objectionList(draft)}</div>
<h3>Cómo se ve</h3>
<p><a class="button second" href="${place}/memoria.pdf">Descargar el PDF</a> <a href="${placeOf(delivery, "/borrador.zip")}">Descargar todo (.zip)</a></p>
<iframe class="paper" title="Vista previa de la memoria técnica" src="${place}/memoria.html" sandbox="allow-scripts allow-popups"></iframe>
<details><summary>Archivos y anexos (${formatCount(files.length)})</summary>${fileTable(place, files)}</details>`;
}

/** The memoria's own files, and behind a fold its many annexes. */
export function fileTable(place: string, files: readonly MemoriaFile[]): Markup {
  const table = (caption: string, shown: readonly MemoriaFile[]): Markup =>
    tableOf(
      caption,
      [{ title: "Archivo" }, { title: "Tamaño", kind: "number" }],
      shown.map(({ name, bytes }) => [html`<a href="${place}/${name}">${name}</a>`, formatBytes(bytes)]),
      "No hay archivos.",
    );
  const isAnnex = ({ name }: MemoriaFile): boolean => name.startsWith("anexos/");
  const annexes = files.filter(isAnnex);
  const own = table(
    "La memoria y sus pruebas",
    files.filter((file) => !isAnnex(file)),
  );
  return annexes.length === 0
    ? own
    : html`${own}<details><summary>Anexos: ${countOf(annexes.length, "archivo", "archivos")}</summary>${table("Anexos, cada tabla como la lee otro programa", annexes)}</details>`;
}

export function versionTable(delivery: Delivery, versions: readonly Version[]): Markup {
  const rows = versions.map((version) => [
    html`Versión ${version.number}`,
    momentCell(version.handedInAt),
    version.isLate ? "Fuera del plazo" : "Dentro del plazo",
    html`${stateMark(version.state)}${version.reason === null ? null : html` ${printable(version.reason)}`}`,
    html`<a href="${placeOf(delivery, `/versiones/${version.number}`)}">Archivos</a> · <a href="${placeOf(delivery, `/versiones/${version.number}/acuse.pdf`)}">Acuse</a>`,
  ]);
  const columns = ["Versión", "Recibida", "Plazo", "Estado", "Documentos"].map((title) => ({ title }));
  return tableOf(
    withZone(
      "Versiones entregadas",
      versions.map(({ handedInAt }) => handedInAt),
    ),
    columns,
    rows,
    "Ninguna todavía.",
  );
}
