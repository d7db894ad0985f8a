// The API of how figures came about: of the figures that a visitor sees, and of a version as it was handed in.
import { z } from "zod";
import { type Analysis, explainableKeys, explainByText, formatDuration, formatTarget } from "../../analysis/index.ts";
import { definitionOf, findingRule } from "../../report/index.ts";
import { frozenAnalysis } from "../deeds/frozen.ts";
import { shownAnalysis } from "../deeds/shown-analysis.ts";
import { roles } from "../records/people.ts";
import { type Answer, json } from "./answer.ts";
import { api, one } from "./api-facts.ts";
import { keyProblem } from "./figures.ts";
import { versionAt } from "./hand-in.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const tag = "Cifras";
const sqlShape = z.string().describe("Texto SQL del programa.");
const explanationShape = z.object({
  key: z.string(),
  value: z.unknown(),
  period: z
    .object({ name: z.string(), start: z.string(), end: z.string(), timeZone: z.string() })
    .nullable()
    .describe("De qué tiempo es; null: de todo lo que se cargó."),
  definitions: z.array(z.object({ id: z.string(), term: z.string(), text: z.string() })),
  rules: z
    .array(z.object({ id: z.string(), name: z.string(), threshold: z.string() }))
    .describe("Reglas de los hallazgos de que sale, y desde cuándo se dice cada una."),
  questions: z
    .array(z.object({ measure: z.string(), sql: sqlShape }))
    .describe("Lo que se pregunta a las tablas; vacío: no se cuenta de las líneas."),
  rollups: z.array(z.object({ file: z.string(), sql: sqlShape })).describe("Lo que hace las tablas, en orden, de las líneas en adelante."),
  inputs: z.record(z.string(), z.unknown()).describe("De qué más sale, como lo tiene el análisis."),
  rulesVersion: z.int().describe("De las reglas con que se calculó."),
  isOfTheseRules: z.boolean().describe("Son las de este programa; si no, sus textos pueden diferir de los que hicieron la cifra."),
  ledger: z.record(z.string(), z.unknown()).describe("El balance de las líneas en que se apoya."),
});
const keysShape = z.object({ keys: z.array(z.string()).describe("Claves que se pueden explicar; también las que están debajo de ellas.") });

function explanationOf(analysis: Analysis, key: string): Answer {
  try {
    const { definitions, rules, ...told } = explainByText(key, analysis);
    const { target } = analysis.availability;
    const given = { visitGap: formatDuration(analysis.parameters.visitGapSeconds), target: target === null ? null : formatTarget(target) };
    const worded = definitions.map((id) => {
      const [term, text] = definitionOf(id, given);
      return { id, term, text };
    });
    const { files, ...ledger } = analysis.ledger;
    return json({
      ...told,
      definitions: worded,
      rules: rules.map((id) => findingRule(id)),
      ledger: { ...ledger, files: files.map(({ id, sha256, lines }) => ({ id, sha256, lines })) },
    });
  } catch (error) {
    throw keyProblem(error);
  }
}

async function figuresOf(visit: Visit): Promise<Analysis> {
  const analysis = await shownAnalysis(visit);
  if (analysis === null) throw new Problem("not-found", "Todavía no hay cifras de esta memoria técnica.");
  return analysis;
}

async function frozenFigures(visit: Visit): Promise<Analysis> {
  return one(await frozenAnalysis(visit.services, versionAt(visit, visit.parameter("number"))));
}

export const apiFigureRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery/figures",
    access: roles,
    api: api(tag, "read", "Claves de las cifras de una memoria técnica que se pueden explicar.", { response: keysShape }),
    handle: async (visit) => json({ keys: explainableKeys(await figuresOf(visit)) }),
  },
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery/figures/:key",
    access: roles,
    api: api(tag, "read", "Cómo se obtuvo una cifra: definición, consulta, archivos SQL, entradas y líneas.", {
      response: explanationShape,
    }),
    handle: async (visit) => explanationOf(await figuresOf(visit), visit.parameter("key")),
  },
  {
    method: "GET",
    path: "/api/v1/review/:delivery/versions/:number/figures/:key",
    access: ["revisor"],
    api: api("Revisión", "read", "Cómo se obtuvo una cifra de una versión, como se entregó.", { response: explanationShape }),
    handle: async (visit) => explanationOf(await frozenFigures(visit), visit.parameter("key")),
  },
];
