// The report of one election: who handed in and when, availability, incidents, traffic and clauses of all its difusores, from the frozen analyses.
import { formatCount, formatDate, printable, zoneLabel } from "../../analysis/index.ts";
import { type Block, type Document, heading, paragraph, table, withoutSkippedLevels } from "../document.ts";
import * as electionWords from "../locale/es-MX/elections.ts";
import { wordsOf } from "../locale/words.ts";
import { dayWords } from "../sections/section.ts";
import { availabilityBlocks } from "./availability.ts";
import type { ElectionEntry } from "./entries.ts";
import { allOf, clauseBlocks, incidentBlocks, nameOf, receiptTable, summaryBlocks } from "./sections.ts";
import { trafficBlocks } from "./traffic.ts";
import type { ElectionInput } from "./write.ts";

const spanish = wordsOf("es");
const words = electionWords.election;

export function electionDocument({ entries, missing, call, generatedAt }: Omit<ElectionInput, "outDir">): Document {
  const timeZone = call?.timeZone.value ?? entries[0]?.analysis.period.timeZone ?? "America/Mexico_City";
  const sections: [id: string, title: string, blocks: Block[]][] = [
    ["resumen", words.summary, summaryBlocks(entries, missing)],
    ["entregas", words.receipts, [receiptTable(entries, missing, timeZone)]],
    ["disponibilidad", words.availability, availabilityBlocks(entries)],
    ["clausulas", words.clauses, clauseBlocks(entries)],
    ["incidencias", words.incidents, incidentBlocks(entries)],
    ["trafico", words.traffic, trafficBlocks(entries)],
    ["fuentes", words.sources, sourceBlocks(entries)],
  ];
  const title = call === null ? words.title : `${words.title}. ${printable(call.document.value)}`;
  return {
    language: "es",
    languageTag: spanish.languageTag,
    title,
    subject: title,
    author: call === null ? "" : printable(call.institute.value.name),
    keywords: ["PREP", ...(call === null ? [] : [call.id])],
    createdAt: generatedAt,
    runningHead: title,
    cover: {
      institute: call === null ? null : printable(call.institute.value.name),
      title: words.title,
      subtitle: call === null ? null : printable(call.document.value),
      difusor: words.handedIn(entries.length, allOf(entries, missing)),
      facts: [
        ...(call === null ? [] : [{ term: words.coverTerms.date, text: dayWords(spanish, call.electionDate.value) }]),
        ...(call === null || call.memoria.dueDate.value === null
          ? []
          : [{ term: words.coverTerms.due, text: dayWords(spanish, call.memoria.dueDate.value) }]),
        { term: words.coverTerms.zone, text: zoneLabel(timeZone, call === null ? generatedAt : `${call.electionDate.value}T18:00:00Z`) },
        { term: words.coverTerms.generated, text: formatDate(generatedAt, timeZone) },
      ],
      note: null,
    },
    pending: [],
    contentsTitle: spanish.frame.contents,
    contentsLevel: 1,
    blocks: withoutSkippedLevels(
      sections.flatMap(([id, text, blocks], i) => [heading(1, id, `${formatCount(i + 1)}. ${text}`), ...blocks]),
    ),
  };
}

function sourceBlocks(entries: readonly ElectionEntry[]): Block[] {
  const [difusor, hash] = words.columns.sources;
  const rows = entries.map((entry) => [nameOf(entry), entry.manifestSha256 ?? words.notTold]);
  const columns = [
    { title: difusor, kind: "text" as const },
    { title: hash, kind: "code" as const },
  ];
  return [paragraph(words.sourcesText), table("tabla-fuentes", words.sources, columns, rows)];
}
