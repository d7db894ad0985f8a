// Strips of time by what a source says of each moment, told apart by height, outline and shade; the same marks as in the memoria.
import { html, type Markup } from "../../../report/index.ts";
import { type SourceStrip, type StripState, stripStates } from "../../deeds/state-strips.ts";
import { percent, type TimeScale, timeTicks } from "./time-scale.ts";

const stateNames: Readonly<Record<StripState, string>> = {
  up: "con servicio",
  down: "sin servicio",
  degraded: "degradado",
  unknown: "sin registro",
  excluded: "excluido",
};

const stripHeight = 16;
/** Share of the strip's height that each state takes. */
const heights: Readonly<Record<StripState, number>> = { up: 0.3, down: 1, degraded: 0.6, unknown: 0.8, excluded: 1 };

/** `told`: the strip in words, for who does not see it. */
export function stripDrawing({ spans }: SourceStrip, periodSeconds: number, told: string): Markup {
  const boxes = stripStates.flatMap((state) =>
    spans[state].map(([from, to]) => {
      const height = Math.round(stripHeight * heights[state]);
      const x = percent(from / periodSeconds);
      const width = percent((to - from) / periodSeconds);
      return html`<rect class="${state}" x="${x}" y="${(stripHeight - height) / 2}" width="${width}" height="${height}"/>`;
    }),
  );
  return html`<svg class="strip" width="100%" height="${stripHeight}" role="img" aria-label="${told}">${boxes}</svg>`;
}

export function stripAxis(scale: TimeScale): Markup {
  return html`<svg class="axis" width="100%" height="22" aria-hidden="true" focusable="false"><line class="rule" x1="0" x2="100%" y1="0.5" y2="0.5"/>${timeTicks(scale, 0)}</svg>`;
}

/** The keys of the states that some strip has. */
export function stripKeys(strips: readonly SourceStrip[]): Markup {
  const shown = stripStates.filter((state) => strips.some(({ spans }) => spans[state].length > 0));
  const keys = shown.map((state) => {
    const height = Math.round(12 * heights[state]);
    return html`<span class="key"><svg class="strip" width="14" height="12" aria-hidden="true"><rect class="${state}" x="1" y="${(12 - height) / 2}" width="12" height="${height}"/></svg> ${stateNames[state]}</span> `;
  });
  return html`<p class="under keys">${keys}</p>`;
}
