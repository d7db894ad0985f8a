// The comparison of elections as a document for paper: the tables that the page has, with bars of what differs most.
import { type DeliveriesComparison, formatCount, formatDate, printable } from "../../analysis/index.ts";
import { namedBarsSpec } from "../charts/bars.ts";
import { type Block, type ChartBlock, type Document, heading, note, paragraph, withoutSkippedLevels } from "../document.ts";
import * as electionWords from "../locale/es-MX/elections.ts";
import { wordsOf } from "../locale/words.ts";
import { comparisonShown } from "./shown.ts";
import { comparisonNotes } from "./sizing-shown.ts";

const spanish = wordsOf("es");
const words = electionWords.comparison;
const timeZone = "America/Mexico_City";

/** @param generatedAt ISO time. */
export function comparisonDocument(comparison: DeliveriesComparison, generatedAt: string): Document {
  const shown = comparisonShown(comparison);
  const notes = comparisonNotes(comparison);
  const section = (key: keyof typeof shown, ...blocks: Block[]): Block[] => [heading(1, `parte-${key}`, words.captions[key]), ...blocks];
  const names = comparison.deliveries.map(({ name }) => printable(name));
  const blocks = [
    ...section(
      "traffic",
      ...(comparison.sameLength ? [] : [note(words.lengthsDiffer, "attention")]),
      shown.traffic,
      paragraph(notes.common),
      ...(comparison.commonHours.length === 0 ? [] : [shown.common]),
      ...bars(comparison, "visits"),
      shown.perHour,
    ),
    ...section("peaks", shown.peaks, ...bars(comparison, "peak"), shown.refreshes),
    ...section("stay", shown.stay),
    ...section("places", shown.places),
    ...section("availability", shown.availability),
    ...section("incidents", shown.incidents),
    ...section("growth", ...(comparison.growth.length === 0 ? [paragraph(words.noGrowth)] : [shown.growth, paragraph(notes.growth)])),
    ...(comparison.elections.length === 0 ? [] : section("load", shown.load)),
    ...section("sizing", shown.sizing, paragraph(notes.method), shown.observed),
  ];
  return {
    language: "es",
    languageTag: spanish.languageTag,
    title: words.title,
    subject: `${words.title}. ${names.join("; ")}`,
    author: "",
    keywords: ["PREP"],
    createdAt: generatedAt,
    runningHead: words.title,
    cover: {
      institute: null,
      title: words.title,
      subtitle: words.subtitle,
      difusor: "",
      facts: [
        ...names.map((text, i) => ({ term: i === 0 ? "Se comparan" : "", text })),
        { term: electionWords.election.coverTerms.generated, text: formatDate(generatedAt, timeZone) },
      ],
      note: null,
    },
    pending: [],
    contentsTitle: spanish.frame.contents,
    contentsLevel: 1,
    blocks: withoutSkippedLevels(blocks),
  };
}

/** The figures stand in the table above, so that the chart needs none of its own. */
function bars({ deliveries }: DeliveriesComparison, of: "visits" | "peak"): ChartBlock[] {
  const values = deliveries.flatMap(({ name, common, peakMinute }) => {
    const value = of === "visits" ? (common?.visits ?? null) : (peakMinute?.hits ?? null);
    return value === null ? [] : [{ name: printable(name), value, label: formatCount(Math.round(value)) }];
  });
  if (values.length === 0) return [];
  const title = of === "visits" ? "Visitas en las horas comunes" : "Solicitudes en el minuto de mayor demanda";
  const most = values.reduce((a, b) => (b.value > a.value ? b : a));
  return [
    {
      kind: "chart",
      id: `grafica-${of}`,
      spec: namedBarsSpec(spanish, values),
      title: `${title}: la mayor, ${most.label}`,
      subtitle: of === "visits" ? words.commonSubtitle : electionWords.election.chartSubtitle("Solicitudes"),
      alt: `${title}. ${values.map(({ name, label }) => `${name}: ${label}`).join("; ")}.`,
      dataTable: null,
    },
  ];
}
