// One file of a delivery: its ledger, the lines that could not be read, another reading, and taking it back.
import { formatCount, printable } from "../../analysis/index.ts";
import { html, type Markup, rejectionReason } from "../../report/index.ts";
import { fileFacts } from "../deeds/log-facts.ts";
import { type DeliveryFile, deliveryFile, openChange, readFileAgain, takeFileBack } from "../deeds/log-files.ts";
import { mostRejects, rejectedLines } from "../deeds/rejected-lines.ts";
import { repeatedLines } from "../deeds/repeated-lines.ts";
import { readingSchema } from "../deeds/uploads.ts";
import { tabsOf } from "../pages/delivery-tabs.ts";
import { csrfField, tableOf } from "../pages/layout.ts";
import { fileDetails, fileLedger, rejectedReasons } from "../pages/log-files.ts";
import { readingFields } from "../pages/upload-form.ts";
import { callOf } from "../records/calls.ts";
import { isOpen } from "../records/deliveries.ts";
import { type Answer, page, redirect } from "./answer.ts";
import { readForm } from "./forms.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const root = "/memorias/:delivery/bitacoras/archivos/:file";

function found(visit: Visit): DeliveryFile {
  return deliveryFile(visit.services, visit.delivery, visit.parameter("file"));
}

function titleOf({ file }: DeliveryFile): string {
  const name = printable(file.name);
  return `Bitácora ${name.length > 80 ? `${name.slice(0, 80)}…` : name}`;
}

async function filePage(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const one = found(visit);
  const file = fileFacts(services, delivery, one, await repeatedLines(services, delivery));
  const change = openChange(services, delivery, one.file.id);
  const body = html`${tabsOf(visit.services, delivery, "bitacoras")}
<p class="screen"><a href="/memorias/${delivery.id}/bitacoras#archivos-cargados">Todas las bitácoras</a></p>
${one.isBaseline ? html`<p class="note">De antes de la publicación: sirve al promedio habitual del portal y no cuenta como visitas del periodo.</p>` : null}
${fileDetails(file, callOf(services, delivery.call).timeZone.value)}
${fileLedger(file.lines)}
${rejectedReasons(file.rejectedByReason)}
${file.lines.rejected === 0 ? null : html`<p><a href="/memorias/${delivery.id}/bitacoras/archivos/${file.id}/lineas">Ver las líneas no reconocidas</a></p>`}
${change ? html`<p class="note" role="status">Hay un cambio en curso sobre este archivo; termina en unos momentos.</p>` : isOpen(delivery) ? await changes(visit, one) : null}`;
  return page(titleOf(one), body, { scripts: ["confirm"] });
}

async function changes({ delivery, session }: Visit, { file }: DeliveryFile): Promise<Markup> {
  const to = `/memorias/${delivery.id}/bitacoras/archivos/${file.id}`;
  const csrf = csrfField(session?.csrf ?? "");
  return html`<h2>Leer con otro formato o zona horaria</h2>
<p>Se leen otra vez los bytes que se entregaron. Si el formato no corresponde, nada cambia.</p>
<form method="post" action="${to}/leer">${csrf}${await readingFields("", printable(file.format), printable(file.timeZone ?? ""))}
<div class="actions"><button class="second">Leer otra vez</button></div></form>
<h2>Retirar</h2>
<p>Las cifras quedan como si el archivo no se hubiera cargado. Lo que se entregó se conserva como constancia.</p>
<form method="post" action="${to}/retirar">${csrf}<div class="actions"><button class="danger" data-confirm="¿Retirar este archivo? Sus solicitudes dejan de contar.">Retirar el archivo</button></div></form>`;
}

async function rejectsPage(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const one = found(visit);
  const lines = await rejectedLines(services, delivery, one);
  const rows = lines.map(({ line, reason, text }) => [formatCount(line), rejectionReason(reason), html`<code>${printable(text)}</code>`]);
  const told =
    one.file.rejected > lines.length
      ? `Se muestran las primeras ${formatCount(Math.min(mostRejects, lines.length))} de ${formatCount(one.file.rejected)}; todas van en los anexos de la memoria técnica.`
      : `Son ${formatCount(one.file.rejected)} de ${formatCount(one.file.read)} líneas leídas.`;
  const body = html`${tabsOf(visit.services, delivery, "bitacoras")}
<p class="screen"><a href="/memorias/${delivery.id}/bitacoras/archivos/${one.file.id}">Volver al archivo</a></p>
<p>${told} Las direcciones IP se muestran enmascaradas. Si son muchas, conviene revisar el formato del archivo.</p>
${tableOf("Líneas no reconocidas", [{ title: "Línea", kind: "number" }, { title: "Motivo" }, { title: "Texto" }], rows, "Todas las líneas se reconocieron.")}`;
  return page("Líneas no reconocidas", body, { isWide: true });
}

function readAgain(visit: Visit): Answer {
  const read = readForm(readingSchema, visit.form);
  if (!read.ok) throw new Problem("invalid", Object.values(read.errors));
  readFileAgain(visit.services, visit.actor, visit.delivery, visit.parameter("file"), read.value);
  return redirect(`/memorias/${visit.delivery.id}/bitacoras`, "archivo-relectura");
}

function takeBack(visit: Visit): Answer {
  takeFileBack(visit.services, visit.actor, visit.delivery, visit.parameter("file"));
  return redirect(`/memorias/${visit.delivery.id}/bitacoras`, "archivo-retirado");
}

export const logFileRoutes: readonly Route[] = [
  { method: "GET", path: root, access: ["difusor"], handle: filePage },
  { method: "GET", path: `${root}/lineas`, access: ["difusor"], mostPerMinute: 60, handle: rejectsPage },
  { method: "POST", path: `${root}/leer`, access: ["difusor"], handle: readAgain },
  { method: "POST", path: `${root}/retirar`, access: ["difusor"], handle: takeBack },
];
