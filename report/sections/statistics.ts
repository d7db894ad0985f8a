// The statistics of visits, in the order in which they answer: figures, demand, pages, ways, stay, places, equipment, origin, answers, automation.
import type { Analysis } from "../../analysis/index.ts";
import { formatCount, formatDate, formatDuration, known } from "../../analysis/index.ts";
import { type Block, heading, note, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { detailedAnswerBlocks } from "./answers.ts";
import { agentBlocks, botBlocks, pageBlocks, placeBlocks, referrerBlocks, stayBlocks } from "./audience.ts";
import { answerBlocks, demandBlocks, figureBlocks } from "./figures.ts";
import type { ReportInput, SectionBuilder } from "./section.ts";
import { wayBlocks } from "./ways.ts";

/** The same measures over the other named periods. */
function periodBlocks(words: Words, analysis: Analysis): Block[] {
  const others = Object.entries(analysis.periods).filter(([name]) => name !== analysis.period.name);
  if (others.length === 0) return [];
  const rows = others.map(([name, traffic]) => [
    words.terms.periodName(name),
    formatCount(traffic.visits),
    formatCount(traffic.uniqueVisitors),
    formatCount(traffic.pageViews),
    formatCount(traffic.hits),
    known(traffic.visitDuration.mean, formatDuration, words.language),
  ]);
  return [
    heading(2, "otros-periodos", words.statistics.periodsTitle),
    table("tabla-periodos", words.statistics.periodsCaption, words.statistics.periodsColumns, rows),
  ];
}

/** What the logs hold instead, where they have hits outside the period. */
function loadedElsewhere(words: Words, { ledger, period }: Analysis): string[] {
  const first = ledger.files.flatMap((file) => file.firstAt ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  const last = ledger.files
    .flatMap((file) => file.lastAt ?? [])
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
  if (first === undefined || last === undefined || ledger.outsidePeriod === 0) return [];
  return [
    words.statistics.loadedElsewhere(
      formatCount(ledger.outsidePeriod),
      formatDate(first, period.timeZone, words.language),
      formatDate(last, period.timeZone, words.language),
    ),
  ];
}

/** All of the period's traffic; pending without a hit, and for places where these are asked for and no database was used. */
export const statisticsSection: SectionBuilder = ({ analysis, convocatoria, words }: ReportInput, required) => {
  if (analysis.traffic.hits === 0) {
    const where = loadedElsewhere(words, analysis);
    const said = [words.statistics.noHits, ...where].join(" ");
    return { blocks: [note(said, "attention")], pending: [[words.statistics.noHitsPending, ...where].join(" ")] };
  }
  const asksPlaces = required?.parts.some((part) => part.id.startsWith("geo")) ?? false;
  return {
    blocks: [
      ...figureBlocks(words, analysis),
      ...demandBlocks(words, analysis, convocatoria),
      ...pageBlocks(words, analysis),
      ...wayBlocks(words, analysis),
      ...stayBlocks(words, analysis),
      ...placeBlocks(words, analysis),
      ...agentBlocks(words, analysis),
      ...referrerBlocks(words, analysis),
      ...answerBlocks(words, analysis),
      ...detailedAnswerBlocks(words, analysis),
      ...botBlocks(words, analysis),
      ...periodBlocks(words, analysis),
    ],
    pending: asksPlaces && analysis.parameters.geography === null ? [words.statistics.noGeographyPending] : [],
  };
};
