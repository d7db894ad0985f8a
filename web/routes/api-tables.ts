// The tables of a delivery's figures for other programs: as JSON in parts, or whole in Arrow.
import { z } from "zod";
import { analysisTables, type DataTable, tableAsArrow } from "../../report/index.ts";
import { arrowTypes } from "../api/openapi.ts";
import { shownAnalysis } from "../deeds/shown-analysis.ts";
import { roles } from "../records/people.ts";
import { type Answer, bytes, json } from "./answer.ts";
import { limitOf, listQuery, nextPart } from "./lists.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const root = "/api/v1/deliveries/:delivery/tables";
const tag = "Cifras";
const tableFacts = z.object({ name: z.string(), title: z.string(), columns: z.array(z.string()), rows: z.int() });
const cell = z.union([z.string(), z.number(), z.null()]);
const tableRows = z.object({ name: z.string(), columns: z.array(z.string()), rows: z.array(z.array(cell)) });

async function tablesOf(visit: Visit): Promise<DataTable[]> {
  const analysis = await shownAnalysis(visit);
  return analysis === null ? [] : analysisTables(analysis);
}

async function listTables(visit: Visit): Promise<Answer> {
  const tables = await tablesOf(visit);
  return json({ tables: tables.map(({ name, title, headings, rows }) => ({ name, title, columns: headings, rows: rows.length })) });
}

/** `traffic.arrow` and `Accept` both ask for Arrow; a table has no ids, so its parts go by the number of the row. */
async function oneTable(visit: Visit): Promise<Answer> {
  const [, name = "", ending] = /^(.*?)(\.arrow)?$/.exec(visit.parameter("table")) ?? [];
  const table = (await tablesOf(visit)).find((each) => each.name === name);
  if (!table) throw new Problem("not-found", "No hay una tabla de ese nombre; las hay cuando las cifras ya se calcularon.");
  const accepted = visit.request.headers.accept ?? "";
  const kind = accepted.includes(arrowTypes.stream) ? "stream" : ending !== undefined || accepted.includes(arrowTypes.file) ? "file" : null;
  if (kind !== null) return bytes(arrowTypes[kind], Buffer.from(await tableAsArrow(table, kind)), `${name}.arrow`);
  const after = visit.query["after"];
  if (after !== undefined && !/^\d{1,9}$/.test(after)) throw new Problem("invalid", "after: el número del último renglón que ya se tiene.");
  const [start, limit] = [Number(after ?? 0), limitOf(visit)];
  const rows = table.rows.slice(start, start + limit);
  const hasMore = start + limit < table.rows.length;
  return json({ name, columns: table.headings, rows }, hasMore ? { next: nextPart(visit, String(start + limit)) } : {});
}

export const apiTableRoutes: readonly Route[] = [
  {
    method: "GET",
    path: root,
    access: roles,
    api: {
      summary: "Tablas que hay de las cifras de una memoria técnica.",
      tag,
      scope: "read",
      response: z.object({ tables: z.array(tableFacts) }),
    },
    handle: listTables,
  },
  {
    method: "GET",
    path: `${root}/:table`,
    access: roles,
    api: {
      summary: "Una tabla, por partes en JSON o entera en Arrow (con .arrow al final, o por Accept).",
      tag,
      scope: "read",
      query: listQuery,
      response: tableRows,
      isTable: true,
    },
    handle: oneTable,
  },
];
