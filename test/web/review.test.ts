// The institute's review over real HTTP: verdicts, observations, decisions, reclassification; figures against the frozen analysis.
import { appendFile } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { auditEntries } from "../../web/records/audit.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import { incidentsOf } from "../../web/records/incidents.ts";
import { observationsOf } from "../../web/records/observations.ts";
import { newId } from "../../web/records/records.ts";
import { current, frozenFile, handInAgain, workDone } from "../support/web-handed-in.ts";
import { board, placeOf as place, reviewFixture, textAt as text } from "../support/web-review.ts";

const { server, analysis, done, copied, preparing, visitors } = await reviewFixture();
afterAll(() => server.end());

const badge = 'Memorias técnicas <span class="state attention">1 por atender</span>';
const deliveryByApi = async ({ id }: Pick<Delivery, "id">): Promise<unknown> =>
  (await visitors.difusor.get(`/api/v1/deliveries/${id}`)).json();

describe("the review of a version", () => {
  test("shows verdicts with evidence, figures, incidents, ledger and the memoria itself", async () => {
    const verdicts = await text(visitors.reviewer, `/revision/${done.id}`);
    for (const { evidence } of analysis.compliance.slice(0, 5)) expect(verdicts).toContain(evidence.slice(0, 40).replaceAll('"', "&quot;"));
    const figures = await text(visitors.reviewer, `/revision/${done.id}/cifras`);
    expect(figures).toContain(analysis.traffic.pageViews.toLocaleString("es-MX"));
    expect(verdicts).toContain(`Siguiente por decidir: <a href="/revision/${copied.id}">`);
    expect(await text(visitors.reviewer, `/revision/${preparing.id}`)).toContain("(2 esperan)");
    expect(figures).toContain("Qué significa cada cifra");
    // As in the memoria itself.
    expect(figures).toContain("<dt>Alcance</dt><dd>todas las direcciones</dd>");
    expect(figures).toContain("<dt>Pausa que separa visitas</dt><dd>30 min</dd>");
    for (const page of [verdicts, await text(visitors.difusor, `/memorias/${done.id}`)]) expect(page).toContain("2 min 52.8 s");
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

  test("leads back to the board as it was chosen and sorted, over every page and form of it", async () => {
    const { reviewer } = visitors;
    const view = "orden=visitas&sentido=desc&busca=a";
    const addresses = (page: string, start: string): string[] =>
      [...page.matchAll(/(?:href|action)="([^"]+)"/gu)]
        .map(([, to = ""]) => to.replaceAll("&amp;", "&"))
        .filter((to) => to.startsWith(start));
    const carried = (to: string): string | null => new URL(to, "http://x").searchParams.get("tablero");
    const [first = ""] = addresses(await text(reviewer, `${board}?${view}`), `/revision/${done.id}`);
    expect(carried(first)).toBe(view);
    for (const part of ["", "/cifras", "/cifras/traffic.visits", "/incidencias", "/bitacoras", "/memoria", "/observaciones"]) {
      const page = await text(reviewer, first.replace(done.id, `${done.id}${part}`));
      expect(addresses(page, "/tablero/")[0]).toBe(`${board}?${view}`);
      // Files are no pages: nothing leads back from them.
      const inside = addresses(page, "/revision/").filter((to) => !/\/versiones\/\d+(?:\.zip|\/archivos)/u.test(to));
      expect(inside.length).toBeGreaterThan(5);
      for (const to of inside) expect(carried(to), to).toBe(view);
    }
    const forms = await text(reviewer, first.replace(done.id, `${done.id}/memoria`));
    const [check = ""] = addresses(forms, `/revision/${done.id}/versiones/1/comprobar`);
    const proven = place(await reviewer.post(check)) ?? "";
    expect(carried(proven)).toBe(view);
    expect(await text(reviewer, proven)).toContain("todo coincide con lo entregado");
    const plain = await text(reviewer, `/revision/${done.id}?tablero=${encodeURIComponent('orden=x&busca="><script>&otra=1')}`);
    expect(plain).not.toContain('"><script>');
    expect(addresses(plain, "/tablero/")[0]).toBe(`${board}?${new URLSearchParams({ busca: '"><script>' })}`);
    expect(addresses(await text(reviewer, `/revision/${done.id}`), "/tablero/")[0]).toBe(board);
  });

  test("proves that it is what was handed in, and tells when it is not", async () => {
    const check = `/revision/${copied.id}/versiones/1/comprobar`;
    expect(place(await visitors.reviewer.post(check))).toContain("aviso=comprobada");
    expect(await text(visitors.reviewer, `/revision/${copied.id}/memoria`)).toContain("todo coincide con lo entregado");
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
    const first = async (): Promise<string> => text(visitors.difusor, `/memorias/${done.id}`);
    expect(await first()).toContain("1 observación del instituto espera respuesta");
    const told = await text(visitors.difusor, `/memorias/${done.id}/datos`);
    expect(told).toContain('Observaciones <span class="state attention">1 por contestar</span>');
    expect(await text(visitors.difusor, "/memorias")).toContain("1 observación espera respuesta");
    expect(await deliveryByApi(done)).toMatchObject({ state: "entregada", returned: null, openObservations: 1 });
    // On every page, also one that is not there; not on those of other organisations, nor of the institute.
    for (const page of ["/cuenta", "/no/hay"]) expect(await (await visitors.difusor.get(page)).text()).toContain(badge);
    for (const visitor of [visitors.other, visitors.reviewer]) expect(await text(visitor, "/cuenta")).not.toContain("por atender");
    expect((await visitors.other.post(`${own}/${form.clave}`, { respuesta: "no es mía" })).status).toBe(404);
    expect(place(await visitors.difusor.post(`${own}/${form.clave}`, { respuesta: "Se agregó." }))).toContain("aviso=contestada");
    expect(await first()).not.toContain("espera respuesta");
    expect(await text(visitors.difusor, "/cuenta")).not.toContain("por atender");
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
    const first = await text(visitors.difusor, `/memorias/${done.id}`);
    expect(first).toContain("Falta el anexo &lt;3&gt;");
    expect(first).toContain("El instituto devolvió la versión 1 para corregir: falta entregar otra.");
    for (const part of ["/bitacoras", "/incidencias", "/datos", "/textos", "/cifras"]) {
      const page = await text(visitors.difusor, `/memorias/${done.id}${part}`);
      expect(page).toContain(`El instituto devolvió la versión 1 para corregir. <a href="/memorias/${done.id}">Ver el motivo</a>`);
      expect(page).toContain(badge);
    }
    const returned = { version: 1, reason: "Falta el anexo <3>", at: expect.stringMatching(/^20/) };
    expect(await deliveryByApi(done)).toMatchObject({ state: "devuelta", returned, openObservations: 0 });
    await handInAgain(server, done);
    expect(await deliveryByApi(done)).toMatchObject({ state: "entregada", returned: null });
    expect(await text(visitors.difusor, "/cuenta")).not.toContain("por atender");
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

test("nothing went wrong inside", () => {
  expect(server.logged).toEqual([]);
});
