// Bars of one quantity, drawn on the server: the table beside has the same figures, so that a screen reader passes the drawing by.
import { html, type Markup } from "../../../report/index.ts";

export interface Bar {
  name: string;
  /** Null: not known, told in words in the bar's place. */
  value: number | null;
  text: string;
}

const width = 640;
const rowHeight = 40;
const barHeight = 12;
const valueRoom = 110;
const mostLetters = 90;

/** From zero on; `under` has unit and period. */
export function barChart(title: string, under: string, bars: readonly Bar[]): Markup {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0));
  const lengthOf = (value: number): number => (most === 0 ? 0 : Math.round((value / most) * (width - valueRoom) * 10) / 10);
  const rows = bars.map(({ name, value, text }, place) => {
    const y = place * rowHeight;
    const length = value === null ? 0 : lengthOf(value);
    const shown = name.length > mostLetters ? `${name.slice(0, mostLetters - 1)}…` : name;
    return html`<text x="0" y="${y + 13}">${shown}</text><rect class="bar" x="0" y="${y + 19}" width="${length}" height="${barHeight}"/><text class="amount" x="${length + 6}" y="${y + 30}">${text}</text>`;
  });
  return html`<figure><figcaption><strong>${title}</strong><span>${under}</span></figcaption>
<svg class="bars" viewBox="0 0 ${width} ${Math.max(1, bars.length) * rowHeight}" width="${width}" aria-hidden="true" focusable="false">${rows}</svg></figure>`;
}
