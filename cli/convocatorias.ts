// memoria convocatorias: the calls and what they ask, each value with its clause.
import { type Convocatoria, listConvocatorias, loadConvocatoria } from "../analysis/index.ts";
import { callWords, convocatoriaRows } from "../report/index.ts";
import { readArguments } from "./options.ts";
import { type Language, textTable } from "./output.ts";

export async function convocatoriasCommand(args: string[], lang: Language): Promise<number> {
  const { options, words } = readArguments(args, ["json"]);
  const versions = words.length === 0 ? listConvocatorias().flatMap((entry) => entry.versions) : words.map(loadConvocatoria);
  if (options.json) process.stdout.write(`${JSON.stringify(versions, null, 2)}\n`);
  else {
    const texts = words.length === 0 ? [listText(versions, lang)] : await Promise.all(versions.map((call) => callText(call, lang)));
    process.stdout.write(`${texts.join("\n\n")}\n`);
  }
  return 0;
}

function listText(versions: readonly Convocatoria[], lang: Language): string {
  const { listColumns, listStatus } = callWords(lang);
  const rows = versions.map((call) => [
    `${call.id}@${call.version}`,
    listStatus[call.status],
    call.institute.value.shortName,
    call.electionDate.value,
    call.elections.value.join(", "),
  ]);
  return textTable([...listColumns], rows, 5);
}

/** Name, value and clause of everything that the call states, or that it does not. */
async function callText(call: Convocatoria, lang: Language): Promise<string> {
  const [requirement, clause, value] = callWords(lang).tableColumns;
  // The value last: it may be long, and nothing then has to stand to the right of it.
  const rows = (await convocatoriaRows(call, lang)).map(([name, stated, cited]) => [name, cited, stated]);
  return [`${call.id}@${call.version}`, textTable([requirement, clause, value], rows, 3)].join("\n");
}
