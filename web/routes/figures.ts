// The figures of a delivery: every named period, availability, duties, findings and warnings.
import { type Analysis, keptAnalysis } from "../../analysis/index.ts";
import { UserError } from "../../ingest/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { sourceStrips } from "../pages/charts/source-strips.ts";
import { availabilityTable, complianceTable, periodMissing } from "../pages/delivery/checklist-page.ts";
import { explanationBody } from "../pages/delivery/explanation-page.ts";
import {
  definitionList,
  findingTable,
  howLink,
  keyList,
  madeText,
  periodTable,
  topPagesTable,
  warningList,
} from "../pages/delivery/figures-page.ts";
import { deliveryPage, placeOf } from "../pages/delivery/frame.ts";
import { spansOf } from "../pages/delivery/incident-parts.ts";
import { trafficTimeline } from "../pages/delivery/timeline.ts";
import { incidentsOf } from "../records/incidents.ts";
import type { Answer } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

async function figuresPage(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const kept = await keptAnalysis(services.store, delivery.id);
  if (kept === null) {
    const empty = html`<p class="empty">Todavía no hay cifras: se calculan en cuanto se lean las primeras <a href="${placeOf(delivery, "/bitacoras")}">bitácoras</a>.</p>`;
    return deliveryPage(visit, "cifras", "Cifras", empty);
  }
  const { analysis } = kept;
  const place = (key: string): string => placeOf(delivery, `/cifras/${encodeURIComponent(key)}`);
  const stale = kept.isStale
    ? html`<p class="note attention">Hay archivos más recientes que estas cifras; se calculan de nuevo.</p>`
    : null;
  const body = html`${stale}<p class="under">Calculadas el ${madeText(analysis)}. También en JSON: <a href="/api/v1/deliveries/${delivery.id}/analysis">analysis.json</a>.</p>
${periodTable(analysis, { placeOf: place })}${definitionList(analysis)}${keyList(analysis, place)}
${trafficTimeline(analysis, spansOf(incidentsOf(services, delivery.id)))}
<h2>Disponibilidad</h2>${periodMissing(delivery, analysis)}${howLink(place("availability.results"), "la disponibilidad")}${sourceStrips(analysis)}${availabilityTable(analysis, true)}
<h2>Obligaciones</h2>${howLink(place("compliance"), "las obligaciones")}<div class="roomy">${complianceTable(analysis)}</div>
<h2>Páginas</h2>${howLink(place("traffic.topPages"), "las páginas más visitadas")}${topPagesTable(analysis)}
<h2>Hallazgos</h2>${howLink(place("findings"), "los hallazgos")}<div class="roomy">${findingTable(analysis, place)}</div>
<h2>Advertencias</h2><p>Lo que conviene saber antes de confiar en una cifra.</p>${warningList(analysis)}`;
  return deliveryPage(visit, "cifras", "Cifras", body, { isWide: true });
}

/** How one figure came about. Throws Problem `not-found` for a key that the analysis does not have. */
async function explanationPage(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  const kept = await keptAnalysis(services.store, delivery.id);
  if (kept === null) throw new Problem("not-found", "Todavía no hay cifras: se calculan en cuanto se lean las primeras bitácoras.");
  const body = html`<p class="screen"><a href="${placeOf(delivery, "/cifras")}">Volver a las cifras</a></p>${explained(kept.analysis, visit.parameter("key"))}`;
  return deliveryPage(visit, "cifras", "Cifras", body, { isWide: true });
}

export function explained(analysis: Analysis, key: string): Markup {
  try {
    return explanationBody(analysis, key);
  } catch (error) {
    throw keyProblem(error);
  }
}

/** An unknown key is an address that is not there. */
export function keyProblem(error: unknown): unknown {
  if (!(error instanceof UserError && error.code === "key-unknown")) return error;
  return new Problem("not-found", "El análisis no tiene una cifra con esa clave.");
}

export const figureRoutes: readonly Route[] = [
  { method: "GET", path: "/memorias/:delivery/cifras", access: ["difusor"], handle: figuresPage },
  { method: "GET", path: "/memorias/:delivery/cifras/:key", access: ["difusor"], handle: explanationPage },
];
