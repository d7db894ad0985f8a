// The portal's usual averages as the difusor declares them (CSV, XLSX or JSON of --baseline-averages): one measure a row, per day.
import type { UserError } from "./errors.ts";
import { dayStart, readTime } from "./local-time.ts";
import { folded } from "./raw-table.ts";
import { type RowReader, readRows } from "./row-reader.ts";
import { type Column, readTable } from "./table.ts";

/** The measures that an average can be declared of, by the keys of the analysis. */
export type DeclaredMeasure = "visits" | "pageViews" | "hits" | "humanHits" | "uniqueVisitors";

/** One declared average; the span it is of in epoch seconds, half-open, null where the difusor does not tell it. */
export interface DeclaredAverage {
  measure: DeclaredMeasure;
  perDay: number;
  startSecond: number | null;
  endSecond: number | null;
  /** Where the figure comes from (a report, a tool), as written. */
  source: string | null;
}

interface BaselineAveragesTable {
  averages: DeclaredAverage[];
  refused: UserError<"table-row">[];
  /** What was read otherwise than as written (encoding, unknown columns), in Spanish. */
  notes: string[];
}

const COLUMNS = [
  { key: "measure", headings: ["medida", "measure"], required: true },
  { key: "perDay", headings: ["promedio_diario", "promedio_por_dia", "daily_average", "per_day"], required: true, json: ["number"] },
  { key: "start", headings: ["desde", "from"], required: false },
  { key: "end", headings: ["hasta", "to"], required: false },
  { key: "source", headings: ["fuente", "source"], required: false },
] as const satisfies readonly Column<string>[];

type Key = (typeof COLUMNS)[number]["key"];

/** What a row may call its measure, folded. */
const MEASURE_NAMES: ReadonlyMap<string, DeclaredMeasure> = new Map(
  Object.entries({
    visitas: "visits",
    "paginas-vistas": "pageViews",
    solicitudes: "hits",
    "solicitudes-de-personas": "humanHits",
    "visitantes-unicos": "uniqueVisitors",
    visits: "visits",
    "page-views": "pageViews",
    pageviews: "pageViews",
    hits: "hits",
    "human-hits": "humanHits",
    humanhits: "humanHits",
    "unique-visitors": "uniqueVisitors",
    uniquevisitors: "uniqueVisitors",
  } as const),
);

/** The point is for decimals and the comma for thousands, as in Mexico. */
const NUMBER = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
/**
 * Thousands as Spain and most of America write them, or three decimals: an average a thousand times too small would pass for one. Typed into a
 * sheet it is a number already, and no less in doubt. (A weight of 0 to 1, a percentage or a margin is in no doubt: only one reading fits.)
 */
const DOUBTFUL = /^[1-9]\d{0,2}\.\d{3}$/;
const mostPerDay = 1e12;

/**
 * Reads a table of averages. Bad rows are refused one by one; a measure stands once.
 * @param options.file name for messages; `timeZone`: of the days in `desde` and `hasta` (both included; an hour may be written with either).
 * @throws UserError `table-empty`, `table-column-missing`, `table-invalid`, `table-too-large`, `table-date-order` when there is no table to read rows from.
 */
export async function readBaselineAverages(
  bytes: Uint8Array,
  { file, timeZone }: { file: string; timeZone: string },
): Promise<BaselineAveragesTable> {
  const table = await readTable<Key>(bytes, file, COLUMNS, ["promedios", "averages"]);
  const seen = new Set<DeclaredMeasure>();
  const { records, refused } = readRows(table, COLUMNS, file, timeZone, (row) => {
    const average = averageOf(row, timeZone);
    if (seen.has(average.measure)) throw row.refusal("measure", "una sola fila por medida");
    seen.add(average.measure);
    return average;
  });
  return { averages: records, refused, notes: table.notes };
}

function averageOf(row: RowReader<Key>, timeZone: string): DeclaredAverage {
  const measure = MEASURE_NAMES.get(folded(row.text("measure"), "-"));
  if (measure === undefined)
    throw row.refusal("measure", "una de: visitas, páginas vistas, solicitudes, solicitudes de personas, visitantes únicos");
  const written = row.text("perDay");
  const perDay = NUMBER.test(written) ? Number(written.replaceAll(",", "")) : Number.NaN;
  if (!(perDay <= mostPerDay)) throw row.refusal("perDay", "un número de 0 en adelante, p. ej. 12345.6 o 12,345.6");
  if (DOUBTFUL.test(written))
    throw row.refusal(
      "perDay",
      `una cifra que no se lea de dos maneras: ${written.replace(".", "")} si el punto separa miles, o ${perDay.toFixed(2)} si separa decimales`,
    );
  const start = row.optionalText("start") === null ? null : boundOf(row, "start", timeZone);
  const end = row.optionalText("end") === null ? null : boundOf(row, "end", timeZone);
  if ((start === null) !== (end === null)) throw row.refusal(start === null ? "start" : "end", "las dos fechas, desde y hasta, o ninguna");
  if (start !== null && end !== null && end <= start) throw row.refusal("end", "una fecha no anterior a la de desde");
  return { measure, perDay, startSecond: start, endSecond: end, source: row.optionalText("source") };
}

/** A day stands for its start in `desde` and for its end in `hasta`; with an hour, that moment. */
function boundOf(row: RowReader<Key>, key: "start" | "end", timeZone: string): number {
  const text = row.text(key);
  const dayFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = dayFirst === null ? text : `${dayFirst[3]}-${dayFirst[2]?.padStart(2, "0")}-${dayFirst[1]?.padStart(2, "0")}`;
  const read = readTime(iso, timeZone);
  // What is no day is read as everywhere else, its refusals too: month first, an hour that does not exist.
  if ("expected" in read || !read.dateOnly) return row.time(key, timeZone);
  return key === "start" ? read.second : dayStart(iso.trim(), timeZone, 1);
}
