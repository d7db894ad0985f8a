// The definitions as printed, and the parameters that this analysis used.
import type { Analysis } from "../../analysis/index.ts";
import { formatDateTime, formatDuration, formatTarget, printable, zoneLabel } from "../../analysis/index.ts";
import { type Block, type Column, type Definitions, heading, paragraph, plain, type Table, table } from "../document.ts";
import { definitionWords, periodName, methodologyWords as words } from "../locale/es-MX.ts";
import { boundsPhrase, capitalised, type SectionBuilder, zoneNote } from "./section.ts";

function definitions(entries: [string, string][]): Definitions {
  return { kind: "definitions", items: entries.map(([term, text]) => ({ term, text: plain(text) })) };
}

function listed(values: string[], absent: string): string {
  return values.length === 0 ? absent : values.map(printable).join(", ");
}

function parametersTable(analysis: Analysis): Table {
  const { parameters: used, period, availability } = analysis;
  const { parameters: names } = words;
  const columns: Column[] = [
    { title: words.parameterColumns.name, kind: "text" },
    { title: words.parameterColumns.value, kind: "code" },
  ];
  const geography = used.geography === null ? words.noGeography : `${used.geography.database} ${used.geography.version}`;
  return table("tabla-parametros", words.parametersCaption, columns, [
    [names.period, capitalised(boundsPhrase(period, period.timeZone))],
    [names.timeZone, `${printable(period.timeZone)} (${zoneLabel(period.timeZone, period.start, period.end)})`],
    [names.visitGap, formatDuration(used.visitGapSeconds)],
    [names.scope, listed(used.scope, words.everything)],
    [names.internal, listed(used.internal, words.none)],
    [names.trustedProxies, listed(used.trustedProxies, words.noProxies)],
    [names.pages, listed(used.pages, words.standardRule)],
    [names.notPages, listed(used.notPages, words.standardRule)],
    [names.resultPath, printable(used.resultPath)],
    [names.target, availability.target === null ? words.noTarget : formatTarget(availability.target)],
    [names.geography, printable(geography)],
    [names.isbot, words.isbotVersion(printable(used.isbot))],
    [names.program, printable(used.program)],
    [names.versions, words.rules(used.parserVersion, used.rulesVersion)],
  ]);
}

function boundsTable(analysis: Analysis): Block[] {
  if (analysis.bounds.length === 0) return [];
  const { timeZone } = analysis.period;
  const { name, start, end, source } = words.boundsColumns;
  return [
    table(
      "tabla-limites",
      words.boundsCaption,
      [name, start, end, source].map((title): Column => ({ title, kind: "text" })),
      analysis.bounds.map((bound) => [
        periodName(bound.name),
        formatDateTime(bound.start, timeZone),
        formatDateTime(bound.end, timeZone),
        words.boundSource(bound.name, bound.source === null ? null : printable(bound.source), bound.declaredByUser),
      ]),
      {
        note: zoneNote(
          analysis,
          analysis.bounds.flatMap((bound) => [bound.start, bound.end]),
        ),
      },
    ),
  ];
}

/** Every definition that the figures follow, and the parameters as used. */
export const methodologySection: SectionBuilder = ({ analysis }) => {
  const { target } = analysis.availability;
  const method = {
    visitGap: formatDuration(analysis.parameters.visitGapSeconds),
    target: target === null ? null : formatTarget(target),
  };
  const { groups } = words;
  return {
    blocks: [
      paragraph(words.intro),
      heading(2, "metodo-lineas", groups.lines),
      definitions(definitionWords.lines),
      heading(2, "metodo-solicitudes", groups.hits),
      definitions(definitionWords.hits),
      heading(2, "metodo-visitas", groups.visits),
      definitions(definitionWords.visits(method)),
      heading(2, "metodo-disponibilidad", groups.availability),
      definitions(definitionWords.availability(method)),
      ...(analysis.comparison === null
        ? []
        : [heading(2, "metodo-comparacion", groups.comparison), definitions(definitionWords.comparison)]),
      heading(2, "metodo-lugares", groups.places),
      definitions(definitionWords.places),
      heading(2, "metodo-parametros", words.parametersTitle),
      parametersTable(analysis),
      ...boundsTable(analysis),
    ],
    pending: [],
  };
};
