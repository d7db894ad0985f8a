// memoria convocatorias: the calls and what they ask, each value with its clause.
import { type Convocatoria, listConvocatorias, loadConvocatoria } from "../analysis/index.ts";
import { convocatoriaRows } from "../report/index.ts";
import { readArguments } from "./options.ts";
import { type Language, textTable } from "./output.ts";

export async function convocatoriasCommand(args: string[], lang: Language): Promise<number> {
  const { options, words } = readArguments(args, ["json"]);
  const versions = words.length === 0 ? listConvocatorias().flatMap((entry) => entry.versions) : words.map(loadConvocatoria);
  if (options.json) process.stdout.write(`${JSON.stringify(versions, null, 2)}\n`);
  else {
    const texts = words.length === 0 ? [listText(versions)] : await Promise.all(versions.map((call) => callText(call, lang)));
    process.stdout.write(`${texts.join("\n\n")}\n`);
  }
  return 0;
}

function listText(versions: readonly Convocatoria[]): string {
  const rows = versions.map((call) => [
    `${call.id}@${call.version}`,
    call.status === "official" ? "oficial" : "prensa",
    call.institute.value.shortName,
    call.electionDate.value,
    call.elections.value.join(", "),
  ]);
  return textTable(["id@versión", "estado", "instituto", "jornada", "elecciones"], rows, 5);
}

/** Name, value and clause of everything that the call states, or that it does not. */
async function callText(call: Convocatoria, _lang: Language): Promise<string> {
  // The value last: it may be long, and nothing then has to stand to the right of it.
  const rows = (await convocatoriaRows(call)).map(([requirement, value, clause]) => [requirement, clause, value]);
  return [`${call.id}@${call.version}`, textTable(["requisito", "cláusula", "valor"], rows, 3)].join("\n");
}
