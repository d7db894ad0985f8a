// A delivery's files in a table with their ledger, and one file with all that is known of it.
import { formatBytes, formatCount, printable } from "../../analysis/index.ts";
import type { LeftOutMember } from "../../ingest/index.ts";
import { html, type Markup, rejectionReason, type Value } from "../../report/index.ts";
import type { FileFactsShown } from "../deeds/log-facts.ts";
import { tableOf } from "./layout.ts";
import { momentText } from "./moments.ts";

/** The memoria's annex has all of them. */
const mostLeftOut = 100;

const roleNames = { edge: "Frente al público", origin: "Origen" } as const;

const numbers = ["Leídas", "Solicitudes", "En blanco", "Directivas", "No reconocidas", "Repetidas"].map((title) => ({
  title,
  kind: "number" as const,
}));
const classes = ["read", "hits", "blank", "directives", "rejected", "duplicates"] as const;
type Lines = FileFactsShown["lines"];

/** One row a file, and the totals; `zone` is said in the caption. */
export function fileTable(
  caption: string,
  delivery: string,
  files: readonly FileFactsShown[],
  busy: ReadonlySet<string>,
  empty: Value,
): Markup {
  const rows = files.map((file) => [
    html`<a href="/memorias/${delivery}/bitacoras/archivos/${file.id}">${printable(file.name)}</a>${busy.has(file.id) ? html` <span class="state">Cambio en curso</span>` : null}`,
    printable(file.source),
    printable(file.format),
    moment(file.firstAt),
    moment(file.lastAt),
    formatBytes(file.bytes),
    ...counts(file.lines),
  ]);
  const total = [
    html`<strong>Total</strong>`,
    "",
    "",
    "",
    "",
    formatBytes(sum(files.map(({ bytes }) => bytes))),
    ...counts(totalOf(files)),
  ];
  const columns = [
    { title: "Archivo" },
    { title: "Fuente" },
    { title: "Formato" },
    { title: "Primera solicitud" },
    { title: "Última solicitud" },
    { title: "Tamaño", kind: "number" as const },
    ...numbers,
  ];
  return tableOf(caption, columns, files.length > 1 ? [...rows, total] : rows, empty);
}

const leftOutReasons = {
  debris: "Resto del sistema",
  hidden: "Elemento oculto",
  link: "Enlace o dispositivo",
  folder: "Carpeta vacía",
  asked: "Se indicó dejarlo fuera",
} as const;

/** What lay in archives and was not read; nothing where all of it was. */
export function leftOutTable(members: readonly LeftOutMember[]): Markup | null {
  if (members.length === 0) return null;
  const shown = members.toSorted((a, b) => Number(b.reason === "asked") - Number(a.reason === "asked")).slice(0, mostLeftOut);
  const rows = shown.map(({ archive, name, bytes, sha256, reason }) => [
    printable(`${archive}/${name}`),
    leftOutReasons[reason],
    bytes === null ? "—" : formatBytes(bytes),
    sha256 === null ? "—" : html`<code>${sha256}</code>`,
  ]);
  const columns = [
    { title: "Archivo" },
    { title: "Por qué no se leyó" },
    { title: "Tamaño", kind: "number" as const },
    { title: "SHA-256" },
  ];
  const rest = members.length > shown.length ? `; se muestran ${formatCount(shown.length)} de ${formatCount(members.length)}` : "";
  return tableOf(`Contenido de archivos comprimidos que no se leyó${rest}`, columns, rows, "");
}

/** As the wall clock of the call's zone showed it, which is the offset that the time carries. */
function moment(at: string | null): Value {
  if (at === null) return "—";
  const [, year = "", month = "", day = "", time = ""] = /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(at) ?? [];
  return html`<span class="coverage">${day}/${month}/${year} ${time}</span>`;
}

function counts(lines: Lines): Value[] {
  return classes.map((name) => (lines[name] === null ? "—" : formatCount(lines[name])));
}

/** Repeated lines are known of all files, or the sum is not. */
export function totalOf(files: readonly FileFactsShown[]): Lines {
  const of = (name: Exclude<keyof Lines, "duplicates">): number => sum(files.map(({ lines }) => lines[name]));
  const repeated = files.map(({ lines }) => lines.duplicates);
  return {
    read: of("read"),
    hits: of("hits"),
    blank: of("blank"),
    directives: of("directives"),
    rejected: of("rejected"),
    duplicates: repeated.every((value) => value !== null) ? sum(repeated) : null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What is known of one file. */
export function fileDetails(file: FileFactsShown, zone: string): Markup {
  const moment = (at: string | null): string => (at === null ? "Sin solicitudes" : momentText(at, zone));
  const facts: [string, Value][] = [
    ["Formato encontrado", printable(file.format)],
    ["Zona de sus horas", file.timeZone === null ? "La que dicen sus líneas" : printable(file.timeZone)],
    ["Fuente", printable(file.source)],
    ["Qué registra", roleNames[file.role]],
    ["Primera solicitud", moment(file.firstAt)],
    ["Última solicitud", moment(file.lastAt)],
    ["Tamaño", `${formatBytes(file.bytes)} (${formatCount(file.bytes)} bytes)`],
    ["SHA-256", html`<code>${file.sha256}</code>`],
  ];
  return html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** Every line in one class; they add up. */
export function fileLedger(lines: Lines): Markup {
  const meanings: [string, number | null, string][] = [
    [
      "Solicitudes",
      lines.hits,
      lines.duplicates === null ? "Con las que repite otro archivo, que todavía no se conocen" : "Las que cuentan",
    ],
    ["En blanco", lines.blank, "Vacías"],
    ["Directivas", lines.directives, "Empiezan con #"],
    ["No reconocidas", lines.rejected, "No se pudieron leer; se conservan"],
    [
      "Repetidas",
      lines.duplicates,
      lines.duplicates === null ? "Se sabe al terminar el análisis" : "Ya estaban en otro archivo de la misma fuente",
    ],
    ["Leídas", lines.read, "La suma de todas"],
  ];
  const rows = meanings.map(([name, count, meaning]) => [name, count === null ? "—" : formatCount(count), meaning]);
  return tableOf("Balance de líneas", [{ title: "Clase" }, { title: "Líneas", kind: "number" }, { title: "Qué son" }], rows, "");
}

export function rejectedReasons(reasons: Readonly<Record<string, number>>): Markup {
  const rows = Object.entries(reasons).map(([reason, count]) => [rejectionReason(reason), formatCount(count)]);
  return tableOf(
    "Líneas no reconocidas, por motivo",
    [{ title: "Motivo" }, { title: "Líneas", kind: "number" }],
    rows,
    "Todas las líneas se reconocieron.",
  );
}
