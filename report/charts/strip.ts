// One strip of time by its states, told apart by height and outline and not by shade alone.
import type { Words } from "../locale/words.ts";
import { LIGHT } from "../palette.ts";
import type { Key } from "./legend.ts";
import { PIXEL_ENDS, pixelTexts } from "./pixels.ts";
import type { State } from "./source-states.ts";

/** Stretches of a strip in px from its left end. */
export interface StripSpan {
  fromPx: number;
  toPx: number;
}

export interface Strip {
  /** The top and the height of the strip. */
  y: number;
  heightPx: number;
  spans: Record<State | "excluded", StripSpan[]>;
}

/** A stretch narrower than this could not be seen. */
const LEAST_PX = 1.5;
const HATCH_STEP_PX = 5;
/** More stretches than these in one strip are a texture: the narrowest gaps are closed. */
const MOST_SPANS = 60;

/** Stretches with gaps closed until there are few enough, each wide enough to be seen. */
export function legibleSpans(spans: readonly StripSpan[], leastPx = LEAST_PX): StripSpan[] {
  let joined = joinedPx(spans, 0);
  for (let gapPx = 0.5; joined.length > MOST_SPANS; gapPx *= 2) joined = joinedPx(joined, gapPx);
  return joined.map(({ fromPx, toPx }) => ({ fromPx, toPx: Math.max(toPx, fromPx + leastPx) }));
}

function joinedPx(spans: readonly StripSpan[], gapPx: number): StripSpan[] {
  const joined: StripSpan[] = [];
  for (const { fromPx, toPx } of [...spans].sort((a, b) => a.fromPx - b.fromPx)) {
    const last = joined.at(-1);
    if (last !== undefined && fromPx - last.toPx <= gapPx) last.toPx = Math.max(last.toPx, toPx);
    else if (toPx > fromPx) joined.push({ fromPx, toPx });
  }
  return joined;
}

interface Box {
  x: number;
  x2: number;
  y: number;
  y2: number;
}

/** Boxes of a share of the strip's height, in its middle. */
function boxes(strip: Strip, state: State, share: number): Box[] {
  const { y, heightPx } = strip;
  const inset = (heightPx * (1 - share)) / 2;
  const least = state === "up" ? 0 : LEAST_PX;
  return legibleSpans(strip.spans[state], least).map(({ fromPx, toPx }) => ({
    x: fromPx,
    x2: toPx,
    y: y + inset,
    y2: y + heightPx - inset,
  }));
}

/** Slanted lines over a stretch, cut at its ends. */
function hatch({ y, heightPx, spans }: Strip): Box[] {
  return legibleSpans(spans.excluded).flatMap(({ fromPx, toPx }) => {
    const lines: Box[] = [];
    for (let at = fromPx - heightPx; at < toPx; at += HATCH_STEP_PX) {
      const from = Math.max(at, fromPx);
      const to = Math.min(at + heightPx, toPx);
      if (to > from) lines.push({ x: from, x2: to, y: y + heightPx - (from - at), y2: y + heightPx - (to - at) });
    }
    return lines;
  });
}

/** The marks of many strips, a layer for each state. */
export function stripMarks(strips: readonly Strip[]): object[] {
  const of = (make: (strip: Strip) => Box[]): object => ({ values: strips.flatMap(make) });
  return [
    { data: of((strip) => boxes(strip, "up", 0.3)), mark: { type: "rect", color: LIGHT.class3 }, encoding: PIXEL_ENDS },
    {
      data: of((strip) => boxes(strip, "unknown", 1)),
      mark: { type: "rect", color: LIGHT.surface, stroke: LIGHT.muted, strokeWidth: 0.7, strokeDash: [2, 1.5] },
      encoding: PIXEL_ENDS,
    },
    {
      data: of((strip) => boxes(strip, "degraded", 0.6)),
      mark: { type: "rect", color: LIGHT.band, stroke: LIGHT.attention, strokeWidth: 0.7 },
      encoding: PIXEL_ENDS,
    },
    { data: of((strip) => boxes(strip, "down", 1)), mark: { type: "rect", color: LIGHT.attention }, encoding: PIXEL_ENDS },
    { data: of(hatch), mark: { type: "rule", color: LIGHT.ink, strokeWidth: 0.7 }, encoding: PIXEL_ENDS },
  ];
}

/** The keys of the states that some strip has. */
export function stripKeys(words: Words, strips: readonly Strip[]): Key[] {
  const keys: [State | "excluded", Key["sample"], string][] = [
    ["up", "low", LIGHT.class3],
    ["down", "square", LIGHT.attention],
    ["degraded", "half", LIGHT.band],
    ["unknown", "hollow", LIGHT.muted],
    ["excluded", "hatched", LIGHT.ink],
  ];
  return keys
    .filter(([state]) => strips.some((strip) => strip.spans[state].length > 0))
    .map(([state, sample, colour]) => ({ name: words.strips.states[state], sample, colour }));
}

/** Short texts beside strips. */
export function stripTexts(texts: { x: number; y: number; text: string }[], align: "left" | "right", style: object = {}): object {
  return pixelTexts(texts, { align, fontSize: 10, color: LIGHT.muted, ...style });
}
