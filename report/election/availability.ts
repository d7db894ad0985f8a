// Availability in the report of an election: one table a period, one row a difusor, its sources side by side.
import { type AvailabilityResult, formatDuration, formatDurationExact, formatShareTruncated, known } from "../../analysis/index.ts";
import { type Block, type Cell, type Column, type Table, table } from "../document.ts";
import * as electionWords from "../locale/es-MX/elections.ts";
import { wordsOf } from "../locale/words.ts";
import { barsChart } from "./bars-chart.ts";
import type { ElectionEntry } from "./entries.ts";
import { nameOf, pooled } from "./sections.ts";

const { terms } = wordsOf("es");
const words = electionWords.election;
const sources = ["declared", "log", "monitor"] as const;

export function availabilityBlocks(entries: readonly ElectionEntry[]): Block[] {
  const periods = [...new Set(entries.flatMap(({ analysis }) => pooled(analysis).map(({ period }) => period)))];
  const down = entries.flatMap((entry) => {
    const result = pooled(entry.analysis).find(({ source, period }) => source === "log" && period === entry.analysis.period.name);
    // Where nothing is covered, no outage is seen and none is ruled out.
    return result === undefined || (result.coverage ?? 0) === 0
      ? []
      : [{ name: nameOf(entry), value: result.downSeconds, label: formatDuration(result.downSeconds) }];
  });
  return [
    ...periods.map((period) => periodTable(entries, period)),
    ...barsChart("grafica-sin-servicio", words.downChart, "Segundos", down),
  ];
}

/** Sources that no memoria has for the period have no columns. */
function periodTable(entries: readonly ElectionEntry[], period: string): Table {
  const rows = entries.map((entry) => ({ entry, results: pooled(entry.analysis).filter((result) => result.period === period) }));
  const shown = sources.filter((source) => rows.some(({ results }) => results.some((result) => result.source === source)));
  const columns: Column[] = [
    { title: words.columns.availability.difusor, kind: "text" },
    ...shown.flatMap((source): Column[] => [
      { title: terms.availabilitySources[source], kind: "verdict" },
      { title: words.columns.availability.amount[source], kind: "text" },
    ]),
  ];
  const cells = rows.map(({ entry, results }): Cell[] => [
    nameOf(entry),
    ...shown.flatMap((source) =>
      sourceCells(
        results.find((result) => result.source === source),
        entry.analysis.availability.target,
      ),
    ),
  ]);
  return table(`tabla-disponibilidad-${period.replace(":", "-")}`, `${words.availability}: ${terms.periodName(period)}`, columns, cells);
}

function sourceCells(result: AvailabilityResult | undefined, target: number | null): Cell[] {
  if (result === undefined) return ["—", words.noSource];
  const { verdict, availability, downSeconds, unknownSeconds } = result;
  return [
    verdict === null ? "—" : { verdict, word: terms.verdicts[verdict] },
    [
      known(availability, (share) => formatShareTruncated(share, target)),
      // Without a statement nothing is known of what was not declared.
      ...(availability === null ? [] : [words.downFor(formatDurationExact(downSeconds))]),
      ...((unknownSeconds ?? 0) === 0 ? [] : [words.untold(formatDurationExact(unknownSeconds ?? 0))]),
    ].join("; "),
  ];
}
