// How requests were answered beyond their status class: codes, methods, protocols, encryption, cache, and how long it took.
import type { Analysis, Traffic } from "../../analysis/index.ts";
import { formatCount, formatDecimal, formatShare } from "../../analysis/index.ts";
import { type Block, paragraph, type Table, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { capitalised, periodPhrase } from "./section.ts";

const MOST_ROWS = 10;

/** Seconds to the thousandth, or what the longest of them is worth: "0.012 s". */
export function formatResponseTime(seconds: number): string {
  return `${formatDecimal(seconds, 3)} s`;
}

function listTable(
  words: Words,
  analysis: Analysis,
  { id, caption, columns }: { id: string; caption: string; columns: Table["columns"] },
  rows: readonly { name: string; hits: number }[],
): Table {
  const { hits } = analysis.traffic;
  const shown = rows.slice(0, MOST_ROWS);
  const rest = rows.length > shown.length ? ` ${words.answers.leftOut(shown.length, rows.length, "respuestas.csv", false)}` : "";
  return table(
    id,
    caption,
    columns,
    shown.map((row) => [row.name, formatCount(row.hits), formatShare(hits === 0 ? 0 : row.hits / hits)]),
    { note: `${capitalised(periodPhrase(words, analysis))}.${rest}` },
  );
}

function namedTable(words: Words, analysis: Analysis, id: string, caption: string, column: string, rows: Traffic["methods"]): Table {
  const named = rows.map(({ name, hits }) => ({ name: words.answers.answerName(name), hits }));
  return listTable(words, analysis, { id, caption, columns: words.answers.namedColumns(column) }, named);
}

function secureBlock(words: Words, analysis: Analysis): Block {
  const { tls, plain, unknown, share } = analysis.traffic.secure;
  if (share === null) return paragraph(words.answers.noSecure);
  const rows = [
    { name: words.answers.secureTls, hits: tls },
    { name: words.answers.securePlain, hits: plain },
    ...(unknown === 0 ? [] : [{ name: words.answers.secureUnknown, hits: unknown }]),
  ];
  return listTable(
    words,
    analysis,
    { id: "tabla-cifrado", caption: words.answers.secureCaption, columns: words.answers.secureColumns },
    rows,
  );
}

function cacheBlock(words: Words, analysis: Analysis): Block {
  const { cache } = analysis.traffic;
  if (cache === null) return paragraph(words.answers.noCache);
  const { answers, cacheHits, share } = cache;
  return paragraph(
    words.answers.cacheSentence(formatCount(answers), formatCount(cacheHits), formatShare(share), periodPhrase(words, analysis)),
  );
}

function timesBlock(words: Words, analysis: Analysis): Block {
  const { all, pages } = analysis.traffic.responseTimes;
  if (all === null) return paragraph(words.answers.noTimes);
  const cell = (times: typeof all | null, key: keyof Words["answers"]["timesRows"]): string => {
    if (times === null) return words.answers.notRecorded;
    return key === "count" ? formatCount(times.count) : formatResponseTime(times[key]);
  };
  const keys = Object.keys(words.answers.timesRows) as (keyof Words["answers"]["timesRows"])[];
  return table(
    "tabla-tiempos",
    words.answers.timesCaption,
    words.answers.timesColumns,
    keys.map((key) => [words.answers.timesRows[key], cell(all, key), cell(pages, key)]),
    { note: `${capitalised(periodPhrase(words, analysis))}.` },
  );
}

/** What stands under the status classes; what no line records is said in a sentence. */
export function detailedAnswerBlocks(words: Words, analysis: Analysis): Block[] {
  const { statuses, methods, protocols } = analysis.traffic;
  const codes = statuses.map(({ status, hits }) => ({
    name: status === null ? words.answers.noStatus : String(status).padStart(3, "0"),
    hits,
  }));
  return [
    listTable(
      words,
      analysis,
      { id: "tabla-codigos", caption: words.answers.statusesCaption, columns: words.answers.statusesColumns },
      codes,
    ),
    timesBlock(words, analysis),
    cacheBlock(words, analysis),
    secureBlock(words, analysis),
    namedTable(words, analysis, "tabla-protocolos", words.answers.protocolsCaption, words.answers.protocol, protocols),
    namedTable(words, analysis, "tabla-metodos", words.answers.methodsCaption, words.answers.method, methods),
  ];
}
