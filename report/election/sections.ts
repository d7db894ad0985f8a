// The sections of the report of an election; each figure is that of a frozen analysis, or a count or sum of such.
import { type Analysis, formatCount, formatDuration, formatShortDateTime, known, printable, wholeName } from "../../analysis/index.ts";
import { type Block, type Column, type MetricRow, paragraph, type Table, table } from "../document.ts";
import * as electionWords from "../locale/es-MX/elections.ts";
import { wordsOf } from "../locale/words.ts";
import type { ElectionEntry, MissingDifusor } from "./entries.ts";

const spanish = wordsOf("es");
const { terms } = spanish;
const words = electionWords.election;
const verdicts = ["cumple", "incumple", "no-verificable", "indicio"] as const;

/** As who received it knows the difusor, else as its memoria does. */
export function nameOf({ receipt, analysis }: ElectionEntry): string {
  const name = receipt?.difusor ?? analysis.difusor;
  return name.trim() === "" ? words.notTold : wholeName(name);
}

export function columns(titles: readonly string[], texts: number): Column[] {
  return titles.map((title, i) => ({ title, kind: i < texts ? "text" : "number" }));
}

export function pooled({ availability }: Analysis): Analysis["availability"]["results"] {
  return availability.results.filter(({ logSource }) => logSource === null);
}

function breaks({ analysis }: ElectionEntry): boolean {
  return [...pooled(analysis), ...analysis.compliance].some(({ verdict }) => verdict === "incumple");
}

/** How many difusores the call has; null: nobody told. */
export function allOf(entries: readonly ElectionEntry[], missing: readonly MissingDifusor[] | null): number | null {
  return missing === null ? null : entries.length + missing.length;
}

export function summaryBlocks(entries: readonly ElectionEntry[], missing: readonly MissingDifusor[] | null): Block[] {
  const all = allOf(entries, missing);
  const late = entries.filter(({ receipt }) => receipt?.isLate === true).length;
  const visits = entries.reduce((sum, { analysis }) => sum + analysis.traffic.visits, 0);
  const incidents = entries.reduce((sum, { analysis }) => sum + analysis.incidents.length, 0);
  const metrics: MetricRow = {
    kind: "metrics",
    items: [
      {
        label: "Memorias entregadas",
        value: `${formatCount(entries.length)}${all === null ? "" : ` de ${formatCount(all)}`}`,
        note: entries.some(({ receipt }) => (receipt?.isLate ?? null) !== null) ? words.lateOf(formatCount(late)) : words.lateNotTold,
      },
      { label: "Con algún incumplimiento", value: formatCount(entries.filter(breaks).length), note: "de disponibilidad o de una cláusula" },
      { label: "Visitas", value: formatCount(visits), note: "suma de los periodos de las memorias" },
      { label: "Incidencias declaradas", value: formatCount(incidents), note: "por todos los difusores" },
    ],
  };
  return [metrics];
}

/** Those that have not handed in stand last: the list is signed, and whoever is not on it looks as if nobody had asked. */
export function receiptTable(entries: readonly ElectionEntry[], missing: readonly MissingDifusor[] | null, timeZone: string): Table {
  const rows = entries.map((entry) => {
    const { version = null, handedInAt = null, isLate = null, state = null } = entry.receipt ?? {};
    return [
      nameOf(entry),
      version === null ? words.notTold : formatCount(version),
      handedInAt === null ? words.notTold : formatShortDateTime(handedInAt, timeZone),
      isLate === null ? words.notTold : isLate ? words.late : words.inTime,
      state === null ? words.notTold : (words.states[state] ?? printable(state)),
    ];
  });
  const without = (missing ?? []).map(({ difusor, isOverdue }) => [
    wholeName(difusor),
    "—",
    words.notHandedIn,
    isOverdue === null ? words.notTold : isOverdue ? words.overdue : words.open,
    words.states["preparacion"] ?? "",
  ]);
  return table("tabla-entregas", words.receipts, columns(words.columns.receipts, 5), [...rows, ...without]);
}

export function clauseBlocks(entries: readonly ElectionEntry[]): Block[] {
  const byDifusor = entries.map((entry) => [
    nameOf(entry),
    ...verdicts.map((verdict) => formatCount(entry.analysis.compliance.filter((clause) => clause.verdict === verdict).length)),
  ]);
  const groups = Map.groupBy(
    entries.flatMap(({ analysis }) => analysis.compliance),
    ({ id, requirement, clause }) => JSON.stringify([id, requirement, clause]),
  );
  const byClause = [...groups.values()].map((group) => [
    printable(group[0]?.requirement ?? ""),
    printable(group[0]?.clause ?? ""),
    ...verdicts.map((verdict) => formatCount(group.filter((clause) => clause.verdict === verdict).length)),
  ]);
  return [
    table("tabla-cumplimiento", `${words.clauses}, por difusor`, columns(words.columns.byDifusor, 1), byDifusor),
    table("tabla-clausulas", `${words.clauses}: difusores con cada resultado`, columns(words.columns.clauses, 2), byClause),
  ];
}

export function incidentBlocks(entries: readonly ElectionEntry[]): Block[] {
  const all = entries.flatMap((entry, place) => entry.analysis.incidents.map((incident) => ({ ...incident, place })));
  const groups = [...Map.groupBy(all, ({ type }) => type)].sort(([, a], [, b]) => b.length - a.length);
  const seconds = (group: typeof all): number | null =>
    group.some((incident) => incident.seconds === null) ? null : group.reduce((sum, incident) => sum + (incident.seconds ?? 0), 0);
  const cells = (name: string, group: typeof all): string[] => [
    name,
    formatCount(group.length),
    formatCount(new Set(group.map(({ place }) => place)).size),
    known(seconds(group), formatDuration),
  ];
  const rows = [...groups.map(([type, group]) => cells(terms.incidentTypes[type], group)), cells(words.total, all)];
  if (all.length === 0) return [paragraph(words.noIncidents)];
  return [table("tabla-incidencias", words.incidents, columns(words.columns.incidents, 1), rows, { totalRow: true })];
}
