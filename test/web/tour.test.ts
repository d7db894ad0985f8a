// A tour through every page of every role in a real browser with real data: no violation of axe, no error, nothing wider than a phone, small and fast.
// With MEMORIA_PICTURES=FOLDER it leaves pictures of each page there: wide, phone, dark, print.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asideFolder, Store, stagedFolder, storeFolder } from "../../ingest/index.ts";
import { currentContents } from "../../web/deeds/store-contents.ts";
import { writeFacts } from "../../web/deeds/store-facts.ts";
import { AppDatabase, appDatabaseName } from "../../web/records/app-database.ts";
import { knownCalls } from "../../web/records/calls.ts";
import { addIncidents, incidentsOf } from "../../web/records/incidents.ts";
import { invite } from "../../web/records/invitations.ts";
import { addObservation } from "../../web/records/observations.ts";
import { type Person, type Role, roles } from "../../web/records/people.ts";
import { newId } from "../../web/records/records.ts";
import { saveText } from "../../web/records/texts.ts";
import { routes } from "../../web/routes/index.ts";
import type { Route } from "../../web/routes/route.ts";
import { launchBrowser } from "../support/browser.ts";
import { testPage } from "../support/web-browser.ts";
import { copyHandedIn, handedIn, testCall } from "../support/web-handed-in.ts";
import { tabStops } from "../support/web-keyboard.ts";
import { longFileName, longIncident, longOrganisation } from "../support/web-long-texts.ts";
import { overflowOf, phone, picture, pictures, violationsOf } from "../support/web-looks.ts";
import { type TestServer, testDelivery, testOrganisation, testPerson, testServer, Visitor } from "../support/web-server.ts";

const browser = await launchBrowser();
/** Ten times what is wanted of a quiet, warm server: other work on the machine does not break the test. */
const mostMilliseconds = 500;
const mostFirstBytes = 100_000;
/** The memoria itself is made anew with long names and texts where there is time for it. */
const isLong = process.env["MEMORIA_LONG"] !== undefined || pictures !== undefined;
/** Lines of a log are read by a program of their own: the page waits for it. */
const waitsForProgram = /\/lineas$/;

let server: TestServer;
const persons = new Map<Role, Person>();
const ids: Record<string, string> = {
  call: "iem-irimbo-2024",
  version: "original",
  section: "conclusiones",
  number: "1",
  key: "traffic.visits",
};

beforeAll(async () => {
  server = await testServer();
  const { services } = server;
  const iem = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM");
  const difusor = await testPerson(
    server,
    "difusor",
    "Dolores Martínez de la Torre y Villaseñor",
    testOrganisation(server, "difusor", longOrganisation).id,
  );
  persons.set("difusor", difusor);
  persons.set("revisor", await testPerson(server, "revisor", "Rita", iem.id));
  persons.set("planeador", await testPerson(server, "planeador", "Pablo"));
  persons.set("administrador", await testPerson(server, "administrador", "Ada"));
  const given = await handedIn(server, difusor, iem.id, isLong ? { logName: longFileName, incidents: [longIncident] } : {});
  if (!isLong) addIncidents(services, { person: difusor, address: "192.0.2.1" }, given.id, [longIncident]);
  ids["delivery"] = given.id;
  saveText(services, { delivery: given.id, section: "conclusiones", text: "El servicio se mantuvo.", revision: 0, person: difusor.id });
  ids["incident"] = incidentsOf(services, given.id)[0]?.id ?? "";
  ids["file"] = String(services.store.catalog.files(given.id)[0]?.id ?? "");
  const rita = persons.get("revisor");
  addObservation(
    services,
    { person: rita ?? null, address: "192.0.2.2" },
    { id: newId(), delivery: given.id, version: 1, section: "incidencias", text: "Falta la causa raíz." },
  );
  for (const [place, name] of ["Canal Trece del Bajío", "Universidad Vasco de Quiroga", "El Diario de Oriente"].entries()) {
    const other = await testPerson(server, "difusor", `Otra ${"abc"[place]}`, testOrganisation(server, "difusor", name).id);
    if (place < 2) {
      const copy = await copyHandedIn(server, given, {
        organisation: other.organisation,
        institute: iem.id,
        person: other.id,
        isLate: place === 1,
      });
      ids["second"] = copy.id;
    } else testDelivery(server, other.organisation, iem.id, testCall);
  }
  await storesBeside();
  ids["secret"] = invite(services, { organisation: iem.id, role: "revisor", email: null, createdBy: null }).secret;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server.end();
});

/** A store that was unpacked and one that was set aside, for the pages that show them. */
async function storesBeside(): Promise<void> {
  const { services, directory } = server;
  ids["aside"] = "20261120T120000Z-abcd";
  const staged = path.join(directory, stagedFolder);
  const aside = path.join(directory, asideFolder, ids["aside"]);
  for (const folder of [staged, aside]) {
    await mkdir(path.join(folder, storeFolder), { recursive: true });
    await (await Store.open(path.join(folder, storeFolder))).close();
    new AppDatabase(path.join(folder, storeFolder, appDatabaseName)).close();
  }
  const contents = await currentContents(services);
  const at = "2026-11-20T12:00:00Z";
  await writeFacts(staged, { job: 1, backup: 1, at, unpackedAt: at, contents });
  await writeFacts(aside, { id: ids["aside"], at, by: "Ada (ada@example.mx)", contents });
}

/** Ids that mean another thing on another page. */
function idOn(route: string, name: string): string | undefined {
  if (name !== "id") return ids[name];
  if (route.startsWith("/admin/organizaciones")) return persons.get("difusor")?.organisation;
  return route.startsWith("/admin/almacen") ? ids["delivery"] : undefined;
}

/** Not pages: files, memorias in a frame of their own, answers for programs. Corrections need a version that was entered here. */
const isPage = ({ method, path: route }: Route): boolean =>
  method === "GET" &&
  (!route.startsWith("/api/") || route === "/api/docs") &&
  !/\.(csv|xlsx|zip|pdf|json|html|arrow|parquet)$|\/\*$|:number\.zip|\/archivos\/\*|\/respaldos\/|\/acuse|\/tablas\/|\/corregir$/.test(
    route,
  ) &&
  route !== "/";

/** Every page of a role, with ids that are there. */
function pagesOf(role: Role | null): string[] {
  return routes.filter(isPage).flatMap(({ access, path: route }) => {
    const isOpen = role === null ? access === "everyone" : access === "people" || (Array.isArray(access) && access.includes(role));
    if (!isOpen) return [];
    const query = route === "/elecciones/comparar" ? `?entrega=${ids["delivery"]}&entrega=${ids["second"]}` : "";
    const filled = route.replace(/:(\w+)/g, (whole, name: string) => idOn(route, name) ?? whole);
    return [`${filled}${query}`];
  });
}

/** What stands by itself to be pressed, and is less than 24 px high or wide. */
const smallScript = `[...document.querySelectorAll("header a, header button, main button, main .button, input:not([type=hidden]), select, textarea, summary")]
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
  .map(([each, box]) => each.outerHTML.slice(0, 80) + " " + Math.round(box.width) + "x" + Math.round(box.height))`;
/** Texts that are longer than the field that is printed. */
const cutScript = `[...document.querySelectorAll("textarea")].filter((each) => each.offsetHeight > 0 && each.scrollHeight > each.clientHeight + 2).map((each) => each.name)`;

const nameOf = (role: Role | null, address: string): string =>
  `${role ?? "nadie"}${address
    .replaceAll(ids["delivery"] ?? "-", "ID")
    .replaceAll(ids["secret"] ?? "-", "SECRETO")
    .replace(/\W+/g, "-")}`;

describe.skipIf(browser === null)("the tour", () => {
  test.each([null, ...roles])(
    "of %s",
    async (role) => {
      if (!browser) return;
      const { page, context, errors } = await testPage(browser, server, (role && persons.get(role)) ?? null, { viewport: phone });
      const wrong: string[] = [];
      const addresses = pagesOf(role);
      expect(addresses.length).toBeGreaterThan(0);
      for (const address of addresses) {
        const response = await page.goto(address);
        if (response?.status() !== 200) wrong.push(`${address}: ${response?.status()}`);
        if ((await page.locator("h1").count()) !== 1) wrong.push(`${address}: not one first heading`);
        const overflow = await overflowOf(page);
        if (overflow !== null) wrong.push(`${address}: ${overflow}`);
        for (const violation of await violationsOf(page)) wrong.push(`${address}: ${violation}`);
        // Colours of the dark are those of one sheet: every third page shows them, in the long run each.
        if (!isLong && addresses.indexOf(address) % 3 !== 0) continue;
        await page.emulateMedia({ colorScheme: "dark" });
        for (const violation of await violationsOf(page, { runOnly: ["color-contrast"] }))
          wrong.push(`${address} in the dark: ${violation}`);
        await page.emulateMedia({ colorScheme: "light" });
        await picture(page, nameOf(role, address));
      }
      expect(wrong).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    },
    120_000,
  );

  test("pages can be walked through by Tab alone, in the order in which they are read", async () => {
    if (!browser) return;
    const longPages = [
      ["revisor", `/tablero/${ids["call"]}`],
      ...(process.env["MEMORIA_LONG"] === undefined
        ? []
        : ([
            ["difusor", `/memorias/${ids["delivery"]}/incidencias/${ids["incident"]}`],
            ["revisor", `/revision/${ids["delivery"]}/observaciones`],
            ["administrador", "/admin/convocatorias/nueva"],
          ] as const)),
    ] as const;
    const wrong: string[] = [];
    for (const [role, address] of longPages) {
      const { page, context } = await testPage(browser, server, persons.get(role) ?? null, { viewport: phone });
      await page.goto(address);
      const [skip] = await tabStops(page, 1);
      expect(skip).toMatchObject({ what: expect.stringContaining("Ir al contenido"), isSeen: true });
      await page.keyboard.press("Enter");
      const stops = await tabStops(page);
      expect(stops.length, address).toBeGreaterThan(8);
      expect(stops[0]?.isInMain, `${address}: the skip link skips the menu`).toBe(true);
      for (const { what, isSeen, isInOrder } of stops) if (!isSeen || !isInOrder) wrong.push(`${address}: ${what}`);
      await context.close();
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test("a difusor's pages print what was filled in and what comes next; on a phone a thumb finds what is to be pressed", async () => {
    if (!browser) return;
    const { page, context } = await testPage(browser, server, persons.get("difusor") ?? null, { viewport: phone });
    const own = `/memorias/${ids["delivery"]}`;
    const wrong: string[] = [];
    for (const part of ["", "/datos", "/textos", `/incidencias/${ids["incident"]}`, "/entrega"]) {
      await page.emulateMedia({ media: "screen" });
      await page.goto(`${own}${part}`);
      for (const small of (await page.evaluate(smallScript)) as string[]) wrong.push(`${part}: ${small}`);
      await page.emulateMedia({ media: "print" });
      for (const cut of (await page.evaluate(cutScript)) as string[]) wrong.push(`${part} on paper: ${cut}`);
      if (part === "") expect(await page.locator(".next .button").isVisible()).toBe(true);
      if (part === "/datos") expect(await page.getByText("Fin del periodo de publicación").first().isVisible()).toBe(true);
      if (part === "/textos") expect(await page.locator("textarea:visible").count()).toBe(5);
      if (part.startsWith("/incidencias")) expect(await page.locator("[name=descripcion]").isVisible()).toBe(true);
      expect(await page.locator("button:visible").count(), `${part}: nobody presses paper`).toBe(0);
    }
    expect(wrong).toEqual([]);
    await context.close();
  });

  test("the administrator's scripts: a copied link, a form checked while one writes, a page that waits for work", async () => {
    if (!browser) return;
    const administrator = persons.get("administrador") ?? null;
    const { page, context, errors } = await testPage(browser, server, administrator, { viewport: phone });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });

    await page.goto("/admin/personas");
    await page.selectOption("#organizacion", { index: 1 });
    await page.click("text=Hacer el enlace");
    await page.click("text=Copiar el enlace");
    await page.waitForSelector("text=Copiado");
    const copied = (await page.evaluate("navigator.clipboard.readText()")) as string;
    expect(copied).toBe(await page.textContent("#enlace"));
    expect((await fetch(copied)).status).toBe(200);

    const calls = knownCalls(server.services).length;
    await page.goto("/admin/convocatorias/nueva");
    await page.fill("[name=id]", "Con Espacios");
    const field = page.locator("[name=id]");
    await page.waitForSelector("[name=id][aria-invalid=true]");
    const told = page.locator(`[id="${(await field.getAttribute("aria-describedby"))?.split(" ").at(-1)}"]`);
    expect(await told.getAttribute("class")).toBe("error");
    expect(await page.locator("[aria-invalid=true]").count(), "what nobody touched is not scolded").toBe(1);
    await field.fill("instituto-lugar-2027");
    await page.waitForSelector("[name=id]:not([aria-invalid])");
    expect(await told.count()).toBe(0);
    expect(knownCalls(server.services)).toHaveLength(calls);

    await page.goto("/admin/almacen");
    await page.click("text=Revisar el almacén");
    await page.waitForSelector("[data-wait]");
    await page.waitForSelector("text=Todo está como se escribió.", { timeout: 30_000 });
    expect(await page.locator("[data-wait]").count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);

  test("the first page is small: all that it loads, before charts", async () => {
    if (!browser) return;
    const { page, context } = await testPage(browser, server, null, { viewport: phone });
    let bytes = 0;
    page.on("response", async (response) => {
      const { responseBodySize, responseHeadersSize } = await response.request().sizes();
      bytes += responseBodySize + responseHeadersSize;
    });
    await page.goto("/entrar", { waitUntil: "networkidle" });
    await context.close();
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThan(mostFirstBytes);
  });
});

test("a page that says what went wrong keeps the menu of whoever has entered", async () => {
  const menu = '<nav aria-label="Principal">';
  const difusor = persons.get("difusor");
  if (!difusor) throw new Error("there is no difusor");
  const visitor = await new Visitor(server).enter(difusor);
  for (const address of ["/no-existe", "/tablero"]) {
    const text = await (await visitor.get(address)).text();
    expect(text).toContain(menu);
    expect(text).toContain(">Ir al inicio</a>");
  }
  expect(await (await new Visitor(server).get("/no-existe")).text()).not.toContain(menu);
  visitor.csrf = "de otra sesión";
  const expired = await visitor.post("/cuenta/tokens", { nombre: "x" });
  expect(expired.status).toBe(403);
  expect(await expired.text()).toContain(menu);
});

test("a warm server answers every page in a few milliseconds", async () => {
  const slow: string[] = [];
  const times: number[] = [];
  for (const role of roles) {
    const person = persons.get(role);
    if (!person) throw new Error(`there is no ${role}`);
    const visitor = await new Visitor(server).enter(person);
    for (const address of pagesOf(role)) {
      await (await visitor.get(address)).text();
      const begun = performance.now();
      await (await visitor.get(address)).text();
      const milliseconds = performance.now() - begun;
      times.push(milliseconds);
      if (milliseconds > mostMilliseconds && !waitsForProgram.test(address)) slow.push(`${address}: ${milliseconds.toFixed(0)} ms`);
      if (pictures !== undefined) process.stderr.write(`${milliseconds.toFixed(1).padStart(7)} ms ${address}\n`);
    }
  }
  expect(slow).toEqual([]);
  expect(times.length).toBeGreaterThan(30);
  expect(server.logged).toEqual([]);
});
