// The tables of a delivery's figures and the series of its charts, for other programs: as JSON in parts, or whole in Arrow.
import type { Analysis } from "../../analysis/index.ts";
import { analysisTables, chartSeries, type DataTable } from "../../report/index.ts";
import { shownAnalysis } from "../deeds/shown-analysis.ts";
import { roles } from "../records/people.ts";
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

export const apiTableRoutes: readonly Route[] = [
  ...tableRoutes("tables", { list: "Tablas que hay de las cifras de una memoria técnica.", one: "Una tabla" }, analysisTables),
  ...tableRoutes("charts", { list: "Series con las que se dibujan las gráficas de las páginas.", one: "Una serie" }, chartSeries),
];
