// The administrator over real HTTP: accounts, organisations, calls and their amendments, and the log of all of it.
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadConvocatoria, readConvocatoria } from "../../analysis/index.ts";
import { formFrom, valuesFrom } from "../../web/deeds/call-values.ts";
import { deliveryInputs, removeWorkFolder, workFolder } from "../../web/jobs/delivery-inputs.ts";
import { detailText, isKnownAction, isKnownDetail } from "../../web/pages/audit-words.ts";
import { auditEntries } from "../../web/records/audit.ts";
import { callEntries, callOf, knownCalls } from "../../web/records/calls.ts";
import { delivery } from "../../web/records/deliveries.ts";
import { organisations } from "../../web/records/organisations.ts";
import type { Person } from "../../web/records/people.ts";
import { type TestServer, testDelivery, testOrganisation, testPassword, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
let ada: Person;
let admin: Visitor;
beforeAll(async () => {
  server = await testServer();
  ada = await testPerson(server, "administrador", "Ada");
  admin = await new Visitor(server).enter(ada);
});
afterAll(() => server.end());

const place = (response: Response): string | null => response.headers.get("location");
const linkIn = (text: string): string => /<code class="secret" id="enlace">([^<]+)</.exec(text)?.[1] ?? "";

describe("accounts", () => {
  test("an invitation's link is shown once, and opens an account of the organisation's role", async () => {
    const host = testOrganisation(server, "instituto", "Instituto de Prueba", "IDP");
    const text = await (await admin.post("/admin/personas/invitar", { organizacion: host.id, correo: "rita@example.mx" })).text();
    const link = linkIn(text);
    expect(link).toMatch(/\/invitacion\/[\w-]{43}$/);
    expect(await (await admin.get("/admin/personas")).text()).not.toContain(link.slice(-43));
    const guest = new Visitor(server);
    const form = { nombre: "Rita Revisora", correo: "rita@example.mx", contrasena: testPassword };
    expect(place(await guest.post(link, form))).toBe("/tablero");
  });

  test("an invitation that is taken back is worth nothing", async () => {
    const host = testOrganisation(server, "difusor", "Radio Retirada");
    const text = await (await admin.post("/admin/personas/invitar", { organizacion: host.id })).text();
    const id = /\/admin\/personas\/invitaciones\/([^/]+)\/retirar/.exec(text)?.[1] ?? "";
    expect((await admin.post(`/admin/personas/invitaciones/${id}/retirar`)).status).toBe(303);
    expect((await new Visitor(server).get(linkIn(text))).status).toBe(410);
    expect((await admin.post(`/admin/personas/invitaciones/${id}/retirar`)).status).toBe(404);
  });

  test("a closed account is out at once, and comes back when it is opened again", async () => {
    const dora = await testPerson(server, "difusor", "Dora");
    const visitor = await new Visitor(server).enter(dora);
    expect((await admin.post(`/admin/personas/${dora.id}/cerrar`)).status).toBe(303);
    expect((await visitor.get("/cuenta")).status).toBe(303);
    expect((await visitor.post("/entrar", { correo: dora.email, contrasena: testPassword })).status).toBe(422);
    expect((await admin.post(`/admin/personas/${dora.id}/contrasena`)).status).toBe(422);
    expect((await admin.post(`/admin/personas/${dora.id}/abrir`)).status).toBe(303);
    expect((await visitor.post("/entrar", { correo: dora.email, contrasena: testPassword })).status).toBe(303);
  });

  test("a lost password is renewed by a link, once, and older links and sessions end", async () => {
    const eva = await testPerson(server, "difusor", "Eva");
    const open = await new Visitor(server).enter(eva);
    const first = linkIn(await (await admin.post(`/admin/personas/${eva.id}/contrasena`)).text());
    const link = linkIn(await (await admin.post(`/admin/personas/${eva.id}/contrasena`)).text());
    expect((await new Visitor(server).get(first)).status).toBe(410);
    const visitor = new Visitor(server);
    expect(await (await visitor.get(link)).text()).toContain("eva@example.mx");
    expect((await visitor.post(link, { contrasena: "corta" })).status).toBe(422);
    // What the form of an invitation asks for changes nothing here.
    expect(place(await visitor.post(link, { contrasena: "otra frase muy larga", correo: "otra@example.mx" }))).toBe("/memorias");
    expect((await open.get("/cuenta")).status).toBe(303);
    expect((await new Visitor(server).post(link, { contrasena: "una tercera frase larga" })).status).toBe(410);
    const again = { correo: eva.email, contrasena: "otra frase muy larga" };
    expect((await new Visitor(server).post("/entrar", again)).status).toBe(303);
  });

  test("nobody can leave the system without an administrator", async () => {
    expect((await admin.post(`/admin/personas/${ada.id}/cerrar`)).status).toBe(422);
    expect((await admin.get("/cuenta")).status).toBe(200);
  });
});

describe("organisations", () => {
  test("an institute that comes later gets the memorias that waited for it", async () => {
    const difusor = testOrganisation(server, "difusor", "Diario");
    const waiting = testDelivery(server, difusor.id, null);
    const other = testDelivery(server, difusor.id, null, "ieem-edomex-2021@original");
    expect(await (await admin.get("/admin/organizaciones")).text()).toContain("Instituto Electoral de Michoacán (IEM)");
    const form = { tipo: "instituto", nombre: "Instituto Electoral de Michoacán", siglas: "IEM" };
    expect((await admin.post("/admin/organizaciones", { ...form, siglas: "" })).status).toBe(422);
    const id = place(await admin.post("/admin/organizaciones", form))?.split(/[/?]/)[3] ?? "";
    expect(delivery(server.services, waiting.id)?.institute).toBe(id);
    expect(delivery(server.services, other.id)?.institute).toBeNull();
    expect((await admin.post("/admin/organizaciones", { ...form, nombre: "Otro" })).status).toBe(422);
  });

  test("one that is retired takes its accounts and invitations with it, and is kept", async () => {
    const fidel = await testPerson(server, "planeador", "Fidel");
    const visitor = await new Visitor(server).enter(fidel);
    const link = linkIn(await (await admin.post("/admin/personas/invitar", { organizacion: fidel.organisation })).text());
    expect((await admin.post(`/admin/organizaciones/${fidel.organisation}/baja`)).status).toBe(303);
    expect((await visitor.get("/cuenta")).status).toBe(303);
    expect((await new Visitor(server).get(link)).status).toBe(410);
    expect((await admin.post(`/admin/personas/${fidel.id}/abrir`)).status).toBe(422);
    expect((await admin.post("/admin/personas/invitar", { organizacion: fidel.organisation })).status).toBe(422);
    expect((await admin.post(`/admin/organizaciones/${fidel.organisation}/reactivar`)).status).toBe(303);
    expect((await admin.post(`/admin/personas/${fidel.id}/abrir`)).status).toBe(303);
    const system = organisations(server.services).find(({ kind }) => kind === "sistema");
    expect((await admin.post(`/admin/organizaciones/${system?.id}/baja`)).status).toBe(422);
  });

  test("a hostile name is shown as text", async () => {
    await admin.post("/admin/organizaciones", { tipo: "difusor", nombre: "<img src=x onerror=alert(1)>" });
    expect(await (await admin.get("/admin/organizaciones")).text()).not.toContain("<img");
  });
});

describe("calls", () => {
  test("every call that comes with the program survives the way through the form", () => {
    for (const { versions } of callEntries(server.services))
      for (const call of versions) {
        const { values, errors } = valuesFrom(formFrom(call));
        expect(errors).toEqual({});
        const { id: _, version: __, status: ___, source: ____, ...expected } = call;
        expect(values).toEqual(expected);
      }
  });

  const amended = (changes: Record<string, string>): Record<string, string> => ({
    ...formFrom(loadConvocatoria("iem-irimbo-2024")),
    version: "acuerdo-1",
    status: "official",
    "source.document": "Acuerdo de prueba",
    revision: "0",
    ...changes,
  });
  const amendment = "/admin/convocatorias/iem-irimbo-2024/original/modificar";

  test("an amendment keeps what it changes alone, and is what new memorias answer", async () => {
    const form = amended({ "window.start": "2024-12-08T19:00", "window.start.clause": "Único" });
    expect(place(await admin.post(amendment, form))).toBe("/admin/convocatorias/iem-irimbo-2024/acuerdo-1?aviso=guardado");
    const kept = server.services.db.get<{ profile: string }>("SELECT profile FROM calls WHERE id = 'iem-irimbo-2024'");
    expect(JSON.parse(kept?.profile ?? "[]")[0].values).toEqual({
      window: { start: { value: "2024-12-08T19:00", clause: "Único", note: null, derived: false } },
    });
    const call = callOf(server.services, "iem-irimbo-2024");
    expect(call.version).toBe("acuerdo-1");
    expect(call.window.start.value).toBe("2024-12-08T19:00");
    expect(call.availability).toEqual(loadConvocatoria("iem-irimbo-2024").availability);
    expect(knownCalls(server.services).find(({ id }) => id === call.id)?.version).toBe("acuerdo-1");
    expect(callOf(server.services, "iem-irimbo-2024@original").window.start.value).toBe("2024-12-08T20:00");
  });

  test("a form that was opened before somebody else's change loses nothing and writes nothing", async () => {
    const form = amended({ version: "acuerdo-2", "window.start": "2024-12-08T18:30", "window.start.clause": "Segundo" });
    const response = await admin.post(amendment, form);
    expect(response.status).toBe(409);
    const text = await response.text();
    expect(text).toContain("Segundo");
    expect(() => callOf(server.services, "iem-irimbo-2024@acuerdo-2")).toThrow();
    expect(text).toContain('name="revision" value="1"');
  });

  test("what does not fit is told beside its field, and nothing typed is lost", async () => {
    const cases: [Record<string, string>, string][] = [
      [{ version: "x", "window.start": "ayer" }, "window.start"],
      [{ version: "x", "window.end": "2024-12-08T10:00", "window.end.clause": "I" }, "window.end"],
      [{ version: "x", timeZone: "Marte/Olimpo" }, "timeZone"],
      [{ version: "x", "availability.target": "120" }, "availability.target"],
      [{ version: "x", "memoria.dueDate": "2025-02-30", "memoria.dueDate.clause": "I" }, "memoria.dueDate"],
      [{ version: "x", greatestDelaySeconds: "60" }, "greatestDelaySeconds.clause"],
      [{ version: "original" }, "version"],
      [{ version: "x", "source.url": "javascript:alert(1)" }, "source.url"],
    ];
    for (const [changes, field] of cases) {
      const response = await admin.post(amendment, amended({ revision: "1", ...changes }));
      expect(response.status, field).toBe(422);
      expect(await response.text(), field).toContain(`id="${field}-error"`);
      const live = await admin.post("/admin/convocatorias/revisar", {
        ...amended(changes),
        tarea: "amend",
        de: "iem-irimbo-2024",
        "de-version": "original",
      });
      expect(Object.keys(((await live.json()) as { errors: object }).errors)).toContain(field);
    }
    const same = await admin.post(amendment, amended({ version: "x", revision: "1" }));
    expect(await same.text()).toContain("Ningún valor cambia");
  });

  test("a whole new call is entered, corrected until a memoria answers it, and handed to the program as a file", async () => {
    const form = {
      ...formFrom(loadConvocatoria("iepc-durango-2022")),
      id: "iepc-prueba-2027",
      version: "original",
      "source.document": "Acuerdo",
    };
    expect(place(await admin.post("/admin/convocatorias/nueva", { ...form, revision: "0" }))).toContain("/iepc-prueba-2027/original");
    const correction = "/admin/convocatorias/iepc-prueba-2027/original/corregir";
    expect((await admin.get(correction)).status).toBe(200);
    const corrected = { ...form, revision: "1", cutEverySeconds: "300", status: "official" };
    expect((await admin.post(correction, corrected)).status).toBe(303);
    expect(callOf(server.services, "iepc-prueba-2027").cutEverySeconds.value).toBe(300);
    const put = (body: object): Promise<Response> =>
      admin.send("/api/v1/calls/iepc-prueba-2027/original", {
        method: "PUT",
        headers: { "content-type": "application/json", "x-csrf-token": admin.csrf },
        body: JSON.stringify(body),
      });
    const values = { cutEverySeconds: "600" };
    expect((await put({ revision: 2, values, isTrial: true })).status).toBe(200);
    expect((await put({ revision: 1, values })).status).toBe(409);
    expect(callOf(server.services, "iepc-prueba-2027").cutEverySeconds.value).toBe(300);
    expect(await (await put({ revision: 2, values })).json()).toEqual({ reference: "iepc-prueba-2027@original" });
    expect(callOf(server.services, "iepc-prueba-2027")).toMatchObject({ cutEverySeconds: { value: 600 }, source: { document: "Acuerdo" } });
    const answer = testDelivery(server, testOrganisation(server, "difusor", "Canal").id, null, "iepc-prueba-2027@original");
    expect((await admin.post(correction, { ...corrected, revision: "3" })).status).toBe(422);
    expect((await put({ revision: 3, values })).status).toBe(422);
    expect((await admin.post("/admin/convocatorias/iepc-prueba-2027/original/quitar")).status).toBe(422);
    const folder = workFolder(server.services, answer.id, "prueba");
    await mkdir(folder, { recursive: true });
    expect(await deliveryInputs(server.services, answer, folder)).toContain("--convocatoria=convocatoria.json@original");
    const file = path.join(folder, "convocatoria.json");
    expect(await readConvocatoria(`${file}@original`)).toEqual(callOf(server.services, answer.call));
    await removeWorkFolder(server.services, answer.id, "prueba");
  });

  test("a version that nothing stands on can be taken out", async () => {
    expect((await admin.post("/admin/convocatorias/iem-irimbo-2024/original/quitar")).status).toBe(404);
    expect((await admin.post("/admin/convocatorias/iem-irimbo-2024/acuerdo-1/quitar")).status).toBe(303);
    expect(callOf(server.services, "iem-irimbo-2024").version).toBe("original");
  });

  test("each value is shown with its clause", async () => {
    const text = await (await admin.get("/admin/convocatorias/iem-irimbo-2024/original")).text();
    expect(text).toMatch(/disponibilidad<\/th><td>99\.9 %<\/td><td>II\.2\.e/);
    expect((await admin.get("/admin/convocatorias/no-hay/original")).status).toBe(404);
  });
});

describe("the audit log", () => {
  test("tells in words who did what from where, and can be narrowed", async () => {
    const text = await (await admin.get("/admin/auditoria")).text();
    expect(text).toContain("Registró una modificación de una convocatoria");
    expect(text).toContain("127.0.0.1");
    const calls = await (await admin.get(`/admin/auditoria?grupo=Convocatorias&persona=${ada.id}`)).text();
    expect(calls).toContain("Quitó una versión");
    expect(calls).not.toContain("Hizo una invitación</td>");
    expect(await (await admin.get("/admin/auditoria?desde=2020-01-01&hasta=2020-01-02")).text()).toContain("No hay asientos");
    for (const query of ["desde=ayer", "desde=2024-02-31", "hasta=9999-99-99"])
      expect((await admin.get(`/admin/auditoria?${query}`)).status).toBe(422);
  });

  test("is narrowed by the API too", async () => {
    const ids = async (query: string): Promise<number[]> => {
      const answer = (await (await admin.get(`/api/v1/audit?limit=500&${query}`)).json()) as { items: { id: number }[] };
      return answer.items.map(({ id }) => id);
    };
    const all = auditEntries(server.services, { most: 500 });
    const expected = (wanted: (entry: (typeof all)[number]) => boolean): number[] => all.filter(wanted).map(({ id }) => id);
    const middle = all[Math.floor(all.length / 2)]?.at ?? "";
    expect(await ids(`action=call.changed&person=${ada.id}`)).toEqual(
      expected(({ action, person }) => action === "call.changed" && person === ada.id),
    );
    expect(await ids("subject=iepc-prueba-2027")).toEqual(expected(({ subject }) => subject === "iepc-prueba-2027"));
    expect(await ids(`from=${middle}`)).toEqual(expected(({ at }) => at >= middle));
    expect(await ids(`until=${middle}`)).toEqual(expected(({ at }) => at < middle));
    for (const query of ["from=ayer", "until=2024-02-31T00:00:00Z"]) expect((await admin.get(`/api/v1/audit?${query}`)).status).toBe(422);
  });

  test("is a table of all entries as CSV", async () => {
    const response = await admin.get("/admin/auditoria.csv");
    expect(response.headers.get("content-disposition")).toContain("auditoria.csv");
    const lines = (await response.text()).trim().split("\r\n");
    expect(lines.length - 1).toBe(auditEntries(server.services, { most: 100_000 }).length);
  });

  test("is the same table for programs, in CSV and Excel, as the filter chooses", async () => {
    const entries = auditEntries(server.services, { most: 100_000 });
    const { action } = entries[0] ?? { action: "" };
    const some = entries.filter((entry) => entry.action === action || entry.action === "session.opened");
    for (const [query, expected] of [
      ["", entries],
      [`?action=${action},session.opened`, some],
    ] as const) {
      const lines = (await (await admin.get(`/api/v1/audit.csv${query}`)).text()).trim().split("\r\n");
      expect(lines.slice(1).map((line) => Number(line.split(",")[0]))).toEqual(expected.map(({ id }) => id));
      const workbook = await admin.get(`/api/v1/audit.xlsx${query}`);
      const [sheet] = await readXlsxFile(Buffer.from(await workbook.arrayBuffer()));
      expect(sheet?.data.slice(1).map(([id]) => id)).toEqual(expected.map(({ id }) => id));
    }
    expect(some.length).toBeLessThan(entries.length);
    const workbookAt = async (address: string): Promise<Buffer> => Buffer.from(await (await admin.get(address)).arrayBuffer());
    expect((await workbookAt("/api/v1/audit.xlsx")).equals(await workbookAt("/admin/auditoria.xlsx"))).toBe(true);
  });

  test("has words for every action of the program, and no secret", async () => {
    const folder = path.join(import.meta.dirname, "..", "..", "web");
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
    const actions = new Set<string>();
    for (const name of files) {
      const text = await readFile(path.join(folder, name), "utf8");
      // Up to the end of the statement: which of two actions it is may be decided in the call.
      for (const [call] of text.matchAll(/\bnote\([^;]*;/g))
        for (const [, action = ""] of call.matchAll(/"([a-z-]+\.[a-z-]+)"/g)) actions.add(action);
    }
    expect(actions.size).toBeGreaterThan(20);
    expect([...actions].filter((action) => !isKnownAction(action))).toEqual([]);
    const entries = auditEntries(server.services, { most: 100_000 });
    expect(entries.filter(({ action }) => !isKnownAction(action))).toEqual([]);
    expect(entries.flatMap(({ detail }) => Object.keys(detail)).filter((name) => !isKnownDetail(name))).toEqual([]);
    expect(detailText({ name: "log", source: "web", role: "edge", purpose: "log" })).toBe(
      "nombre: log; fuente: web; función: frente al público; de cuándo es: del periodo de publicación",
    );
    expect(JSON.stringify(entries)).not.toContain(testPassword);
  });
});

test("nothing of it was a fault", async () => {
  expect(server.logged).toEqual([]);
});
