// The annexes on ways through the site, answers and sources, row by row.
import type { Analysis, Traffic } from "../analysis/index.ts";
import type { CsvCell } from "./csv.ts";
import { answerWords, ROLES, annexWords as words } from "./locale/es-MX.ts";

type TrafficAnnex = [
  "entradas-y-salidas.csv" | "recorridos.csv" | "respuestas.csv" | "tiempos-de-respuesta.csv",
  readonly string[],
  CsvCell[][],
];

/** Those of the period's traffic, in the order of their list. */
export function trafficAnnexes({ traffic }: Analysis): TrafficAnnex[] {
  const { headings } = words;
  return [
    ["entradas-y-salidas.csv", headings.entries, entryRows(traffic)],
    [
      "recorridos.csv",
      headings.ways,
      traffic.visitPaths.map(({ pages: [first, second, third], visits }) => [first ?? null, second ?? null, third ?? null, visits]),
    ],
    ["respuestas.csv", headings.answers, answerRows(traffic)],
    ["tiempos-de-respuesta.csv", headings.times, timeRows(traffic)],
  ];
}

function entryRows({ entryPages, exitPages }: Traffic): CsvCell[][] {
  const rows = (name: string, pages: Traffic["entryPages"]): CsvCell[][] => pages.map(({ path, visits }) => [name, path, visits]);
  return [...rows(words.wayClasses.entry, entryPages), ...rows(words.wayClasses.exit, exitPages)];
}

function answerRows({ statuses, methods, protocols, secure, cache }: Traffic): CsvCell[][] {
  const { answerClasses, secureNames, cacheNames } = words;
  const named = (name: string, rows: Traffic["methods"]): CsvCell[][] =>
    rows.map((row) => [name, answerWords.answerName(row.name), row.hits]);
  return [
    ...statuses.map(({ status, hits }): CsvCell[] => [answerClasses.statuses, status ?? answerWords.noStatus, hits]),
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

function timeRows({ responseTimes }: Traffic): CsvCell[][] {
  return (["all", "pages"] as const).flatMap((set) => {
    const times = responseTimes[set];
    return times === null ? [] : [[words.timeSets[set], times.count, times.p50, times.p90, times.p95, times.p99, times.max]];
  });
}

/** Every source, with what its clock was held against. */
export function sourceRows({ sources }: Analysis): CsvCell[][] {
  return sources.map(({ source, role, counted, files, hits, firstAt, lastAt, clock }) => [
    source,
    ROLES[role],
    counted ? words.yesNo.yes : words.yesNo.no,
    files,
    hits,
    firstAt,
    lastAt,
    clock?.reference ?? null,
    clock?.skewSeconds ?? null,
    clock === null ? null : words.clockMethods[clock.method],
    clock?.compared ?? null,
    clock?.agreement ?? null,
    clock?.runnerUp ?? null,
  ]);
}
