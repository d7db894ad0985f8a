// Incidents of a handed-in version with their history, and the form by which the institute classifies one otherwise.
import { formatDuration, formatShortDateTime, printable, zoneLabel } from "../../../analysis/index.ts";
import { html, incidentEffects, incidentTypes, type Markup } from "../../../report/index.ts";
import type { FrozenIncident } from "../../deeds/reclassified.ts";
import type { IncidentChange, IncidentFields } from "../../records/incidents.ts";
import type { Services } from "../../services.ts";
import { field, formErrors, longText } from "../layout.ts";
import { momentText } from "../moments.ts";
import { whoText } from "./parts.ts";

function named(names: Readonly<Record<string, string>>, value: string | undefined): string {
  return (value === undefined ? undefined : names[value]) ?? printable(value ?? "—");
}

/** "Interrupción del servicio; Caída", with the weight of a degradation. */
function classText({ tipo, efecto, peso }: IncidentFields): string {
  const weight = peso === undefined ? "" : ` (peso ${printable(peso)})`;
  return `${named(incidentTypes, tipo)}; ${named(incidentEffects, efecto).toLowerCase()}${weight}`;
}

/** Each change of the classification: from what to what, by whom, when and why. */
export function reclassificationList(services: Services, changes: readonly IncidentChange[]): Markup {
  const items = changes.map(
    ({ at, person, reason, before, after }) =>
      html`<li>${printable((after ?? before)?.descripcion ?? "").slice(0, 120)}: <span class="old">${before === null ? "—" : classText(before)}</span> ${after === null ? "Retirada" : classText(after)}. <span class="whole">Motivo: ${printable(reason ?? "")}</span> <span class="under">${whoText(services, person)}, ${momentText(at)}</span></li>`,
  );
  return html`<ul>${items}</ul>`;
}

function historyList(services: Services, history: readonly IncidentChange[]): Markup {
  const what = ({ before, after }: IncidentChange): Markup =>
    before === null
      ? html`Se registró`
      : after === null
        ? html`Se retiró`
        : html`Se cambió: <span class="old">${classText(before)}</span> ${classText(after)}`;
  return html`<ol>${history.map((change) => html`<li>${what(change)}. ${change.reason === null ? null : html`<span class="whole">Motivo: ${printable(change.reason)}</span> `}<span class="under">${whoText(services, change.person)}, ${momentText(change.at)}</span></li>`)}</ol>`;
}

export interface IncidentForm {
  id: string;
  values: Record<string, unknown>;
  errors: Record<string, string>;
}

interface Shown {
  services: Services;
  timeZone: string;
  /** Null: no form, as the version is not the last. */
  form: { placeOf: (id: string) => string; csrf: Markup; refused: IncidentForm | null } | null;
}

function timeText({ inicio, fin }: IncidentFields, timeZone: string): string {
  const isTime = (text: string): boolean => !Number.isNaN(Date.parse(text));
  const at = (text: string): string => (isTime(text) ? formatShortDateTime(new Date(text).toISOString(), timeZone) : printable(text));
  if (inicio === undefined) return "—";
  const times = [inicio, fin ?? inicio].filter(isTime).map((text) => new Date(text).toISOString());
  const [first, last] = times;
  const zone = first === undefined ? "" : ` (${zoneLabel(timeZone, first, last)})`;
  if (fin === undefined) return `${at(inicio)}, sin fin${zone}`;
  const seconds = (Date.parse(fin) - Date.parse(inicio)) / 1000;
  return `${at(inicio)} a ${at(fin)}${Number.isFinite(seconds) ? `, ${formatDuration(seconds)}` : ""}${zone}`;
}

export function incidentCard({ id, fields, kept, history }: FrozenIncident, number: number, shown: Shown): Markup {
  const text = (value: string | undefined): Markup => (value === undefined ? html`No declarado` : longText(printable(value)));
  const now = kept === null ? null : classText(kept.fields);
  const isOther =
    now !== null && now !== classText(fields) && history.at(-1)?.after !== undefined && classText(history.at(-1)?.after ?? {}) === now;
  return html`<section id="incidencia-${id}"><h2>${number}. ${classText(fields)}</h2>
${isOther ? html`<p class="note attention">Reclasificada por el instituto: ${now}. La versión entregada queda como estaba.</p>` : null}
<dl><dt>Cuándo</dt><dd>${timeText(fields, shown.timeZone)}</dd>
<dt>Descripción</dt><dd>${text(fields.descripcion)}</dd><dt>Causa raíz</dt><dd>${text(fields.causa_raiz)}</dd>
<dt>Impacto en la difusión</dt><dd>${text(fields.impacto)}</dd><dt>Medidas tomadas</dt><dd>${text(fields.medidas)}</dd>
<dt>Componente y fuente</dt><dd>${text(fields.componente)}; ${text(fields.fuente)}</dd></dl>
<details><summary>Historia de esta incidencia</summary>${historyList(shown.services, history)}</details>
${shown.form === null || kept === null ? null : reclassifyForm(id, history.at(-1)?.after ?? fields, kept.revision, shown.form)}</section>`;
}

function reclassifyForm(id: string, now: IncidentFields, revision: number, form: NonNullable<Shown["form"]>): Markup {
  const refused = form.refused?.id === id ? form.refused : null;
  const value = (name: "tipo" | "efecto" | "peso" | "motivo", otherwise: string): string =>
    typeof refused?.values[name] === "string" ? refused.values[name] : otherwise;
  const choices = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([each, title]) => ({ value: each, title }));
  // Ids of fields are unique on the page: each form's are named after its incident.
  const part = (facts: Parameters<typeof field>[0]): Markup =>
    field({ ...facts, id: `${facts.name}-${id}`, error: refused?.errors[facts.name] });
  return html`<details${refused === null ? null : html` open`}><summary>Clasificar de otra manera</summary>
${refused === null ? null : formErrors(refused.errors)}
<form method="post" action="${form.placeOf(id)}">${form.csrf}<input type="hidden" name="revision" value="${revision}">
<div class="fields">
${part({ name: "tipo", label: "Tipo", value: value("tipo", now.tipo ?? ""), options: choices(incidentTypes), isRequired: true })}
${part({ name: "efecto", label: "Efecto en el servicio", value: value("efecto", now.efecto ?? ""), options: choices(incidentEffects), isRequired: true })}
${part({ name: "peso", label: "Peso", value: value("peso", now.peso ?? ""), hint: "De una degradación: parte del servicio que se perdió, de 0 a 1.", most: 8 })}
</div>
${part({ name: "motivo", label: "Motivo", value: value("motivo", ""), rows: 3, isRequired: true, most: 4000, hint: "Lo ven el instituto y el difusor, con el valor anterior." })}
<div class="actions"><button class="second">Reclasificar y calcular de nuevo</button></div></form></details>`;
}
