// The definitions as printed, and the parameters that this analysis used.
import type { Analysis } from "../../analysis/index.ts";
import { formatDateTime, formatDuration, formatTarget, printable, zoneLabel } from "../../analysis/index.ts";
import { type Block, type Column, type Definitions, heading, paragraph, plain, type Table, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { boundsPhrase, capitalised, type ReportInput, type SectionBuilder, zoneNote } from "./section.ts";

function definitions(entries: [string, string][]): Definitions {
  return { kind: "definitions", items: entries.map(([term, text]) => ({ term, text: plain(text) })) };
}

function listed(values: string[], absent: string): string {
  return values.length === 0 ? absent : values.map(printable).join(", ");
}

function parametersTable(words: Words, analysis: Analysis): Table {
  const { parameters: used, period, availability } = analysis;
  const { parameters: names } = words.methodology;
  const columns: Column[] = [
    { title: words.methodology.parameterColumns.name, kind: "text" },
    { title: words.methodology.parameterColumns.value, kind: "code" },
  ];
  const geography = used.geography === null ? words.methodology.noGeography : `${used.geography.database} ${used.geography.version}`;
  return table("tabla-parametros", words.methodology.parametersCaption, columns, [
    [names.period, capitalised(boundsPhrase(words, period, period.timeZone))],
    [names.timeZone, `${printable(period.timeZone)} (${zoneLabel(period.timeZone, period.start, period.end, words.language)})`],
    [names.visitGap, formatDuration(used.visitGapSeconds)],
    [names.scope, listed(used.scope, words.methodology.everything)],
    [names.internal, listed(used.internal, words.methodology.none)],
    [names.trustedProxies, listed(used.trustedProxies, words.methodology.noProxies)],
    [names.pages, listed(used.pages, words.methodology.standardRule)],
    [names.notPages, listed(used.notPages, words.methodology.standardRule)],
    [names.resultPath, printable(used.resultPath)],
    [names.target, availability.target === null ? words.methodology.noTarget : formatTarget(availability.target)],
    [names.geography, printable(geography)],
    [names.isbot, words.methodology.isbotVersion(printable(used.isbot))],
    [names.program, printable(used.program)],
    [names.versions, words.methodology.rules(used.parserVersion, used.rulesVersion)],
  ]);
}

function boundsTable(words: Words, analysis: Analysis): Block[] {
  if (analysis.bounds.length === 0) return [];
  const { timeZone } = analysis.period;
  const { name, start, end, source } = words.methodology.boundsColumns;
  return [
    table(
      "tabla-limites",
      words.methodology.boundsCaption,
      [name, start, end, source].map((title): Column => ({ title, kind: "text" })),
      analysis.bounds.map((bound) => [
        words.terms.periodName(bound.name),
        formatDateTime(bound.start, timeZone, words.language),
        formatDateTime(bound.end, timeZone, words.language),
        words.methodology.boundSource(bound.name, bound.source === null ? null : printable(bound.source), bound.declaredByUser),
      ]),
      {
        note: zoneNote(
          words,
          analysis,
          analysis.bounds.flatMap((bound) => [bound.start, bound.end]),
        ),
      },
    ),
  ];
}

/** Every definition that the figures follow, and the parameters as used. */
export const methodologySection: SectionBuilder = ({ analysis, words }: ReportInput) => {
  const { target } = analysis.availability;
  const method = {
    visitGap: formatDuration(analysis.parameters.visitGapSeconds),
    target: target === null ? null : formatTarget(target),
  };
  const { groups } = words.methodology;
  return {
    blocks: [
      paragraph(words.methodology.intro),
      heading(2, "metodo-lineas", groups.lines),
      definitions(words.definitions.lines),
      heading(2, "metodo-solicitudes", groups.hits),
      definitions(words.definitions.hits),
      heading(2, "metodo-visitas", groups.visits),
      definitions(words.definitions.visits(method)),
      heading(2, "metodo-disponibilidad", groups.availability),
      definitions(words.definitions.availability(method)),
      ...(analysis.comparison === null
        ? []
        : [heading(2, "metodo-comparacion", groups.comparison), definitions(words.definitions.comparison)]),
      heading(2, "metodo-lugares", groups.places),
      definitions(words.definitions.places),
      heading(2, "metodo-parametros", words.methodology.parametersTitle),
      parametersTable(words, analysis),
      ...boundsTable(words, analysis),
    ],
    pending: [],
  };
};
