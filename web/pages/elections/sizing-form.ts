// What a planner may say of the next election: the margin of the estimate, and what one server bears.
import type { SizingOptions } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";
import { field } from "../layout.ts";

export type SizingAsked = Required<SizingOptions>;

/** What is no number in its range is null, as if nobody had given it. */
export function sizingAsked(margin: string | undefined, capacity: string | undefined): SizingAsked {
  return { margin: within(margin, 1, 100), capacity: within(capacity, 1, 10_000_000) };
}

function within(given: string | undefined, least: number, most: number): number | null {
  const amount = Number((given ?? "").replace(",", "."));
  return amount >= least && amount <= most ? amount : null;
}

/** The comparison's address with what was chosen and asked. */
export function comparisonAddress(place: string, ids: readonly string[], { margin, capacity }: SizingAsked): string {
  const words = new URLSearchParams();
  for (const id of ids) words.append("entrega", id);
  if (margin !== null) words.set("margen", String(margin));
  if (capacity !== null) words.set("capacidad", String(capacity));
  return `${place}?${words}`;
}

export function sizingForm(ids: readonly string[], typed: Record<"margen" | "capacidad", string>, asked: SizingAsked): Markup {
  const wrong = (text: string, value: number | null, most: string): string | undefined =>
    text !== "" && value === null ? `Se esperaba un número de 1 a ${most}.` : undefined;
  return html`<form method="get" action="/elecciones/comparar#tamano">${ids.map((id) => html`<input type="hidden" name="entrega" value="${id}">`)}
${field({ name: "margen", label: "Margen de la estimación", value: typed.margen, hint: "Factor por el que se multiplica, de 1 a 100; por ejemplo 1.5.", error: wrong(typed.margen, asked.margin, "100"), most: 8 })}
${field({ name: "capacidad", label: "Capacidad de un servidor", value: typed.capacidad, hint: "Solicitudes por segundo que atiende uno, según sus pruebas de carga; con ella se dice cuántos harían falta.", error: wrong(typed.capacidad, asked.capacity, "10,000,000"), most: 10 })}
<div class="actions"><button class="second">Estimar de nuevo</button></div></form>`;
}
