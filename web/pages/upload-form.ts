// The form that logs are sent with: a plain one that works by itself, made lively by client/uploads.ts.
import { formatBytes, printable } from "../../analysis/index.ts";
import { knownFormats } from "../../ingest/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { freeBytes } from "../deeds/uploads.ts";
import type { Delivery } from "../records/deliveries.ts";
import { uploadsOf } from "../records/uploads.ts";
import type { Visit } from "../routes/route.ts";
import type { Services } from "../services.ts";
import { assetPaths } from "./assets.ts";
import { csrfField, field } from "./layout.ts";

const zones = [
  "America/Mexico_City",
  "America/Monterrey",
  "America/Tijuana",
  "America/Hermosillo",
  "America/Chihuahua",
  "America/Cancun",
  "UTC",
];

const roleTitles = { edge: "Frente al público (lo que llegó a los visitantes)", origin: "Origen (detrás de una CDN)" } as const;
const purposeTitles = { log: "Del periodo de publicación", baseline: "De antes, para el promedio habitual del portal" } as const;

/** Fields of how a log is read; `suffix` keeps names of several forms on one page apart. */
export async function readingFields(suffix: string, format: string, timeZone: string): Promise<Markup> {
  const formats = (await knownFormats()).map(({ name, description }) => html`<option value="${name}">${description}</option>`);
  return html`<div class="fields level">
${listField(`format${suffix}`, "format", "Formato", format, html`Nombre de la lista, o la cadena LogFormat o log_format del servidor.`, html`${formats}`)}
${listField(`zone${suffix}`, "timeZone", "Zona horaria", timeZone, html`Solo si las líneas no la dicen; por ejemplo America/Mexico_City.`, html`${zones.map((zone) => html`<option value="${zone}"></option>`)}`)}
</div>`;
}

function listField(id: string, name: string, label: string, value: string, hint: Markup, options: Markup): Markup {
  return html`<div class="field"><label for="${id}">${label} <span class="optional">(opcional)</span></label>
<p class="hint" id="${id}-ayuda">${hint}</p>
<input type="text" id="${id}" name="${name}" value="${value}" list="${id}-lista" maxlength="2000" autocomplete="off" spellcheck="false" aria-describedby="${id}-ayuda">
<datalist id="${id}-lista">${options}</datalist></div>`;
}

/** Where logs are dropped, chosen and sent. */
export async function uploadForm(visit: Visit): Promise<Markup> {
  const { services, delivery, session } = visit;
  const options = (titles: Readonly<Record<string, string>>): { value: string; title: string }[] =>
    Object.entries(titles).map(([value, title]) => ({ value, title }));
  return html`<form method="post" enctype="multipart/form-data" action="/memorias/${delivery.id}/bitacoras" id="envio"
 data-delivery="${delivery.id}" data-tus="${assetPaths().tus}">
${csrfField(session?.csrf ?? "")}
<div class="fields level">
${field({ name: "source", label: "Fuente", value: lastSource(services, delivery), hint: "Servidor o CDN que escribió estas bitácoras. Un nombre por servidor, siempre el mismo.", isRequired: true, most: 200, autocomplete: "off" })}
${field({ name: "role", label: "Qué registra", hint: "Con una CDN al frente: la bitácora de la CDN, y la del origen como comprobación.", isRequired: true, options: options(roleTitles) })}
${field({ name: "purpose", label: "De cuándo son", hint: "Las de antes no cuentan como visitas del periodo.", isRequired: true, options: options(purposeTitles) })}
</div>
<details><summary>Formato y zona horaria, si el programa no los reconoce</summary>${await readingFields("", "", "")}</details>
<div class="dropzone" id="zona">
<label for="archivos">Bitácoras de acceso</label>
<p class="hint" id="archivos-ayuda">Solas o comprimidas: .log, .gz, .zst, .bz2, .xz, .zip, .tar. Pueden ser muchas y de varios GB.
<span class="scripted" hidden>Se pueden arrastrar aquí. Si la conexión se pierde o la computadora se cierra, el envío sigue donde quedó.</span></p>
<input type="file" id="archivos" name="archivos" multiple aria-describedby="archivos-ayuda">
<p class="under">Espacio libre en el servidor para bitácoras nuevas: ${formatBytes(Math.floor((await freeBytes(services)) / 2.5))}.</p>
</div>
<div class="actions"><button>Enviar</button></div>
</form>
<section id="envios" aria-label="Envíos desde esta página" hidden>
<p class="totals"></p><p class="hidden aloud" role="status"></p>
<div class="actions"><button type="button" class="second" data-all="pause">Pausar todo</button><button type="button" class="second" data-all="resume" hidden>Continuar todo</button></div>
<ol class="uploads"></ol>
</section>`;
}

function lastSource(services: Services, delivery: Delivery): string {
  return printable(uploadsOf(services, delivery.id)[0]?.source ?? "");
}
