// The frame of every page: head, menu, notice, body; and what the parts of pages share.
import { formatCount } from "../../analysis/index.ts";
import { html, type Markup, type Value } from "../../report/index.ts";
import { kindOfRole, type Person, type Role } from "../records/people.ts";
import type { PageAnswer } from "../routes/answer.ts";
import { assetPaths } from "./assets.ts";
import { menus } from "./navigation.ts";
import { notices } from "./notices.ts";

export const roleNames: Readonly<Record<Role, string>> = {
  difusor: "Difusor",
  revisor: "Revisión del instituto",
  planeador: "Planeación",
  administrador: "Administración",
};

interface Frame {
  person: Person | null;
  organisationName: string | null;
  csrf: string | null;
  /** Memorias of which the institute waits for something from the visitor's organisation. */
  waiting: number;
  /** Path of the request, for the menu. */
  path: string;
  notice: string | null;
}

/** A whole page as text. */
export function framed(answer: PageAnswer, frame: Frame): string {
  const paths = assetPaths();
  const notice = frame.notice !== null && Object.hasOwn(notices, frame.notice) ? notices[frame.notice] : undefined;
  return html`<!doctype html>
<html lang="es-MX">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${frame.csrf === null ? null : html`<meta name="csrf" content="${frame.csrf}">`}
<title>${answer.title} · Memoria</title>
<link rel="icon" href="${paths.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${paths.style}">
${answer.scripts.map((name) => html`<script type="module" src="${paths.script(name)}"></script>`)}
</head>
<body>
<a class="skip" href="#contenido">Ir al contenido</a>
${head(frame)}
<main id="contenido" tabindex="-1"${answer.isWide ? html` class="wide"` : null}>
${notice === undefined ? null : html`<p class="notice" role="status">${notice}</p>`}
<h1>${answer.title}</h1>
${answer.body}
</main>
<footer><p>Memoria · memorias técnicas de difusores oficiales del PREP. Las horas son locales; cada página dice su zona.</p></footer>
</body>
</html>
`.text;
}

function head({ person, organisationName, csrf, path, waiting }: Frame): Markup {
  const brand = html`<a class="brand" href="/">Memoria</a>`;
  if (person === null || csrf === null) return html`<header>${brand}</header>`;
  const items = menus[person.role].map(
    ({ path: to, title }) =>
      html`<li><a href="${to}"${path === to || path.startsWith(`${to}/`) ? html` aria-current="page"` : null}>${title}${to === "/memorias" ? waitingBadge(waiting) : null}</a></li>`,
  );
  return html`<header>
${brand}
<nav aria-label="Principal"><ul>${items}</ul></nav>
<div class="account">
<a href="/cuenta">${person.name}</a><span>${organisationName ?? roleNames[person.role]}</span>
<form method="post" action="/salir">${csrfField(csrf)}<button class="link">Salir</button></form>
</div>
</header>`;
}

/** On every page, as nobody is told by mail. */
function waitingBadge(waiting: number): Markup | null {
  return waiting === 0 ? null : html` <span class="state attention">${formatCount(waiting)} por atender</span>`;
}

/** Every form that changes something has it. */
export function csrfField(csrf: string): Markup {
  return html`<input type="hidden" name="_csrf" value="${csrf}">`;
}

export interface FieldFacts {
  name: string;
  /** Where a page has several forms with fields of one name; default: the name. */
  id?: string;
  label: Value;
  value?: string;
  type?: "text" | "email" | "password" | "date" | "datetime-local" | "number" | "url" | "search";
  /** Said below the label. */
  hint?: Value;
  error?: string | undefined;
  isRequired?: boolean;
  autocomplete?: string;
  /** More than one row: a text area of so many. */
  rows?: number;
  options?: readonly { value: string; title: string }[];
  most?: number;
}

/** A field with its label, hint and error, tied together for assistive technology. */
export function field(facts: FieldFacts): Markup {
  const { name, label, hint, error, value = "", isRequired = false, id = name } = facts;
  const describedBy = [hint === undefined ? "" : `${id}-ayuda`, error === undefined ? "" : `${id}-error`].filter(Boolean).join(" ");
  const shared = html`id="${id}" name="${name}"${isRequired ? html` required` : null}${describedBy === "" ? null : html` aria-describedby="${describedBy}"`}${error === undefined ? null : html` aria-invalid="true"`}${facts.autocomplete === undefined ? null : html` autocomplete="${facts.autocomplete}"`}${facts.most === undefined ? null : html` maxlength="${facts.most}"`}`;
  return html`<div class="field">
<label for="${id}">${label}${isRequired ? null : html` <span class="optional">(opcional)</span>`}</label>
${hint === undefined ? null : html`<p class="hint" id="${id}-ayuda">${hint}</p>`}
${error === undefined ? null : html`<p class="error" id="${id}-error">${error}</p>`}
${control(facts, shared, value)}
</div>`;
}

function control({ options, rows, type = "text" }: FieldFacts, shared: Markup, value: string): Markup {
  if (options !== undefined) {
    const items = options.map(
      (option) => html`<option value="${option.value}"${option.value === value ? html` selected` : null}>${option.title}</option>`,
    );
    return html`<select ${shared}>${items}</select>`;
  }
  // A newline right after the tag is dropped by the browser.
  if (rows !== undefined)
    return html`<textarea ${shared} rows="${rows}">
${value}</textarea>`;
  return html`<input ${shared} type="${type}" value="${value}">`;
}

/** A check box with its label. */
export function tick(name: string, label: Value, isOn: boolean): Markup {
  return html`<div class="tick"><input type="checkbox" id="${name}" name="${name}"${isOn ? html` checked` : null}><label for="${name}">${label}</label></div>`;
}

/** Said above a form that was refused. */
export function formErrors(errors: Record<string, string>): Markup | null {
  const own = errors[""];
  const count = Object.keys(errors).filter((name) => name !== "").length;
  if (own === undefined && count === 0) return null;
  const told = own ?? (count === 1 ? "Hay un dato por corregir; nada se guardó." : `Hay ${count} datos por corregir; nada se guardó.`);
  return html`<p class="error summary" role="alert">${told}</p>`;
}

export interface TableColumn {
  title: string;
  kind?: "number" | "text";
}

/** `cards`: on a phone each row stands by itself, its cells named. `grid`: it stays a table, which scrolls in its frame. */
type PhoneShape = "cards" | "grid";

/** A table with its caption. Rows that hold more than a phone is wide are cards there, unless they are all numbers. */
export function tableOf(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Value[])[],
  empty: Value,
  shape: PhoneShape = columns.length > 3 && columns.slice(1).some(({ kind }) => kind !== "number") ? "cards" : "grid",
): Markup {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const isCards = shape === "cards";
  // A row that is laid out as a card is no longer a row to assistive technology unless it is said.
  const role = (name: string): Markup | null => (isCards ? html` role="${name}"` : null);
  const cell = (value: Value, place: number): Markup => {
    const { title = "", kind } = columns[place] ?? {};
    if (place === 0) return html`<th scope="row"${role("rowheader")}>${value}</th>`;
    const names = [...(kind === "number" ? ["number"] : []), ...(isCards ? cardShape(value) : [])].join(" ");
    const open = html`<td${names === "" ? null : html` class="${names}"`}${role("cell")}`;
    return isCards ? html`${open} data-title="${title}"><div>${value}</div></td>` : html`${open}>${value}</td>`;
  };
  const head = columns.map(({ title, kind }) =>
    title === ""
      ? html`<td${role("cell")}></td>`
      : html`<th scope="col"${role("columnheader")}${kind === "number" ? html` class="number"` : null}>${title}</th>`,
  );
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table${isCards ? html` class="cards" role="table"` : null}>
<caption><span>${caption}</span></caption>
<thead${role("rowgroup")}><tr${role("row")}>${head}</tr></thead>
<tbody${role("rowgroup")}>${rows.map((row) => html`<tr${role("row")}>${row.map(cell)}</tr>`)}</tbody>
</table></div>`;
}

/** How a cell stands in a card: not at all without content, below its name where it is long. */
function cardShape(value: Value): string[] {
  return value === "" ? ["blank"] : typeof value === "string" && value.length > broadLetters ? ["broad"] : [];
}
const broadLetters = 90;

/** A text as people wrote it; of a long one the beginning, and the whole behind it. */
export function longText(text: string): Markup {
  if (text.length <= mostShownLetters) return html`<span class="whole">${text}</span>`;
  const cut = text.lastIndexOf(" ", shownLetters);
  const at = cut > shownLetters / 2 ? cut : shownLetters;
  return html`<details class="long"><summary><span class="whole">${text.slice(0, at)}</span><span class="more">… Leer completo</span></summary><span class="whole">${text.slice(at)}</span></details>`;
}
const shownLetters = 400;
const mostShownLetters = 700;

/** Shape and word of a verdict, never colour alone. */
export function verdictMark(verdict: "cumple" | "incumple" | "no-verificable" | "indicio" | null): Markup {
  if (verdict === null) return html`<span class="verdict none">—</span>`;
  const words = { cumple: "Cumple", incumple: "Incumple", "no-verificable": "No verificable", indicio: "Indicio" };
  const shapes = {
    cumple: html`<circle cx="6" cy="6" r="5"/>`,
    incumple: html`<path d="M6 0 12 6 6 12 0 6Z"/>`,
    "no-verificable": html`<circle cx="6" cy="6" r="4.5" class="open"/>`,
    indicio: html`<path d="M6 1 11 6 6 11 1 6Z" class="open"/>`,
  };
  return html`<span class="verdict ${verdict}"><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${shapes[verdict]}</svg> ${words[verdict]}</span>`;
}

/** Why a source has no verdict of a period for which there is a target. */
export const notJudged = html`<span class="verdict none">Sin juzgar</span>`;

/** The kind of organisation that a role works for, in words. */
export function organisationKindName(role: Role): string {
  return { difusor: "difusor", instituto: "instituto electoral", planeacion: "área de planeación", sistema: "administración del sistema" }[
    kindOfRole[role]
  ];
}
