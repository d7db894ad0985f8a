// The figures of a delivery for other programs: their definitions, their tables and the series of their charts, in parts as JSON or whole in Arrow.
import { z } from "zod";
import type { Analysis } from "../../analysis/index.ts";
import { analysisTables, chartSeries, type DataTable } from "../../report/index.ts";
import { shownAnalysis } from "../deeds/shown-analysis.ts";
import { definitionsOf } from "../pages/delivery/figures-page.ts";
import { roles } from "../records/people.ts";
import { json } from "./answer.ts";
import { api } from "./api-facts.ts";
import { listQuery } from "./lists.ts";
import type { Route, Visit } from "./route.ts";
import { tableAnswer, tableListAnswer, tableListSchema, tableSchema } from "./table-answer.ts";

const tag = "Cifras";

/** The two routes of tables that are made from an analysis: their list, and one by its name. */
function tableRoutes(
  place: string,
  told: { list: string; one: string },
  tablesOf: (analysis: Analysis) => Promise<DataTable[]>,
): readonly Route[] {
  const tables = async (visit: Visit): Promise<DataTable[]> => {
    const analysis = await shownAnalysis(visit);
    return analysis === null ? [] : tablesOf(analysis);
  };
  const root = `/api/v1/deliveries/:delivery/${place}`;
  return [
    {
      method: "GET",
      path: root,
      access: roles,
      api: api(tag, "read", told.list, { response: tableListSchema }),
      handle: async (visit) => tableListAnswer(await tables(visit)),
    },
    {
      method: "GET",
      path: `${root}/:table`,
      access: roles,
      api: api(tag, "read", `${told.one}, por partes en JSON o entera en Arrow (con .arrow al final, o por Accept).`, {
        query: listQuery,
        response: tableSchema,
        isTable: true,
      }),
      handle: async (visit) => tableAnswer(visit, await tables(visit), visit.parameter("table")),
    },
  ];
}

const definitions = z.object({ definitions: z.array(z.object({ id: z.string(), term: z.string(), text: z.string() })) });

export const apiTableRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery/definitions",
    access: roles,
    api: api(tag, "read", "Qué significa cada cifra, con los parámetros con que se calculó; sin cifras no hay ninguna.", {
      response: definitions,
    }),
    handle: async (visit) => {
      const analysis = await shownAnalysis(visit);
      return json({ definitions: analysis === null ? [] : definitionsOf(analysis) });
    },
  },
  ...tableRoutes("tables", { list: "Tablas que hay de las cifras de una memoria técnica.", one: "Una tabla" }, analysisTables),
  ...tableRoutes("charts", { list: "Series con las que se dibujan las gráficas de las páginas.", one: "Una serie" }, chartSeries),
];
