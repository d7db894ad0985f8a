// Uploads as the page lists them: how far each is, what the program said of it, and what can be done.
import { formatBytes, formatCount, formatDuration, printable } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import type { UploadFactsShown } from "../deeds/log-facts.ts";
import { csrfField } from "./layout.ts";
import { momentText } from "./moments.ts";
import { isOfDamage, isOfFormat, toldOnPage, unwantedIn } from "./program-told.ts";
import { readingFields } from "./upload-form.ts";

export interface ListedUploads {
  delivery: string;
  csrf: string;
  uploads: readonly UploadFactsShown[];
  /** Whether the delivery can be changed. */
  isOpen: boolean;
}

const stateNames = {
  receiving: "Sin terminar",
  queued: "En espera de lectura",
  parsing: "En lectura",
  done: "Cargada",
  failed: "No se pudo leer",
  withdrawn: "Retirada",
} as const;

/** What has not come to its end, and the last that have. */
export async function uploadList(listed: ListedUploads): Promise<Markup> {
  const items: Markup[] = [];
  for (const upload of listed.uploads) items.push(await item(listed, upload));
  return html`<ul class="uploads">${items}</ul>`;
}

async function item(listed: ListedUploads, upload: UploadFactsShown): Promise<Markup> {
  const { id, name, state, bytes, source, createdAt } = upload;
  const mark = state === "done" ? " done" : state === "failed" ? " attention" : "";
  return html`<li id="carga-${id}" data-upload="${id}" data-state="${state}">
<p><strong>${printable(name)}</strong> <span class="state${mark}">${stateNames[state]}</span></p>
<p class="under">${formatBytes(bytes)} · fuente ${printable(source)} · ${momentText(createdAt)}</p>
${progress(upload)}
${state === "failed" ? await refused(listed, upload) : null}
${state === "done" ? outcome(listed, upload) : null}
${listed.isOpen && state !== "done" ? withdrawForm(listed, upload) : null}
</li>`;
}

function progress({ state, name, bytes, receivedBytes, progress }: UploadFactsShown): Markup | null {
  if (state === "receiving") {
    const share = bytes === 0 ? 0 : receivedBytes / bytes;
    return html`<progress max="1" value="${share.toFixed(4)}" aria-label="Recibido de ${printable(name)}"></progress>
<p class="told">${formatBytes(receivedBytes)} de ${formatBytes(bytes)}. Si el envío se interrumpió, sigue donde quedó al elegir otra vez el mismo archivo en el mismo navegador.</p>`;
  }
  if (state !== "parsing" && state !== "queued") return null;
  return html`<progress max="1"${progress?.share === null || progress === null ? null : html` value="${progress.share.toFixed(4)}"`} aria-label="Lectura de ${printable(name)}"></progress>
<p class="told">${state === "parsing" && (progress?.share ?? null) === null ? "Empieza la lectura." : progressText(progress)}</p>`;
}

/** "43 %, 1,200,000 líneas por segundo, faltan 12 s". */
export function progressText(progress: UploadFactsShown["progress"]): string {
  if (progress === null || progress.share === null) return "Espera su turno.";
  const rate = progress.linesPerSecond ? `, ${formatCount(progress.linesPerSecond)} líneas por segundo` : "";
  const left = progress.secondsLeft ? `, faltan ${formatDuration(progress.secondsLeft)}` : "";
  return `${Math.floor(progress.share * 100)} %${rate}${left}`;
}

async function refused({ delivery, csrf, isOpen }: ListedUploads, upload: UploadFactsShown): Promise<Markup> {
  const { id, name, error, format, timeZone } = upload;
  return html`<p class="error">${printable(toldOnPage(error))}</p>
<p>Nada de este archivo se contó. ${isOpen ? whatHelps(error) : null}</p>
${isOpen && isOfDamage(error) ? untilDamageForm(delivery, csrf, upload) : null}
${isOpen && unwantedIn(error).length > 0 ? leaveOutForm(delivery, csrf, upload) : null}
${
  isOpen
    ? html`<details><summary>Indicar formato o zona horaria y leer otra vez<span class="hidden"> ${printable(name)}</span></summary>
<form method="post" action="/memorias/${delivery}/bitacoras/cargas/${id}/reintentar">${csrfField(csrf)}${hidden(accepted(upload))}
${await readingFields(`-${id}`, printable(format ?? ""), printable(timeZone ?? ""))}
<div class="actions"><button>Leer otra vez</button></div></form></details>`
    : null
}`;
}

function whatHelps(error: string | null): string {
  if (unwantedIn(error).length > 0)
    return "Se puede leer el archivo comprimido sin lo que no es bitácora: la memoria dice qué se dejó fuera, con su nombre, tamaño y huella.";
  if (isOfFormat(error)) return "Se puede indicar su formato o su zona horaria y leerlo otra vez, o retirarlo y enviar otro.";
  if (isOfDamage(error))
    return "Si ya no lo hay entero, se puede leer lo que precede al daño: la memoria dice dónde está y que solo eso se leyó.";
  return "Se puede retirar y enviar otro.";
}

type Field = readonly [name: string, value: string];

const hidden = (fields: readonly Field[]): Markup[] =>
  fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${printable(value)}">`);

/** What was said at an earlier try of what is taken of it. */
function accepted({ untilDamage, leaveOut }: Pick<UploadFactsShown, "untilDamage" | "leaveOut">): Field[] {
  return [...(untilDamage ? [["untilDamage", "on"] as const] : []), ...leaveOut.map((pattern) => ["leaveOut", pattern] as const)];
}

function readingKept({ format, timeZone }: UploadFactsShown): Field[] {
  return [
    ["format", format ?? ""],
    ["timeZone", timeZone ?? ""],
  ];
}

/** As it was read before, without what is marked: all of it, until the person says otherwise. */
function leaveOutForm(delivery: string, csrf: string, upload: UploadFactsShown): Markup {
  const { id, name, error } = upload;
  return html`<form method="post" action="/memorias/${delivery}/bitacoras/cargas/${id}/reintentar">${csrfField(csrf)}
${hidden([...accepted(upload), ...readingKept(upload)])}
<fieldset><legend>No son bitácoras<span class="hidden"> en ${printable(name)}</span></legend>
${unwantedIn(error).map((pattern, place) => tick(`${id}-${place}`, pattern))}
</fieldset>
<div class="actions"><button>Dejar fuera y leer lo demás<span class="hidden"> de ${printable(name)}</span></button></div></form>`;
}

function tick(id: string, pattern: string): Markup {
  return html`<div class="tick"><input type="checkbox" id="fuera-${id}" name="leaveOut" value="${pattern}" checked><label for="fuera-${id}">${printable(pattern)}</label></div>`;
}

/** As it was read before, but up to the damage. */
function untilDamageForm(delivery: string, csrf: string, upload: UploadFactsShown): Markup {
  const { id, name } = upload;
  return html`<form method="post" action="/memorias/${delivery}/bitacoras/cargas/${id}/reintentar">${csrfField(csrf)}
${hidden([...accepted({ ...upload, untilDamage: true }), ...readingKept(upload)])}
<div class="actions"><button>Leer lo que precede al daño<span class="hidden"> ${printable(name)}</span></button></div></form>`;
}

function outcome({ delivery }: ListedUploads, { files }: UploadFactsShown): Markup {
  const links = files.map((id) => html`<a href="/memorias/${delivery}/bitacoras/archivos/${id}">${id}</a> `);
  return html`<p class="told">${files.length === 0 ? "Ya no cuenta ningún archivo de esta carga." : html`${files.length === 1 ? "Archivo" : "Archivos"} ${links}`}</p>`;
}

function withdrawForm({ delivery, csrf }: ListedUploads, { id, state, name }: UploadFactsShown): Markup {
  const question = state === "failed" ? "¿Retirar este archivo?" : "¿Retirar esta carga? Lo que se haya enviado se descarta.";
  return html`<form class="inline" method="post" action="/memorias/${delivery}/bitacoras/cargas/${id}/retirar">${csrfField(csrf)}<button class="link" data-confirm="${question}">Retirar<span class="hidden"> ${printable(name)}</span></button></form>`;
}
