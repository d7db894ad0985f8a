// What a difusor has to do before, during and after election night, made from the call: each task with its date and where it comes from.
import { type Convocatoria, formatDuration, formatTarget, printable } from "../../analysis/index.ts";
import { readTime, UserError } from "../../ingest/index.ts";
import type { Words } from "../locale/words.ts";
import { lowerFirst } from "../sections/section.ts";
import { addDays } from "./days.ts";

/** A local day, maybe with its hour, in the call's zone. */
export interface Moment {
  /** YYYY-MM-DD. */
  day: string;
  /** HH:MM; null: the whole day. */
  hour: string | null;
}

export interface Task {
  /** The same task has the same id whenever the list is made. */
  id: string;
  title: string;
  detail: string;
  /** `call`: it is asked for; `open`: the call leaves it open; `advice`: it is this program's recommendation. */
  origin: "call" | "open" | "advice";
  /** The clause's number; null: the profile of the call has none, or it is advice. */
  clause: string | null;
  /** What there is to say of the value. */
  note: string | null;
}

export interface DatedTask extends Task {
  start: Moment;
  /** The last day or hour of it, inclusive of the day; null: it is a moment. */
  end: Moment | null;
}

export interface Checklist {
  /** In the order of their dates. */
  dated: DatedTask[];
  /** What holds all the time. */
  standing: Task[];
  /** What the call does not state, and what follows. */
  unstated: Task[];
}

type CitedValue = { clause: string | null; note: string | null; derived: boolean };

/** The remarks of a value as one text, or null. */
function noteOf(words: Words, { note, derived }: CitedValue): string | null {
  const parts = [derived ? words.kitTasks.derived : null, note === null ? null : lowerFirst(printable(note))].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : parts.join("; ");
}

const momentOf = (local: string): Moment => ({ day: local.slice(0, 10), hour: local.slice(11, 16) });
const wholeDay = (day: string): Moment => ({ day, hour: null });

/** Epoch second of a moment in the call's zone; of a whole day its first. */
export function secondOf({ day, hour }: Moment, timeZone: string): number {
  const read = readTime(localText({ day, hour }), timeZone);
  if ("expected" in read) throw new Error(`no local time: ${day} ${hour}`);
  return read.second;
}

const localText = ({ day, hour }: Moment): string => (hour === null ? day : `${day}T${hour}`);

function asked(words: Words, id: string, value: CitedValue, title: string, detail: string): Task {
  return { id, title, detail, origin: "call", clause: value.clause === null ? null : printable(value.clause), note: noteOf(words, value) };
}

const adviceBase = { origin: "advice", clause: null, note: null } as const;

function advised(id: string, start: Moment, [title, detail]: readonly [string, string], end: Moment | null = null): DatedTask {
  return { ...adviceBase, id, title, detail, start, end };
}

/** The dates that the call names, those that are stated. */
function callDates(words: Words, call: Convocatoria): DatedTask[] {
  const { window, operation, lastCut, stage, memoria, logs } = call;
  const at = (id: string, value: CitedValue & { value: string | null }, [title, detail]: readonly [string, string]): DatedTask[] =>
    value.value === null
      ? []
      : [
          {
            ...asked(words, id, value, title, detail),
            start: value.value.includes("T") ? momentOf(value.value) : wholeDay(value.value),
            end: null,
          },
        ];
  const days = (
    id: string,
    first: CitedValue & { value: string | null },
    last: { value: string | null },
    text: readonly [string, string],
  ) => at(id, first, text).map((task) => ({ ...task, end: last.value === null ? null : wholeDay(last.value) }));
  const tests = call.announcedTests.map(({ value, ...cited }, i): DatedTask => {
    const hours = value.dailyStart === null || value.dailyEnd === null ? null : `${value.dailyStart}-${value.dailyEnd}`;
    const base = asked(words, `prueba-${i + 1}`, cited, printable(value.title), words.kitTasks.testDetail(hours));
    return { ...base, start: { day: value.firstDay, hour: value.dailyStart }, end: { day: value.lastDay, hour: value.dailyEnd } };
  });
  return [
    ...tests,
    ...at("jornada", { ...call.electionDate }, words.kitTasks.electionDay),
    ...at("inicio-mas-temprano", window.earliestStart, words.kitTasks.earliestStart),
    ...at("inicio-publicacion", window.start, words.kitTasks.publicationStart(window.earlyPublicationForbidden.value === true)),
    ...at("inicio-operacion", operation.start, words.kitTasks.operationStart),
    ...at("fin-operacion", operation.end, words.kitTasks.operationEnd),
    ...at("ultimo-corte-desde", lastCut.start, words.kitTasks.lastCutStart),
    ...at("ultimo-corte-hasta", lastCut.end, words.kitTasks.lastCutEnd),
    ...at(
      "fin-publicacion",
      window.end,
      window.endKind.value === "minimum" ? words.kitTasks.publicationMinimum : words.kitTasks.publicationEnd,
    ),
    ...days("etapa", stage.firstDay, stage.lastDay, words.kitTasks.stage(stage.title.value === null ? null : printable(stage.title.value))),
    ...days("bitacoras", logs.firstDay, logs.lastDay, words.kitTasks.logDays),
    ...at("entrega", memoria.dueDate, words.kitTasks.due(memoria.means.value)),
  ];
}

/** The last day of publication and of the logs; null: the call does not state when the publication ends. */
function lastKnownDay({ electionDate, window, operation, logs }: Convocatoria): string | null {
  if (window.end.value === null) return null;
  const days = [electionDate.value, window.end.value.slice(0, 10), operation.end.value?.slice(0, 10), logs.lastDay.value];
  return (
    days
      .filter((day) => typeof day === "string")
      .toSorted()
      .at(-1) ?? null
  );
}

/** When the evidence is put together: after the last day, and before the memoria is due; null: no date follows from the call. */
function collectionDay(call: Convocatoria): string | null {
  const [last, due] = [lastKnownDay(call), call.memoria.dueDate.value];
  if (last === null) return due === null ? null : addDays(due, -2);
  return due !== null && due <= addDays(last, 1) ? addDays(due, -1) : addDays(last, 1);
}

/** What this program advises, with days counted from those of the call. */
function advice(words: Words, call: Convocatoria, reference: string): DatedTask[] {
  const { electionDate, window, operation, memoria } = call;
  const election = electionDate.value;
  const testDays = call.announcedTests.map(({ value }) => value);
  const firstUse = [election, ...testDays.map(({ firstDay }) => firstDay)].sort()[0] ?? election;
  const compares = memoria.sections.some(({ id }) => id === "comparacion");
  const opening = window.start.value ?? window.earliestStart.value ?? operation.start.value;
  const due = memoria.dueDate.value;
  const lastDay = lastKnownDay(call);
  const collected = collectionDay(call);
  return [
    ...(compares
      ? [advised("linea-base", wholeDay(addDays(firstUse, -31)), words.kitTasks.baseline, wholeDay(addDays(firstUse, -4)))]
      : []),
    advised("ajustes", wholeDay(addDays(firstUse, -3)), words.kitTasks.settings),
    advised("monitor", wholeDay(addDays(firstUse, -3)), words.kitTasks.monitor),
    ...testDays.map(({ lastDay: day }, i) => advised(`ensayo-${i + 1}`, wholeDay(addDays(day, 1)), words.kitTasks.rehearsal(reference))),
    ...words.kitTasks.dayBefore.map(({ id, text }) => advised(`vispera-${id}`, wholeDay(addDays(election, -1)), text)),
    ...(opening === null ? [] : [advised("apertura", momentOf(opening), words.kitTasks.opening)]),
    advised("incidencias", wholeDay(election), words.kitTasks.incidents, lastDay === null ? null : wholeDay(lastDay)),
    ...(collected === null ? [] : [advised("reunir", wholeDay(collected), words.kitTasks.collect)]),
    ...(due === null ? [] : [advised("borrador", wholeDay(addDays(due, -1)), words.kitTasks.draft(reference))]),
  ];
}

/** Duties without a date. */
function standing(words: Words, call: Convocatoria): Task[] {
  const { cutEverySeconds: cut, greatestDelaySeconds: delay, availability, recordedMeasures, lastCut, window } = call;
  const stated = (id: string, value: CitedValue & { value: unknown }, text: () => readonly [string, string]): Task[] =>
    value.value === null ? [] : [asked(words, id, value, ...text())];
  return [
    ...stated("cortes", cut, () => words.kitTasks.cuts(formatDuration(cut.value ?? 0))),
    ...stated("retraso", delay, () => words.kitTasks.delay(formatDuration(delay.value ?? 0))),
    ...stated("disponibilidad", availability.target, () => words.kitTasks.availability(formatTarget(availability.target.value ?? 0))),
    ...stated("medidas", recordedMeasures, () =>
      words.kitTasks.measures((recordedMeasures.value ?? []).map(({ title }) => printable(title))),
    ),
    ...(lastCut.required.value === true ? [asked(words, "ultimo-corte", lastCut.required, ...words.kitTasks.lastCut)] : []),
    ...(window.earlyPublicationForbidden.value === true
      ? [asked(words, "no-antes", window.earlyPublicationForbidden, ...words.kitTasks.notBefore)]
      : []),
    ...(collectionDay(call) === null
      ? [{ ...adviceBase, id: "reunir", title: words.kitTasks.collect[0], detail: words.kitTasks.collect[1] }]
      : []),
    ...call.duties.map((duty) =>
      asked(
        words,
        `obligacion-${duty.id}`,
        duty,
        printable(duty.value),
        words.kitTasks.dutyChecks[duty.id as keyof Words["kitTasks"]["dutyChecks"]] ?? "",
      ),
    ),
  ];
}

/** What a memoria needs and the call leaves open. */
function unstated(words: Words, call: Convocatoria): Task[] {
  const { window, operation, lastCut, memoria, logs, availability } = call;
  const missing = (id: keyof Words["kitTasks"]["unstated"], value: CitedValue & { value: unknown }): Task[] => {
    const [title, detail] = words.kitTasks.unstated[id];
    return value.value === null ? [{ ...asked(words, id, value, title, detail), origin: "open" }] : [];
  };
  const least = window.minimumDuration.value;
  const ends = missing("window-end", window.end).map((task) =>
    least === null ? task : { ...task, detail: `${words.kitTasks.minimumDuration(printable(least))} ${task.detail}` },
  );
  return [
    ...missing("window-start", window.start),
    ...ends,
    ...missing("operation-start", operation.start),
    ...missing("operation-end", operation.end),
    ...(lastCut.required.value === true && lastCut.start.value === null && lastCut.end.value === null
      ? missing("last-cut", lastCut.end)
      : []),
    ...missing("availability", availability.target),
    ...missing("logs", logs.firstDay),
    ...(call.announcedTests.length === 0
      ? [{ ...asked(words, "tests", noClause, ...words.kitTasks.unstated.tests), origin: "open" as const }]
      : []),
    ...(memoria.required.value
      ? missing("due", memoria.dueDate)
      : [{ ...asked(words, "voluntary", memoria.required, ...words.kitTasks.unstated.voluntary), origin: "open" as const }]),
  ];
}

const noClause: CitedValue = { clause: null, note: null, derived: false };

/** Hours of announced tests are the call's own words: an hour that the clock does not have is told, and not moved. */
function refuseNoTime(moment: Moment | null, timeZone: string, file: string): void {
  if (moment === null) return;
  const read = readTime(localText(moment), timeZone);
  if ("expected" in read) throw new UserError("convocatoria-invalid", { file, place: localText(moment), expected: read.expected });
}

/**
 * Every date and duty of a call, and what is best done around them. `reference`: how the call is named on the command line.
 * @throws UserError `convocatoria-invalid` for an hour that there is not in the call's zone.
 */
export function checklistOf(words: Words, call: Convocatoria, reference: string): Checklist {
  const order = ({ start }: DatedTask): string => `${start.day} ${start.hour ?? ""}`;
  const dated = [...callDates(words, call), ...advice(words, call, reference)].sort((a, b) =>
    order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0,
  );
  for (const { start, end } of dated) {
    for (const moment of [start, end]) refuseNoTime(moment, call.timeZone.value, reference);
  }
  return { dated, standing: standing(words, call), unstated: unstated(words, call) };
}
