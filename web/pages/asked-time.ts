// Which days the call asks logs of, and how many of their hours each source's files span: a table with a mark that is no colour alone.
import { formatDate, printable, zoneLabel } from "../../analysis/index.ts";
import { isoInZone } from "../../ingest/index.ts";
import { html, type Markup } from "../../report/index.ts";
import type { AskedDay, AskedTime } from "../deeds/asked-time.ts";
import { tableOf } from "./layout.ts";

/** `settingsPath`: where a period that the call leaves open is declared. */
export function askedTable(asked: AskedTime | null, zone: string, settingsPath: string): Markup {
  if (asked === null)
    return html`<p>La convocatoria no dice de qué días se entregan las bitácoras ni fija el periodo de publicación; este se declara en <a href="${settingsPath}">Periodo y otros datos</a>.</p>`;
  const first = isoInZone(asked.days[0]?.startSecond ?? 0, zone);
  const sources = asked.days[0]?.bySource.map(({ source }) => source) ?? [];
  const told =
    asked.kind === "logs"
      ? html`La convocatoria pide las bitácoras de estos días`
      : html`La convocatoria no dice de qué días se entregan bitácoras; estos son los del periodo de publicación`;
  const clause = asked.clause === null ? null : html` <span class="clause">(${asked.clause})</span>`;
  const columns = [{ title: "Día" }, ...sources.map((source) => ({ title: printable(source) }))];
  const rows = asked.days.map((day) => [
    html`<span class="coverage">${formatDate(isoInZone(day.startSecond, zone), zone)}</span>`,
    ...cells(day),
  ]);
  return html`<p>${told}${clause}. Cada casilla dice cuántas de sus horas abarcan los archivos de la fuente, de su primera a su última solicitud.</p>
${sources.length === 0 ? html`<p class="empty">Todavía no hay bitácoras: ${asked.days.length === 1 ? "falta ese día" : `faltan los ${asked.days.length} días`}, del ${rows[0]?.[0] ?? null} al ${rows.at(-1)?.[0] ?? null}.</p>` : tableOf(`Horas abarcadas por día y fuente (${zoneLabel(zone, first)})`, columns, rows, "")}`;
}

function cells({ bySource, hours }: AskedDay): Markup[] {
  return bySource.map(({ coveredHours }) => {
    const word = coveredHours === hours ? "completo" : coveredHours === 0 ? "sin bitácora" : "incompleto";
    const width = hours === 0 ? 0 : (coveredHours / hours) * 48;
    return html`<span class="coverage"><svg viewBox="0 0 48 8" width="48" height="8" aria-hidden="true"><rect width="48" height="8" class="rest"/><rect width="${width.toFixed(1)}" height="8"/></svg> ${coveredHours} de ${hours} h, ${word}</span>`;
  });
}
