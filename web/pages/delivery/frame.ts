// What every page of a delivery has on top: which it is, its state, what is running, and the links to its parts.

import { formatDate, printable } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";
import { callOf } from "../../records/calls.ts";
import { type Delivery, type DeliveryState, isOpen } from "../../records/deliveries.ts";
import { type Due, dueOf } from "../../records/due.ts";
import { lastJob, openJobs } from "../../records/jobs.ts";
import { type PageAnswer, page } from "../../routes/answer.ts";
import type { Visit } from "../../routes/route.ts";
import { type deliveryTabs, tabsOf } from "../delivery-tabs.ts";
import { toldOnPage } from "../program-told.ts";

export const stateNames: Readonly<Record<DeliveryState, string>> = {
  preparacion: "En preparación",
  entregada: "Entregada",
  aceptada: "Aceptada",
  devuelta: "Devuelta para corregir",
};

export function stateMark(state: DeliveryState): Markup {
  const kind = state === "devuelta" ? " attention" : state === "aceptada" || state === "entregada" ? " done" : "";
  return html`<span class="state${kind}">${stateNames[state]}</span>`;
}

/** "faltan 3 días", "hoy vence", "venció hace 2 días". */
export function daysLeftText({ daysLeft }: Due): string {
  if (daysLeft === 0) return "vence hoy";
  const days = `${Math.abs(daysLeft).toLocaleString("es-MX")} ${Math.abs(daysLeft) === 1 ? "día" : "días"}`;
  return daysLeft > 0 ? `${daysLeft === 1 ? "falta" : "faltan"} ${days}` : `venció hace ${days}`;
}

/** "15 de diciembre de 2024": of YYYY-MM-DD. */
export function dayText(day: string): string {
  return formatDate(`${day}T12:00:00Z`, "UTC");
}

const jobNames: Readonly<Record<string, string>> = {
  analyze: "Se calculan las cifras",
  draft: "Se prepara la vista previa",
  "hand-in": "Se entrega la memoria técnica",
  ingest: "Se leen bitácoras",
};

/** What runs now, renewed by client/wait.ts; or what went wrong last. */
function workNote({ services, delivery }: Visit): Markup | null {
  const open = openJobs(services, delivery.id);
  if (open.length > 0) {
    const names = [...new Set(open.map(({ kind }) => jobNames[kind] ?? "Hay trabajo en curso"))];
    return html`<p class="note" role="status" data-wait="/api/v1/deliveries/${delivery.id}">${names.join(". ")}. Se puede seguir trabajando o salir: esta página se renueva al terminar.</p>`;
  }
  const analysis = lastJob(services, delivery.id, "analyze");
  if (analysis?.state !== "failed") return null;
  return html`<p class="note attention">Las cifras no se pudieron calcular: ${printable(toldOnPage(analysis.error))}</p>`;
}

function lead({ services, delivery }: Visit): Markup {
  const call = callOf(services, delivery.call);
  const due = dueOf(call, services.now());
  const limit = due === null ? "La convocatoria no fija fecha límite." : `Fecha límite: ${dayText(due.day)} (${daysLeftText(due)}).`;
  return html`<p class="lead">${call.document.value}. ${limit} ${stateMark(delivery.state)}</p>`;
}

/** A page of a delivery. */
export function deliveryPage(
  visit: Visit,
  tab: (typeof deliveryTabs)[number]["name"],
  title: string,
  body: Markup,
  extra: Partial<Pick<PageAnswer, "status" | "scripts" | "isWide">> = {},
): PageAnswer {
  const closed = isOpen(visit.delivery)
    ? null
    : html`<p class="note">El instituto aceptó esta memoria técnica: se puede consultar y ya no se cambia.</p>`;
  const work = workNote(visit);
  const scripts = [...(extra.scripts ?? []), "confirm", ...(work === null ? [] : ["wait"])];
  return page(title, html`${lead(visit)}${tabsOf(visit.services, visit.delivery, tab)}${closed}${work}${body}`, {
    ...extra,
    scripts,
  });
}

/** The address of a part of a delivery. */
export function placeOf(delivery: Pick<Delivery, "id">, part = ""): string {
  return `/memorias/${delivery.id}${part}`;
}
