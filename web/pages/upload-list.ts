// Uploads as the page lists them: how far each is, what the program said of it, and what can be done.
import { formatBytes, formatCount, formatDuration, printable } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import type { UploadFactsShown } from "../deeds/log-facts.ts";
import { csrfField } from "./layout.ts";
import { momentText } from "./moments.ts";
import { isOfDamage, isOfFormat, toldOnPage } from "./program-told.ts";
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
  const { id, name, error, format, timeZone, untilDamage } = upload;
  const until = untilDamage ? html`<input type="hidden" name="untilDamage" value="on">` : null;
  return html`<p class="error">${printable(toldOnPage(error))}</p>
<p>Nada de este archivo se contó. ${isOpen ? whatHelps(error) : null}</p>
${isOpen && isOfDamage(error) ? untilDamageForm(delivery, csrf, upload) : null}
${
  isOpen
    ? html`<details><summary>Indicar formato o zona horaria y leer otra vez<span class="hidden"> ${printable(name)}</span></summary>
<form method="post" action="/memorias/${delivery}/bitacoras/cargas/${id}/reintentar">${csrfField(csrf)}${until}
${await readingFields(`-${id}`, printable(format ?? ""), printable(timeZone ?? ""))}
<div class="actions"><button>Leer otra vez</button></div></form></details>`
    : null
}`;
}

function whatHelps(error: string | null): string {
  if (isOfFormat(error)) return "Se puede indicar su formato o su zona horaria y leerlo otra vez, o retirarlo y enviar otro.";
  if (isOfDamage(error))
    return "Si ya no lo hay entero, se puede leer lo que precede al daño: la memoria dice dónde está y que solo eso se leyó.";
  return "Se puede retirar y enviar otro.";
}

/** As it was read before, but up to the damage. */
function untilDamageForm(delivery: string, csrf: string, { id, name, format, timeZone }: UploadFactsShown): Markup {
  const kept = { untilDamage: "on", format: format ?? "", timeZone: timeZone ?? "" };
  return html`<form method="post" action="/memorias/${delivery}/bitacoras/cargas/${id}/reintentar">${csrfField(csrf)}
${Object.entries(kept).map(([field, value]) => html`<input type="hidden" name="${field}" value="${printable(value)}">`)}
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
