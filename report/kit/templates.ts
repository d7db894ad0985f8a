// The tables that a difusor fills in: incidents as CSV and as a workbook, and checks of a monitor as CSV.
import type { Convocatoria } from "../../analysis/index.ts";
import { INCIDENT_EFFECTS as effects, INCIDENT_TYPES as types } from "../../ingest/index.ts";
import { csvText } from "../csv.ts";
import type { Words } from "../locale/words.ts";
import { type WorkbookCell, workbookBytes } from "../workbook.ts";
import { addDays } from "./days.ts";

const columnNames = [
  "inicio",
  "fin",
  "duracion",
  "tipo",
  "descripcion",
  "causa_raiz",
  "impacto",
  "medidas",
  "efecto",
  "peso",
  "componente",
  "fuente",
] as const;

/** The hours of the example: on election day, and of no effect, so that one that is forgotten changes no figure of availability. */
const exampleHours = { inicio: "21:15", fin: "21:22" } as const;

function exampleText(words: Words, name: (typeof columnNames)[number], day: string): string {
  if (name === "inicio" || name === "fin") return `${day} ${exampleHours[name]}`;
  return words.kitTemplates.incidentExample[name];
}

/** The incident template as CSV: the columns and one example. */
export function incidentCsv(words: Words, call: Convocatoria): string {
  return csvText(columnNames, [columnNames.map((name) => exampleText(words, name, call.electionDate.value))]);
}

function allowed(words: Words, name: (typeof columnNames)[number]): string {
  if (name === "tipo") return types.map((type) => `${type} (${words.terms.incidentTypes[type]})`).join("; ");
  if (name === "efecto") return effects.map((effect) => `${effect} (${words.terms.incidentEffects[effect]})`).join("; ");
  return words.kitTemplates.incidentColumns[name].allowed;
}

/** The rows of the guide: column, whether it is required, what goes into it. */
export function incidentGuide(words: Words): [name: string, required: string, allowed: string][] {
  return columnNames.map((name) => [
    name,
    words.kitTemplates.incidentColumns[name].required ? words.kitTemplates.yes : words.kitTemplates.no,
    allowed(words, name),
  ]);
}

/** The same template as a workbook: the table, with lists to choose from, and what each column takes. */
export async function incidentWorkbook(words: Words, call: Convocatoria): Promise<Buffer> {
  const day = call.electionDate.value;
  const example = columnNames.map((name): WorkbookCell => {
    if (name === "inicio" || name === "fin") return new Date(`${day}T${exampleHours[name]}:00Z`);
    const text = exampleText(words, name, day);
    return text === "" ? null : text;
  });
  const choices = { tipo: types, efecto: effects } as const;
  return workbookBytes([
    {
      name: words.kitTemplates.sheetName,
      columns: columnNames.map((name) => ({
        title: name,
        widthCharacters: words.kitTemplates.incidentColumns[name].widthCharacters,
        ...((name === "tipo" || name === "efecto") && { choices: choices[name] }),
      })),
      rows: [example],
    },
    {
      name: words.kitTemplates.guideName,
      columns: words.kitTemplates.guideHeadings.map((title, i) => ({ title, widthCharacters: i === 2 ? 90 : 16 })),
      rows: incidentGuide(words),
    },
  ]);
}

/** Checks of any monitor: the columns, and two examples on a day that no figure looks at. */
export function monitorCsv(words: Words, call: Convocatoria): string {
  const day = addDays(call.electionDate.value, -1);
  return csvText(
    ["timestamp", "up", "name"],
    [
      [`${day} 12:00:00`, 1, words.kitTemplates.monitorExample],
      [`${day} 12:01:00`, 1, words.kitTemplates.monitorExample],
    ],
  );
}
