// Tables for other programs as answers: which there are, one by parts in JSON, or whole in Arrow.
import { z } from "zod";
import { type DataTable, tableAsArrow } from "../../report/index.ts";
import { arrowTypes } from "../api/openapi.ts";
import { type Answer, bytes, json } from "./answer.ts";
import { limitOf, nextPart } from "./lists.ts";
import { Problem } from "./problem.ts";
import type { Visit } from "./route.ts";

const tableFacts = z.object({ name: z.string(), title: z.string(), columns: z.array(z.string()), rows: z.int() });
const cell = z.union([z.string(), z.number(), z.null()]);
export const tableListSchema = z.object({ tables: z.array(tableFacts) });
export const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()), rows: z.array(z.array(cell)) });

export function tableListAnswer(tables: readonly DataTable[]): Answer {
  return json({ tables: tables.map(({ name, title, headings, rows }) => ({ name, title, columns: headings, rows: rows.length })) });
}

/**
 * The table of a name. `traffic.arrow` and `Accept` both ask for Arrow; a table has no ids, so its parts go by the number of the row.
 * Throws Problem `not-found`, `invalid`.
 */
export async function tableAnswer(visit: Visit, tables: readonly DataTable[], wanted: string): Promise<Answer> {
  const [, name = "", ending] = /^(.*?)(\.arrow)?$/.exec(wanted) ?? [];
  const table = tables.find((each) => each.name === name);
  if (!table) throw new Problem("not-found", "No hay una tabla de ese nombre; las hay cuando las cifras ya se calcularon.");
  const accepted = visit.request.headers.accept ?? "";
  const kind = accepted.includes(arrowTypes.stream) ? "stream" : ending !== undefined || accepted.includes(arrowTypes.file) ? "file" : null;
  if (kind !== null) return arrowAnswer(table, kind);
  const after = visit.query["after"];
  if (after !== undefined && !/^\d{1,9}$/.test(after)) throw new Problem("invalid", "after: el número del último renglón que ya se tiene.");
  const [start, limit] = [Number(after ?? 0), limitOf(visit)];
  const rows = table.rows.slice(start, start + limit);
  const hasMore = start + limit < table.rows.length;
  return json({ name, columns: table.headings, rows }, hasMore ? { next: nextPart(visit, String(start + limit)) } : {});
}

export async function arrowAnswer(table: DataTable, kind: "file" | "stream"): Promise<Answer> {
  return bytes(arrowTypes[kind], Buffer.from(await tableAsArrow(table, kind)), `${table.name}.arrow`);
}
