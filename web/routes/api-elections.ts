// The API of planners: elections that were handed in, and any of them side by side.
import { z } from "zod";
import { comparisonData, type DataTable } from "../../report/index.ts";
import { type ChosenElections, compareElections, electionsFor } from "../deeds/elections.ts";
import { outcomeOf } from "../deeds/summaries.ts";
import { sizingAsked } from "../pages/elections/sizing-form.ts";
import { type Answer, json, sheetType } from "./answer.ts";
import { chosenIds, comparisonFile, comparisonFormats } from "./elections.ts";
import { listQuery } from "./lists.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";
import { tableAnswer, tableListAnswer, tableListSchema, tableSchema } from "./table-answer.ts";

const count = z.number().nullable();
const listSchema = z.object({
  elections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      institute: z.string(),
      day: z.string(),
      deliveries: z.array(
        z.object({
          id: z.string(),
          difusor: z.string(),
          version: z.int(),
          hits: count,
          pageViews: count,
          visits: count,
          incidents: count,
          outcome: z.enum(["cumple", "incumple", "no-verificable"]).nullable(),
        }),
      ),
    }),
  ),
});

const figures = z.record(z.string(), z.unknown());
/** As `memoria compare --json` writes it. */
const comparisonSchema = z.object({
  schemaVersion: z.literal(1),
  deliveries: z.array(figures),
  growth: z.array(figures),
  sameLength: z.boolean(),
  commonHours: z.array(z.int()),
  elections: z.array(figures),
  sizing: figures,
});

function list({ services, person }: Visit): Answer {
  const elections = electionsFor(services, person).map(({ id, title, institute, day, deliveries }) => ({
    ...{ id, title, institute, day },
    deliveries: deliveries.map(({ delivery, difusor, version, summary }) => ({
      ...{ id: delivery.id, difusor, version: version.number },
      ...{
        hits: summary.hits,
        pageViews: summary.pageViews,
        visits: summary.visits,
        incidents: summary.incidents,
        outcome: outcomeOf(summary),
      },
    })),
  }));
  return json({ elections });
}

/** Of those that are chosen in the address. Throws Problem `invalid` where none is. */
async function compared(visit: Visit): Promise<ChosenElections["comparison"]> {
  const ids = chosenIds(visit);
  if (ids.length === 0) throw new Problem("invalid", "entrega: falta elegir al menos una memoria.");
  return (await compareElections(visit.services, visit.person, ids, sizingAsked(visit.query["margin"], visit.query["capacity"])))
    .comparison;
}

const access = ["planeador"] as const;
const tag = "Elecciones";
const comparisonQuery = z.object({
  entrega: z.union([z.string(), z.array(z.string())]).optional(),
  margin: z.coerce.number().min(1).max(100).optional(),
  capacity: z.coerce.number().min(1).max(10_000_000).optional().describe("Solicitudes por segundo que atiende un servidor."),
});
const fileFacts = {
  csv: { summary: "La comparación en CSV: un renglón por elección.", contentType: "text/csv" },
  xlsx: {
    summary: "La comparación en Excel: todas las tablas.",
    contentType: sheetType,
  },
  arrow: { summary: "La comparación en Arrow: todas las tablas.", contentType: "application/zip" },
  parquet: { summary: "La comparación en Parquet: todas las tablas.", contentType: "application/zip" },
  pdf: { summary: "La comparación en PDF.", contentType: "application/pdf" },
} as const;

async function comparisonTables(visit: Visit): Promise<DataTable[]> {
  return comparisonData(await compared(visit));
}

const tableRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/elections/tables",
    access,
    api: {
      summary: "Tablas de la comparación, también las de sus gráficas.",
      tag,
      scope: "read",
      query: comparisonQuery,
      response: tableListSchema,
    },
    handle: async (visit) => tableListAnswer(await comparisonTables(visit)),
  },
  {
    method: "GET",
    path: "/api/v1/elections/tables/:table",
    access,
    api: {
      summary: "Una tabla de la comparación, por partes en JSON o entera en Arrow (con .arrow al final, o por Accept).",
      tag,
      scope: "read",
      query: comparisonQuery.extend(listQuery.shape),
      response: tableSchema,
      isTable: true,
    },
    handle: async (visit) => tableAnswer(visit, await comparisonTables(visit), visit.parameter("table")),
  },
];

export const apiElectionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/elections",
    access,
    api: { summary: "Las elecciones con memorias entregadas.", tag, scope: "read", response: listSchema },
    handle: list,
  },
  {
    method: "GET",
    path: "/api/v1/elections/compare",
    access,
    api: {
      summary: "Memorias entregadas lado a lado, su crecimiento y el tamaño estimado de la siguiente elección.",
      tag,
      scope: "read",
      query: comparisonQuery,
      response: comparisonSchema,
    },
    handle: async (visit) => json(await compared(visit)),
  },
  ...tableRoutes,
  ...comparisonFormats.map(
    (format): Route => ({
      method: "GET",
      path: `/api/v1/elections/comparison.${format}`,
      access,
      mostPerMinute: 20,
      api: { ...fileFacts[format], tag, scope: "read", query: comparisonQuery, response: null },
      handle: (visit) => comparisonFile(visit, format, sizingAsked(visit.query["margin"], visit.query["capacity"])),
    }),
  ),
];
