// The institute's side over real HTTP: board, review, observations, decisions, reclassification, archive; figures against the frozen analysis.
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Entry, fromBuffer } from "yauzl";
import type { Analysis } from "../../analysis/index.ts";
import { folderNames } from "../../web/deeds/call-archive.ts";
import { auditEntries } from "../../web/records/audit.ts";
import { addDelivery, type Delivery } from "../../web/records/deliveries.ts";
import { incidentsOf } from "../../web/records/incidents.ts";
import { observationsOf } from "../../web/records/observations.ts";
import { newId } from "../../web/records/records.ts";
import { copyHandedIn, current, frozenFigures, frozenFile, handedIn, handInAgain, testCall, workDone } from "../support/web-handed-in.ts";
import { type TestServer, testOrganisation, testPerson, testServer, Visitor } from "../support/web-server.ts";

const hostileName = `=cmd|'/c calc'!A1 <script>alert("x")</script>`;

let server: TestServer;
let analysis: Analysis;
let done: Delivery;
let copied: Delivery;
let preparing: Delivery;
let visitors: Record<"reviewer" | "second" | "stranger" | "difusor" | "other" | "planner", Visitor>;

beforeAll(async () => {
  server = await testServer();
  const institute = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM").id;
  const foreign = testOrganisation(server, "instituto", "Instituto de otro estado", "IEPC").id;
  const difusor = await testPerson(server, "difusor", "Diana Difusora");
  const other = await testPerson(server, "difusor", "Otro Difusor", testOrganisation(server, "difusor", hostileName).id);
  const enter = async (...words: Parameters<typeof testPerson>): Promise<Visitor> => new Visitor(server).enter(await testPerson(...words));
  visitors = {
    reviewer: await enter(server, "revisor", "Rita Revisora", institute),
    second: await enter(server, "revisor", "Saúl Segundo", institute),
    stranger: await enter(server, "revisor", "Ema Extraña", foreign),
    planner: await enter(server, "planeador", "Pablo Planeador"),
    difusor: await new Visitor(server).enter(difusor),
    other: await new Visitor(server).enter(other),
  };
  done = await handedIn(server, difusor, institute);
  analysis = await frozenFigures(server, done);
  copied = await copyHandedIn(server, done, { organisation: other.organisation, institute, person: other.id, isLate: true }, (summary) => ({
    ...summary,
    visits: 1,
    availability: [],
    clauses: { cumple: 3 },
  }));
  const waiting = testOrganisation(server, "difusor", "Zeta Radio").id;
  preparing = addDelivery(server.services, { organisation: waiting, institute, call: testCall });
}, 120_000);
afterAll(() => server.end());

const text = async (visitor: Visitor, address: string): Promise<string> => (await visitor.get(address)).text();
const place = (response: Response): string | null => response.headers.get("location");
const board = "/tablero/iem-irimbo-2024";

/** Rows of a CSV without line ends inside its cells, by its headings. */
function csvRows(csv: string): Record<string, string>[] {
  const [head = [], ...rows] = csv
    .replace(/^\uFEFF/u, "")
    .trim()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ""),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
}

describe("the board", () => {
  test("counts who handed in and who broke a rule", async () => {
    const page = await text(visitors.reviewer, board);
    const breaks = [...analysis.availability.results.filter(({ logSource }) => logSource === null), ...analysis.compliance].some(
      ({ verdict }) => verdict === "incumple",
    );
    expect(breaks).toBe(true);
    expect(page).toContain("2 de 3 entregaron; 1 incumple; 1 cumplen en todo");
    expect(page).toContain("Zeta Radio");
    expect(page).toContain("Fuera del plazo");
  });

  test("has the figures of the frozen analysis, in the page and in the table for other programs", async () => {
    const csv = await text(visitors.reviewer, `${board}/tablero.csv`);
    const row = csvRows(csv).find(({ difusor }) => difusor?.includes("Diana"));
    const { traffic, availability, incidents, compliance } = analysis;
    expect(row).toMatchObject({
      estado: "entregada",
      visitas: String(traffic.visits),
      visitantes_unicos: String(traffic.uniqueVisitors),
      paginas_vistas: String(traffic.pageViews),
      solicitudes: String(traffic.hits),
      solicitudes_del_minuto_mayor: String(traffic.peakMinute?.hits),
      incidencias: String(incidents.length),
      clausulas_cumple: String(compliance.filter(({ verdict }) => verdict === "cumple").length),
      clausulas_incumple: String(compliance.filter(({ verdict }) => verdict === "incumple").length),
    });
    for (const source of ["declared", "log"] as const) {
      const name = { declared: "declarada", log: "bitacora" }[source];
      for (const [period, end] of [
        ["window", "publicacion"],
        ["month:2024-12", "2024-12"],
      ] as const) {
        const result = availability.results.find((each) => each.source === source && each.period === period && each.logSource === null);
        expect(row?.[`disponibilidad_${end}_${name}`]).toBe(String(result?.availability ?? ""));
        expect(row?.[`veredicto_${end}_${name}`]).toBe(String(result?.verdict ?? ""));
      }
    }
    const waiting = csvRows(csv).find(({ difusor }) => difusor === "Zeta Radio");
    expect(waiting).toMatchObject({ estado: "preparacion", visitas: "", version: "", veredicto_publicacion_bitacora: "" });
    const page = await text(visitors.reviewer, board);
    expect(page).toContain(traffic.visits.toLocaleString("es-MX"));
  });

  test("sorts and chooses by its address", async () => {
    const order = async (query: string): Promise<number[]> => {
      const page = await text(visitors.reviewer, `${board}?${query}`);
      return [done, copied, preparing].map(({ id }) => page.indexOf(`/revision/${id}"`));
    };
    const [first = 0, second = 0, third = 0] = await order("orden=visitas&sentido=desc");
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(third);
    const [a = 0, b = 0, c = 0] = await order("orden=visitas");
    expect(b).toBeLessThan(a);
    // What is not known is last in both directions.
    expect(a).toBeLessThan(c);
    expect(await order("estado=preparacion")).toEqual([-1, -1, expect.any(Number)]);
    expect((await order("resultado=incumple")).map((at) => at >= 0)).toEqual([true, false, false]);
    expect((await order("busca=DIÁNA")).map((at) => at >= 0)).toEqual([true, false, false]);
    expect((await visitors.reviewer.get(`${board}?orden=constructor&estado=x&busca=${"x".repeat(500)}`)).status).toBe(200);
  });

  test("shows hostile names as text, and never as a formula", async () => {
    const page = await text(visitors.reviewer, board);
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script&gt;");
    expect(await text(visitors.reviewer, `${board}/tablero.csv`)).toContain(`"'=cmd|'/c calc'!A1`);
    const workbook = await visitors.reviewer.get(`${board}/tablero.xlsx`);
    expect(workbook.headers.get("content-type")).toContain("spreadsheetml");
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });
});

describe("inviting a difusor", () => {
  test("makes the difusor, its delivery and a link that is shown once", async () => {
    const response = await visitors.reviewer.post(`${board}/invitar`, { difusor: "", nombre: "Radio Nueva", correo: "radio@example.mx" });
    const page = await response.text();
    const link = /\/invitacion\/[\w-]{43}/.exec(page)?.[0] ?? "";
    expect((await new Visitor(server).get(link)).status).toBe(200);
    expect(await text(visitors.reviewer, `${board}/invitar`)).not.toContain("/invitacion/");
    expect(await text(visitors.reviewer, board)).toContain("Radio Nueva");
    const guest = new Visitor(server);
    expect(place(await guest.post(link, { nombre: "Rosa Radio", correo: "rosa@example.mx", contrasena: "una frase bastante larga" }))).toBe(
      "/memorias",
    );
    expect(await text(guest, "/memorias")).toContain("Irimbo");
  });

  test("is refused twice under one name, with what is wrong beside the field", async () => {
    const again = await visitors.reviewer.post(`${board}/invitar`, { nombre: "radio nueva" });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain("se elige de la lista");
    expect((await visitors.reviewer.post(`${board}/invitar`, { nombre: "", correo: "no es" })).status).toBe(422);
  });

  test("gives no way into an organisation that works for others too", async () => {
    const organisation = done.organisation;
    const elsewhere = testOrganisation(server, "instituto", "Otro instituto").id;
    addDelivery(server.services, { organisation, institute: elsewhere, call: "iec-coahuila-2018@original" });
    const page = await (await visitors.reviewer.post(`${board}/invitar`, { difusor: organisation, nombre: "" })).text();
    expect(page).not.toMatch(/\/invitacion\/[\w-]{43}/);
    expect(page).toContain("trabaja también para otros institutos");
  });
});

describe("the review of a version", () => {
  test("shows verdicts with evidence, figures, incidents, ledger and the memoria itself", async () => {
    const verdicts = await text(visitors.reviewer, `/revision/${done.id}`);
    for (const { evidence } of analysis.compliance.slice(0, 5)) expect(verdicts).toContain(evidence.slice(0, 40).replaceAll('"', "&quot;"));
    const figures = await text(visitors.reviewer, `/revision/${done.id}/cifras`);
    expect(figures).toContain(analysis.traffic.pageViews.toLocaleString("es-MX"));
    expect(figures).toContain("Qué significa cada cifra");
    expect(figures).toContain(`href="/revision/${done.id}/cifras/traffic.visits"`);
    const explained = await text(visitors.reviewer, `/revision/${done.id}/cifras/traffic.visits`);
    for (const part of ["Cómo se obtuvo: Visitas", "analysis/rollups/visits.sql", analysis.ledger.files[0]?.sha256 ?? "?"])
      expect(explained).toContain(part);
    expect((await visitors.reviewer.get(`/revision/${done.id}/cifras/no.hay`)).status).toBe(404);
    const byApi = await visitors.reviewer.get(`/api/v1/review/${done.id}/versions/1/figures/traffic.visits`);
    expect(await byApi.json()).toMatchObject({ value: analysis.traffic.visits, isOfTheseRules: true });
    const incidents = await text(visitors.reviewer, `/revision/${done.id}/incidencias`);
    expect(incidents).toContain("dejó de contestar &lt;b&gt;ahora&lt;/b&gt;");
    const logs = await text(visitors.reviewer, `/revision/${done.id}/bitacoras`);
    expect(logs).toContain(analysis.ledger.files[0]?.sha256);
    expect(logs).toContain(analysis.ledger.lines.read.toLocaleString("es-MX"));
    const memoria = await visitors.reviewer.get(`/revision/${done.id}/versiones/1/archivos/memoria.html`);
    expect(memoria.headers.get("content-security-policy")).toMatch(/^sandbox/);
    expect(await memoria.text()).toBe(await frozenFile(server, done, "memoria.html"));
  });

  test("proves that it is what was handed in, and tells when it is not", async () => {
    const check = `/revision/${copied.id}/versiones/1/comprobar`;
    expect(place(await visitors.reviewer.post(check))).toContain("aviso=comprobada");
    expect(await text(visitors.reviewer, `/revision/${copied.id}/memoria`)).toContain("todo coincide con lo entregado");
    const { appendFile } = await import("node:fs/promises");
    await appendFile(`${server.directory}/memorias/delivery=${copied.id}/1/anexos/por-hora.csv`, "x");
    expect(place(await visitors.reviewer.post(check))).toContain("aviso=comprobada-difiere");
    expect(await text(visitors.reviewer, `/revision/${copied.id}/memoria`)).toContain("Difieren: anexos/por-hora.csv");
    const proof = JSON.parse(await text(visitors.reviewer, `/api/v1/review/${copied.id}/versions/1/verify`));
    expect(proof).toMatchObject({ isReceipt: true, last: { isProven: false, differing: ["anexos/por-hora.csv"] } });
  });

  test("shows nothing but the state while it is being prepared", async () => {
    for (const part of ["", "/cifras", "/incidencias", "/bitacoras", "/memoria", "/observaciones"]) {
      const page = await text(visitors.reviewer, `/revision/${preparing.id}${part}`);
      expect(page).toContain("prepara su memoria");
    }
    expect((await visitors.reviewer.get(`/revision/${preparing.id}?version=1`)).status).toBe(404);
    expect((await visitors.reviewer.get(`/revision/${preparing.id}/versiones/1/archivos/memoria.pdf`)).status).toBe(404);
  });

  test("hands out no file but the memoria's own", async () => {
    for (const name of ["..%2f..%2f..%2fapp.sqlite", "../../../app.sqlite", "%2fetc%2fpasswd", "anexos", "nada.csv"])
      expect((await visitors.reviewer.get(`/revision/${done.id}/versiones/1/archivos/${name}`)).status).toBe(404);
  });
});

describe("reach", () => {
  test("is the own institute's alone, whatever is asked for", async () => {
    const gets = ["", "/cifras", "/incidencias", "/bitacoras", "/memoria", "/observaciones", "/versiones/1/archivos/memoria.pdf"];
    for (const part of gets) {
      expect((await visitors.stranger.get(`/revision/${done.id}${part}`)).status).toBe(404);
      for (const role of ["difusor", "planner"] as const)
        expect((await visitors[role].get(`/revision/${done.id}${part}`)).status).toBe(403);
    }
    const posts = ["/observaciones", "/decision", "/incidencias/x", "/versiones/1/comprobar", "/observaciones/x/cerrar"];
    for (const part of posts) {
      expect((await visitors.stranger.post(`/revision/${done.id}${part}`)).status).toBe(404);
      expect((await visitors.difusor.post(`/revision/${done.id}${part}`)).status).toBe(403);
    }
    for (const part of ["", "/tablero.csv", "/tablero.xlsx", "/memorias.zip", "/invitar"])
      expect((await visitors.stranger.get(`${board}${part}`)).status).toBe(404);
    expect((await visitors.other.get(`/memorias/${done.id}/observaciones`)).status).toBe(404);
    expect(await text(visitors.stranger, "/tablero")).not.toContain("Irimbo");
  });
});

describe("observations", () => {
  test("are seen, answered and settled, each once, with who and when", async () => {
    const form = { clave: newId(), version: "1", seccion: "incidencias", texto: "Falta la causa\n<b>de la segunda</b>" };
    const all = `/revision/${done.id}/observaciones`;
    expect((await visitors.reviewer.post(all, form)).status).toBe(303);
    expect((await visitors.reviewer.post(all, form)).status).toBe(303);
    expect(observationsOf(server.services, done.id)).toHaveLength(1);
    expect((await visitors.reviewer.post(all, { ...form, clave: newId(), texto: " " })).status).toBe(422);
    expect((await visitors.reviewer.post(all, { ...form, clave: newId(), seccion: "nada" })).status).toBe(422);
    expect(await text(visitors.reviewer, board)).toContain("1 observación abierta");
    const own = `/memorias/${done.id}/observaciones`;
    const seen = await text(visitors.difusor, own);
    expect(seen).toContain("&lt;b&gt;de la segunda&lt;/b&gt;");
    expect(seen).toContain("Rita Revisora");
    expect((await visitors.other.post(`${own}/${form.clave}`, { respuesta: "no es mía" })).status).toBe(404);
    expect(place(await visitors.difusor.post(`${own}/${form.clave}`, { respuesta: "Se agregó." }))).toContain("aviso=contestada");
    expect((await visitors.difusor.post(`${own}/${form.clave}`, { respuesta: "Se agregó." })).status).toBe(303);
    expect((await visitors.difusor.post(`${own}/${form.clave}`, { respuesta: "Otra cosa" })).status).toBe(409);
    expect(await text(visitors.reviewer, all)).toContain("Se agregó.");
    expect((await visitors.reviewer.post(`${all}/${form.clave}/cerrar`)).status).toBe(303);
    expect((await visitors.second.post(`${all}/${form.clave}/cerrar`)).status).toBe(303);
    const [kept] = observationsOf(server.services, done.id);
    expect(kept).toMatchObject({ answer: "Se agregó.", answeredBy: expect.any(String), closedBy: expect.any(String) });
    expect(
      auditEntries(server.services, { most: 500, subject: done.id }).filter(({ action }) => action === "observation.closed"),
    ).toHaveLength(1);
  });
});

describe("a reclassification", () => {
  test("has its reason and trace on both sides, leaves the version as it is, and shows what would follow", async () => {
    const before = await frozenFile(server, done, "analysis.json");
    const incident = incidentsOf(server.services, done.id)[0];
    const all = `/revision/${done.id}/incidencias`;
    const form = { revision: String(incident?.revision), tipo: "interrupcion", efecto: "ninguno", peso: "", motivo: "" };
    const refused = await visitors.reviewer.post(`${all}/${incident?.id}`, form);
    expect(refused.status).toBe(422);
    const told = { ...form, motivo: "El monitor no la vio" };
    expect(place(await visitors.reviewer.post(`${all}/${incident?.id}`, told))).toContain("aviso=reclasificada");
    // A second reviewer with the old page is told.
    expect((await visitors.second.post(`${all}/${incident?.id}`, { ...told, tipo: "otro" })).status).toBe(409);
    await workDone(server, done.id);
    expect(await frozenFile(server, done, "analysis.json")).toBe(before);
    const declared = analysis.availability.results.find(({ source, period }) => source === "declared" && period === "window");
    expect(declared?.downSeconds).toBe(1800);
    const page = await text(visitors.reviewer, board);
    expect(page).toContain("Con la reclasificación del instituto:");
    expect(page).toContain("100.00 %");
    const review = await text(visitors.reviewer, `/revision/${done.id}`);
    expect(review).toContain("Con la reclasificación del instituto");
    expect(review).toContain("El monitor no la vio");
    const { changes } = JSON.parse(await text(visitors.reviewer, `/api/v1/review/${done.id}/incidents`));
    expect(changes).toMatchObject([{ incident: incident?.id, reason: "El monitor no la vio", after: { efecto: "ninguno" } }]);
    const own = await text(visitors.difusor, `/memorias/${done.id}/observaciones`);
    expect(own).toContain("El monitor no la vio");
    expect(own).toContain('<span class="old">Interrupción del servicio; caída</span>');
  });

  test("is for incidents of the version alone", async () => {
    const foreign = `/revision/${copied.id}/incidencias/${incidentsOf(server.services, done.id)[0]?.id}`;
    const form = { revision: "1", tipo: "otro", efecto: "ninguno", motivo: "x" };
    expect((await visitors.reviewer.post(foreign, form)).status).toBe(404);
  });
});

describe("the decision", () => {
  const path = (of: Delivery): string => `/revision/${of.id}/decision`;

  test("needs a reason to return; the difusor sees it and hands in again; the old version stays", async () => {
    expect((await visitors.reviewer.post(path(done), { numero: "1", decision: "devuelta", motivo: "" })).status).toBe(422);
    expect((await visitors.reviewer.post(path(done), { numero: "1", decision: "devuelta", motivo: "Falta el anexo <3>" })).status).toBe(
      303,
    );
    const own = await text(visitors.difusor, `/memorias/${done.id}/observaciones`);
    expect(own).toContain("Falta el anexo &lt;3&gt;");
    expect(own).toContain("entregar otra versión");
    await handInAgain(server, done);
    expect(current(server, done).state).toBe("entregada");
    // A page that was opened before the new version decides nothing.
    const late = await visitors.second.post(path(done), { numero: "1", decision: "aceptada" });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain("entregó la versión 2");
    expect(await text(visitors.reviewer, `/revision/${done.id}?version=1`)).toContain("fue sustituida");
  });

  test("is taken once: the second reviewer is told who was first", async () => {
    const answers = await Promise.all([
      visitors.reviewer.post(path(done), { numero: "2", decision: "aceptada" }),
      visitors.second.post(path(done), { numero: "2", decision: "devuelta", motivo: "No" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const told = await answers.find(({ status }) => status === 409)?.text();
    expect(told).toMatch(/ya estaba decidida: (aceptada|devuelta para corregir) por/);
    const first =
      answers[0]?.status === 303
        ? ({ numero: "2", decision: "aceptada" } as const)
        : ({ numero: "2", decision: "devuelta", motivo: "No" } as const);
    const winner = answers[0]?.status === 303 ? visitors.reviewer : visitors.second;
    expect((await winner.post(path(done), first)).status).toBe(303);
    const decided = auditEntries(server.services, { most: 500, subject: done.id }).filter(({ action }) =>
      /^delivery\.(accepted|returned)$/.test(action),
    );
    expect(decided).toHaveLength(2);
  });
});

describe("all memorias as one archive", () => {
  const names = async (address: string): Promise<string[]> => {
    const content = Buffer.from(await (await visitors.reviewer.get(address)).arrayBuffer());
    const found: string[] = [];
    await new Promise<void>((resolve, reject) =>
      fromBuffer(content, { lazyEntries: false }, (error, zip) => {
        if (error) return reject(error);
        zip.on("entry", (entry: Entry) => found.push(entry.fileName));
        once(zip, "end").then(() => resolve(), reject);
      }),
    );
    return found;
  };

  test("has each in a folder of its own, what is restricted only when asked for, and says so in the audit log", async () => {
    const usual = await names(`${board}/memorias.zip`);
    const whole = await names(`${board}/memorias.zip?restringidos=1`);
    const manifest = JSON.parse(await frozenFile(server, done, "manifest.json")) as { files: { name: string; restricted: boolean }[] };
    const restricted = manifest.files.filter((file) => file.restricted).map(({ name }) => name);
    expect(restricted.length).toBeGreaterThan(0);
    const has = (list: string[], name: string): boolean => list.includes(`organizacion-de-diana-difusora/version-2/${name}`);
    expect(has(usual, "memoria.pdf")).toBe(true);
    for (const name of restricted) {
      expect(has(usual, name)).toBe(false);
      expect(has(whole, name)).toBe(true);
    }
    expect(new Set(usual.map((name) => name.split("/")[0])).size).toBe(2);
    const notes = auditEntries(server.services, { most: 50, subject: "iem-irimbo-2024" }).filter(
      ({ action }) => action === "memorias.downloaded",
    );
    expect(notes.map(({ detail }) => detail["withRestricted"])).toEqual([true, false]);
  });

  test("its folders' names are harmless and never twice", () => {
    expect(folderNames(["../../etc", "", "Ñandú Radio", "ñandu  radio", "CON", "…"])).toEqual([
      "etc",
      "difusor",
      "nandu-radio",
      "nandu-radio-2",
      "con-difusor",
      "difusor-2",
    ]);
  });
});

test("nothing went wrong inside", () => {
  expect(server.logged).toEqual([]);
});
