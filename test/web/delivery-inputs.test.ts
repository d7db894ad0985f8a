// What a difusor enters beside its logs, over HTTP: incidents, tables, settings, texts, by page and API; hostile values and two people at once.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readIncidents } from "../../ingest/index.ts";
import { deliveryInputs, removeWorkFolder, workFolder } from "../../web/jobs/delivery-inputs.ts";
import { attachmentsOf } from "../../web/records/attachments.ts";
import { auditEntries } from "../../web/records/audit.ts";
import { type Delivery, delivery as deliveryOf } from "../../web/records/deliveries.ts";
import { changesOf, incidentsOf } from "../../web/records/incidents.ts";
import type { Person } from "../../web/records/people.ts";
import { textHistory, textsFile, textsOf } from "../../web/records/texts.ts";
import { addToken } from "../../web/records/tokens.ts";
import { multipart } from "../support/web-delivery.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
let dora: Visitor;
let pedro: Visitor;
let stranger: Visitor;
let delivery: Delivery;
let at = "";
let api = "";

beforeAll(async () => {
  server = await testServer();
  const one = await testPerson(server, "difusor", "Dora");
  const two = await testPerson(server, "difusor", "Pedro", one.organisation);
  const other = await testPerson(server, "difusor", "Otro Difusor");
  delivery = testDelivery(server, one.organisation, null);
  const entered = (person: Person): Promise<Visitor> => new Visitor(server).enter(person);
  [dora, pedro, stranger] = await Promise.all([entered(one), entered(two), entered(other)]);
  at = `/memorias/${delivery.id}`;
  api = `/api/v1/deliveries/${delivery.id}`;
});
afterAll(() => server.end());

const place = (response: Response): string => response.headers.get("location") ?? "";
const fields = { inicio: "2024-12-08T21:18", fin: "2024-12-08T21:42", tipo: "interrupcion", efecto: "caida", descripcion: "Error 503" };
const send = (visitor: Visitor, address: string, method: string, body: unknown): Promise<Response> =>
  visitor.send(address, {
    method,
    headers: { "content-type": "application/json", "x-csrf-token": visitor.csrf },
    body: JSON.stringify(body),
  });
const incidents = () => incidentsOf(server.services, delivery.id);

describe("incidents", () => {
  test("every wrong field is told beside it, and nothing that was typed is lost", async () => {
    const wrong = { inicio: "ayer", fin: "2024-12-08T20:00", tipo: "nada", efecto: "", descripcion: "Lo que <b>pasó</b>", peso: "7" };
    const response = await dora.post(`${at}/incidencias`, wrong);
    expect(response.status).toBe(422);
    const page = await response.text();
    for (const name of ["inicio", "tipo", "efecto", "peso"]) expect(page).toContain(`id="${name}-error"`);
    expect(page).not.toContain('id="descripcion-error"');
    expect(page).toContain("Lo que &lt;b&gt;pasó&lt;/b&gt;");
    expect(page).toContain('value="7"');
    expect(incidents()).toEqual([]);
  });

  test("an end before the beginning, and a duration that is none", async () => {
    const page = async (more: Record<string, string>): Promise<string> =>
      (await dora.post(`${at}/incidencias`, { ...fields, ...more })).text();
    expect(await page({ fin: "2024-12-08T20:00" })).toContain('id="fin-error"');
    expect(await page({ fin: "", duracion: "un rato" })).toContain('id="duracion-error"');
    expect(await page({ duracion: "05:00" })).toContain('id="duracion-error"');
    expect(incidents()).toEqual([]);
  });

  test("one is kept with its offset, changed with a reason, and its history tells the old value", async () => {
    expect(place(await dora.post(`${at}/incidencias`, fields))).toContain("incidencia-registrada");
    const [added] = incidents();
    expect(added?.fields).toEqual({ ...fields, inicio: "2024-12-08T21:18:00-06:00", fin: "2024-12-08T21:42:00-06:00" });
    const one = `${at}/incidencias/${added?.id}`;
    const form = await (await dora.get(one)).text();
    expect(form).toContain('value="2024-12-08T21:18"');
    expect((await dora.post(one, { ...fields, revision: "1" })).status).toBe(422);
    expect(place(await dora.post(one, { ...fields, efecto: "degradacion", peso: "0,5", revision: "1", motivo: "No fue total" }))).toContain(
      "guardado",
    );
    const [first, second] = changesOf(server.services, added?.id ?? "");
    expect(first).toMatchObject({ before: null, reason: null });
    expect(second).toMatchObject({ reason: "No fue total", before: { efecto: "caida" }, after: { efecto: "degradacion", peso: "0.5" } });
    const page = await (await dora.get(one)).text();
    expect(page).toContain("No fue total");
    expect(page).toContain('<span class="old">caida</span> degradacion');
  });

  test("two people editing one: the second is shown both, and nothing is lost", async () => {
    const [kept] = incidents();
    const one = `${at}/incidencias/${kept?.id}`;
    const own = { ...fields, revision: String(kept?.revision), motivo: "x" };
    expect(place(await dora.post(one, { ...own, descripcion: "Lo de Dora" }))).toContain("guardado");
    const response = await pedro.post(one, { ...own, descripcion: "Lo de Pedro" });
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain("Lo de Dora");
    expect(page).toContain("Lo de Pedro</textarea>");
    expect(page).toContain(`name="revision" value="${(kept?.revision ?? 0) + 1}"`);
    expect(incidents()[0]?.fields.descripcion).toBe("Lo de Dora");
  });

  test("a table: bad rows are told, good ones are shown before they are taken, and taken once", async () => {
    const rows = [
      "inicio,fin,tipo,descripcion,efecto",
      "2024-12-08 22:00,2024-12-08 22:05,ataque,=cmd|'/c calc'!A1,ninguno",
      "mañana,,ataque,Sin hora,ninguno",
      '08/12/2024 23:00,,otro,"<script>alert(1)</script> \u202e txt",ninguno',
      `2024-12-09T01:00,,otro,${"x".repeat(5000)},ninguno`,
    ];
    const body = () => multipart({ _csrf: dora.csrf }, { field: "tabla", name: "../../<img>.csv", content: rows.join("\n") });
    const before = incidents().length;
    const response = await dora.send(`${at}/incidencias/importar`, { method: "POST", body: body() });
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain("Renglones que no se pueden leer: 1");
    expect(page).toContain("renglón 3");
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img>");
    expect(page).toContain("\\u{202e}");
    expect(incidents()).toHaveLength(before);
    const trial = multipart({}, { field: "file", name: "tabla.csv", content: rows.join("\n") });
    const headers = { "x-csrf-token": dora.csrf };
    const told = await (await dora.send(`${api}/incidents/import?trial=true`, { method: "POST", body: trial, headers })).json();
    expect(told).toMatchObject({ added: 0, known: 0, refused: [expect.stringContaining("renglón 3")] });
    expect((told as { rows: unknown[] }).rows).toHaveLength(3);
    expect(incidents()).toHaveLength(before);
    const renglones = (/name="renglones" value="([^"]*)"/.exec(page)?.[1] ?? "")
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    for (let i = 0; i < 2; i++) expect((await dora.post(`${at}/incidencias/tomar`, { renglones })).status).toBe(303);
    expect(incidents()).toHaveLength(before + 3);
    expect(await (await dora.send(`${at}/incidencias/importar`, { method: "POST", body: body() })).text()).toContain(
      "ya estaban registradas",
    );
    const list = await (await dora.get(`${at}/incidencias`)).text();
    expect(list).not.toContain("<script>alert");
    expect(list).not.toContain("\u202e");
  });

  test("what is no table, or a forged list of rows, is refused with a clear page", async () => {
    const png = multipart(
      { _csrf: dora.csrf },
      { field: "tabla", name: "foto.png", content: Buffer.from("89504e470d0a1a0a00000000", "hex") },
    );
    expect((await dora.send(`${at}/incidencias/importar`, { method: "POST", body: png })).status).toBe(422);
    const empty = multipart({ _csrf: dora.csrf }, { field: "tabla", name: "a.csv", content: "" });
    expect((await dora.send(`${at}/incidencias/importar`, { method: "POST", body: empty })).status).toBe(422);
    const large = multipart({ _csrf: dora.csrf }, { field: "tabla", name: "a.csv", content: Buffer.alloc(9 * 1024 * 1024, 97) });
    expect((await dora.send(`${at}/incidencias/importar`, { method: "POST", body: large })).status).toBe(413);
    for (const renglones of ["", "{", "[1]", '[{"inicio":"x"}]', '[{"inicio":{"a":1}}]'])
      expect((await dora.post(`${at}/incidencias/tomar`, { renglones })).status, renglones).toBe(422);
  });

  test("the template is read back without a bad row, as CSV and as a workbook", async () => {
    for (const format of ["csv", "xlsx"]) {
      const bytes = new Uint8Array(await (await dora.get(`${at}/incidencias/plantilla.${format}`)).arrayBuffer());
      const byApi = await dora.get(`${api}/incidents/template.${format}`);
      expect(byApi.headers.get("content-disposition")).toContain(`incidencias.${format}`);
      if (format === "csv") expect(new Uint8Array(await byApi.arrayBuffer())).toEqual(bytes);
      const { incidents: read, refused } = await readIncidents(bytes, { file: "plantilla", timeZone: "America/Mexico_City" });
      expect(refused).toEqual([]);
      expect(read).toHaveLength(1);
    }
  });

  test("one that is taken out stays in the history, and is not what the program is told", async () => {
    const script = incidents().find((each) => each.fields.descripcion?.includes("script"));
    expect((await dora.post(`${at}/incidencias/${script?.id}/retirar`)).status).toBe(422);
    expect(place(await dora.post(`${at}/incidencias/${script?.id}/retirar`, { "motivo-retiro": "Era una prueba" }))).toContain(
      "incidencia-retirada",
    );
    expect((await dora.post(`${at}/incidencias/${script?.id}/retirar`, { "motivo-retiro": "Otra vez" })).status).toBe(404);
    expect(await (await dora.get(`${at}/incidencias`)).text()).toContain("Era una prueba");
    const current = deliveryOf(server.services, delivery.id) ?? delivery;
    const folder = workFolder(server.services, delivery.id, "prueba");
    expect(await deliveryInputs(server.services, current, folder)).toContain("--incidents=incidencias.json");
    const { incidents: read, refused } = await readIncidents(await readFile(path.join(folder, "incidencias.json")), {
      file: "x",
      timeZone: "America/Mexico_City",
    });
    await removeWorkFolder(server.services, delivery.id, "prueba");
    expect(refused).toEqual([]);
    expect(read.map(({ description }) => description)).toEqual(incidents().map((each) => each.fields.descripcion));
  });

  test("the API has the same rules, and a token without the right scope writes nothing", async () => {
    const added = await send(dora, `${api}/incidents`, "POST", { ...fields, descripcion: "Por la API" });
    expect(added.status).toBe(201);
    const { id, revision } = (await added.json()) as { id: string; revision: number };
    const bad = await send(dora, `${api}/incidents`, "POST", { ...fields, tipo: "x" });
    expect(bad.status).toBe(422);
    expect(bad.headers.get("content-type")).toContain("application/problem+json");
    expect(((await bad.json()) as { detail: string }).detail).toContain("tipo: ");
    const edit = { revision, reason: "r", fields: { ...fields, descripcion: "Cambiada" } };
    expect((await send(dora, `${api}/incidents/${id}`, "PUT", edit)).status).toBe(200);
    expect((await send(dora, `${api}/incidents/${id}`, "PUT", edit)).status).toBe(409);
    const person = auditEntries(server.services, { most: 1, subject: delivery.id })[0]?.person ?? "";
    const { secret } = addToken(server.services, { person, name: "t", scopes: ["read"], days: 1 });
    const authorization = { authorization: `Bearer ${secret}` };
    expect((await new Visitor(server).get(`${api}/incidents`, authorization)).status).toBe(200);
    const forbidden = await new Visitor(server).send(`${api}/incidents/${id}`, { method: "DELETE", headers: authorization });
    expect(forbidden.status).toBe(403);
    expect((await send(dora, `${api}/incidents/${id}`, "DELETE", { reason: "fin" })).status).toBe(200);
    const put = (content: string): Promise<Response> =>
      dora.send(`${api}/incidents/import`, {
        method: "POST",
        headers: { "x-csrf-token": dora.csrf },
        body: multipart({}, { field: "file", name: "t.csv", content: `inicio,tipo,descripcion,efecto\n${content}` }),
      });
    const before = incidents().length;
    expect((await put("2024-12-09T05:00,otro,Por tabla,ninguno\nayer,otro,x,ninguno\n")).status).toBe(422);
    expect(incidents()).toHaveLength(before);
    expect(await (await put("2024-12-09T05:00,otro,Por tabla,ninguno\n")).json()).toMatchObject({ added: 1, known: 0 });
    expect(await (await put("2024-12-09T05:00,otro,Por tabla,ninguno\n")).json()).toMatchObject({ added: 0, known: 1 });
    expect((await send(dora, `${api}/incidents/statement`, "PUT", { complete: true })).status).toBe(200);
    expect(deliveryOf(server.services, delivery.id)?.settings.statementComplete).toBe(true);
  });
});

describe("tables and settings", () => {
  test("each kind is read at once, and told what was read", async () => {
    const put = (kind: string, name: string, content: string): Promise<Response> =>
      dora.send(`${at}/datos/tablas/${kind}`, {
        method: "POST",
        body: multipart({ _csrf: dora.csrf }, { field: "archivo", name, content }),
      });
    const exclusion = "inicio,fin,motivo,aprobado_por\n2024-12-09 03:00,2024-12-09 03:10,Mantenimiento,IEM\n";
    expect(place(await put("exclusions", "e.csv", exclusion))).toContain("tabla-agregada");
    expect(place(await put("exclusions", "e2.csv", exclusion))).toContain("tabla-agregada");
    expect(place(await put("monitor", "m.csv", "timestamp,up\n2024-12-09 03:00,1\n2024-12-09 03:01,0\n"))).toContain("tabla-agregada");
    expect(place(await put("averages", "p.csv", "medida,promedio_diario\nvisitas,1200\npáginas vistas,3000\n"))).toContain(
      "tabla-agregada",
    );
    expect(attachmentsOf(server.services, delivery.id).map(({ name, summary }) => [name, summary])).toEqual([
      ["e2.csv", "1 exclusión"],
      ["m.csv", expect.stringContaining("2 comprobaciones")],
      ["p.csv", "2 promedios diarios"],
    ]);
    const refused = await put("exclusions", "mala.csv", `${exclusion}x,y,,\n`);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("renglón 3");
    expect((await put("otra", "a.csv", exclusion)).status).toBe(404);
    expect((await put("monitor", "m.csv", "a,b\n1,2\n")).status).toBe(422);
    const [first] = attachmentsOf(server.services, delivery.id);
    const file = await dora.get(`${at}/datos/tablas/${first?.id}`);
    expect(file.headers.get("content-type")).toBe("application/octet-stream");
    expect(file.headers.get("content-disposition")).toContain("attachment");
    expect(await file.text()).toBe(exclusion);
    expect((await stranger.get(`${at}/datos/tablas/${first?.id}`)).status).toBe(404);
    expect(place(await dora.post(`${at}/datos/tablas/${first?.id}/retirar`))).toContain("tabla-retirada");
    expect((await dora.get(`${at}/datos/tablas/${first?.id}`)).status).toBe(404);
  });

  test("a bound that the call fixes is not the difusor's", async () => {
    const own = {
      windowStart: "2024-12-01T00:00",
      windowEnd: "2024-12-10T00:00",
      scope: ["/prep/*"],
      internal: [],
      trustedProxies: [],
      resultPath: null,
    };
    const saved = await send(dora, `${api}/settings`, "PUT", own);
    expect(await saved.json()).toMatchObject({
      windowStart: null,
      windowEnd: "2024-12-10T00:00",
      scope: ["/prep/*"],
      statementComplete: true,
    });
    for (const wrong of [
      { internal: ["x y"] },
      { windowEnd: "2024-12-10" },
      { windowEnd: "2024-12-08T19:00" },
      { windowEnd: "9999-01-01T00:00" },
      { scope: ["a\u0000b"] },
      { resultPath: "x" },
    ])
      expect((await send(dora, `${api}/settings`, "PUT", { ...own, ...wrong })).status, JSON.stringify(wrong)).toBe(422);
  });
});

describe("texts", () => {
  const save = (visitor: Visitor, section: string, text: string, revision: number): Promise<Response> =>
    send(visitor, `${api}/texts/${section}`, "PUT", { text, revision });
  const kept = (section: string): string => textsOf(server.services, delivery.id).find((each) => each.section === section)?.text ?? "";

  test("two editors of one: the second is told, shown both, and loses nothing", async () => {
    expect(await (await save(dora, "analisis", "De Dora", 0)).json()).toEqual({ section: "analisis", revision: 1 });
    expect((await save(pedro, "analisis", "De Pedro", 0)).status).toBe(409);
    const response = await pedro.post(`${at}/textos/analisis`, { texto: "De Pedro", revision: "0" });
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain("De Pedro</textarea>");
    expect(page).toContain("De Dora</textarea>");
    expect(kept("analisis")).toBe("De Dora");
    expect(place(await pedro.post(`${at}/textos/analisis`, { texto: "De ambos", revision: "1" }))).toContain("guardado");
    expect(textHistory(server.services, delivery.id, "analisis").map(({ text }) => text)).toEqual(["De ambos", "De Dora"]);
  });

  test("typing makes one entry of the history, taking away another; each can be restored", async () => {
    let revision = 0;
    for (const text of ["U", "Uno", "Uno dos", "Uno y dos", "Dos"]) {
      revision = ((await (await save(dora, "conclusiones", text, revision)).json()) as { revision: number }).revision;
    }
    expect(textHistory(server.services, delivery.id, "conclusiones").map(({ text }) => text)).toEqual(["Dos", "Uno y dos"]);
    const { history } = (await (await dora.get(`${api}/texts/conclusiones/history`)).json()) as { history: { text: string }[] };
    expect(history.map(({ text }) => text)).toEqual(["Dos", "Uno y dos"]);
    const page = await (await dora.get(`${at}/textos/conclusiones/historia`)).text();
    const de = /name="de" value="(\d+)"/.exec(page)?.[1] ?? "";
    expect(place(await dora.post(`${at}/textos/conclusiones/restaurar`, { de, revision: String(revision) }))).toContain("restaurado");
    expect(kept("conclusiones")).toBe("Uno y dos");
    expect((await dora.post(`${at}/textos/conclusiones/restaurar`, { de, revision: String(revision) })).status).toBe(409);
  });

  test("hostile text is text, on the page and in the file for the program", async () => {
    const hostile = `</textarea><script>alert(1)</script>\n# registro\nx: y\n\u202e al revés ${"ñ".repeat(5000)}`;
    await dora.post(`${at}/textos/comentarios`, { texto: hostile, revision: "0" });
    expect(kept("comentarios")).toBe(hostile);
    expect(await (await dora.get(`${at}/textos`)).text()).not.toContain("<script>alert");
    const file = textsFile(server.services, delivery.id) ?? "";
    expect(file.match(/^# /gm)).toHaveLength(3);
    expect((await save(dora, "otra", "x", 0)).status).toBe(404);
    expect((await save(dora, "recomendaciones", "x".repeat(100_001), 0)).status).toBe(422);
    expect((await dora.post(`${at}/textos/recomendaciones`, { texto: "x", revision: "no" })).status).toBe(422);
  });

  test("a line of the registration that is not understood is told by its number, and kept", async () => {
    await save(dora, "registro", "medio: Radio\ncorreo: nadie", 0);
    const page = await (await dora.get(`${at}/textos`)).text();
    expect(page).toContain("línea 2");
    expect(kept("registro")).toContain("nadie");
    expect(await (await dora.get(at)).text()).toContain("línea 2");
    await save(dora, "registro", "medio: Radio\ncorreo: a@b.mx", 1);
    expect(await (await dora.get(`${at}/textos`)).text()).toContain("Sin indicar: Entidad federativa");
  });
});

test("another difusor finds none of it, by page or API", async () => {
  for (const part of ["", "/incidencias", "/datos", "/textos", "/cifras", "/entrega", "/kit.zip", "/borrador/memoria.pdf"])
    expect((await stranger.get(`${at}${part}`)).status, part).toBe(404);
  for (const part of ["", "/incidents", "/settings", "/texts", "/analysis", "/draft", "/versions"])
    expect((await stranger.get(`${api}${part}`)).status, part).toBe(404);
  expect((await stranger.post(`${at}/incidencias`, fields)).status).toBe(404);
  expect(((await (await stranger.get("/api/v1/deliveries")).json()) as { deliveries: unknown[] }).deliveries).toEqual([]);
  expect(server.logged).toEqual([]);
});
