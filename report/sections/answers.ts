// How requests were answered beyond their status class: codes, methods, protocols, encryption, cache, and how long it took.
import type { Analysis, Traffic } from "../../analysis/index.ts";
import { formatCount, formatDecimal, formatShare } from "../../analysis/index.ts";
import { type Block, paragraph, type Table, table } from "../document.ts";
import { answerWords as words } from "../locale/es-MX.ts";
import { capitalised, periodPhrase } from "./section.ts";

const MOST_ROWS = 10;

/** Seconds to the thousandth, or what the longest of them is worth: "0.012 s". */
export function formatResponseTime(seconds: number): string {
  return `${formatDecimal(seconds, 3)} s`;
}

function listTable(
  analysis: Analysis,
  { id, caption, columns }: { id: string; caption: string; columns: Table["columns"] },
  rows: readonly { name: string; hits: number }[],
): Table {
  const { hits } = analysis.traffic;
  const shown = rows.slice(0, MOST_ROWS);
  const rest = rows.length > shown.length ? ` ${words.leftOut(shown.length, rows.length, "respuestas.csv", false)}` : "";
  return table(
    id,
    caption,
    columns,
    shown.map((row) => [row.name, formatCount(row.hits), formatShare(hits === 0 ? 0 : row.hits / hits)]),
    { note: `${capitalised(periodPhrase(analysis))}.${rest}` },
  );
}

function namedTable(analysis: Analysis, id: string, caption: string, column: string, rows: Traffic["methods"]): Table {
  const named = rows.map(({ name, hits }) => ({ name: words.answerName(name), hits }));
  return listTable(analysis, { id, caption, columns: words.namedColumns(column) }, named);
}

function secureBlock(analysis: Analysis): Block {
  const { tls, plain, unknown, share } = analysis.traffic.secure;
  if (share === null) return paragraph(words.noSecure);
  const rows = [
    { name: words.secureTls, hits: tls },
    { name: words.securePlain, hits: plain },
    ...(unknown === 0 ? [] : [{ name: words.secureUnknown, hits: unknown }]),
  ];
  return listTable(analysis, { id: "tabla-cifrado", caption: words.secureCaption, columns: words.secureColumns }, rows);
}

function cacheBlock(analysis: Analysis): Block {
  const { cache } = analysis.traffic;
  if (cache === null) return paragraph(words.noCache);
  const { answers, cacheHits, share } = cache;
  return paragraph(words.cacheSentence(formatCount(answers), formatCount(cacheHits), formatShare(share), periodPhrase(analysis)));
}

function timesBlock(analysis: Analysis): Block {
  const { all, pages } = analysis.traffic.responseTimes;
  if (all === null) return paragraph(words.noTimes);
  const cell = (times: typeof all | null, key: keyof typeof words.timesRows): string => {
    if (times === null) return words.notRecorded;
    return key === "count" ? formatCount(times.count) : formatResponseTime(times[key]);
  };
  const keys = Object.keys(words.timesRows) as (keyof typeof words.timesRows)[];
  return table(
    "tabla-tiempos",
    words.timesCaption,
    words.timesColumns,
    keys.map((key) => [words.timesRows[key], cell(all, key), cell(pages, key)]),
    { note: `${capitalised(periodPhrase(analysis))}.` },
  );
}

/** What stands under the status classes; what no line records is said in a sentence. */
export function detailedAnswerBlocks(analysis: Analysis): Block[] {
  const { statuses, methods, protocols } = analysis.traffic;
  const codes = statuses.map(({ status, hits }) => ({
    name: status === null ? words.noStatus : String(status).padStart(3, "0"),
    hits,
  }));
  return [
    listTable(analysis, { id: "tabla-codigos", caption: words.statusesCaption, columns: words.statusesColumns }, codes),
    timesBlock(analysis),
    cacheBlock(analysis),
    secureBlock(analysis),
    namedTable(analysis, "tabla-protocolos", words.protocolsCaption, words.protocol, protocols),
    namedTable(analysis, "tabla-metodos", words.methodsCaption, words.method, methods),
  ];
}
