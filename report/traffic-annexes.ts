// The annexes on ways through the site, answers and sources, row by row.
import type { Analysis, Traffic } from "../analysis/index.ts";
import type { CsvCell } from "./csv.ts";
import type { Words } from "./locale/words.ts";

type TrafficAnnex = [
  "entradas-y-salidas.csv" | "recorridos.csv" | "respuestas.csv" | "tiempos-de-respuesta.csv",
  readonly string[],
  CsvCell[][],
];

/** Those of the period's traffic, in the order of their list. */
export function trafficAnnexes(words: Words, { traffic }: Analysis): TrafficAnnex[] {
  const { headings } = words.annexes;
  return [
    ["entradas-y-salidas.csv", headings.entries, entryRows(words, traffic)],
    [
      "recorridos.csv",
      headings.ways,
      traffic.visitPaths.map(({ pages: [first, second, third], visits }) => [first ?? null, second ?? null, third ?? null, visits]),
    ],
    ["respuestas.csv", headings.answers, answerRows(words, traffic)],
    ["tiempos-de-respuesta.csv", headings.times, timeRows(words, traffic)],
  ];
}

function entryRows(words: Words, { entryPages, exitPages }: Traffic): CsvCell[][] {
  const rows = (name: string, pages: Traffic["entryPages"]): CsvCell[][] => pages.map(({ path, visits }) => [name, path, visits]);
  return [...rows(words.annexes.wayClasses.entry, entryPages), ...rows(words.annexes.wayClasses.exit, exitPages)];
}

function answerRows(words: Words, { statuses, methods, protocols, secure, cache }: Traffic): CsvCell[][] {
  const { answerClasses, secureNames, cacheNames } = words.annexes;
  const named = (name: string, rows: Traffic["methods"]): CsvCell[][] =>
    rows.map((row) => [name, words.answers.answerName(row.name), row.hits]);
  return [
    ...statuses.map(({ status, hits }): CsvCell[] => [answerClasses.statuses, status ?? words.answers.noStatus, hits]),
    ...named(answerClasses.methods, methods),
    ...named(answerClasses.protocols, protocols),
    ...(["tls", "plain", "unknown"] as const).map((key): CsvCell[] => [answerClasses.secure, secureNames[key], secure[key]]),
    ...(cache === null
      ? []
      : [
          [answerClasses.cache, cacheNames.hit, cache.cacheHits],
          [answerClasses.cache, cacheNames.miss, cache.answers - cache.cacheHits],
        ]),
  ];
}

function timeRows(words: Words, { responseTimes }: Traffic): CsvCell[][] {
  return (["all", "pages"] as const).flatMap((set) => {
    const times = responseTimes[set];
    return times === null ? [] : [[words.annexes.timeSets[set], times.count, times.p50, times.p90, times.p95, times.p99, times.max]];
  });
}

/** Every source, with what its clock was held against. */
export function sourceRows(words: Words, { sources }: Analysis): CsvCell[][] {
  return sources.map(({ source, role, counted, files, hits, firstAt, lastAt, clock }) => [
    source,
    words.terms.roles[role],
    counted ? words.annexes.yesNo.yes : words.annexes.yesNo.no,
    files,
    hits,
    firstAt,
    lastAt,
    clock?.reference ?? null,
    clock?.skewSeconds ?? null,
    clock === null ? null : words.annexes.clockMethods[clock.method],
    clock?.compared ?? null,
    clock?.agreement ?? null,
    clock?.runnerUp ?? null,
  ]);
}
