// The tables that a difusor fills in: incidents as CSV and as a workbook, and checks of a monitor as CSV.
import type { Convocatoria } from "../../analysis/index.ts";
import { INCIDENT_EFFECTS as effects, INCIDENT_TYPES as types } from "../../ingest/index.ts";
import { csvText } from "../csv.ts";
import { INCIDENT_EFFECTS, INCIDENT_TYPES, kitTemplateWords as words } from "../locale/es-MX.ts";
import { type WorkbookCell, workbookBytes } from "../workbook.ts";
import { addDays } from "./tasks.ts";

const columnNames = Object.keys(words.incidentColumns) as (keyof typeof words.incidentColumns)[];

/** The hours of the example: on election day, and of no effect, so that one that is forgotten changes no figure of availability. */
const exampleHours = { inicio: "21:15", fin: "21:22" } as const;

function exampleText(name: (typeof columnNames)[number], day: string): string {
  if (name === "inicio" || name === "fin") return `${day} ${exampleHours[name]}`;
  return words.incidentExample[name];
}

/** The incident template as CSV: the columns and one example. */
export function incidentCsv(call: Convocatoria): string {
  return csvText(columnNames, [columnNames.map((name) => exampleText(name, call.electionDate.value))]);
}

function allowed(name: (typeof columnNames)[number]): string {
  if (name === "tipo") return types.map((type) => `${type} (${INCIDENT_TYPES[type]})`).join("; ");
  if (name === "efecto") return effects.map((effect) => `${effect} (${INCIDENT_EFFECTS[effect]})`).join("; ");
  return words.incidentColumns[name].allowed;
}

/** The rows of the guide: column, whether it is required, what goes into it. */
export function incidentGuide(): [name: string, required: string, allowed: string][] {
  return columnNames.map((name) => [name, words.incidentColumns[name].required ? words.yes : words.no, allowed(name)]);
}

/** The same template as a workbook: the table, with lists to choose from, and what each column takes. */
export async function incidentWorkbook(call: Convocatoria): Promise<Buffer> {
  const day = call.electionDate.value;
  const example = columnNames.map((name): WorkbookCell => {
    if (name === "inicio" || name === "fin") return new Date(`${day}T${exampleHours[name]}:00Z`);
    const text = exampleText(name, day);
    return text === "" ? null : text;
  });
  const choices = { tipo: types, efecto: effects } as const;
  return workbookBytes([
    {
      name: words.sheetName,
      columns: columnNames.map((name) => ({
        title: name,
        widthCharacters: words.incidentColumns[name].widthCharacters,
        ...((name === "tipo" || name === "efecto") && { choices: choices[name] }),
      })),
      rows: [example],
    },
    {
      name: words.guideName,
      columns: words.guideHeadings.map((title, i) => ({ title, widthCharacters: i === 2 ? 90 : 16 })),
      rows: incidentGuide(),
    },
  ]);
}

/** Checks of any monitor: the columns, and two examples on a day that no figure looks at. */
export function monitorCsv(call: Convocatoria): string {
  const day = addDays(call.electionDate.value, -1);
  return csvText(
    ["timestamp", "up", "name"],
    [
      [`${day} 12:00:00`, 1, words.monitorExample],
      [`${day} 12:01:00`, 1, words.monitorExample],
    ],
  );
}
