// What a page looks like in a real browser: what axe finds, what is wider than the window, and pictures for people.
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type axe from "axe-core";
import type { Page } from "playwright-core";

/** A folder where a run leaves pictures of each page; undefined: it leaves none. */
export const pictures = process.env["MEMORIA_PICTURES"];
export const phone = { width: 390, height: 844 };
const wide = { width: 1440, height: 900 };

/** Takes a seventh of a second to read in a page: once is enough. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that a page breaks, with the first places of each. The page's policy allows no script of others: this one comes in by the browser itself. */
export async function violationsOf(page: Page, options: axe.RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate((given) => (globalThis as unknown as { axe: typeof axe }).axe.run(given), {
    resultTypes: ["violations"],
    ...options,
  } satisfies axe.RunOptions);
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html.slice(0, 140))
        .join(" | ")}`,
  );
}

/** How wide the page is, and the first thing in it that reaches out of the window by itself. */
const widthScript = `({
  scrollWidth: document.documentElement.scrollWidth,
  widest: [...document.querySelectorAll("body *")].find((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll, pre, svg, .hidden, .heard"))?.outerHTML.slice(0, 120) ?? "",
})`;

/** What reaches out of a phone's window; null: nothing. */
export async function overflowOf(page: Page): Promise<string | null> {
  const { scrollWidth, widest } = (await page.evaluate(widthScript)) as { scrollWidth: number; widest: string };
  return scrollWidth > phone.width ? `${scrollWidth} px wide: ${widest}` : null;
}

/** Of a page without end the beginning: a browser draws no more at once. */
const mostPictureHeight = 12_000;

/** Leaves a page as phone, wide, in the dark, in a window and as printed, where pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  const place = (kind: string): string => path.join(pictures ?? "", `${name.slice(0, 80)}.${kind}.png`);
  await mkdir(pictures, { recursive: true });
  const shot = async (kind: string): Promise<void> => {
    const { width, height } = (await page.evaluate("({ width: innerWidth, height: document.documentElement.scrollHeight })")) as {
      width: number;
      height: number;
    };
    const clip = { x: 0, y: 0, width, height: Math.min(height, mostPictureHeight) };
    await page.screenshot({ path: place(kind), fullPage: true, clip });
  };
  await shot("phone");
  await page.emulateMedia({ colorScheme: "dark" });
  await shot("phone-dark");
  await page.setViewportSize(wide);
  await shot("wide-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await shot("wide");
  await page.setViewportSize({ width: 1200, height: 760 });
  await page.screenshot({ path: place("window") });
  await page.emulateMedia({ media: "print" });
  await shot("print");
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize(phone);
}
