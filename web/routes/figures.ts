// The figures of a delivery: every named period, availability, duties, findings and warnings.
import { keptAnalysis } from "../../analysis/index.ts";
import { html } from "../../report/index.ts";
import { sourceStrips } from "../pages/charts/source-strips.ts";
import { availabilityTable, complianceTable } from "../pages/delivery/checklist-page.ts";
import { definitionList, findingTable, madeText, periodTable, topPagesTable, warningList } from "../pages/delivery/figures-page.ts";
import { deliveryPage, placeOf } from "../pages/delivery/frame.ts";
import { spansOf } from "../pages/delivery/incident-parts.ts";
import { trafficTimeline } from "../pages/delivery/timeline.ts";
import { incidentsOf } from "../records/incidents.ts";
import type { Answer } from "./answer.ts";
import type { Route, Visit } from "./route.ts";

async function figuresPage(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const kept = await keptAnalysis(services.store, delivery.id);
  if (kept === null) {
    const empty = html`<p class="empty">Todavía no hay cifras: se calculan en cuanto se lean las primeras <a href="${placeOf(delivery, "/bitacoras")}">bitácoras</a>.</p>`;
    return deliveryPage(visit, "cifras", "Cifras", empty);
  }
  const { analysis } = kept;
  const stale = kept.isStale
    ? html`<p class="note attention">Hay archivos más recientes que estas cifras; se calculan de nuevo.</p>`
    : null;
  const body = html`${stale}<p class="under">Calculadas el ${madeText(analysis)}. También en JSON: <a href="/api/v1/deliveries/${delivery.id}/analysis">analysis.json</a>.</p>
${periodTable(analysis)}${definitionList(analysis)}
${trafficTimeline(analysis, spansOf(incidentsOf(services, delivery.id)))}
<h2>Disponibilidad</h2>${sourceStrips(analysis)}${availabilityTable(analysis, true)}
<h2>Obligaciones</h2><div class="roomy">${complianceTable(analysis)}</div>
<h2>Páginas</h2>${topPagesTable(analysis)}
<h2>Hallazgos</h2><div class="roomy">${findingTable(analysis)}</div>
<h2>Advertencias</h2><p>Lo que conviene saber antes de confiar en una cifra.</p>${warningList(analysis)}`;
  return deliveryPage(visit, "cifras", "Cifras", body, { isWide: true });
}

export const figureRoutes: readonly Route[] = [
  { method: "GET", path: "/memorias/:delivery/cifras", access: ["difusor"], handle: figuresPage },
];
