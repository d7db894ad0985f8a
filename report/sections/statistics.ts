// The statistics of visits, in the order in which they answer: figures, demand, pages, ways, stay, places, equipment, origin, answers, automation.
import type { Analysis } from "../../analysis/index.ts";
import { formatCount, formatDate, formatDuration, known } from "../../analysis/index.ts";
import { type Block, heading, note, table } from "../document.ts";
import { periodName, statisticsWords as words } from "../locale/es-MX.ts";
import { detailedAnswerBlocks } from "./answers.ts";
import { agentBlocks, botBlocks, pageBlocks, placeBlocks, referrerBlocks, stayBlocks } from "./audience.ts";
import { answerBlocks, demandBlocks, figureBlocks } from "./figures.ts";
import type { SectionBuilder } from "./section.ts";
import { wayBlocks } from "./ways.ts";

/** The same measures over the other named periods. */
function periodBlocks(analysis: Analysis): Block[] {
  const others = Object.entries(analysis.periods).filter(([name]) => name !== analysis.period.name);
  if (others.length === 0) return [];
  const rows = others.map(([name, traffic]) => [
    periodName(name),
    formatCount(traffic.visits),
    formatCount(traffic.uniqueVisitors),
    formatCount(traffic.pageViews),
    formatCount(traffic.hits),
    known(traffic.visitDuration.mean, formatDuration),
  ]);
  return [heading(2, "otros-periodos", words.periodsTitle), table("tabla-periodos", words.periodsCaption, words.periodsColumns, rows)];
}

/** What the logs hold instead, where they have hits outside the period. */
function loadedElsewhere({ ledger, period }: Analysis): string[] {
  const first = ledger.files.flatMap((file) => file.firstAt ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  const last = ledger.files
    .flatMap((file) => file.lastAt ?? [])
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
  if (first === undefined || last === undefined || ledger.outsidePeriod === 0) return [];
  return [words.loadedElsewhere(formatCount(ledger.outsidePeriod), formatDate(first, period.timeZone), formatDate(last, period.timeZone))];
}

/** All of the period's traffic; pending without a hit, and for places where these are asked for and no database was used. */
export const statisticsSection: SectionBuilder = ({ analysis, convocatoria }, required) => {
  if (analysis.traffic.hits === 0) {
    const where = loadedElsewhere(analysis);
    const said = [words.noHits, ...where].join(" ");
    return { blocks: [note(said, "attention")], pending: [[words.noHitsPending, ...where].join(" ")] };
  }
  const asksPlaces = required?.parts.some((part) => part.id.startsWith("geo")) ?? false;
  return {
    blocks: [
      ...figureBlocks(analysis),
      ...demandBlocks(analysis, convocatoria),
      ...pageBlocks(analysis),
      ...wayBlocks(analysis),
      ...stayBlocks(analysis),
      ...placeBlocks(analysis),
      ...agentBlocks(analysis),
      ...referrerBlocks(analysis),
      ...answerBlocks(analysis),
      ...detailedAnswerBlocks(analysis),
      ...botBlocks(analysis),
      ...periodBlocks(analysis),
    ],
    pending: asksPlaces && analysis.parameters.geography === null ? [words.noGeographyPending] : [],
  };
};
