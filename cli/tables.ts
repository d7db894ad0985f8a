// Tables that people hand in with an option, read before the logs are; every row that cannot be read is told, and then the file is refused.
import { readFile } from "node:fs/promises";
import { printable } from "../analysis/index.ts";
import { readFailure, UserError } from "../ingest/index.ts";
import { detailIn, errorMessage } from "../report/index.ts";
import { callersPath } from "./options.ts";
import type { Language } from "./output.ts";

const mostToldRows = 20;

/**
 * A whole table. One bad row refuses the file: a memoria must not leave an incident out in silence.
 * @throws UserError `table-row` when one row is bad; `table-rows` when several are, told on standard error before.
 */
export async function wholeTable<Table extends { refused: UserError<"table-row">[]; notes: string[] }>(
  file: string,
  { timeZone, lang }: { timeZone: string; lang: Language },
  read: (bytes: Uint8Array, from: { file: string; timeZone: string }) => Promise<Table>,
): Promise<Table> {
  const bytes = await readFile(callersPath(file)).catch((error: unknown) => {
    throw readFailure(error, file);
  });
  const table = await read(bytes, { file, timeZone });
  const tell = (text: string) => process.stderr.write(`memoria: ${text}\n`);
  const [first, ...others] = table.refused;
  if (first !== undefined && others.length === 0) throw first;
  if (first !== undefined) {
    const told = table.refused.slice(0, mostToldRows);
    for (const refusal of told) tell(errorMessage(refusal, lang));
    throw new UserError("table-rows", { file, rows: table.refused.length, told: told.length });
  }
  for (const note of table.notes) tell(printable(detailIn(note, lang)));
  return table;
}
