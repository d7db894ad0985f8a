// From a form to the values of a profile and back: pure; what does not fit is told by the field's name.
import type { Convocatoria } from "../../analysis/index.ts";
import { type CallField, callFields, citedPath, dutyUnits, memoriaSections, mostRows } from "./call-fields.ts";
import { knownIdOf } from "./known-ids.ts";

export type FormValues = Readonly<Record<string, unknown>>;
export type Errors = Record<string, string>;
interface Cited {
  value: unknown;
  clause: string | null;
  note: string | null;
  derived: boolean;
}

const longestText = 4000;

/** A form's text without blanks at its ends; null: nothing was written. */
export function textIn(form: FormValues, name: string): string | null {
  const value = form[name];
  const text = typeof value === "string" ? value.replace(/\r\n/g, "\n").trim() : "";
  return text === "" ? null : text.slice(0, longestText);
}

/** All values of a profile as the form has them, whole; errors where they cannot be read. */
export function valuesFrom(form: FormValues): { values: Record<string, unknown>; errors: Errors } {
  const errors: Errors = {};
  const values: Record<string, unknown> = {};
  for (const field of callFields) {
    const value = read(form, field, errors);
    if (!field.path.startsWith("institute.")) place(values, field.path, { value, ...citation(form, field.path) });
  }
  const institute = { name: textIn(form, "institute.name"), shortName: textIn(form, "institute.shortName") };
  values["institute"] = { value: institute, ...citation(form, "institute") };
  values["announcedTests"] = rows(form, "announcedTests").map((row) => testFrom(form, row, errors));
  values["duties"] = rows(form, "duties").map((row) => dutyFrom(form, row, errors));
  (values["memoria"] as Record<string, unknown>)["sections"] = sectionsFrom(form, errors);
  return { values, errors };
}

function citation(form: FormValues, path: string): Omit<Cited, "value"> {
  return { clause: textIn(form, `${path}.clause`), note: textIn(form, `${path}.note`), derived: form[`${path}.derived`] !== undefined };
}

function place(values: Record<string, unknown>, path: string, cited: Cited): void {
  const [first = "", second] = path.split(".");
  if (second === undefined) values[first] = cited;
  else values[first] = { ...(values[first] as Record<string, unknown> | undefined), [second]: cited };
}

function read(form: FormValues, field: CallField, errors: Errors): unknown {
  if (field.kind === "means") {
    const means = ["paper", "digital"].filter((each) => form[`${field.path}.${each}`] !== undefined);
    return means.length === 0 ? null : means;
  }
  const text = textIn(form, field.path);
  if (text === null) {
    if (field.isKnown) errors[field.path] = "Falta este dato.";
    return null;
  }
  const value = readers[field.kind](text, field);
  if (value !== undefined) return value;
  errors[field.path] = expectations[field.kind];
  return null;
}

const localTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const readers: Readonly<Record<Exclude<CallField["kind"], "means">, (text: string, field: CallField) => unknown>> = {
  text: (text) => (/\n/.test(text) ? undefined : text),
  long: (text) => text,
  zone: (text) => text,
  day: (text) => (isDay(text) ? text : undefined),
  time: (text) => (localTime.test(text) && isDay(text.slice(0, 10)) ? text : undefined),
  seconds: (text) => (/^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined),
  percent: (text) => shareOf(text),
  "yes-no": (text) => (text === "si" ? true : text === "no" ? false : undefined),
  lines: (text) => linesOf(text),
  choice: (text, { options }) => options?.find(({ value }) => value === text)?.value,
  measures: (text) => linesOf(text).map((title) => ({ id: knownIdOf("measure", title), title })),
};

const expectations: Readonly<Record<CallField["kind"], string>> = {
  text: "Debe ser un solo renglón.",
  long: "No se entiende.",
  zone: "No se entiende.",
  day: "Se espera una fecha: AAAA-MM-DD.",
  time: "Se espera fecha y hora: AAAA-MM-DDTHH:MM.",
  seconds: "Se espera un entero de segundos, mayor que 0.",
  percent: "Se espera un porcentaje mayor que 0 y hasta 100, p. ej. 99.9.",
  "yes-no": "Se espera sí o no.",
  lines: "No se entiende.",
  choice: "Se espera una de las opciones.",
  means: "",
  measures: "No se entiende.",
};

function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** 99.9 % is 0.999 and not 0.9990000000000001: the point is moved in the text. */
function shareOf(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,6}))?\s*%?$/.exec(text);
  const share = match ? Number(`${match[1]}.${match[2] ?? ""}e-2`) : Number.NaN;
  return share > 0 && share <= 1 ? share : undefined;
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** Names of the rows of a list that have a title: `duties.0`, ... */
function rows(form: FormValues, list: "announcedTests" | "duties"): string[] {
  const title = list === "duties" ? "value" : "title";
  return Array.from({ length: mostRows }, (_, index) => `${list}.${index}`).filter((row) => textIn(form, `${row}.${title}`) !== null);
}

function testFrom(form: FormValues, row: string, errors: Errors): unknown {
  const day = (name: string): string | null => {
    const text = textIn(form, `${row}.${name}`);
    if (text === null || !isDay(text)) errors[`${row}.${name}`] = expectations.day;
    return text;
  };
  const hour = (name: string): string | null => {
    const text = textIn(form, `${row}.${name}`);
    if (text !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) errors[`${row}.${name}`] = "Se espera una hora: HH:MM.";
    return text;
  };
  const [firstDay, lastDay] = [day("firstDay"), textIn(form, `${row}.lastDay`) === null ? textIn(form, `${row}.firstDay`) : day("lastDay")];
  if (firstDay !== null && lastDay !== null && lastDay < firstDay) errors[`${row}.lastDay`] = "Es anterior al primer día.";
  const value = { title: textIn(form, `${row}.title`), firstDay, lastDay, dailyStart: hour("dailyStart"), dailyEnd: hour("dailyEnd") };
  return { value, ...citation(form, row) };
}

function dutyFrom(form: FormValues, row: string, errors: Errors): unknown {
  const value = textIn(form, `${row}.value`) ?? "";
  const amount = textIn(form, `${row}.amount`);
  const unit = dutyUnits.find((each) => each.value !== "" && each.value === textIn(form, `${row}.unit`))?.value ?? null;
  const number = amount === null ? null : Number(amount);
  if (number !== null && !(number > 0)) errors[`${row}.amount`] = "Se espera un número mayor que 0.";
  if ((number === null) !== (unit === null)) errors[`${row}.amount`] = "La cantidad y su unidad van juntas.";
  return { id: textIn(form, `${row}.id`) ?? knownIdOf("duty", value), value, amount: number, unit, ...citation(form, row) };
}

function sectionsFrom(form: FormValues, errors: Errors): unknown[] {
  const asked = memoriaSections.filter(({ id }) => form[`sections.${id}`] !== undefined);
  if (asked.length === 0) errors["sections"] = "Falta marcar al menos un apartado.";
  const placed = asked.map((section, index) => {
    const text = textIn(form, `sections.${section.id}.order`);
    if (text !== null && !/^\d{1,2}$/.test(text)) errors[`sections.${section.id}.order`] = "Se espera un número.";
    const parts = linesOf(textIn(form, `sections.${section.id}.parts`) ?? "");
    return {
      place: text === null ? index + 1 : Number(text),
      section: {
        id: section.id,
        title: textIn(form, `sections.${section.id}.title`) ?? section.title,
        clause: textIn(form, `sections.${section.id}.clause`),
        parts: parts.map((title) => ({ id: knownIdOf(section.id, title), title })),
      },
    };
  });
  return placed.sort((a, b) => a.place - b.place).map(({ section }) => section);
}

/** A call's values as the form shows them. */
export function formFrom(call: Convocatoria): Record<string, string> {
  const form: Record<string, string> = {};
  const put = (name: string, value: string | number | null | undefined): void => {
    if (value !== null && value !== undefined && value !== "") form[name] = String(value);
  };
  for (const field of callFields) {
    const cited = citedAt(call, citedPath(field.path));
    put(`${citedPath(field.path)}.clause`, cited.clause);
    put(`${citedPath(field.path)}.note`, cited.note);
    if (cited.derived) put(`${citedPath(field.path)}.derived`, "on");
    const value =
      field.path === "institute.name"
        ? call.institute.value.name
        : field.path === "institute.shortName"
          ? call.institute.value.shortName
          : cited.value;
    if (field.kind === "means") for (const means of (value ?? []) as string[]) put(`${field.path}.${means}`, "on");
    else put(field.path, shown(field, value));
  }
  for (const [index, { value, ...cited }] of call.announcedTests.entries()) putRow(put, `announcedTests.${index}`, value, cited);
  for (const [index, { id, value, amount, unit, ...cited }] of call.duties.entries())
    putRow(put, `duties.${index}`, { id, value, amount, unit }, cited);
  for (const [index, section] of call.memoria.sections.entries()) {
    const { title, clause, parts } = section;
    put(`sections.${section.id}`, "on");
    putRow(put, `sections.${section.id}`, { order: index + 1, title, clause, parts: parts.map((part) => part.title).join("\n") }, null);
  }
  return form;
}

function putRow(
  put: (name: string, value: string | number | null) => void,
  row: string,
  values: Record<string, string | number | null>,
  cited: Omit<Cited, "value"> | null,
): void {
  for (const [name, value] of Object.entries(values)) put(`${row}.${name}`, value);
  if (cited === null) return;
  put(`${row}.clause`, cited.clause);
  put(`${row}.note`, cited.note);
  if (cited.derived) put(`${row}.derived`, "on");
}

function citedAt(call: Convocatoria, path: string): Cited {
  return path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], call) as Cited;
}

function shown({ kind }: CallField, value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (kind === "yes-no") return value ? "si" : "no";
  if (kind === "percent") return String(Number(`${value as number}e2`));
  if (kind === "lines") return (value as string[]).join("\n");
  if (kind === "measures") return (value as { title: string }[]).map(({ title }) => title).join("\n");
  return value as string | number;
}
