// The sources of the logs with their roles, and how far their clocks are apart.
import type { Analysis } from "../../analysis/index.ts";
import { formatCount, formatDuration, printable } from "../../analysis/index.ts";
import { type Block, table } from "../document.ts";
import type { Words } from "../locale/words.ts";

type Source = Analysis["sources"][number];

/** As in words: the reference, equal, so much ahead or behind, or not to be known. */
function clockWords(words: Words, { source, clock }: Source, reference: string | null): string {
  if (source === reference) return words.answers.clockReference;
  if (clock === null) return words.answers.clockUnknown;
  const duration = formatDuration(Math.abs(clock.skewSeconds));
  if (clock.skewSeconds === 0) return clock.method === "demand-shape" ? words.answers.clockEqualHours : words.answers.clockEqual;
  return clock.skewSeconds > 0 ? words.answers.clockAhead(duration) : words.answers.clockBehind(duration);
}

/** The source that the others' clocks are held against; null where none could be compared. */
function clockReference(sources: readonly Source[]): string | null {
  return sources.find(({ clock }) => clock !== null)?.clock?.reference ?? null;
}

/** Nothing where there is one source: it has no other to be held against. */
export function sourceBlocks(words: Words, { sources }: Analysis): Block[] {
  if (sources.length < 2) return [];
  const reference = clockReference(sources);
  return [
    table(
      "tabla-fuentes",
      words.answers.sourcesCaption,
      words.answers.sourcesColumns,
      sources.map((source) => [
        printable(source.source),
        words.terms.roles[source.role],
        formatCount(source.files),
        formatCount(source.hits),
        clockWords(words, source, reference),
      ]),
      { note: reference === null ? null : words.answers.sourcesNote(printable(reference)) },
    ),
  ];
}
