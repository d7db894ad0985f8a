// The pages at their ends: where nothing is there yet, where there is much of everything, and where something is wrong. In the long run, and where pictures are wanted.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { note } from "../../web/records/audit.ts";
import { addIncidents } from "../../web/records/incidents.ts";
import { invite } from "../../web/records/invitations.ts";
import type { Person, Role } from "../../web/records/people.ts";
import { addUpload, moveUpload } from "../../web/records/uploads.ts";
import { launchBrowser } from "../support/browser.ts";
import { testPage } from "../support/web-browser.ts";
import { longFileName, longIncident, longOrganisation } from "../support/web-long-texts.ts";
import { overflowOf, phone, picture, pictures, violationsOf } from "../support/web-looks.ts";
import { type TestServer, testDelivery, testOrganisation, testPerson, testServer } from "../support/web-server.ts";

const isWanted = pictures !== undefined || process.env["MEMORIA_LONG"] !== undefined;
const browser = isWanted ? await launchBrowser() : null;

async function expectSound(server: TestServer, person: Person | null, addresses: readonly string[], name: string): Promise<void> {
  if (!browser) return;
  const { page, context, errors } = await testPage(browser, server, person, { viewport: phone });
  const wrong: string[] = [];
  for (const address of addresses) {
    await page.goto(address);
    if ((await page.locator("h1").count()) !== 1) wrong.push(`${address}: not one first heading`);
    const overflow = await overflowOf(page);
    if (overflow !== null) wrong.push(`${address}: ${overflow}`);
    for (const violation of await violationsOf(page)) wrong.push(`${address}: ${violation}`);
    await picture(page, `${name}${address.replace(/[\w-]{16}/g, "ID").replace(/\W+/g, "-")}`);
  }
  expect(wrong).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
}

const partsOf = (delivery: string): string[] =>
  ["", "/bitacoras", "/incidencias", "/datos", "/textos", "/cifras", "/entrega", "/observaciones"].map(
    (part) => `/memorias/${delivery}${part}`,
  );

describe.skipIf(!isWanted)("where nothing is there yet", () => {
  let server: TestServer;
  let persons: Record<Role, Person>;
  beforeAll(async () => {
    server = await testServer();
    const iem = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM");
    persons = {
      difusor: await testPerson(server, "difusor", "Dora"),
      revisor: await testPerson(server, "revisor", "Rita", iem.id),
      planeador: await testPerson(server, "planeador", "Pablo"),
      administrador: await testPerson(server, "administrador", "Ada"),
    };
  });
  afterAll(async () => server.end());

  test("every role is told what to do next", async () => {
    await expectSound(server, persons.difusor, ["/memorias"], "vacio-sin");
    const { id } = testDelivery(server, persons.difusor.organisation, null);
    await expectSound(server, persons.difusor, partsOf(id), "vacio");
    await expectSound(server, persons.revisor, ["/tablero", "/tablero/iem-irimbo-2024", "/tablero/iem-irimbo-2024/informe"], "vacio");
    await expectSound(server, persons.planeador, ["/elecciones"], "vacio");
    await expectSound(server, persons.administrador, ["/admin/almacen", "/admin/auditoria?grupo=nada"], "vacio");
  }, 240_000);
});

describe.skipIf(!isWanted)("where there is much of everything", () => {
  let server: TestServer;
  let difusor: Person;
  let revisor: Person;
  let administrador: Person;
  let delivery: string;
  beforeAll(async () => {
    server = await testServer();
    const { services } = server;
    const iem = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM");
    difusor = await testPerson(server, "difusor", "Dora", testOrganisation(server, "difusor", longOrganisation).id);
    revisor = await testPerson(server, "revisor", "Rita", iem.id);
    administrador = await testPerson(server, "administrador", "Ada");
    delivery = testDelivery(server, difusor.organisation, iem.id).id;
    const actor = { person: difusor, address: "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff" };
    addIncidents(
      services,
      actor,
      delivery,
      Array.from({ length: 500 }, () => longIncident),
    );
    for (let n = 0; n < 500; n++) {
      const facts = { purpose: "log", source: "servidor", role: "edge", format: null, timeZone: null, bytes: 1e9 } as const;
      const upload = addUpload(services, { delivery, ...facts, name: `${n}-${longFileName}`, person: difusor.id });
      moveUpload(services, upload.id, ["receiving"], "failed", "No es una bitácora de acceso.");
      note(services, actor, "upload.received", delivery, { name: `${n}-${longFileName}` });
      const other = testOrganisation(server, "difusor", `${longOrganisation} (${n})`);
      if (n < 100) testDelivery(server, other.id, iem.id);
      invite(services, { organisation: other.id, role: "difusor", email: null, createdBy: administrador.id });
    }
  }, 120_000);
  afterAll(async () => server.end());

  test("pages hold it", async () => {
    await expectSound(server, difusor, [...partsOf(delivery).slice(0, 3), `/memorias/${delivery}/entrega`], "mucho");
    await expectSound(server, revisor, ["/tablero", "/tablero/iem-irimbo-2024"], "mucho");
    await expectSound(server, administrador, ["/admin/personas", "/admin/organizaciones", "/admin/almacen", "/admin/auditoria"], "mucho");
  }, 900_000);
});

describe.skipIf(!isWanted)("where something is wrong", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(async () => server.end());

  test("a page says what happened and leads on", async () => {
    if (!browser) return;
    const difusor = await testPerson(server, "difusor", "Dora");
    await expectSound(server, difusor, ["/no-existe", "/tablero", "/memorias/AAAAAAAAAAAAAAAA"], "falla");
    await expectSound(server, null, ["/no-existe", "/invitacion/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"], "falla-nadie");
    const { page, context } = await testPage(browser, server, difusor, { viewport: phone });
    await page.goto("/cuenta");
    await page.fill("#nombre", "x".repeat(80));
    await page.evaluate("document.querySelectorAll('[name=_csrf]').forEach((field) => { field.value = 'otra'; })");
    await page.click("text=Crear un token");
    expect(await page.textContent("h1")).toBe("La página caducó");
    expect(await page.locator("header nav a").count(), "the menu is there").toBeGreaterThan(0);
    await picture(page, "falla-caduco");
    server.services.db.run("ALTER TABLE texts RENAME TO gone");
    await page.goto(`/memorias/${testDelivery(server, difusor.organisation, null).id}/textos`);
    expect(await page.textContent("h1")).toBe("Falla interna");
    expect(server.logged).toHaveLength(1);
    await picture(page, "falla-interna");
    for (let n = 0; n < 32; n++)
      await fetch(`${server.origin}/entrar`, { method: "POST", body: new URLSearchParams({ correo: "a@b.mx", contrasena: "x" }) });
    await context.clearCookies();
    await page.goto("/entrar");
    await page.fill("#correo", difusor.email);
    await page.fill("#contrasena", "no es esta");
    await page.click("main button");
    expect(await page.textContent("h1")).toBe("Demasiados intentos");
    await picture(page, "falla-demasiados");
    await context.close();
  }, 120_000);
});
