// Two stories in a real browser: a reviewer from the board to the acceptance, with an observation that the difusor answers; a planner's comparison to a CSV.
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Delivery } from "../../web/records/deliveries.ts";
import type { Person } from "../../web/records/people.ts";
import { launchBrowser } from "../support/browser.ts";
import { testPage } from "../support/web-browser.ts";
import { copyHandedIn, current, frozenFigures, handedIn, testCall } from "../support/web-handed-in.ts";
import { violationsOf } from "../support/web-looks.ts";
import { type TestServer, testOrganisation, testPerson, testServer } from "../support/web-server.ts";

const browser: Browser | null = await launchBrowser();

let server: TestServer;
let people: Record<"difusor" | "reviewer" | "planner", Person>;
let done: Delivery;
let copied: Delivery;

beforeAll(async () => {
  if (!browser) return;
  server = await testServer();
  const institute = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM").id;
  people = {
    difusor: await testPerson(server, "difusor", "Diario del Oriente"),
    reviewer: await testPerson(server, "revisor", "Rita Revisora", institute),
    planner: await testPerson(server, "planeador", "Paula Planeadora"),
  };
  done = await handedIn(server, people.difusor, institute);
  const radio = await testPerson(server, "difusor", "Radio Irimbo");
  copied = await copyHandedIn(server, done, { organisation: radio.organisation, institute, person: radio.id, isLate: true });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  if (browser) await server.end();
});

/** With MEMORIA_PICTURES=DIR every step leaves pictures of the page there: wide, phone, dark and as printed. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["MEMORIA_PICTURES"];
  if (folder === undefined) return;
  const size = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.screenshot({ path: `${folder}/${name}-wide.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: `${folder}/${name}-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: "light", media: "print" });
  await page.screenshot({ path: `${folder}/${name}-print.png`, fullPage: true });
  await page.emulateMedia({ media: null, colorScheme: null });
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.screenshot({ path: `${folder}/${name}-laptop.png`, fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${folder}/${name}-phone.png`, fullPage: true });
  await page.setViewportSize(size);
}

async function looksRight(page: Page, name: string): Promise<void> {
  // A click does not wait for where it leads.
  await page.waitForLoadState("load");
  await picture(page, name);
  // In the ordinary run the tour asks this of every page; in the long one each step of the story is asked too.
  if (process.env["MEMORIA_LONG"]) expect(await violationsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
  expect(overflow).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1440, height: 900 });
}

describe.skipIf(browser === null)("in the browser", () => {
  const open = browser as Browser;

  test("a reviewer goes from the board to the acceptance, with an answer of the difusor in between", async () => {
    const { page, errors } = await testPage(open, server, people.reviewer);
    page.on("dialog", (dialog) => dialog.accept());
    await page.click("text=Irimbo");
    await looksRight(page, "tablero");
    await page.setViewportSize({ width: 1200, height: 800 });
    const hidden = await page.evaluate<number>(
      "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.scroll'))",
    );
    expect(hidden, "the board is read in the window of a laptop").toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.click("th >> text=Visitas");
    expect(page.url()).toContain("orden=visitas");
    await page.click("text=Organización de Diario del Oriente");
    await looksRight(page, "revision");
    for (const [tab, name] of [
      ["Cifras", "revision-cifras"],
      ["Incidencias", "revision-incidencias"],
      ["Bitácoras", "revision-bitacoras"],
      ["Memoria y archivos", "revision-memoria"],
    ] as const) {
      await page.click(`.tabs >> text=${tab}`);
      await looksRight(page, name);
    }
    await page.click(".tabs >> text=Observaciones y decisión");
    await page.selectOption("#seccion", "incidencias");
    await page.fill("#texto", "Falta la causa raíz de la segunda incidencia.");
    await page.click("text=Guardar la observación");
    await page.waitForSelector("text=La observación se guardó");

    const other = await testPage(open, server, people.difusor);
    await other.page.goto(`/memorias/${done.id}/observaciones`);
    await other.page.fill("textarea", "Se desconoce; se pidió al proveedor.");
    await other.page.click("button >> text=Contestar");
    await other.page.waitForSelector("text=La respuesta se guardó");
    await looksRight(other.page, "observaciones-difusor");

    await page.reload();
    await page.waitForSelector("text=Se desconoce; se pidió al proveedor.");
    await looksRight(page, "observaciones-instituto");
    await page.click("text=Cerrar la observación");
    await page.waitForSelector("text=Cerrada");
    await page.click("text=Aceptar la versión 1");
    await page.waitForSelector("text=La memoria técnica quedó aceptada");
    expect(current(server, done).state).toBe("aceptada");
    await other.page.reload();
    await other.page.waitForSelector("text=aceptada");
    // The report comes to the page by itself.
    await page.goto(`/tablero/${testCall.split("@")[0]}/informe`);
    await page.click("text=Preparar el informe");
    await page.waitForSelector("text=Se está preparando");
    await page.waitForSelector("text=Elaborado el");
    expect([...errors, ...other.errors]).toEqual([]);
  }, 60_000);

  test("a planner compares two memorias and takes the CSV along", async () => {
    const { page, errors } = await testPage(open, server, people.planner, { acceptDownloads: true });
    await looksRight(page, "elecciones");
    for (const { id } of [done, copied]) await page.check(`#e-${id}`);
    await page.click("text=Comparar las elegidas");
    await page.waitForSelector("h2 >> text=Tráfico");
    await looksRight(page, "comparacion");
    await page.fill("#margen", "2");
    await page.click("text=Estimar de nuevo");
    await page.waitForSelector("text=indicado por quien compara");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=CSV: un renglón por elección")]);
    const csv = await readFile(await download.path(), "utf8");
    const { traffic } = await frozenFigures(server, done);
    expect(csv.trim().split("\r\n")).toHaveLength(3);
    expect(csv).toContain(`,${traffic.hits},`);
    expect(errors).toEqual([]);
  }, 60_000);
});
