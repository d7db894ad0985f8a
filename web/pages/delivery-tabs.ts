// The parts of a difusor's delivery, as the row of links on top of each of them.
import { html, type Markup } from "../../report/index.ts";
import type { Delivery } from "../records/deliveries.ts";

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

export function tabsOf(delivery: Delivery, open: (typeof deliveryTabs)[number]["name"]): Markup {
  const items = deliveryTabs.map(
    ({ name, path, title }) =>
      html`<li><a href="/memorias/${delivery.id}${path}"${name === open ? html` aria-current="page"` : null}>${title}</a></li>`,
  );
  return html`<nav aria-label="Partes de la memoria técnica"><ul class="tabs">${items}</ul></nav>`;
}
