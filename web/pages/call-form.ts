// The form of a call's profile: every value with its clause, its remark, and the words of what is expected.
import { html, type Markup, type Value } from "../../report/index.ts";
import { type CallField, callGroups, dutyUnits, memoriaSections, mostRows, spareRows } from "../deeds/call-fields.ts";
import { knownDuties } from "../deeds/known-ids.ts";
import { field, tick } from "./layout.ts";

export interface CallFormState {
  values: Readonly<Record<string, string>>;
  errors: Record<string, string>;
}

/** The groups of single values, and the lists. */
export function callFormParts(state: CallFormState): Markup {
  return html`${callGroups.map((group) => html`<fieldset class="part"><legend>${group.title}</legend>${group.fields.map((each) => cited(each, state))}</fieldset>`)}
${sectionsPart(state)}${testsPart(state)}${dutiesPart(state)}`;
}

/** Where the version comes from. */
export function sourcePart(state: CallFormState): Markup {
  const status = [
    { value: "official", title: "Documento oficial" },
    { value: "press", title: "Conocida por la prensa" },
  ];
  return html`<fieldset class="part"><legend>De dónde sale</legend>
${plain(state, "source.document", "Documento", { isRequired: true, hint: "Acuerdo, anexo o nota, con su clave." })}
<div class="fields">${plain(state, "source.url", "Dirección web", { type: "url" })}${plain(state, "status", "Carácter", { options: status, isRequired: true })}</div>
${plain(state, "source.note", "Nota", {})}
</fieldset>`;
}

type Extra = Partial<Parameters<typeof field>[0]>;

export function plain({ values, errors }: CallFormState, name: string, label: Value, extra: Extra): Markup {
  return field({ name, label, value: values[name] ?? "", error: errors[name], most: 4000, ...extra });
}

const types = { day: "date", time: "datetime-local", seconds: "number" } as const;
const rowsOf = { long: 3, lines: 3, measures: 4 } as const;

function cited(facts: CallField, state: CallFormState): Markup {
  const { path, kind } = facts;
  const value =
    kind === "means"
      ? meansPart(facts, state)
      : plain(state, path, facts.label, {
          ...controlOf(facts),
          ...(facts.hint !== undefined && { hint: facts.hint }),
          isRequired: facts.isKnown === true,
        });
  // The name of the institute and its short name are one value: its clause is asked for once.
  if (path === "institute.name") return html`<div class="cited">${value}</div>`;
  return html`<div class="cited">${value}${citation(path === "institute.shortName" ? "institute" : path, facts.label, state)}</div>`;
}

function controlOf({ kind, options }: CallField): Extra {
  if (kind === "yes-no") return { options: [unstated, { value: "si", title: "Sí" }, { value: "no", title: "No" }] };
  if (kind === "choice") return { options: [unstated, ...(options ?? [])] };
  if (kind in rowsOf) return { rows: rowsOf[kind as keyof typeof rowsOf] };
  return kind in types ? { type: types[kind as keyof typeof types] } : {};
}
const unstated = { value: "", title: "No lo señala" };

function meansPart({ path, label }: CallField, { values }: CallFormState): Markup {
  return html`<div role="group" aria-label="${label}"><p class="label">${label} <span class="optional">(opcional)</span></p>
${tick(`${path}.paper`, "Impreso", values[`${path}.paper`] !== undefined)}${tick(`${path}.digital`, "Digital", values[`${path}.digital`] !== undefined)}</div>`;
}

function citation(path: string, label: string, state: CallFormState): Markup {
  const { values } = state;
  const isOpen = values[`${path}.note`] !== undefined || values[`${path}.derived`] !== undefined;
  return html`${plain(state, `${path}.clause`, html`Cláusula<span class="heard"> de ${label}</span>`, { most: 120 })}
<details${isOpen ? html` open` : null}><summary>Nota<span class="heard"> sobre ${label}</span></summary>
${plain(state, `${path}.note`, html`Nota<span class="heard"> sobre ${label}</span>`, { most: 600 })}
${tick(`${path}.derived`, html`Deducido de otros valores<span class="heard">: ${label}</span>`, values[`${path}.derived`] !== undefined)}</details>`;
}

function sectionsPart(state: CallFormState): Markup {
  const { values, errors } = state;
  const items = memoriaSections.map(
    ({ id, title }) => html`<div class="cited">${tick(`sections.${id}`, title, values[`sections.${id}`] !== undefined)}
<details${values[`sections.${id}`] === undefined ? null : html` open`}><summary>Título, cláusula y contenido<span class="heard"> de ${title}</span></summary>
<div class="fields">${plain(state, `sections.${id}.title`, "Título en el documento", {})}${plain(state, `sections.${id}.clause`, "Cláusula", { most: 120 })}${plain(state, `sections.${id}.order`, "Lugar", { type: "number", hint: "1 es el primero." })}</div>
${plain(state, `sections.${id}.parts`, "Lo que debe contener", { rows: 3, hint: "Una parte por renglón." })}</details></div>`,
  );
  return html`<fieldset class="part" id="sections"><legend>Apartados de la memoria técnica</legend>
${errors["sections"] === undefined ? null : html`<p class="error">${errors["sections"]}</p>`}${items}</fieldset>`;
}

function testsPart(state: CallFormState): Markup {
  const items = rowNumbers(state, "announcedTests", "title").map((index) => {
    const row = `announcedTests.${index}`;
    return html`<fieldset class="rowset"><legend>Prueba o simulacro ${index + 1}</legend>${plain(state, `${row}.title`, "Nombre", { hint: "Sin nombre, el renglón no cuenta." })}
<div class="fields">${plain(state, `${row}.firstDay`, "Primer día", { type: "date" })}${plain(state, `${row}.lastDay`, "Último día", { type: "date" })}
${plain(state, `${row}.dailyStart`, "Desde las", { hint: "HH:MM" })}${plain(state, `${row}.dailyEnd`, "Hasta las", { hint: "HH:MM" })}
${plain(state, `${row}.clause`, "Cláusula", { most: 120 })}${plain(state, `${row}.note`, "Nota", { most: 600 })}</div></fieldset>`;
  });
  return html`<fieldset class="part"><legend>Pruebas y simulacros anunciados</legend>${items}</fieldset>`;
}

function dutiesPart(state: CallFormState): Markup {
  const known = knownDuties().map(({ id, title }) => ({ value: id, title }));
  const items = rowNumbers(state, "duties", "value").map((index) => {
    const row = `duties.${index}`;
    const given = state.values[`${row}.id`];
    const own = given !== undefined && !known.some(({ value }) => value === given) ? [{ value: given, title: given }] : [];
    return html`<fieldset class="rowset"><legend>Obligación ${index + 1}</legend>${plain(state, `${row}.value`, "Lo que se pide", { hint: "Sin texto, el renglón no cuenta." })}
<div class="fields">${plain(state, `${row}.id`, "Se comprueba como", { options: [{ value: "", title: "Otra obligación" }, ...own, ...known] })}
${plain(state, `${row}.amount`, "Cantidad", {})}${plain(state, `${row}.unit`, "Unidad", { options: dutyUnits })}
${plain(state, `${row}.clause`, "Cláusula", { most: 120 })}${plain(state, `${row}.note`, "Nota", { most: 600 })}</div></fieldset>`;
  });
  return html`<fieldset class="part"><legend>Otras obligaciones</legend>${items}</fieldset>`;
}

/** Those that are filled in, and some spare ones behind them. */
function rowNumbers({ values }: CallFormState, list: keyof typeof spareRows, title: string): number[] {
  const filled = Array.from({ length: mostRows }, (_, index) => index).filter((index) => values[`${list}.${index}.${title}`] !== undefined);
  const count = Math.min(mostRows, (filled.at(-1) ?? -1) + 1 + spareRows[list]);
  return Array.from({ length: count }, (_, index) => index);
}
