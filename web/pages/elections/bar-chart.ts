// Bars of one quantity, drawn on the server: the table beside has the same figures, so that a screen reader passes the drawing by.
import { html, type Markup } from "../../../report/index.ts";
import { percent } from "../charts/time-scale.ts";

export interface Bar {
  name: string;
  /** Null: not known, told in words in the bar's place. */
  value: number | null;
  text: string;
}

/** From zero on; `under` has unit and period. Names are text of the page, so that long ones wrap and none shrinks. */
export function barChart(title: string, under: string, bars: readonly Bar[]): Markup {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const rows = bars.map(
    ({ name, value, text }) =>
      html`<div class="line"><div class="name">${name}</div><svg width="100%" height="12"><rect class="bar" width="${percent(value === null || most === 0 ? 0 : value / most)}" height="12"/></svg><div class="amount">${text}</div></div>`,
  );
  return html`<figure class="bars"><figcaption><strong>${title}</strong><span>${under}</span></figcaption>
<div class="lines" aria-hidden="true">${rows}</div></figure>`;
}
