// The parts of a difusor's delivery, as the row of links on top of each of them.
import { html, type Markup } from "../../report/index.ts";
import { waitingOf } from "../deeds/waiting.ts";
import type { Delivery } from "../records/deliveries.ts";
import type { Records } from "../records/records.ts";

export const deliveryTabs = [
  { name: "resumen", path: "", title: "Qué falta" },
  { name: "bitacoras", path: "/bitacoras", title: "Bitácoras" },
  { name: "incidencias", path: "/incidencias", title: "Incidencias" },
  { name: "datos", path: "/datos", title: "Periodo y otros datos" },
  { name: "textos", path: "/textos", title: "Textos" },
  { name: "cifras", path: "/cifras", title: "Cifras" },
  { name: "entrega", path: "/entrega", title: "Revisar y entregar" },
  { name: "observaciones", path: "/observaciones", title: "Observaciones" },
] as const;

/** Parts that tell at length themselves that the institute returned the memoria. */
const tellsItself: ReadonlySet<string> = new Set(["resumen", "entrega", "observaciones"]);

/** The links, and what the institute waits for where the part itself does not say it. */
export function tabsOf(services: Records, delivery: Delivery, open: (typeof deliveryTabs)[number]["name"]): Markup {
  const { returned, observations } = waitingOf(services, delivery);
  const count = observations === 0 ? null : html` <span class="state attention">${observations} por contestar</span>`;
  const items = deliveryTabs.map(
    ({ name, path, title }) =>
      html`<li><a href="/memorias/${delivery.id}${path}"${name === open ? html` aria-current="page"` : null}>${title}${name === "observaciones" ? count : null}</a></li>`,
  );
  return html`<nav aria-label="Partes de la memoria técnica"><ul class="tabs">${items}</ul></nav>${returned === null || tellsItself.has(open) ? null : returnedLine(delivery, returned.version)}`;
}

function returnedLine({ id }: Delivery, version: number): Markup {
  return html`<p class="note attention">El instituto devolvió la versión ${version} para corregir. <a href="/memorias/${id}">Ver el motivo</a></p>`;
}
