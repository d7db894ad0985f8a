// Uploads in a real browser: dropped, seen on their way, broken off in the middle and gone on, paused, read, taken back.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Delivery } from "../../web/records/deliveries.ts";
import { addJob, endJob } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import { uploadsOf } from "../../web/records/uploads.ts";
import { launchBrowser } from "../support/browser.ts";
import { testPage } from "../support/web-browser.ts";
import { violationsOf } from "../support/web-looks.ts";
import { type TestServer, testDelivery, testPerson, testServer } from "../support/web-server.ts";
import { allRead, sampleLog, withoutFigures } from "../support/web-uploads.ts";

let browser: Browser;
let server: TestServer;
let ana: Person;
let folder: string;

beforeAll(async () => {
  const launched = await launchBrowser();
  if (!launched) throw new Error("no browser runs here");
  [browser, server, folder] = [launched, await testServer(), await mkdtemp(path.join(tmpdir(), "memoria-logs-"))];
  withoutFigures(server);
  ana = await testPerson(server, "difusor", "Ana");
  await writeFile(path.join(folder, "uno.log"), await sampleLog(3000));
  await writeFile(path.join(folder, "dos.log"), await sampleLog(1500, 9));
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

const opened = (page: Page, { id }: Delivery) => page.goto(`/memorias/${id}/bitacoras`);
const noViolation = async (page: Page): Promise<void> => expect(await violationsOf(page)).toEqual([]);

test("an upload that breaks off in the middle goes on by itself", async () => {
  const delivery = testDelivery(server, ana.organisation, null);
  const { page, context, errors } = await testPage(browser, server, ana);
  await opened(page, delivery);
  await noViolation(page);
  await page.fill("#source", "servidor-1");
  // The connection is lost once a part is there: the first PATCH carries a part of the file, then the line is dead.
  const offsets: number[] = [];
  let isLost = false;
  await context.route("**/subidas/*", async (route: Route) => {
    const request = route.request();
    if (request.method() !== "PATCH") return route.continue();
    const offset = Number(await request.headerValue("upload-offset"));
    offsets.push(offset);
    if (offset > 0 || isLost) return route.continue();
    isLost = true;
    const body = request.postDataBuffer() ?? Buffer.alloc(0);
    await route
      .fetch({ postData: body.subarray(0, 100_000), headers: { ...request.headers(), "content-length": "100000" } })
      .catch(() => {});
    await route.abort("connectionreset");
  });
  await page.setInputFiles("#archivos", path.join(folder, "uno.log"));
  await page.click("#envio .actions button");
  await expect.poll(() => uploadsOf(server.services, delivery.id)[0]?.state ?? "", { timeout: 15_000 }).toMatch(/queued|parsing|done/);
  expect(offsets).toEqual([0, 100_000]);
  await allRead(server);
  await page.waitForSelector("[data-live=archivos] table");
  expect(await page.textContent("[data-live=archivos]")).toContain("3,000");
  expect(errors).toEqual([]);
  await context.close();
}, 60_000);

test("a page that was closed goes on where it was when the same file is chosen again", async () => {
  const delivery = testDelivery(server, ana.organisation, null);
  const { page, context } = await testPage(browser, server, ana);
  await opened(page, delivery);
  await page.fill("#source", "servidor-1");
  await context.route("**/subidas/*", async (route) => {
    const request = route.request();
    if (request.method() !== "PATCH") return route.continue();
    const body = request.postDataBuffer() ?? Buffer.alloc(0);
    await route.fetch({ postData: body.subarray(0, 70_000), headers: { ...request.headers(), "content-length": "70000" } }).catch(() => {});
    await context.setOffline(true);
    await route.abort("internetdisconnected");
  });
  await page.setInputFiles("#archivos", path.join(folder, "uno.log"));
  await page.click("#envio .actions button");
  await page.waitForSelector("text=Sin conexión; se reintenta");
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  await context.unroute("**/subidas/*");
  const again = await context.newPage();
  const asked: (string | null)[] = [];
  again.on("request", (request) => {
    if (request.method() === "PATCH") asked.push(request.headers()["upload-offset"] ?? null);
  });
  await opened(again, delivery);
  expect(await again.textContent("[data-live=cargas]")).toContain("Sin terminar");
  await again.fill("#source", "servidor-1");
  await again.setInputFiles("#archivos", path.join(folder, "uno.log"));
  await again.click("#envio .actions button");
  await expect.poll(() => uploadsOf(server.services, delivery.id)[0]?.state ?? "", { timeout: 15_000 }).toMatch(/queued|parsing|done/);
  expect(asked).toEqual(["70000"]);
  expect(uploadsOf(server.services, delivery.id)).toHaveLength(1);
  await context.close();
}, 60_000);

test("a file that is sent during a hand-in waits, says why, and goes on by itself", async () => {
  const { services } = server;
  const delivery = testDelivery(server, ana.organisation, null);
  const { page, errors } = await testPage(browser, server, ana);
  await opened(page, delivery);
  await page.fill("#source", "servidor-1");
  await services.queue.idle();
  const job = addJob(services, { delivery: delivery.id, kind: "hand-in", payload: {}, person: ana.id });
  await page.setInputFiles("#archivos", path.join(folder, "dos.log"));
  await page.click("#envio .actions button");
  await page.waitForSelector("text=El servidor pide esperar; se reintenta");
  await page.waitForSelector("text=La memoria se está entregando");
  expect(uploadsOf(services, delivery.id)).toEqual([]);
  endJob(services, job, "cancelled", null);
  await expect.poll(() => uploadsOf(services, delivery.id)[0]?.state ?? "", { timeout: 15_000 }).toMatch(/queued|parsing|done/);
  await allRead(server);
  await page.waitForSelector("[data-live=archivos] table");
  expect(errors).toEqual([]);
  await page.close();
}, 40_000);

test("two files are dropped, paused and continued, seen on their way, read, and one is taken back", async () => {
  const delivery = testDelivery(server, ana.organisation, null);
  const { page, context, errors } = await testPage(browser, server, ana, { viewport: { width: 390, height: 844 } });
  await opened(page, delivery);
  await page.fill("#source", "servidor-1");
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route("**/subidas", async (route) => {
    await held;
    await route.continue();
  });
  const names = ["uno.log", "dos.log"];
  const contents = await Promise.all([sampleLog(2000, 21), sampleLog(1500, 9)]);
  const transfer = await page.evaluateHandle(
    ([texts, given]) => {
      const data = new (globalThis as unknown as { DataTransfer: new () => { items: { add(file: File): void } } }).DataTransfer();
      (texts as string[]).forEach((text, at) => {
        data.items.add(new File([text], (given as string[])[at] ?? "", { type: "text/plain" }));
      });
      return data;
    },
    [contents.map((content) => content.toString("latin1")), names],
  );
  await page.dispatchEvent("#zona", "dragover", { dataTransfer: transfer });
  expect(await page.getAttribute("#zona", "class")).toContain("over");
  await page.dispatchEvent("#zona", "drop", { dataTransfer: transfer });
  await page.waitForSelector("#envios li >> nth=1");
  expect(await page.textContent("#envios .totals")).toContain("0 de 2 archivos");
  await page.click("text=Pausar todo");
  await page.waitForSelector("text=Continuar todo");
  expect(await page.locator("#envios .state").allTextContents()).toEqual(["En pausa", "En pausa"]);
  release();
  await noViolation(page);
  await page.click("text=Continuar todo");
  await expect.poll(() => page.textContent("#envios .totals"), { timeout: 15_000 }).toContain("2 de 2 archivos");
  await allRead(server);
  await expect.poll(() => page.locator("[data-live=archivos] tbody a").count(), { timeout: 15_000 }).toBe(2);
  await page.locator("[data-live=archivos] tbody a").first().click();
  await page.waitForSelector("text=Balance de líneas");
  await noViolation(page);
  page.once("dialog", (dialog) => void dialog.accept());
  await page.click("text=Retirar el archivo");
  await page.waitForURL(/aviso=archivo-retirado/);
  await expect.poll(() => page.locator("[data-live=archivos] tbody a").count(), { timeout: 20_000 }).toBe(1);
  await noViolation(page);
  expect(errors).toEqual([]);
  await context.close();
}, 90_000);
