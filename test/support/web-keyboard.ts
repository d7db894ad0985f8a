// A page walked through by the keyboard alone: where each step of Tab lands, and whether it can be seen there.
import type { Page } from "playwright-core";

interface Stop {
  what: string;
  /** Inside the window, with a line around it. */
  isSeen: boolean;
  /** Behind the stop before, in the order in which a page is read; a field of date and hour has several. */
  isInOrder: boolean;
  isInMain: boolean;
}

const stopScript = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const before = globalThis.stopBefore;
  globalThis.stopBefore = at;
  const box = at.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  return {
    what: at.outerHTML.slice(0, 100),
    isSeen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isInOrder: !before || before === at || Boolean(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING),
    isInMain: Boolean(at.closest("main")),
  };
})()`;

/** Every stop from where the focus is to the end of the page, or as many as asked for. */
export async function tabStops(page: Page, most = 600): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < most) {
    await page.keyboard.press("Tab");
    const stop = (await page.evaluate(stopScript)) as Stop | null;
    if (stop === null || (stops.length > 0 && !stop.isInOrder && stop.what === stops[0]?.what)) break;
    stops.push(stop);
  }
  return stops;
}
