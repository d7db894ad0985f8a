// The page in a real browser: accessible in light and dark, on a phone and wide; sorted and read by keyboard; shut against what got in.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { RunOptions } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Analysis } from "../../../analysis/analysis.ts";
import { renderCharts } from "../../../report/charts/render.ts";
import { renderHtml } from "../../../report/html.ts";
import { launchBrowser } from "../../support/browser.ts";
import { violationsOf } from "../../support/web-looks.ts";
import { memoriaOf } from "../built.ts";
import { fullAnalysis } from "../fixture-analysis.ts";

const dir = mkdtempSync(path.join(tmpdir(), "memoria-page-"));

/** The fixture with markup and scripts in every text that outsiders write. */
function attacked(): Analysis {
  const analysis = fullAnalysis();
  const attack = (place: string): string =>
    `"><script>window.attacked="${place}"</script><img src=x onerror="window.attacked='${place}'">\t'`;
  const [page, ...pages] = analysis.traffic.topPages;
  const [referrer, ...referrers] = analysis.traffic.referrers;
  if (page === undefined || referrer === undefined) throw new Error("the fixture has pages and sites of origin");
  const topPages = [{ ...page, path: `/${attack("path")}` }, ...pages];
  const traffic = { ...analysis.traffic, topPages, referrers: [{ ...referrer, name: attack("referrer") }, ...referrers] };
  return { ...analysis, difusor: attack("difusor"), traffic };
}

async function saved(name: string, analysis: Analysis): Promise<string> {
  const document = memoriaOf(analysis, "iem-irimbo-2024", { conclusiones: "<script>window.attacked='text'</script>" });
  const file = path.join(dir, name);
  writeFileSync(file, renderHtml(document, await renderCharts(document)));
  return pathToFileURL(file).href;
}

let browser: Browser | null = null;
let address = "";
let hostile = "";
beforeAll(async () => {
  browser = await launchBrowser();
  address = await saved("page.html", fullAnalysis());
  hostile = await saved("hostile.html", attacked());
});
afterAll(async () => {
  await browser?.close();
  rmSync(dir, { recursive: true, force: true });
});

interface Visit {
  page: Page;
  /** Errors, broken rules of the policy, and requests to anything but the file. */
  trouble: string[];
}

/** The page as it is opened by one reader, closed at the end. */
async function visit(url: string, options: BrowserContextOptions, work: (visit: Visit) => Promise<void>): Promise<void> {
  if (browser === null) throw new Error("no browser runs here: see test/support/browser.ts");
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on("console", (message) => trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) trouble.push(request.url());
  });
  await page.goto(url);
  await work({ page, trouble });
  await context.close();
}

const WIDE = { viewport: { width: 1400, height: 900 } };

describe("every reader", () => {
  test.each<[string, BrowserContextOptions, RunOptions]>([
    ["wide, light", { ...WIDE, colorScheme: "light" }, {}],
    // All but the colours is as in the light.
    ["wide, dark", { ...WIDE, colorScheme: "dark" }, { runOnly: ["color-contrast"] }],
    ["a phone of 320 px, light", { viewport: { width: 320, height: 640 }, colorScheme: "light" }, {}],
    ["a phone, dark", { viewport: { width: 390, height: 800 }, colorScheme: "dark" }, {}],
  ])("%s: finds no obstacle, and nothing to scroll sideways", async (_name, options, rules) => {
    await visit(address, options, async ({ page, trouble }) => {
      const sideways = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(sideways).toBeLessThanOrEqual(0);
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      expect(await violationsOf(page, rules)).toEqual([]);
      expect(trouble).toEqual([]);
    });
  });

  test("without scripts: has every table and chart, and no button that does nothing", async () => {
    await visit(address, { ...WIDE, javaScriptEnabled: false }, async ({ page, trouble }) => {
      expect(await page.locator("figure svg").count()).toBe(await page.locator("figure").count());
      expect(await page.locator("thead th").first().isVisible()).toBe(true);
      expect(await page.locator("button, input").count()).toBe(0);
      expect(trouble).toEqual([]);
    });
  });

  test("on paper: is light, with nothing that only a screen needs", async () => {
    await visit(address, { ...WIDE, colorScheme: "dark" }, async ({ page }) => {
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      expect(await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")).toBe("rgb(255, 255, 255)");
      for (const hidden of [".reader", "nav", "details.data"]) expect(await page.locator(hidden).first().isVisible()).toBe(false);
    });
  });
});

describe("a table", () => {
  const firstCells = (page: Page, id: string): Promise<string[]> =>
    page.locator(`table:has(#${id}) tbody tr`).evaluateAll((rows) => rows.map((row) => row.firstElementChild?.textContent ?? ""));

  test("is put in order by keyboard, says so, and comes back", async () => {
    await visit(address, WIDE, async ({ page, trouble }) => {
      const first = await firstCells(page, "tabla-estados");
      const button = page.locator("table:has(#tabla-estados) thead button").first();
      const state = (): Promise<string | null> => button.locator("xpath=..").getAttribute("aria-sort");
      await button.focus();
      await page.keyboard.press("Enter");
      expect(await state()).toBe("ascending");
      expect(await firstCells(page, "tabla-estados")).toEqual(first.toSorted(new Intl.Collator("es").compare));
      await page.keyboard.press("Space");
      expect(await state()).toBe("descending");
      expect(await firstCells(page, "tabla-estados")).toEqual(first.toSorted(new Intl.Collator("es").compare).reverse());
      await page.keyboard.press("Enter");
      expect(await state()).toBeNull();
      expect(await firstCells(page, "tabla-estados")).toEqual(first);
      expect(trouble).toEqual([]);
    });
  });

  test("keeps its total last, by figures as well", async () => {
    await visit(address, WIDE, async ({ page }) => {
      const table = page.locator("table:has(#tabla-estados-http)");
      const last = await table.locator("tbody tr.total").textContent();
      await table.locator("thead button").nth(1).click();
      expect(await table.locator("tbody tr").last().textContent()).toBe(last);
      const counts = await table.locator("tbody tr:not(.total) td:nth-child(2)").allInnerTexts();
      const numbers = counts.map((text) => Number(text.replaceAll(",", "")));
      expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    });
  });

  test("of different measures has no order", async () => {
    await visit(address, WIDE, async ({ page }) => {
      for (const id of ["tabla-cifras", "tabla-permanencia", "disponibilidad-window"]) {
        expect(await page.locator(`table:has(#${id})`).count()).toBe(1);
        expect(await page.locator(`table:has(#${id}) thead button`).count()).toBe(0);
      }
    });
  });
});

describe("a chart", () => {
  test("is read value by value by keyboard, from its peak on", async () => {
    const { points } = fullAnalysis().traffic.series;
    const peak = points.reduce((best, point, index) => (point.hits > (points[best]?.hits ?? 0) ? index : best), 0);
    const told = (index: number): string => {
      const point = points[index];
      const count = (value: number | undefined): string => (value ?? 0).toLocaleString("en-US");
      return `Solicitudes: ${count(point?.hits)} · Páginas vistas: ${count(point?.pageViews)} · Errores 5xx: ${count(point?.errors5xx)}`;
    };
    await visit(address, WIDE, async ({ page, trouble }) => {
      const slider = page.locator("#grafica-demanda input");
      const output = page.locator("#grafica-demanda output");
      expect(await output.textContent()).toContain(told(peak));
      await slider.focus();
      await page.keyboard.press("ArrowRight");
      expect(await output.textContent()).toContain(told(peak + 1));
      expect(await slider.getAttribute("aria-valuetext")).toBe(await output.textContent());
      await page.keyboard.press("End");
      expect(await output.textContent()).toContain(told(points.length - 1));
      await page.keyboard.press("Home");
      expect(await output.textContent()).toMatch(/^08\/12\/2024 20:00 · /u);
      expect(await page.locator("#grafica-demanda line.cursor").getAttribute("x1")).toBe("58");
      expect(trouble).toEqual([]);
    });
  });

  test("follows the pointer to the nearest place of a map", async () => {
    await visit(address, WIDE, async ({ page }) => {
      const drawing = page.locator("#grafica-estados svg");
      await drawing.scrollIntoViewIfNeeded();
      const box = await drawing.boundingBox();
      if (box === null) throw new Error("the map is not shown");
      // The north-east of the map: Nuevo León or its neighbours, not the greatest, which stands at first.
      const before = await page.locator("#grafica-estados output").textContent();
      await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
      const after = await page.locator("#grafica-estados output").textContent();
      expect(before).toMatch(/^Michoacán · /u);
      expect(after).not.toBe(before);
      expect(await page.locator("#grafica-estados circle.cursor").count()).toBe(1);
    });
  });
});

describe("what got in", () => {
  test("stays text, with the page's script at work on it", async () => {
    await visit(hostile, WIDE, async ({ page, trouble }) => {
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      const clicked = await page.locator("thead button").evaluateAll((buttons) => {
        for (const button of buttons as unknown as { click(): void }[]) button.click();
        return buttons.length;
      });
      expect(clicked).toBeGreaterThan(20);
      await page.locator("#grafica-demanda input").press("ArrowRight");
      expect(await page.evaluate("window.attacked")).toBeUndefined();
      expect(await page.locator("img").count()).toBe(0);
      expect(await page.locator("script").count()).toBe(1);
      expect(trouble).toEqual([]);
    });
  });

  test("would not run even as markup: the policy stops scripts, handlers and requests", async () => {
    const html = readFileSync(new URL(address), "utf8");
    const attack =
      "<script>window.attacked=1</script><img src=https://example.invalid/x onerror='window.attacked=2'><style>p{color:red}</style>";
    const file = path.join(dir, "broken-in.html");
    writeFileSync(file, html.replace("<main>", `<main>${attack}`));
    await visit(pathToFileURL(file).href, WIDE, async ({ page, trouble }) => {
      expect(await page.evaluate("window.attacked")).toBeUndefined();
      expect(await page.evaluate("getComputedStyle(document.querySelector('main p')).color")).not.toBe("rgb(255, 0, 0)");
      expect(trouble.filter((text) => text.includes("Content Security Policy")).length).toBeGreaterThanOrEqual(3);
      expect(await page.locator("thead button").count()).toBeGreaterThan(0);
    });
  });
});
