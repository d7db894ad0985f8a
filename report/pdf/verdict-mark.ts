// The signs of the verdicts, told apart by shape as well as by colour: a full disc, a full square, an open ring, an open triangle.
import type { Verdict } from "../document.ts";
import { LIGHT } from "../palette.ts";
import type { Sheet } from "./sheet.ts";

/** Draws the sign of a verdict around its centre. */
export function drawVerdictMark(sheet: Sheet, verdict: Verdict, centreX: number, centreY: number, radius: number): void {
  const { doc } = sheet;
  const r = radius;
  if (verdict === "cumple") doc.circle(centreX, centreY, r).fill(LIGHT.accent);
  else if (verdict === "incumple") doc.rect(centreX - r * 0.9, centreY - r * 0.9, r * 1.8, r * 1.8).fill(LIGHT.attention);
  else if (verdict === "no-verificable")
    doc
      .circle(centreX, centreY, r - 0.5)
      .lineWidth(1)
      .strokeColor(LIGHT.muted)
      .stroke();
  else {
    doc
      .moveTo(centreX, centreY - r)
      .lineTo(centreX + r, centreY + r * 0.8)
      .lineTo(centreX - r, centreY + r * 0.8)
      .closePath()
      .lineWidth(1)
      .strokeColor(LIGHT.attention)
      .stroke();
  }
}
