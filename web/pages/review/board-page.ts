// The board of a call on a page: who complied and who did not, on what evidence, a row for each difusor.
import { countOf, formatCount, formatShortDateTime, printable, wholeName, zoneLabel } from "../../../analysis/index.ts";
import { html, type Markup, type Value } from "../../../report/index.ts";
import { type BoardOrder, type BoardQuery, boardAddress, boardOutcomes, boardStates } from "../../deeds/board-order.ts";
import { type Board, type BoardRow, countsOf } from "../../deeds/boards.ts";
import { daysLeftText, dayText, stateMark, stateNames } from "../delivery/frame.ts";
import { field, verdictMark } from "../layout.ts";
import { reviewAddress } from "./addresses.ts";
import { outcomeNames, periodsTold, shareText } from "./parts.ts";

/** "4 de 7 entregaron; 2 incumplen, 1 sin incumplimientos": what is asked first. */
export function countsText(rows: readonly BoardRow[]): string {
  const { all, handedIn, late, overdue, accepted, returned, outcomes } = countsOf(rows);
  if (all === 0) return "Todavía no hay difusores.";
  const parts = [
    `${formatCount(handedIn)} de ${formatCount(all)} ${handedIn === 1 ? "entregó" : "entregaron"}`,
    outcomes.incumple === 1 ? "1 incumple" : `${formatCount(outcomes.incumple)} incumplen`,
    ...(outcomes["no-verificable"] === 0 ? [] : [`${formatCount(outcomes["no-verificable"])} con algo no verificable`]),
    ...(outcomes.cumple === 0 ? [] : [outcomes.cumple === 1 ? "1 cumple en todo" : `${formatCount(outcomes.cumple)} cumplen en todo`]),
    ...(late === 0 ? [] : [`${formatCount(late)} ${late === 1 ? "entregó" : "entregaron"} fuera del plazo`]),
    ...(overdue === 0 ? [] : [`${formatCount(overdue)} sin entregar con el plazo vencido`]),
    ...(accepted === 0 ? [] : [countOf(accepted, "aceptada", "aceptadas")]),
    ...(returned === 0 ? [] : [countOf(returned, "devuelta", "devueltas")]),
  ];
  return `${parts.join("; ")}.`;
}

interface BoardColumn {
  title: string;
  order: BoardOrder | null;
  kind?: "number";
  cell: (row: BoardRow) => Value;
}

const unknown = "—";
const number = (value: number | null | undefined): string => (value === null || value === undefined ? unknown : formatCount(value));

function columnsOf(timeZone: string, query: BoardQuery): BoardColumn[] {
  return [
    {
      title: "Difusor",
      order: "difusor",
      cell: ({ difusor, delivery }) => html`<a href="${reviewAddress(delivery.id, "", query)}">${wholeName(difusor)}</a>`,
    },
    { title: "Estado", order: "estado", cell: stateCell },
    { title: "Entrega y plazo", order: "entrega", cell: (row) => handedInCell(row, timeZone) },
    { title: "Resultado", order: "resultado", cell: outcomeCell },
    { title: "Disponibilidad en el periodo de publicación", order: "disponibilidad", cell: (row) => availabilityCell(row, false) },
    { title: "Disponibilidad por mes", order: null, cell: (row) => availabilityCell(row, true) },
    { title: "Cobertura de la bitácora", order: "cobertura", kind: "number", cell: coverageCell },
    { title: "Cláusulas", order: "clausulas", cell: clausesCell },
    { title: "Incidencias", order: "incidencias", kind: "number", cell: ({ summary }) => number(summary?.incidents) },
    { title: "Visitas", order: "visitas", kind: "number", cell: ({ summary }) => number(summary?.visits) },
    { title: "Minuto de mayor demanda (solicitudes)", order: "pico", kind: "number", cell: (row) => peakCell(row, timeZone) },
  ];
}

function stateCell({ state, openObservations }: BoardRow): Markup {
  const open =
    openObservations === 0
      ? null
      : html`<span class="under">${countOf(openObservations, "observación abierta", "observaciones abiertas")}</span>`;
  return html`${stateMark(state)}${open}`;
}

function handedInCell({ version, due }: BoardRow, timeZone: string): Markup {
  const limit = due === null ? "Sin fecha límite" : `Límite: ${dayText(due.day)}`;
  if (version === null)
    return html`<span${due?.isOver ? html` class="error"` : null}>${due === null ? "No ha entregado" : `No ha entregado: ${daysLeftText(due)}`}</span><span class="under">${limit}</span>`;
  const late = version.isLate ? html` <span class="state attention">Fuera del plazo</span>` : null;
  return html`${formatShortDateTime(version.handedInAt, timeZone)}${late}<span class="under">Versión ${version.number}. ${limit}</span>`;
}

function outcomeCell({ outcome, summary }: BoardRow): Markup {
  if (summary === null) return html`${unknown}`;
  const objections =
    summary.objections === null ? null : html`<span class="under">${countOf(summary.objections, "objeción", "objeciones")}</span>`;
  return html`${verdictMark(outcome)}${objections}`;
}

function availabilityCell({ summary, reclassified }: BoardRow, isMonth: boolean): Markup {
  if (summary === null) return html`${unknown}`;
  const told = periodsTold(summary.availability, isMonth);
  if (reclassified === null) return told;
  const anew = reclassified.availability;
  const note = {
    pending: "Reclasificada: se calcula de nuevo.",
    failed: "Reclasificada; no se pudo calcular de nuevo.",
    mixed: "Reclasificada; el difusor prepara otra versión.",
    done: "Con la reclasificación del instituto:",
  }[reclassified.state];
  return html`<span class="under">Entregada:</span>${told}<span class="under">${note}</span>${anew === null ? null : periodsTold(anew, isMonth)}`;
}

function coverageCell({ summary }: BoardRow): string {
  return shareText(summary?.availability.find(({ source, period }) => source === "log" && !period.startsWith("month:"))?.coverage ?? null);
}

function clausesCell({ summary }: BoardRow): Markup {
  const counts = summary?.clauses;
  if (!counts) return html`${unknown}`;
  const lines = (["incumple", "cumple", "no-verificable", "indicio"] as const).flatMap((verdict) => {
    const count = counts[verdict] ?? 0;
    return count === 0 ? [] : [html`<li><span class="number">${formatCount(count)}</span> ${verdictMark(verdict)}</li>`];
  });
  return html`<ul class="verdicts">${lines}</ul>`;
}

function peakCell({ summary }: BoardRow, timeZone: string): Markup {
  const peak = summary?.peakMinute;
  return peak ? html`${formatCount(peak.hits)}<span class="under">${formatShortDateTime(peak.at, timeZone)}</span>` : html`${unknown}`;
}

/** Difusor, state and hand-in stand whether there is a memoria or not; the others say nothing on a phone where there is none. */
function isOfMemoria(column: number): boolean {
  return column > 2;
}

/** A table whose headings are links that sort it; on a phone each row stands as a card, its cells named. */
export function boardTable({ call }: Board, rows: readonly BoardRow[], query: BoardQuery): Markup {
  const place = `/tablero/${call.id}`;
  const zone = call.timeZone.value;
  const columns = columnsOf(zone, query);
  const head = columns.map(({ title, order, kind }) => {
    const isOrder = order !== null && query.orden === order;
    const next = isOrder && query.sentido === "asc" ? "desc" : "asc";
    const link =
      order === null
        ? html`${title}`
        : html`<a href="${boardAddress(place, query, { orden: order, sentido: next })}">${title}${isOrder ? (query.sentido === "asc" ? " ↑" : " ↓") : null}</a>`;
    return html`<th scope="col" role="columnheader"${kind === "number" ? html` class="number"` : null}${isOrder ? html` aria-sort="${query.sentido === "asc" ? "ascending" : "descending"}"` : null}>${link}</th>`;
  });
  const kindOf = (row: BoardRow, kind: BoardColumn["kind"], at: number): Markup | null => {
    const names = [...(kind === undefined ? [] : [kind]), ...(row.summary === null && isOfMemoria(at) ? ["blank"] : [])];
    return names.length === 0 ? null : html` class="${names.join(" ")}"`;
  };
  const cell = (row: BoardRow, { title, kind, cell: value }: BoardColumn, at: number): Markup =>
    at === 0
      ? html`<th scope="row" role="rowheader">${value(row)}</th>`
      : html`<td role="cell" data-title="${title}"${kindOf(row, kind, at)}><div>${value(row)}</div></td>`;
  const caption = `Difusores de ${printable(call.document.value)} (${zoneLabel(zone, `${call.electionDate.value}T18:00:00Z`)})`;
  if (rows.length === 0) return html`<p class="empty">Ningún difusor corresponde a lo elegido. <a href="${place}">Ver todos</a></p>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table class="cards sortable" role="table">
<caption><span>${caption}</span></caption>
<thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${columns.map((column, at) => cell(row, column, at))}</tr>`)}</tbody>
</table></div>`;
}

export function filterForm(place: string, query: BoardQuery): Markup {
  const any = { value: "", title: "Todos" };
  const isChosen = query.busca !== "" || query.estado !== null || query.resultado !== null;
  return html`<details${isChosen ? html` open` : null}><summary>Buscar y elegir difusores</summary><form method="get" action="${place}">
<input type="hidden" name="orden" value="${query.orden}"><input type="hidden" name="sentido" value="${query.sentido}">
<div class="fields">
${field({ name: "busca", label: "Difusor", value: query.busca, type: "search", most: 100 })}
${field({ name: "estado", label: "Estado", value: query.estado ?? "", options: [any, ...boardStates.map((value) => ({ value, title: stateNames[value] }))] })}
${field({ name: "resultado", label: "Resultado", value: query.resultado ?? "", options: [any, ...boardOutcomes.map((value) => ({ value, title: outcomeNames[value] }))] })}
</div>
<div class="actions"><button class="second">Mostrar</button></div></form></details>`;
}
