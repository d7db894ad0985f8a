// A difusor's story in a real browser, from the invitation's link to the receipt, on a phone; the server is restarted between the steps.
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { delivery as deliveryOf } from "../../web/records/deliveries.ts";
import { incidentsOf } from "../../web/records/incidents.ts";
import { invite } from "../../web/records/invitations.ts";
import { textsOf } from "../../web/records/texts.ts";
import { uploadsOf } from "../../web/records/uploads.ts";
import { versionsOf } from "../../web/records/versions.ts";
import { launchBrowser } from "../support/browser.ts";
import { testPage } from "../support/web-browser.ts";
import { settled, type TestSample, testSample } from "../support/web-delivery.ts";
import { violationsOf } from "../support/web-looks.ts";
import { type TestServer, testOrganisation, testPerson, testServer } from "../support/web-server.ts";

let server: TestServer;
let sample: TestSample;
let browser: Browser | null;

beforeAll(async () => {
  [server, sample, browser] = await Promise.all([testServer(), testSample(5000, "outage"), launchBrowser()]);
  server.clock.offsetMilliseconds = Date.parse("2024-12-10T18:00:00Z") - Date.now();
  testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM");
});
afterAll(async () => {
  await browser?.close();
  await server.end();
  await sample.end();
});

/** No rule of accessibility is broken, and nothing is wider than the window. */
async function sound(page: Page): Promise<void> {
  // In the ordinary run the tour asks this of every page; in the long one each step of the story is asked too.
  if (process.env["MEMORIA_LONG"]) expect(await violationsOf(page, { iframes: false }), page.url()).toEqual([]);
  expect(
    await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
    page.url(),
  ).toBeLessThanOrEqual(0);
}

test("from invitation to receipt", async () => {
  if (!browser) throw new Error("no browser runs here: see test/support/browser.ts");
  const host = testOrganisation(server, "difusor", "Radio Ejemplo <b>");
  const administrator = await testPerson(server, "administrador", "Ada");
  const { secret } = invite(server.services, { organisation: host.id, role: "difusor", email: null, createdBy: administrator.id });
  const { page, errors } = await testPage(browser, server, null, { viewport: { width: 390, height: 800 } });
  const open = (part: string) => page.goto(`${server.origin}${part}`);

  await open(`/invitacion/${secret}`);
  await page.fill("#nombre", "Dora Domínguez");
  await page.fill("#correo", "dora@example.mx");
  await page.fill("#contrasena", "una frase larga cualquiera");
  await page.click("text=Abrir la cuenta");
  await page.waitForURL(/\/memorias/);
  await sound(page);

  await page.selectOption("#convocatoria", "iem-irimbo-2024@original");
  await page.click("button:text-is('Empezar')");
  await page.waitForURL(/\/memorias\/\w+/);
  const id = /\/memorias\/(\w+)/.exec(page.url())?.[1] ?? "";
  await sound(page);
  await page.click("a:text-is('Fin del periodo de publicación')");
  await page.fill("#fin", "2024-12-10T00:00");
  await page.click("button:text-is('Guardar')");
  await page.waitForSelector(".notice");
  expect(deliveryOf(server.services, id)?.settings.windowEnd).toBe("2024-12-10T00:00");
  await sound(page);

  await server.restart();
  await open(`/memorias/${id}/bitacoras`);
  await page.fill("#source", "servidor");
  await page.setInputFiles("#archivos", sample.log);
  await page.click("#envio .actions button");
  await expect.poll(() => uploadsOf(server.services, id)[0]?.state ?? "", { timeout: 30_000 }).toMatch(/queued|parsing|done/);
  // In the middle of the reading.
  await server.restart();
  // The page renews itself when the figures are there.
  await open(`/memorias/${id}`);
  await page.waitForSelector("svg.timeline", { timeout: 60_000 });
  await sound(page);

  await open(`/memorias/${id}/incidencias`);
  await page.locator("text=Registrar esta incidencia").first().click();
  await page.waitForURL(/nueva/);
  await page.selectOption("#tipo", "interrupcion");
  await page.selectOption("#efecto", "caida");
  await page.fill("#descripcion", "Interrupción que mostró la bitácora");
  await sound(page);
  await page.click("button:text-is('Registrar')");
  await page.waitForURL(/aviso=incidencia-registrada/);
  await page.check("#completa");
  await page.click("text=Guardar la declaración");
  await page.waitForURL(/aviso=guardado/);
  expect(incidentsOf(server.services, id)).toHaveLength(1);
  await settled(server, id);

  await server.restart();
  await open(`/memorias/${id}/textos`);
  await sound(page);
  await page.fill("#conclusiones", "El servicio se sostuvo.");
  await page.locator("button[data-take=analisis]").first().click();
  for (const section of ["conclusiones", "analisis"])
    await page.locator(`form:has(#${section}) [data-status]`, { hasText: "Guardado a las" }).waitFor();
  // Typed and taken back: nothing is unsaved.
  const status = page.locator("form:has(#conclusiones) [data-status]");
  await expect.poll(() => status.textContent()).toMatch(/^Guardado a las \d\d:\d\d:\d\d h\.$/);
  await page.locator("#conclusiones").pressSequentially("x");
  expect(await status.textContent()).toContain("sin guardar");
  await page.keyboard.press("Backspace");
  await expect.poll(() => status.textContent(), { timeout: 5000 }).toMatch(/^Guardado/);
  const texts = new Map(textsOf(server.services, id).map(({ section, text }) => [section, text]));
  expect(texts.get("conclusiones")).toBe("El servicio se sostuvo.");
  expect(texts.get("analisis")).toContain("La bitácora muestra");
  await open(`/memorias/${id}/cifras`);
  await sound(page);

  await open(`/memorias/${id}/entrega`);
  await page.click("text=Preparar la vista previa");
  await page.waitForURL(/borrador-pedido/);
  // In the middle of the work.
  await server.restart();
  await settled(server, id);
  await open(`/memorias/${id}/entrega`);
  const frame = page.frameLocator("iframe");
  expect(await frame.locator("header .difusor").textContent()).toBe("Radio Ejemplo <b>");
  await sound(page);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.check("#revisada");
  await page.click("text=Entregar la versión 1");
  await page.waitForURL(/entrega-pedida/);
  await server.restart();
  await settled(server, id);
  expect(versionsOf(server.services, id)).toHaveLength(1);
  await open(`/memorias/${id}/entrega`);
  await sound(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a:text-is('Acuse')")]);
  expect(download.suggestedFilename()).toBe("acuse-1.pdf");
  expect(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  await page.click("a:text-is('Archivos')");
  await page.waitForURL(/versiones\/1/);
  await sound(page);
  expect(errors).toEqual([]);
  expect(server.logged).toEqual([]);
}, 240_000);
