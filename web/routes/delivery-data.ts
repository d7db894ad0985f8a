// Bounds, scope and networks of a delivery, and the tables beside its logs: exclusions, monitors, declared averages.
import { printable } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { attach, detach } from "../deeds/attachments.ts";
import { whyNotChangeable } from "../deeds/changeable.ts";
import { changeSettings, openBounds, settingsMark } from "../deeds/settings.ts";
import { dayText, deliveryPage, placeOf } from "../pages/delivery/frame.ts";
import { localValue } from "../pages/delivery/incident-parts.ts";
import { csrfField, field, formErrors, tableOf } from "../pages/layout.ts";
import { momentCell, withZone } from "../pages/moments.ts";
import { type AttachmentKind, attachmentContent, attachmentsOf } from "../records/attachments.ts";
import { callOf } from "../records/calls.ts";
import { type DeliverySettings, isOpen } from "../records/deliveries.ts";
import { person } from "../records/people.ts";
import { type Answer, bytes, redirect } from "./answer.ts";
import { formFile } from "./forms.ts";
import { Problem, sayingIn } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const csrfOf = ({ session }: Visit): Markup => csrfField(session?.csrf ?? "");

type Values = Record<string, string>;

function valuesOf(settings: DeliverySettings): Values {
  return {
    inicio: settings.windowStart ?? "",
    fin: settings.windowEnd ?? "",
    alcance: settings.scope.join("\n"),
    internas: settings.internal.join("\n"),
    intermediarios: settings.trustedProxies.join("\n"),
    resultados: settings.resultPath ?? "",
  };
}

interface Shown {
  values: Values;
  errors: Record<string, string>;
  /** What somebody else has saved since the form was opened. */
  other: Values | null;
  /** Why a table was refused. */
  refused: string[];
}

function dataPage(visit: Visit, given: Partial<Shown> = {}): Answer {
  const { delivery } = visit;
  const shown: Shown = { values: valuesOf(delivery.settings), errors: {}, other: null, refused: [], ...given };
  const status =
    shown.other !== null || shown.errors[""] !== undefined ? 409 : Object.keys(shown.errors).length + shown.refused.length > 0 ? 422 : 200;
  const body = html`${shown.other === null ? null : conflictNote(shown.values, shown.other)}${formErrors(shown.errors)}
${settingsFormOf(visit, shown)}
<h2 id="tablas">Tablas que acompañan a las bitácoras</h2>
${shown.refused.length === 0 ? null : html`<div class="error summary" role="alert"><p>El archivo no se aceptó; nada se guardó.</p><ul>${shown.refused.map((text) => html`<li>${printable(text)}</li>`)}</ul></div>`}
${attachmentTable(visit)}
${isOpen(delivery) ? kinds.map((kind) => attachmentForm(visit, kind)) : null}`;
  return deliveryPage(visit, "datos", "Periodo y otros datos", body, { status });
}

function conflictNote(own: Values, other: Values): Markup {
  const rows = Object.keys(labels)
    .filter((name) => own[name] !== other[name])
    .map((name) => [labels[name] ?? name, printable(own[name] ?? ""), printable(other[name] ?? "")]);
  const columns = ["Dato", "Lo que se escribió aquí", "Lo que está guardado"].map((title) => ({ title }));
  return html`<p class="error summary" role="alert">Alguien más guardó estos datos mientras se editaban. Nada se perdió: el formulario tiene lo escrito aquí, y al guardar de nuevo sustituye a lo guardado.</p>
${tableOf("Diferencias", columns, rows, "Ambas versiones dicen lo mismo.")}`;
}

const labels: Values = {
  inicio: "Inicio del periodo de publicación",
  fin: "Fin del periodo de publicación",
  alcance: "Alcance: qué direcciones del sitio son del PREP",
  internas: "Redes propias",
  intermediarios: "Intermediarios de confianza",
  resultados: "Ruta de los resultados",
};

function settingsFormOf(visit: Visit, { values, errors }: Shown): Markup {
  const { delivery, services } = visit;
  const call = callOf(services, delivery.call);
  const part = (name: string, facts: Omit<Parameters<typeof field>[0], "name" | "label">): Markup =>
    field({ name, label: labels[name] ?? "", value: values[name] ?? "", error: errors[name], ...facts });
  const open = openBounds(call);
  const zone = call.timeZone.value;
  const bound = (
    name: "inicio" | "fin",
    isDeclared: boolean,
    cited: { value: string | null; clause: string | null; note: string | null },
  ): Markup =>
    isDeclared
      ? part(name, { type: "datetime-local", value: localValue(values[name], zone), hint: boundHint(cited), isRequired: true })
      : html`<dl><dt>${labels[name] ?? ""}</dt><dd>${localText(cited.value ?? "")} (cláusula ${cited.clause ?? "no indicada"})</dd></dl>`;
  const save = isOpen(delivery) ? html`<div class="actions"><button>Guardar</button></div>` : null;
  return html`<form class="printed" method="post" action="${placeOf(delivery, "/datos")}">${csrfOf(visit)}<input type="hidden" name="marca" value="${settingsMark(delivery.settings)}">
<p>Horas locales de la convocatoria (${zone}).</p>
${bound("inicio", open.start, call.window.start)}${bound("fin", open.end, call.window.end)}
${part("alcance", { rows: 3, hint: "Solo si la página está dentro de un portal: un patrón por renglón, como /prep/* o prep.example.mx/*. En blanco, todo es del PREP." })}
${part("internas", { rows: 3, hint: "Direcciones desde las que el difusor revisa su propio sitio, una por renglón: 192.0.2.7 o 192.0.2.0/24. Se cuentan aparte." })}
${part("intermediarios", { rows: 3, hint: "Balanceadores o CDN que anotan la dirección del visitante en X-Forwarded-For, una red por renglón." })}
${part("resultados", { most: 300, hint: "En blanco: /json/main.json." })}
${save}</form>`;
}

/** "8 de diciembre de 2024, 20:00 h": of a call's local time. */
function localText(local: string): string {
  return `${dayText(local.slice(0, 10))}, ${local.slice(11)} h`;
}

function boundHint({ clause, note }: { clause: string | null; note: string | null }): string {
  const parts = [
    `La convocatoria no lo fija${clause === null ? "" : ` (cláusula ${clause})`}; lo declara el difusor.`,
    note === null ? "" : `${note}.`,
  ];
  return parts.join(" ").trim();
}

const kinds: readonly AttachmentKind[] = ["exclusions", "monitor", "averages"];
const kindWords: Readonly<Record<AttachmentKind, { title: string; one: string; hint: string }>> = {
  exclusions: {
    title: "Exclusiones",
    one: "Exclusiones",
    hint: "Tiempo que no cuenta en la disponibilidad, con su motivo y quien lo aprobó. Columnas: inicio, fin, motivo, aprobado_por. Una tabla nueva sustituye a la anterior.",
  },
  monitor: {
    title: "Registro de un monitor",
    one: "Monitor",
    hint: "Exportación de Uptime Kuma, Gatus, UptimeRobot o Pingdom, o un CSV con las columnas timestamp y up. Puede haber varios.",
  },
  averages: {
    title: "Promedios diarios declarados",
    one: "Promedios declarados",
    hint: "El promedio habitual del portal, para la comparación. Columnas: medida, promedio_diario, desde, hasta, fuente. Una tabla nueva sustituye a la anterior.",
  },
};

function attachmentTable(visit: Visit): Markup {
  const { services, delivery } = visit;
  const place = placeOf(delivery, "/datos/tablas");
  const attachments = attachmentsOf(services, delivery.id);
  const rows = attachments.map(({ id, kind, name, summary, person: by, createdAt }) => [
    html`<a href="${place}/${id}">${printable(name)}</a>`,
    kindWords[kind].one,
    printable(summary),
    `${person(services, by)?.name ?? "Cuenta retirada"}, ${momentCell(createdAt)}`,
    isOpen(delivery)
      ? html`<form class="inline" method="post" action="${place}/${id}/retirar">${csrfOf(visit)}<button class="link" data-confirm="¿Retirar esta tabla?">Retirar</button></form>`
      : "",
  ]);
  const columns = ["Archivo", "Qué es", "Qué se leyó", "Quién y cuándo", "Acción"].map((title) => ({ title }));
  return tableOf(
    withZone(
      "Tablas entregadas",
      attachments.map(({ createdAt }) => createdAt),
    ),
    columns,
    rows,
    "Ninguna. Son opcionales; se agregan aquí abajo.",
  );
}

function attachmentForm(visit: Visit, kind: AttachmentKind): Markup {
  const { title, hint } = kindWords[kind];
  return html`<form method="post" action="${placeOf(visit.delivery, `/datos/tablas/${kind}`)}" enctype="multipart/form-data">${csrfOf(visit)}
<div class="field"><label for="archivo-${kind}">${title}</label><p class="hint" id="archivo-${kind}-ayuda">${hint}</p>
<input type="file" id="archivo-${kind}" name="archivo" required aria-describedby="archivo-${kind}-ayuda" accept=".csv,.xlsx,.json,.txt"></div>
<div class="actions"><button class="second">Agregar</button></div></form>`;
}

function save(visit: Visit): Answer {
  const { services, actor, delivery, form } = visit;
  const values = Object.fromEntries(Object.keys(labels).map((name) => [name, String(form[name] ?? "").replace(/\r\n?/g, "\n")]));
  const closed = whyNotChangeable(services, delivery);
  if (closed !== null) return dataPage(visit, { values, errors: { "": closed } });
  const saved = changeSettings(services, actor, delivery, form, String(form["marca"] ?? ""));
  if (!saved.ok) return dataPage(visit, { values, errors: saved.errors });
  if (saved.value === "conflict") return dataPage(visit, { values, other: valuesOf(delivery.settings) });
  return redirect(placeOf(delivery, "/datos"), "guardado");
}

export function kindNamed(text: string): AttachmentKind {
  const kind = kinds.find((each) => each === text);
  if (!kind) throw new Problem("not-found");
  return kind;
}

async function add(visit: Visit): Promise<Answer> {
  const kind = kindNamed(visit.parameter("kind"));
  const added = await attach(visit.services, visit.actor, visit.delivery, { kind, file: formFile(visit.form, "archivo") });
  return "refused" in added
    ? dataPage(visit, { refused: added.refused.map((each) => sayingIn(each, "es")) })
    : redirect(placeOf(visit.delivery, "/datos#tablas"), "tabla-agregada");
}

/** As it came; never shown as a page of this site. */
export function attachmentFile(visit: Visit, id: string): Answer {
  const attachment = attachmentsOf(visit.services, visit.delivery.id).find((each) => each.id === id);
  const content = attachment && attachmentContent(visit.services, visit.delivery.id, id);
  if (!attachment || !content) throw new Problem("not-found");
  return bytes("application/octet-stream", Buffer.from(content), printable(attachment.name));
}

const access = ["difusor"] as const;
const tableLimit = 9 * 1024 * 1024;

export const deliveryDataRoutes: readonly Route[] = [
  { method: "GET", path: "/memorias/:delivery/datos", access, handle: (visit) => dataPage(visit) },
  { method: "POST", path: "/memorias/:delivery/datos", access, handle: save },
  { method: "POST", path: "/memorias/:delivery/datos/tablas/:kind", access, bodyLimit: tableLimit, handle: add },
  { method: "GET", path: "/memorias/:delivery/datos/tablas/:id", access, handle: (visit) => attachmentFile(visit, visit.parameter("id")) },
  {
    method: "POST",
    path: "/memorias/:delivery/datos/tablas/:id/retirar",
    access,
    handle: (visit) => {
      detach(visit.services, visit.actor, visit.delivery, visit.parameter("id"));
      return redirect(placeOf(visit.delivery, "/datos#tablas"), "tabla-retirada");
    },
  },
];
