// memoria analyze --explain KEY: the definition of a figure, its value, the queries as they ran, and the inputs, as text.
import { type Analysis, type Explanation, formatDuration, formatTarget, printable } from "../analysis/index.ts";
import { definitionOf, findingRule } from "../report/index.ts";
import type { Language } from "./output.ts";
import { type Words, words } from "./words.ts";

/** A longer value is cut: --json has all of it. */
const longestValue = 4000;

/** An explanation with the words of its definitions, as --json prints it. */
export function wordedExplanation(explanation: Explanation, analysis: Analysis, lang: Language): Record<string, unknown> {
  const { target } = analysis.availability;
  const parameters = {
    visitGap: formatDuration(analysis.parameters.visitGapSeconds),
    target: target === null ? null : formatTarget(target),
  };
  const definitions = explanation.definitions.map((id) => {
    const [term, text] = definitionOf(id, parameters, lang);
    return { id, term, text };
  });
  return { ...explanation, definitions, rules: explanation.rules.map((id) => findingRule(id, lang)) };
}

/** The same for people. The definitions are the memoria's. */
export function explanationText(explanation: Explanation, analysis: Analysis, lang: Language): string {
  const w = words[lang].explain;
  const { definitions, rules } = wordedExplanation(explanation, analysis, lang) as {
    definitions: { term: string; text: string }[];
    rules: ReturnType<typeof findingRule>[];
  };
  const { period, queries, rollups, inputs } = explanation;
  const value = JSON.stringify(explanation.value, null, 2);
  return [
    `${printable(explanation.key)} = ${shown(value.length > longestValue ? `${value.slice(0, longestValue)}…` : value)}`,
    `${w.period}: ${period === null ? w.everything : `${printable(period.name)}, [${period.start}, ${period.end}) ${printable(period.timeZone)}`}`,
    "",
    w.definitions,
    ...definitions.map(({ term, text }) => `  ${term}. ${text}`),
    ...(rules.length === 0 ? [] : ["", w.rules, ...rules.map(({ id, name, threshold }) => `  ${name} (${id}). ${threshold}`)]),
    "",
    queries.length === 0 ? w.noQuery : w.queries,
    ...queries.flatMap((query) => statementLines(query, w)),
    ...(rollups.length === 0 ? [] : ["", w.rollups, ...rollups.flatMap((statement) => statementLines(statement, w))]),
    "",
    w.inputs,
    ...Object.entries(inputs).map(
      ([name, input]) => `  ${w.inputNames[name as keyof Words["explain"]["inputNames"]]}: ${shown(JSON.stringify(input, null, 2))}`,
    ),
  ].join("\n");
}

function statementLines({ sql, values }: Explanation["rollups"][number], w: Words["explain"]): string[] {
  const bound = Object.entries(values).map(([name, value]) => `  ${w.with} $${name} = ${shown(JSON.stringify(value))}`);
  return [
    "",
    ...sql
      .trim()
      .split("\n")
      .map((line) => `  ${printable(line)}`),
    ...bound,
  ];
}

/** Several lines, each harmless in a terminal. */
function shown(text: string): string {
  return text.split("\n").map(printable).join("\n  ");
}
