// The incidents that the difusor declared: a table, and a card for each with what the convocatoria asks of it.
import type { Analysis, Incident } from "../../analysis/index.ts";
import { formatCount, formatDate, formatDateTime, formatDecimal, formatDuration, formatTime, printable } from "../../analysis/index.ts";
import { type Block, type Definitions, heading, type Inline, note, paragraph, plain, type RichText, table } from "../document.ts";
import { INCIDENT_EFFECTS, INCIDENT_TYPES, incidentWords as words } from "../locale/es-MX.ts";
import { type SectionBuilder, zoneNote } from "./section.ts";

/** Foreign text of several lines as one run of words: a line break in a table or card is a space. */
function oneLine(text: string): string {
  return printable(text.split(/\s*[\r\n]+\s*/u).join(" "));
}

function declared(text: string | null, absent: string): RichText {
  const absentWords: Inline = { text: absent, style: "emphasis" };
  return text === null || text.trim() === "" ? [absentWords] : plain(oneLine(text));
}

function timeWords(incident: Incident, timeZone: string): string {
  const start = formatTime(incident.start, timeZone);
  if (incident.end === null) return words.openTime(start);
  const sameDay = formatDate(incident.start, timeZone) === formatDate(incident.end, timeZone);
  return words.timeRange(start, sameDay ? formatTime(incident.end, timeZone) : formatDateTime(incident.end, timeZone));
}

function durationWords(incident: Incident): string {
  return incident.seconds === null ? words.noEnd : formatDuration(incident.seconds);
}

function effectWords(incident: Incident): string {
  const effect = INCIDENT_EFFECTS[incident.effect];
  return incident.weight === null ? effect : words.weighted(effect, formatDecimal(incident.weight, 2));
}

/** The cards of more incidents than these are set closer, as tables are. */
const MOST_LOOSE_CARDS = 8;

function card(incident: Incident, timeZone: string, isClose: boolean): Definitions {
  const { fields, notDeclared, notDeclaredMasculine, notDeclaredPlural } = words;
  const short = (term: string, text: RichText) => ({ term, text, isShort: true });
  return {
    kind: "definitions",
    isClose,
    items: [
      short(fields.date, plain(formatDate(incident.start, timeZone))),
      short(fields.time, plain(timeWords(incident, timeZone))),
      short(fields.duration, plain(durationWords(incident))),
      short(fields.effect, plain(effectWords(incident))),
      short(fields.component, declared(incident.component, notDeclaredMasculine)),
      short(fields.source, declared(incident.source, notDeclared)),
      { term: fields.description, text: plain(oneLine(incident.description)) },
      { term: fields.rootCause, text: declared(incident.rootCause, notDeclared) },
      { term: fields.impact, text: declared(incident.impact, notDeclaredMasculine) },
      { term: fields.measures, text: declared(incident.measures, notDeclaredPlural) },
      ...(incident.trace === null ? [] : [{ term: fields.trace, text: plain(words.traceSentence(incident.trace)) }]),
    ],
  };
}

function incidentTable(incidents: Incident[], timeZone: string, zone: string): Block {
  const { columns } = words;
  return table(
    "tabla-incidencias",
    words.tableCaption,
    [
      { title: columns.number, kind: "number" },
      { title: columns.start, kind: "text" },
      { title: columns.duration, kind: "text" },
      { title: columns.type, kind: "text" },
      { title: columns.effect, kind: "text" },
    ],
    incidents.map((incident, index) => [
      formatCount(index + 1),
      formatDateTime(incident.start, timeZone),
      durationWords(incident),
      INCIDENT_TYPES[incident.type],
      effectWords(incident),
    ]),
    { note: zone },
  );
}

function listed(analysis: Analysis): Block[] {
  const { incidents, period } = analysis;
  const withEffect = (effect: Incident["effect"]): number => incidents.filter((incident) => incident.effect === effect).length;
  const cards = incidents.flatMap((incident, index): Block[] => [
    heading(3, `incidencia-${index + 1}`, words.card(index + 1, INCIDENT_TYPES[incident.type])),
    card(incident, period.timeZone, incidents.length > MOST_LOOSE_CARDS),
  ]);
  return [
    paragraph(words.countSentence(incidents.length, withEffect("caida"), withEffect("degradacion"))),
    analysis.availability.statementComplete ? paragraph(words.complete) : note(words.incomplete, "attention"),
    incidentTable(
      incidents,
      period.timeZone,
      zoneNote(
        analysis,
        incidents.flatMap((incident) => [incident.start, incident.end]),
      ),
    ),
    heading(2, "incidencias-detalle", words.detail),
    ...(incidents.some(({ trace }) => trace?.expectedHits != null) ? [paragraph(words.traceMethod)] : []),
    ...cards,
  ];
}

/** What the call asks of each incident and a declared one lacks; the root cause is asked for only if known. */
function incidentPending(incidents: Incident[]): string[] {
  const isBlank = (text: string | null): boolean => text === null || text.trim() === "";
  return incidents.flatMap((incident, index) => {
    const missing = [
      ...(incident.end === null ? [words.missingParts.end] : []),
      ...(isBlank(incident.impact) ? [words.missingParts.impact] : []),
      ...(isBlank(incident.measures) ? [words.missingParts.measures] : []),
    ];
    return missing.length === 0 ? [] : [words.partsPending(index + 1, missing)];
  });
}

/** Table and cards; without incidents, the difusor's statement or the honest word that it is missing. */
export const incidentsSection: SectionBuilder = ({ analysis }, required) => {
  const { incidents, availability } = analysis;
  if (incidents.length > 0) {
    const statement = availability.statementComplete ? [] : [words.statementPending];
    const asksParts = required?.parts.some((part) => part.id === "detalle") ?? false;
    return { blocks: listed(analysis), pending: required === null ? [] : [...statement, ...(asksParts ? incidentPending(incidents) : [])] };
  }
  if (availability.statementComplete) return { blocks: [paragraph(words.noneDeclared)], pending: [] };
  return { blocks: [note(words.nonePending, "attention")], pending: [words.pendingSentence] };
};
