// A call as a table of requirement, value and clause: what it states, and what it leaves unsaid.
import { type Convocatoria, formatDate, formatDateTime, formatDuration, formatTarget, type Language } from "../analysis/index.ts";
import { type Words, wordsOf } from "./locale/words.ts";

/** A value of the profile with its clause, as `analysis/convocatoria.ts` holds it. */
interface CitedValue {
  value: unknown;
  clause: string | null;
  note: string | null;
  derived: boolean;
}

type Row = [requirement: string, value: string, clause: string];

/** One row for each value of the call, in the order of the profiles; a value that it does not state says so. */
export function convocatoriaRows(call: Convocatoria, language: Language = "es"): Row[] {
  const words = wordsOf(language).calls;
  const { rows: names } = words;
  const row = rowIn(words);
  // What a call states of days and hours is local, as it is written here.
  const day = (local: string): string => formatDate(`${local}T00:00:00Z`, "UTC", language);
  const hour = (local: string): string => formatDateTime(`${local}:00Z`, "UTC", language);
  return [
    [names.version, `${call.version} (${words.status[call.status]})`, call.source.document],
    row(names.document, call.document),
    row(names.institute, call.institute, (v) => `${v.name} (${v.shortName})`),
    row(names.elections, call.elections, (v) => v.join(", ")),
    row(names.electionDate, call.electionDate, day),
    row(names.timeZone, call.timeZone),
    row(names.operationStart, call.operation.start, hour),
    row(names.operationEnd, call.operation.end, hour),
    row(names.windowStart, call.window.start, hour),
    row(names.earliestStart, call.window.earliestStart, hour),
    row(call.window.endKind.value === "minimum" ? names.atLeastUntil : names.until, call.window.end, hour),
    row(names.minimumDuration, call.window.minimumDuration),
    row(names.forbiddenBefore, call.window.earlyPublicationForbidden, words.yesNo),
    row(names.lastCut, call.lastCut.required, words.yesNo),
    row(names.lastCutStart, call.lastCut.start, hour),
    row(names.lastCutEnd, call.lastCut.end, hour),
    row(names.cutEvery, call.cutEverySeconds, formatDuration),
    row(names.greatestDelay, call.greatestDelaySeconds, formatDuration),
    row(names.availability, call.availability.target, formatTarget),
    row(names.availabilityBasis, call.availability.basis, () => words.monthly),
    row(names.measures, call.recordedMeasures, (v) => v.map((measure) => measure.title).join("; ")),
    row(names.stage, call.stage.title),
    row(names.stageFirstDay, call.stage.firstDay, day),
    row(names.stageLastDay, call.stage.lastDay, day),
    ...call.announcedTests.map((test) => row(names.test, test, (told) => announced(words, told, day))),
    row(names.insidePortal, call.insidePortal, words.yesNo),
    row(names.memoria, call.memoria.required, words.required),
    row(names.dueDate, call.memoria.dueDate, day),
    row(names.means, call.memoria.means, words.meansOf),
    row(names.purpose, call.memoria.purpose),
    ...call.memoria.sections.map((section, i): Row => [words.section(i + 1), sectionText(section), section.clause ?? ""]),
    row(names.logsFirstDay, call.logs.firstDay, day),
    row(names.logsLastDay, call.logs.lastDay, day),
    ...call.duties.map((duty) => row(names.duty, duty)),
  ];
}

/** Writes a value with its clause in one language. */
function rowIn(words: Words["calls"]) {
  return <Value>(name: string, cited: CitedValue & { value: Value | null }, format: (value: Value) => string = String): Row => {
    const value = cited.value === null ? words.notStated : format(cited.value);
    const remark = [cited.derived ? words.derived : null, cited.note].filter((text) => text !== null).join("; ");
    return [name, remark === "" ? value : `${value} [${remark}]`, cited.clause ?? ""];
  };
}

function announced(
  words: Words["calls"],
  test: { title: string; firstDay: string; lastDay: string; dailyStart: string | null; dailyEnd: string | null },
  day: (local: string) => string,
): string {
  const [first, last] = [day(test.firstDay), day(test.lastDay)];
  const days = first === last ? first : words.dayRange(first, last);
  const hours = test.dailyStart === null || test.dailyEnd === null ? "" : words.hours(test.dailyStart, test.dailyEnd);
  return `${test.title}: ${days}${hours}`;
}

function sectionText(section: Convocatoria["memoria"]["sections"][number]): string {
  const parts = section.parts.map((part) => part.title).join("; ");
  return parts === "" ? section.title : `${section.title}: ${parts}`;
}
