// A difusor's delivery over HTTP, from the empty list to the receipt; its figures are those of the command line.
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Analysis } from "../../analysis/index.ts";
import { verifyMemoria } from "../../report/index.ts";
import { runProgram } from "../../web/jobs/program.ts";
import { auditEntries } from "../../web/records/audit.ts";
import { addJob, lastJob } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import type { VersionSummary } from "../../web/records/version-summary.ts";
import { memoriaFolder, versionsOf } from "../../web/records/versions.ts";
import { multipart, putLog, settled, type TestSample, testSample } from "../support/web-delivery.ts";
import { type TestServer, testOrganisation, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { bytesAt, zipSums } from "../support/zip-entries.ts";

let server: TestServer;
let sample: TestSample;
let difusor: Visitor;
let dora: Person;
let id = "";
/** Where the server's clock stands: two days after the election, before the limit. */
const inTime = Date.parse("2024-12-10T18:00:00Z");

beforeAll(async () => {
  [server, sample] = await Promise.all([testServer(), testSample(14_000, "outage")]);
  server.clock.offsetMilliseconds = inTime - Date.now();
  testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM");
  dora = await testPerson(server, "difusor", "Dora");
  difusor = await new Visitor(server).enter(dora);
});
afterAll(async () => {
  await server.end();
  await sample.end();
});

const text = async (address: string): Promise<string> => (await difusor.get(address)).text();
const at = (part: string): string => `/memorias/${id}${part}`;
const place = (response: Response): string => response.headers.get("location") ?? "";

describe("beginning", () => {
  test("an empty list says what to do, and a call is begun once", async () => {
    expect(await text("/memorias")).toContain("Todavía no hay ninguna");
    const first = await difusor.post("/memorias", { convocatoria: "iem-irimbo-2024@original" });
    id = /\/memorias\/([^?]+)/.exec(place(first))?.[1] ?? "";
    expect(place(first)).toBe(`/memorias/${id}?aviso=empezada`);
    expect(place(await difusor.post("/memorias", { convocatoria: "iem-irimbo-2024@original" }))).toBe(`/memorias/${id}?aviso=ya-empezada`);
    expect(await text("/memorias")).toContain("15 de diciembre de 2024");
    expect(await text("/memorias")).toContain("faltan 5 días");
  });

  test("a name that is no known call opens no file", async () => {
    for (const convocatoria of ["", "nada", "/etc/passwd.json", "../x.json@1"])
      expect((await difusor.post("/memorias", { convocatoria })).status).toBe(422);
  });

  test("the checklist says what is missing, with its clause", async () => {
    const page = await text(at(""));
    for (const words of [
      "Fin del periodo de publicación",
      "Reporte de incidencias",
      "Cláusula II.4.a",
      "No hay ninguna. El siguiente paso es subirlas.",
    ])
      expect(page).toContain(words);
    expect(await text(at("/entrega"))).toContain("Falta al menos una bitácora de acceso.");
    expect((await difusor.post(at("/borrador"))).status).toBe(422);
  });

  test("the kit is an archive with the templates", async () => {
    const response = await difusor.get(at("/kit.zip"));
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 2).toString()).toBe("PK");
    for (const name of ["kit/incidencias.csv", "kit/incidencias.xlsx", "kit/lista-de-control.md"]) expect(bytes.includes(name)).toBe(true);
  });
});

describe("what is declared", () => {
  test("bounds, then a log: the figures are those of the command line", async () => {
    const { difusor: _, ...form } = {
      difusor: "",
      inicio: "",
      fin: "2024-12-10T00:00",
      alcance: "",
      internas: "203.0.113.9",
      intermediarios: "",
      resultados: "",
    };
    const marca = /name="marca" value="(\w+)"/.exec(await text(at("/datos")))?.[1] ?? "";
    expect((await difusor.post(at("/datos"), { ...form, marca, internas: "no es red" })).status).toBe(422);
    expect((await difusor.post(at("/datos"), { ...form, marca, fin: "2024-12-01T00:00" })).status).toBe(422);
    expect(place(await difusor.post(at("/datos"), { ...form, marca }))).toContain("aviso=guardado");
    const stale = await difusor.post(at("/datos"), { ...form, marca, internas: "203.0.113.10" });
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain("203.0.113.10");
    await putLog(server, id, sample.log);
    const read = await difusor.send(at("/incidencias/importar"), {
      method: "POST",
      body: multipart({ _csrf: difusor.csrf }, { field: "tabla", name: "incidencias.csv", content: await readFile(sample.incidents) }),
    });
    const rows = /name="renglones" value="([^"]*)"/.exec(await read.text())?.[1] ?? "";
    const renglones = rows
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
    expect(place(await difusor.post(at("/incidencias/tomar"), { renglones }))).toContain("incidencias-importadas");
    await difusor.post(at("/incidencias/declaracion"), { completa: "on" });
    await settled(server, id);
    const own = (await (await difusor.get(`/api/v1/deliveries/${id}/analysis`)).json()) as Analysis;
    const run = await runProgram(
      [
        "analyze",
        sample.log,
        "--source=servidor",
        "--convocatoria=iem-irimbo-2024@original",
        "--difusor=Organización de Dora",
        "--window-end=2024-12-10T00:00",
        "--internal=203.0.113.9",
        `--incidents=${sample.incidents}`,
        "--statement-complete",
        "--json",
        "--progress=none",
      ],
      { folder: sample.folder },
    );
    const expected = JSON.parse(run.stdout) as Analysis;
    expect(own.traffic).toEqual(expected.traffic);
    expect(own.availability).toEqual(expected.availability);
    expect(own.incidents).toEqual(expected.incidents);
    // Of the limit, each says how long it was until its own moment.
    const clauses = ({ compliance }: Analysis) => compliance.filter(({ id: clause }) => clause !== "memoria-due");
    expect(clauses(own)).toEqual(clauses(expected));
    const { visits, uniqueVisitors } = expected.traffic;
    const overview = await text(at(""));
    const figures = await text(at("/cifras"));
    for (const figure of [visits, uniqueVisitors]) {
      expect(overview).toContain(`<strong>${figure.toLocaleString("en-US")}</strong>`);
      expect(figures).toContain(`>${figure.toLocaleString("en-US")}</td>`);
    }
    expect(overview).toContain('<svg class="timeline"');
  });

  test("an outage that the log shows and nobody declares is offered, filled in", async () => {
    const hidden = sample.truth.outages.find(({ declared }) => !declared);
    expect(hidden).toBeDefined();
    const page = await text(at("/incidencias"));
    const link = /href="([^"]*\/incidencias\/nueva\?[^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const form = await text(link);
    const start = /name="inicio"[^>]* value="([^"]+)"/.exec(form)?.[1] ?? "";
    expect(Math.abs(Date.parse(`${start}-06:00`) - Date.parse(hidden?.start ?? ""))).toBeLessThanOrEqual(120_000);
    const told = JSON.parse(await text(`/api/v1/deliveries/${id}/incidents/suggestions`)) as { suggestions: { start: string }[] };
    expect(told.suggestions.map((each) => each.start)).toEqual([new URL(link, server.origin).searchParams.get("inicio")]);
    const fields = { tipo: "interrupcion", efecto: "caida", descripcion: "Interrupción que mostró la bitácora" };
    const fin = /name="fin"[^>]* value="([^"]+)"/.exec(form)?.[1] ?? "";
    expect(place(await difusor.post(at("/incidencias"), { inicio: start, fin, ...fields }))).toContain("incidencia-registrada");
    expect(await text(at("/incidencias"))).not.toContain("Interrupciones que nadie ha declarado");
  });
});

/** Markup, a script, a formula, letters that turn the line around, and a word that fits no line. */
const hostile = `=cmd|'/c calc'!A1 <script>window.attacked=1</script> \u202eatrás ${"ñ".repeat(5000)}`;

describe("handing in", () => {
  test("the preview tells objections, and whether it is older than the last change", async () => {
    await difusor.post(at("/textos/conclusiones"), { texto: "El servicio **se sostuvo**.", revision: "0" });
    await difusor.post(at("/textos/recomendaciones"), { texto: `# título\n${hostile}`, revision: "0" });
    const hostileIncident = { inicio: "2024-12-09T02:00", fin: "2024-12-09T02:01", tipo: "otro", efecto: "ninguno", descripcion: hostile };
    expect((await difusor.post(at("/incidencias"), hostileIncident)).status).toBe(303);
    expect(place(await difusor.post(at("/borrador")))).toContain("borrador-pedido");
    await settled(server, id);
    const page = await text(at("/entrega"));
    expect(page).toContain("es de lo que hay ahora");
    const draft = (await (await difusor.get(`/api/v1/deliveries/${id}/draft`)).json()) as {
      objections: { text: string }[];
      isCurrent: boolean;
    };
    expect(draft.isCurrent).toBe(true);
    expect(draft.objections.length).toBeGreaterThan(0);
    const shown = await difusor.get(at("/borrador/memoria.html"));
    expect(shown.headers.get("content-security-policy")).toContain("sandbox");
    const memoria = await shown.text();
    expect(memoria).toContain("<strong>se sostuvo</strong>");
    expect(memoria).not.toContain("<script>window.attacked");
    expect(memoria).not.toContain("\u202e");
    const annex = await text(at("/borrador/anexos/incidencias.csv"));
    expect(annex).toContain("calc");
    expect(annex).not.toMatch(/(?:^|,)"?=cmd/m);
    const archive = await zipSums(await bytesAt(difusor, at("/borrador.zip")));
    expect(await zipSums(await bytesAt(difusor, `/api/v1/deliveries/${id}/draft/archive`))).toEqual(archive);
    expect(archive.some((line) => line.endsWith(" memoria/memoria.pdf"))).toBe(true);
    expect((await difusor.get(at("/borrador/../../app.sqlite"))).status).toBe(404);
    expect((await difusor.get(at("/borrador/..%2f..%2fapp.sqlite"))).status).toBe(404);
    expect((await difusor.get(at("/borrador/anexos/otra.csv"))).status).toBe(404);
    await difusor.post(at("/textos/analisis"), { texto: "Análisis", revision: "0" });
    expect(await text(at("/entrega"))).toContain("anterior a los últimos cambios");
  });

  test("asked three times at once and once more, it is one version with a receipt, and the frozen memoria is proven", async () => {
    expect((await difusor.post(at("/entrega"), { numero: "1" })).status).toBe(422);
    const form = { numero: "1", revisada: "on" };
    const asked = await Promise.all([1, 2, 3].map(() => difusor.post(at("/entrega"), form)));
    expect(asked.map(place).filter((to) => to.includes("entrega-pedida"))).toHaveLength(1);
    // Nothing changes what is being handed in, and what was typed meanwhile is shown again.
    const refused = await difusor.post(at("/textos/analisis"), { texto: "Otro texto", revision: "1" });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("Otro texto</textarea>");
    const incident = await difusor.post(at("/incidencias"), { inicio: "2024-12-09T02:00", descripcion: "Mientras tanto" });
    expect(incident.status).toBe(409);
    expect(await incident.text()).toContain("Mientras tanto</textarea>");
    await settled(server, id);
    expect(place(await difusor.post(at("/entrega"), form))).toContain("ya-entregada");
    const [version, ...others] = versionsOf(server.services, id);
    expect(others).toEqual([]);
    expect(version).toMatchObject({ number: 1, isLate: false, state: "entregada", dueAt: "2024-12-16T06:00:00.000Z" });
    const folder = memoriaFolder(server.services, id, 1);
    const proof = await verifyMemoria(folder, "1", []);
    expect(proof).toMatchObject({ proven: true, manifestSha256: version?.manifestSha256, pdf: { sha256: version?.pdfSha256 } });
    expect(proof.files.filter(({ state }) => state !== "same")).toEqual([]);
    const analysis = JSON.parse(await readFile(path.join(folder, "analysis.json"), "utf8")) as Analysis;
    const summary = version?.summary as VersionSummary;
    expect(summary.visits).toBe(analysis.traffic.visits);
    expect(summary.availability.length).toBe(analysis.availability.results.filter(({ logSource }) => logSource === null).length);
    expect(Date.parse(analysis.generatedAt)).toBe(Date.parse(version?.handedInAt ?? ""));
    const archive = Buffer.from(await (await difusor.get(at("/versiones/1.zip"))).arrayBuffer());
    expect(archive.includes("memoria/memoria.pdf") && archive.includes("memoria/huellas.sha256")).toBe(true);
    expect(await text(at("/entrega"))).not.toContain("Hay cambios posteriores");
    const receipt = await difusor.get(at("/versiones/1/acuse.pdf"));
    expect(receipt.headers.get("content-type")).toBe("application/pdf");
    const { extractText, getDocumentProxy } = await import("unpdf");
    const pdf = await getDocumentProxy(new Uint8Array(await receipt.arrayBuffer()));
    const { totalPages, text: words } = await extractText(pdf, { mergePages: true });
    expect(totalPages).toBe(1);
    const plain = words.replace(/\s+/g, "");
    for (const part of [version?.manifestSha256 ?? "?", version?.pdfSha256 ?? "?", "OrganizacióndeDora", "Dentrodelplazo"])
      expect(plain).toContain(part);
    expect(auditEntries(server.services, { most: 500, subject: id }).filter(({ action }) => action === "delivery.handed-in")).toHaveLength(
      1,
    );
  });

  test.skipIf(process.env["MEMORIA_LONG"] === undefined)(
    "a restart between the move and the entry ends in the one version; a late one is marked",
    async () => {
      server.clock.offsetMilliseconds = Date.parse("2024-12-16T06:00:00Z") - Date.now();
      await difusor.enter(dora);
      await difusor.post(at("/textos/comentarios"), { texto: "Comentario", revision: "0" });
      expect(await text(at("/entrega"))).toContain("Hay cambios posteriores a la versión 1");
      expect(place(await difusor.post(at("/entrega"), { numero: "2", revisada: "on" }))).toContain("entrega-pedida");
      await settled(server, id);
      const job = lastJob(server.services, id, "hand-in");
      expect(versionsOf(server.services, id)[0]).toMatchObject({ number: 2, isLate: true });
      const before = await readFile(path.join(memoriaFolder(server.services, id, 2), "manifest.json"), "utf8");
      // As the server would have left it, had it ended before the entry.
      server.services.db.run("DELETE FROM versions WHERE delivery = $id AND number = 2", { $id: id });
      await rm(path.join(path.dirname(memoriaFolder(server.services, id, 2)), "acuse-2.pdf"));
      server.services.db.run("UPDATE jobs SET state = 'running' WHERE id = $id", { $id: job?.id ?? 0 });
      await server.restart();
      await settled(server, id);
      expect(versionsOf(server.services, id).map(({ number }) => number)).toEqual([2, 1]);
      expect(await readFile(path.join(memoriaFolder(server.services, id, 2), "manifest.json"), "utf8")).toBe(before);
      expect((await difusor.get(at("/versiones/2/acuse.pdf"))).status).toBe(200);
      // Run once more, it changes nothing.
      addJob(server.services, { delivery: id, kind: "hand-in", payload: job?.payload ?? {}, person: job?.person ?? null });
      await settled(server, id);
      expect(versionsOf(server.services, id)).toHaveLength(2);
      expect((await readdir(path.join(server.directory, "tmp"))).filter((name) => name.includes("trabajo"))).toEqual([]);
    },
  );

  test("once accepted, nothing changes any more", async () => {
    server.services.db.run("UPDATE deliveries SET state = 'aceptada' WHERE id = $id", { $id: id });
    for (const [part, form] of Object.entries({
      "/entrega": { numero: "3", revisada: "on" },
      "/textos/analisis": { texto: "x", revision: "1" },
      "/incidencias/declaracion": {},
      "/datos": { marca: "" },
    }))
      expect((await difusor.post(at(part), form as Record<string, string>)).status, part).toBe(409);
    expect(await text(at("/textos"))).toContain("readonly");
    expect(server.logged).toEqual([]);
  });
});
