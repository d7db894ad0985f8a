// Outages one by one, where the sources disagree about them, and the time left out of the calculation.
import type { Analysis } from "../../analysis/index.ts";
import { formatDateTime, formatDurationExact, printable } from "../../analysis/index.ts";
import { disagreementCharts } from "../charts/disagreements.ts";
import { type Block, type Column, heading, paragraph, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { lowerFirst, zoneNote } from "./section.ts";

type Source = Analysis["availability"]["outages"][number]["source"];

/** The ways that have a figure for the period of the analysis: the others neither show nor deny an outage. */
function speakingSources(analysis: Analysis): Set<Source> {
  const speaking = analysis.availability.results.filter(
    (result) => result.logSource === null && result.period === analysis.period.name && result.availability !== null,
  );
  return new Set(speaking.map((result) => result.source));
}

/** The incident of an outage: its own, or the declared outages at the same time as one that was seen. */
function incidentCell(words: Words, analysis: Analysis, { start, end, incidentId }: Analysis["availability"]["outages"][number]): string {
  const { incidents } = analysis;
  const number = incidents.findIndex((incident) => incident.id === incidentId);
  if (number >= 0) return words.availability.incidentReference(number + 1);
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const meeting = incidents.flatMap((incident, index) => {
    const until = incident.end === null ? Number.POSITIVE_INFINITY : Date.parse(incident.end);
    const meets = incident.effect !== "ninguno" && Date.parse(incident.start) < to && until > from;
    return meets ? [words.availability.incidentReference(index + 1)] : [];
  });
  return meeting.length === 0 ? words.availability.noIncident : meeting.join(", ");
}

/** The outages of the period by source, each with the incident that tells of it. */
export function outageBlocks(words: Words, analysis: Analysis): Block[] {
  const title = heading(2, "interrupciones", words.availability.outagesTitle);
  const { outages: found } = analysis.availability;
  const speaking = [...speakingSources(analysis)].map((name) => lowerFirst(words.terms.availabilitySources[name]));
  if (found.length === 0)
    return [title, paragraph(speaking.length === 0 ? words.availability.outagesUnknown : words.availability.noOutages(speaking))];
  const { source, start, end, duration, incident } = words.availability.outageColumns;
  const { timeZone } = analysis.period;
  return [
    title,
    table(
      "tabla-interrupciones",
      words.availability.outagesCaption,
      [
        { title: source, kind: "text" },
        { title: start, kind: "text" },
        { title: end, kind: "text" },
        { title: duration, kind: "number" },
        { title: incident, kind: "text" },
      ],
      found.map((outage) => [
        words.terms.availabilitySources[outage.source],
        formatDateTime(outage.start, timeZone, words.language),
        formatDateTime(outage.end, timeZone, words.language),
        formatDurationExact(outage.seconds),
        incidentCell(words, analysis, outage),
      ]),
      { note: zoneNote(words, analysis) },
    ),
  ];
}

/** Where the sources differ; nothing where only one of them says anything. */
export function disagreementBlocks(words: Words, analysis: Analysis): Block[] {
  const sources = speakingSources(analysis);
  if (sources.size < 2) return [];
  const title = heading(2, "diferencias", words.availability.disagreementsTitle);
  const { disagreements: found } = analysis.availability;
  if (found.length === 0) return [title, paragraph(words.availability.noDisagreements)];
  const { kind, start, end, declared, log, monitor } = words.availability.disagreementColumns;
  const hasMonitor = sources.has("monitor");
  const { charts, total } = disagreementCharts(words, analysis);
  const seconds = (value: number | null): string => (value === null ? words.availability.notCompared : formatDurationExact(value));
  const { timeZone } = analysis.period;
  return [
    title,
    ...charts,
    ...(charts.length < total ? [paragraph(words.strips.storiesLeftOut(charts.length, total))] : []),
    table(
      "tabla-diferencias",
      words.availability.disagreementsCaption,
      [
        { title: kind, kind: "text" },
        { title: start, kind: "text" },
        { title: end, kind: "text" },
        { title: declared, kind: "number" },
        { title: log, kind: "number" },
        ...(hasMonitor ? [{ title: monitor, kind: "number" as const }] : []),
      ],
      found.map((found) => [
        words.terms.disagreementName(found.kind, found.seenBy),
        formatDateTime(found.start, timeZone, words.language),
        formatDateTime(found.end, timeZone, words.language),
        seconds(found.declaredSeconds),
        seconds(found.logSeconds),
        ...(hasMonitor ? [seconds(found.monitorSeconds)] : []),
      ]),
      { note: zoneNote(words, analysis) },
    ),
  ];
}

/** Time left out, each with its reason and who approved it. */
export function exclusionBlocks(words: Words, analysis: Analysis): Block[] {
  const { exclusions: found } = analysis.availability;
  if (found.length === 0) return [paragraph(words.availability.noExclusions)];
  const { start, end, reason, approvedBy } = words.availability.exclusionColumns;
  const { timeZone } = analysis.period;
  return [
    table(
      "tabla-exclusiones",
      words.availability.exclusionsCaption,
      [start, end, reason, approvedBy].map((title): Column => ({ title, kind: "text" })),
      found.map((exclusion) => [
        formatDateTime(exclusion.start, timeZone, words.language),
        formatDateTime(exclusion.end, timeZone, words.language),
        printable(exclusion.reason),
        printable(exclusion.approvedBy),
      ]),
      {
        note: zoneNote(
          words,
          analysis,
          found.flatMap((exclusion) => [exclusion.start, exclusion.end]),
        ),
      },
    ),
  ];
}
