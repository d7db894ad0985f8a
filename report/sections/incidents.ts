// The incidents that the difusor declared: a table, and a card for each with what the convocatoria asks of it.
import type { Analysis, Incident } from "../../analysis/index.ts";
import { formatCount, formatDate, formatDateTime, formatDecimal, formatDuration, formatTime, printable } from "../../analysis/index.ts";
import { type Block, type Definitions, heading, type Inline, note, paragraph, plain, type RichText, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { type ReportInput, type SectionBuilder, zoneNote } from "./section.ts";

/** Foreign text of several lines as one run of words: a line break in a table or card is a space. */
function oneLine(text: string): string {
  return printable(text.split(/\s*[\r\n]+\s*/u).join(" "));
}

function declared(text: string | null, absent: string): RichText {
  const absentWords: Inline = { text: absent, style: "emphasis" };
  return text === null || text.trim() === "" ? [absentWords] : plain(oneLine(text));
}

function timeWords(words: Words, incident: Incident, timeZone: string): string {
  const start = formatTime(incident.start, timeZone, words.language);
  if (incident.end === null) return words.incidents.openTime(start);
  const sameDay = formatDate(incident.start, timeZone, words.language) === formatDate(incident.end, timeZone, words.language);
  return words.incidents.timeRange(
    start,
    sameDay ? formatTime(incident.end, timeZone, words.language) : formatDateTime(incident.end, timeZone, words.language),
  );
}

function durationWords(words: Words, incident: Incident): string {
  return incident.seconds === null ? words.incidents.noEnd : formatDuration(incident.seconds);
}

function effectWords(words: Words, incident: Incident): string {
  const effect = words.terms.incidentEffects[incident.effect];
  return incident.weight === null ? effect : words.incidents.weighted(effect, formatDecimal(incident.weight, 2));
}

/** The cards of more incidents than these are set closer, as tables are. */
const MOST_LOOSE_CARDS = 8;

function card(words: Words, incident: Incident, timeZone: string, isClose: boolean): Definitions {
  const { fields, notDeclared, notDeclaredMasculine, notDeclaredPlural } = words.incidents;
  const short = (term: string, text: RichText) => ({ term, text, isShort: true });
  return {
    kind: "definitions",
    isClose,
    items: [
      short(fields.date, plain(formatDate(incident.start, timeZone, words.language))),
      short(fields.time, plain(timeWords(words, incident, timeZone))),
      short(fields.duration, plain(durationWords(words, incident))),
      short(fields.effect, plain(effectWords(words, incident))),
      short(fields.component, declared(incident.component, notDeclaredMasculine)),
      short(fields.source, declared(incident.source, notDeclared)),
      { term: fields.description, text: plain(oneLine(incident.description)) },
      { term: fields.rootCause, text: declared(incident.rootCause, notDeclared) },
      { term: fields.impact, text: declared(incident.impact, notDeclaredMasculine) },
      { term: fields.measures, text: declared(incident.measures, notDeclaredPlural) },
      ...(incident.trace === null ? [] : [{ term: fields.trace, text: plain(words.incidents.traceSentence(incident.trace)) }]),
    ],
  };
}

function incidentTable(words: Words, incidents: Incident[], timeZone: string, zone: string): Block {
  const { columns } = words.incidents;
  return table(
    "tabla-incidencias",
    words.incidents.tableCaption,
    [
      { title: columns.number, kind: "number" },
      { title: columns.start, kind: "text" },
      { title: columns.duration, kind: "text" },
      { title: columns.type, kind: "text" },
      { title: columns.effect, kind: "text" },
    ],
    incidents.map((incident, index) => [
      formatCount(index + 1),
      formatDateTime(incident.start, timeZone, words.language),
      durationWords(words, incident),
      words.terms.incidentTypes[incident.type],
      effectWords(words, incident),
    ]),
    { note: zone },
  );
}

function listed(words: Words, analysis: Analysis): Block[] {
  const { incidents, period } = analysis;
  const withEffect = (effect: Incident["effect"]): number => incidents.filter((incident) => incident.effect === effect).length;
  const cards = incidents.flatMap((incident, index): Block[] => [
    heading(3, `incidencia-${index + 1}`, words.incidents.card(index + 1, words.terms.incidentTypes[incident.type])),
    card(words, incident, period.timeZone, incidents.length > MOST_LOOSE_CARDS),
  ]);
  return [
    paragraph(words.incidents.countSentence(incidents.length, withEffect("caida"), withEffect("degradacion"))),
    analysis.availability.statementComplete ? paragraph(words.incidents.complete) : note(words.incidents.incomplete, "attention"),
    incidentTable(
      words,
      incidents,
      period.timeZone,
      zoneNote(
        words,
        analysis,
        incidents.flatMap((incident) => [incident.start, incident.end]),
      ),
    ),
    heading(2, "incidencias-detalle", words.incidents.detail),
    ...(incidents.some(({ trace }) => trace?.expectedHits != null) ? [paragraph(words.incidents.traceMethod)] : []),
    ...cards,
  ];
}

/** What the call asks of each incident and a declared one lacks; the root cause is asked for only if known. */
function incidentPending(words: Words, incidents: Incident[]): string[] {
  const isBlank = (text: string | null): boolean => text === null || text.trim() === "";
  return incidents.flatMap((incident, index) => {
    const missing = [
      ...(incident.end === null ? [words.incidents.missingParts.end] : []),
      ...(isBlank(incident.impact) ? [words.incidents.missingParts.impact] : []),
      ...(isBlank(incident.measures) ? [words.incidents.missingParts.measures] : []),
    ];
    return missing.length === 0 ? [] : [words.incidents.partsPending(index + 1, missing)];
  });
}

/** Table and cards; without incidents, the difusor's statement or the honest word that it is missing. */
export const incidentsSection: SectionBuilder = ({ analysis, words }: ReportInput, required) => {
  const { incidents, availability } = analysis;
  if (incidents.length > 0) {
    const statement = availability.statementComplete ? [] : [words.incidents.statementPending];
    const asksParts = required?.parts.some((part) => part.id === "detalle") ?? false;
    return {
      blocks: listed(words, analysis),
      pending: required === null ? [] : [...statement, ...(asksParts ? incidentPending(words, incidents) : [])],
    };
  }
  if (availability.statementComplete) return { blocks: [paragraph(words.incidents.noneDeclared)], pending: [] };
  return { blocks: [note(words.incidents.nonePending, "attention")], pending: [words.incidents.pendingSentence] };
};
