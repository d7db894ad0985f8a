// The sources of the logs with their roles, and how far their clocks are apart.
import type { Analysis } from "../../analysis/index.ts";
import { formatCount, formatDuration, printable } from "../../analysis/index.ts";
import { type Block, table } from "../document.ts";
import { ROLES, answerWords as words } from "../locale/es-MX.ts";

type Source = Analysis["sources"][number];

/** As in words: the reference, equal, so much ahead or behind, or not to be known. */
function clockWords({ source, clock }: Source, reference: string | null): string {
  if (source === reference) return words.clockReference;
  if (clock === null) return words.clockUnknown;
  const duration = formatDuration(Math.abs(clock.skewSeconds));
  if (clock.skewSeconds === 0) return clock.method === "demand-shape" ? words.clockEqualHours : words.clockEqual;
  return clock.skewSeconds > 0 ? words.clockAhead(duration) : words.clockBehind(duration);
}

/** The source that the others' clocks are held against; null where none could be compared. */
function clockReference(sources: readonly Source[]): string | null {
  return sources.find(({ clock }) => clock !== null)?.clock?.reference ?? null;
}

/** Nothing where there is one source: it has no other to be held against. */
export function sourceBlocks({ sources }: Analysis): Block[] {
  if (sources.length < 2) return [];
  const reference = clockReference(sources);
  return [
    table(
      "tabla-fuentes",
      words.sourcesCaption,
      words.sourcesColumns,
      sources.map((source) => [
        printable(source.source),
        ROLES[source.role],
        formatCount(source.files),
        formatCount(source.hits),
        clockWords(source, reference),
      ]),
      { note: reference === null ? null : words.sourcesNote(printable(reference)) },
    ),
  ];
}
