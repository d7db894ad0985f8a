// A difusor's deliveries: the list, beginning one, what is missing of one, and the kit for before the election.
import { countOf, keptAnalysis } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { type ChecklistItem, checklist } from "../deeds/checklist.ts";
import { beginDelivery } from "../deeds/deliveries.ts";
import { kitArchive } from "../deeds/kit.ts";
import { checkRegistration } from "../deeds/texts.ts";
import { waitingOf } from "../deeds/waiting.ts";
import { availabilityTable, checklistMarkup, complianceList, keyFigures, periodMissing } from "../pages/delivery/checklist-page.ts";
import { daysLeftText, dayText, deliveryPage, stateMark } from "../pages/delivery/frame.ts";
import { spansOf } from "../pages/delivery/incident-parts.ts";
import { waitingNotes } from "../pages/delivery/institute-note.ts";
import { trafficTimeline } from "../pages/delivery/timeline.ts";
import { csrfField, field, tableOf } from "../pages/layout.ts";
import { attachmentsOf } from "../records/attachments.ts";
import { callOf, knownCalls, referenceOf } from "../records/calls.ts";
import { deliveriesFor } from "../records/deliveries.ts";
import { dueOf } from "../records/due.ts";
import { incidentsOf } from "../records/incidents.ts";
import { textsOf } from "../records/texts.ts";
import { lastVersion } from "../records/versions.ts";
import { type Answer, bytes, page, redirect } from "./answer.ts";
import type { Route, Visit } from "./route.ts";

function listPage(visit: Visit): Answer {
  const { services, person } = visit;
  const own = deliveriesFor(services, person);
  const rows = own.map((delivery) => {
    const call = callOf(services, delivery.call);
    const due = dueOf(call, services.now());
    const version = lastVersion(services, delivery.id);
    return [
      html`<a href="/memorias/${delivery.id}">${call.document.value}</a>`,
      call.institute.value.shortName,
      html`${stateMark(delivery.state)}${waitingLine(waitingOf(services, delivery).observations)}`,
      due === null ? "Sin fecha" : dayText(due.day),
      due === null ? "" : version === null || delivery.state === "devuelta" ? daysLeftText(due) : "",
      version === null ? "Ninguna" : `${version.number}${version.isLate ? " (fuera del plazo)" : ""}`,
    ];
  });
  const columns = ["Convocatoria", "Instituto", "Estado", "Fecha límite", "Plazo", "Versión entregada"].map((title) => ({ title }));
  const table = tableOf("Memorias técnicas", columns, rows, "Todavía no hay ninguna. Se empieza por elegir la convocatoria, aquí abajo.");
  return page("Memorias técnicas", html`${table}${beginForm(visit, new Set(own.map(({ call }) => call.split("@")[0])))}`);
}

function waitingLine(observations: number): Markup | null {
  if (observations === 0) return null;
  return html`<span class="under">${countOf(observations, "observación espera respuesta", "observaciones esperan respuesta")}</span>`;
}

function beginForm(visit: Visit, begun: ReadonlySet<string | undefined>): Markup | null {
  const calls = knownCalls(visit.services).filter(({ id }) => !begun.has(id));
  if (calls.length === 0) return null;
  const options = calls
    .toSorted((a, b) => b.electionDate.value.localeCompare(a.electionDate.value))
    .map((call) => ({
      value: referenceOf(call),
      title: `${call.institute.value.shortName}, ${dayText(call.electionDate.value)}: ${call.document.value}`,
    }));
  return html`<h2>Empezar una memoria técnica</h2>
<form method="post" action="/memorias">${csrfField(visit.session?.csrf ?? "")}
${field({ name: "convocatoria", label: "Convocatoria", options, isRequired: true, hint: "Hay una memoria técnica por difusor y convocatoria." })}
<div class="actions"><button>Empezar</button></div></form>`;
}

function begin(visit: Visit): Answer {
  const { delivery, isNew } = beginDelivery(visit.services, visit.actor, visit.person, String(visit.form["convocatoria"] ?? ""));
  return redirect(`/memorias/${delivery.id}`, isNew ? "empezada" : "ya-empezada");
}

async function overview(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const call = callOf(services, delivery.call);
  const analysis = (await keptAnalysis(services.store, delivery.id))?.analysis ?? null;
  const incidents = incidentsOf(services, delivery.id);
  const items = checklist({
    call,
    settings: delivery.settings,
    files: services.store.catalog.files(delivery.id),
    incidents: incidents.length,
    texts: textsOf(services, delivery.id),
    attachments: attachmentsOf(services, delivery.id),
    registration: await checkRegistration(services, delivery),
    analysis,
  });
  const figures =
    analysis === null
      ? html`<p class="empty">Las cifras aparecen aquí en cuanto se lean las primeras bitácoras.</p>`
      : html`${periodMissing(delivery, analysis)}${keyFigures(analysis)}${trafficTimeline(analysis, spansOf(incidents))}
<h2>Disponibilidad</h2>${availabilityTable(analysis, false)}
<h2>Obligaciones que se pueden comprobar</h2>${complianceList(analysis)}`;
  const kit = html`<h2>Antes de la jornada</h2>
<p>Ajustes de bitácora para Apache y nginx, lista de control con fechas y plantilla de incidencias, hechos para esta convocatoria.</p>
<p><a class="button second" href="/memorias/${delivery.id}/kit.zip">Descargar el paquete (.zip)</a></p>`;
  const voluntary = call.memoria.required.value
    ? null
    : html`<p class="note">Esta convocatoria no pide memoria técnica: la que se presenta es voluntaria, y así lo dice.</p>`;
  return deliveryPage(
    visit,
    "resumen",
    "Qué falta",
    html`${voluntary}${waitingNotes(visit)}${checklistMarkup(delivery, items, lastItem(visit))}${figures}${kit}`,
    {
      isWide: true,
    },
  );
}

function lastItem({ services, delivery }: Visit): ChecklistItem {
  const { clause, value } = callOf(services, delivery.call).memoria.dueDate;
  const version = lastVersion(services, delivery.id);
  const limit = value === null ? "" : ` Fecha límite: ${dayText(value)}.`;
  return {
    id: "hand-in",
    state: version !== null && delivery.state !== "devuelta" ? "done" : "missing",
    title: "Revisar y entregar",
    clause,
    detail:
      version === null
        ? `Aún no se entrega.${limit}`
        : delivery.state === "devuelta"
          ? `El instituto devolvió la versión ${version.number} para corregir: falta entregar otra.`
          : `Se entregó la versión ${version.number}${version.isLate ? ", fuera del plazo" : ""}.`,
    part: "/entrega",
  };
}

export const deliveryRoutes: readonly Route[] = [
  { method: "GET", path: "/memorias", access: ["difusor"], handle: listPage },
  { method: "POST", path: "/memorias", access: ["difusor"], handle: begin },
  { method: "GET", path: "/memorias/:delivery", access: ["difusor"], handle: overview },
  {
    method: "GET",
    path: "/memorias/:delivery/kit.zip",
    access: ["difusor"],
    mostPerMinute: 20,
    handle: async ({ services, delivery }) =>
      bytes("application/zip", await kitArchive(services, delivery), `kit-${delivery.call.split("@")[0]}.zip`),
  },
];
