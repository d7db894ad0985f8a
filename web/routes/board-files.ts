// What is downloaded of a board: its table for other programs, and all memorias as one archive; the same for pages and API.
import { csvText, tablesWorkbook } from "../../report/index.ts";
import { boardQuerySchema, chosenRows } from "../deeds/board-order.ts";
import { boardTableOf } from "../deeds/board-table.ts";
import { boardOf } from "../deeds/boards.ts";
import { callArchive } from "../deeds/call-archive.ts";
import { note } from "../records/audit.ts";
import { type Answer, bytes, sheetType } from "./answer.ts";
import type { Visit } from "./route.ts";
import { arrowAnswer } from "./table-answer.ts";

export const boardFormats = ["csv", "xlsx", "arrow"] as const;

/** The rows that the address chooses, in its order. */
export async function boardFile(visit: Visit, format: (typeof boardFormats)[number]): Promise<Answer> {
  const board = await boardOf(visit.services, visit.person, visit.parameter("call"));
  const table = boardTableOf(board, chosenRows(board.rows, boardQuerySchema.parse(visit.query)));
  if (format === "arrow") return arrowAnswer(table, "file");
  if (format === "csv") return bytes("text/csv; charset=utf-8", csvText(table.headings, table.rows), `${table.name}.csv`);
  return bytes(sheetType, Buffer.from(await tablesWorkbook([{ ...table, name: "tablero" }])), `${table.name}.xlsx`);
}

/** The last versions of all difusores; who took them, and whether with what is restricted, is noted. */
export async function memoriasArchive(visit: Visit, withRestricted: boolean): Promise<Answer> {
  const { services, person, actor } = visit;
  const { call, rows } = await boardOf(services, person, visit.parameter("call"));
  const versions = rows.flatMap(({ version }) => (version === null ? [] : [`${version.delivery}/${version.number}`]));
  note(services, actor, "memorias.downloaded", call.id, { withRestricted, versions });
  const archive = await callArchive(services, rows, { withRestricted });
  return bytes("application/zip", archive, `memorias-${call.id}${withRestricted ? "-con-restringidos" : ""}.zip`);
}
