// Parts of the pages on which one store is compared with the one in force, and put in its place.
import { formatBytes, formatCount } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import type { AsideFacts, StoreContents } from "../deeds/store-facts.ts";
import { lossTitles, type StoreLoss } from "../deeds/store-loss.ts";
import type { Backup } from "../jobs/store-care.ts";
import { csrfField, field, formErrors, tableOf } from "./layout.ts";
import { momentCell, momentText, withZone } from "./moments.ts";

export const storagePlace = "/admin/almacen";
export const stagedPlace = `${storagePlace}/recuperacion`;

const contentTitles: Readonly<Record<keyof StoreContents, string>> = {
  deliveries: "Memorias técnicas",
  versions: "Versiones entregadas",
  files: "Archivos de bitácora",
  lines: "Líneas de bitácora",
  organisations: "Organizaciones",
  people: "Personas que pueden entrar",
  bytes: "Tamaño, sin lo que se calcula de nuevo",
};

/** `at`: of when the other store is; `title`: what it is. */
export function contentsTable(other: { title: string; at: string; contents: StoreContents }, current: StoreContents, now: string): Markup {
  const amount = (name: keyof StoreContents, value: number): string => (name === "bytes" ? formatBytes(value) : formatCount(value));
  const rows = (Object.keys(contentTitles) as (keyof StoreContents)[]).map((name) => [
    contentTitles[name],
    amount(name, other.contents[name]),
    amount(name, current[name]),
  ]);
  const columns = [
    { title: "Qué hay" },
    { title: `${other.title}: ${momentText(other.at)}`, kind: "number" as const },
    { title: `En uso ahora: ${momentText(now)}`, kind: "number" as const },
  ];
  return tableOf("Lo que hay en cada almacén", columns, rows, "");
}

export function lossPart({ lost, returning }: StoreLoss): Markup {
  const rows = Object.entries(lost).map(([kind, count]) => [lossTitles[kind] ?? kind, formatCount(count)]);
  const back =
    returning === 0
      ? null
      : html`<p class="note attention">${returning === 1 ? "Volvería a estar una memoria técnica que se borró o que ya no está" : `Volverían a estar ${formatCount(returning)} memorias técnicas que se borraron o que ya no están`}, con su clave. Si debían borrarse, hay que borrarlas otra vez.</p>`;
  return html`${tableOf(
    "Lo que está en uso y el otro almacén no tiene",
    [{ title: "Qué dejaría de estar" }, { title: "Cuántos", kind: "number" }],
    rows,
    "Nada: el otro almacén tiene todo lo que hay ahora.",
  )}${back}`;
}

/** The form that puts it in force. */
export function exchangeForm(facts: {
  action: string;
  csrf: string;
  words: string;
  button: string;
  error?: string | undefined;
  hidden?: Markup;
}): Markup {
  const { error } = facts;
  return html`<p>Al confirmar, la aplicación espera a que termine lo que está en curso y cambia los almacenes en unos segundos:</p>
<ul>
<li>El almacén en uso se aparta completo en este servidor: puede ponerse de nuevo de la misma manera, o borrarse.</li>
<li>Las cuentas, contraseñas y sesiones son las del otro almacén: todas las personas, también quien lo cambia, pueden tener que entrar de nuevo.</li>
<li>Los archivos que se están enviando se cortan y quedan en el almacén apartado: hay que enviarlos otra vez.</li>
<li>El trabajo en curso se detiene y queda en el almacén apartado.</li>
</ul>
${formErrors(error === undefined ? {} : { confirmacion: error })}
<form method="post" action="${facts.action}">${csrfField(facts.csrf)}${facts.hidden ?? null}
${field({ name: "confirmacion", label: "Para confirmar, escribir", hint: facts.words, isRequired: true, error, autocomplete: "off", most: 60 })}
<div class="actions"><button class="danger">${facts.button}</button><a href="${storagePlace}">Dejar el almacén como está</a></div>
</form>`;
}

export function backupTable(backups: readonly Backup[], csrf: string): Markup {
  const rows = backups.map(({ job, bytes, createdAt, isReceived }) => {
    const which = html`<span class="heard"> el del ${momentText(createdAt)}</span>`;
    return [
      String(job),
      momentCell(createdAt),
      isReceived ? "Enviado a este servidor" : "Hecho en este servidor",
      formatBytes(bytes),
      html`<div class="row"><a href="${storagePlace}/respaldos/${job}">Descargar${which}</a>
<form class="inline" method="post" action="${storagePlace}/respaldos/${job}/recuperar">${csrfField(csrf)}<button class="link">Recuperar…${which}</button></form>
<form class="inline" method="post" action="${storagePlace}/respaldos/${job}/borrar">${csrfField(csrf)}<button class="link" data-confirm="¿Borrar este respaldo?">Borrar${which}</button></form></div>`,
    ];
  });
  const columns = [
    { title: "Número" },
    { title: "Fecha" },
    { title: "De dónde viene" },
    { title: "Tamaño", kind: "number" as const },
    { title: "Acciones" },
  ];
  return tableOf(
    withZone(
      "Respaldos en el servidor",
      backups.map(({ createdAt }) => createdAt),
    ),
    columns,
    rows,
    "No hay respaldos en el servidor.",
  );
}

/** Sends a backup from elsewhere. */
export function backupForm(csrf: string, freeBytes: number): Markup {
  return html`<form method="post" enctype="multipart/form-data" action="${storagePlace}/respaldos">${csrfField(csrf)}
<div class="field"><label for="respaldo-archivo">Enviar un respaldo que está en otra parte</label>
<p class="hint" id="respaldo-archivo-ayuda">Un archivo .tar hecho por este programa, de cualquier tamaño. Quedan ${formatBytes(freeBytes)} libres.</p>
<input type="file" id="respaldo-archivo" name="respaldo" accept=".tar,application/x-tar" required aria-describedby="respaldo-archivo-ayuda"></div>
<div class="actions"><button class="second">Enviar el respaldo</button></div></form>`;
}

export function asideTable(stores: readonly AsideFacts[]): Markup {
  const rows = stores.map(({ id, at, by, contents }) => [
    momentCell(at),
    by,
    formatCount(contents.deliveries),
    formatBytes(contents.bytes),
    html`<a href="${storagePlace}/apartados/${id}">Ver, poner de nuevo o borrar<span class="heard"> el del ${momentText(at)}</span></a>`,
  ]);
  const number = (title: string) => ({ title, kind: "number" as const });
  const columns = [{ title: "Se apartó" }, { title: "Quién" }, number("Memorias técnicas"), number("Tamaño"), { title: "Acción" }];
  return tableOf(
    withZone(
      "Almacenes apartados",
      stores.map(({ at }) => at),
    ),
    columns,
    rows,
    "Ninguno. Cuando se recupera un respaldo, el almacén que estaba en uso queda aquí completo.",
  );
}
