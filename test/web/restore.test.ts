// A backup recovered from the page and by the API while the server runs: the change made since is gone, put back it is there, and a kill ends in one of the two.
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findStrays } from "../../ingest/care/check-strays.ts";
import { beginExchange } from "../../ingest/care/exchange-store.ts";
import { Store, stagedFolder } from "../../ingest/index.ts";
import { exchangeWords, removalWords } from "../../web/deeds/exchange.ts";
import { runProgram } from "../../web/jobs/program.ts";
import { backupsFolder } from "../../web/jobs/store-care.ts";
import { auditEntries } from "../../web/records/audit.ts";
import { type Delivery, delivery } from "../../web/records/deliveries.ts";
import { addIncidents, incidentsOf } from "../../web/records/incidents.ts";
import { addJob, lastCare, openJobs } from "../../web/records/jobs.ts";
import { organisations } from "../../web/records/organisations.ts";
import type { Person } from "../../web/records/people.ts";
import { putLog, type TestSample, testSample } from "../support/web-delivery.ts";
import { asidesOf, call, lastBackup, newBackup, place, stateOf, unpacked } from "../support/web-restore.ts";
import { type TestServer, testDelivery, testOrganisation, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
let ada: Person;
let dora: Person;
let first: Delivery;
let sample: TestSample;

beforeAll(async () => {
  server = await testServer();
  ada = await testPerson(server, "administrador", "Ada");
  dora = await testPerson(server, "difusor", "Dora");
  first = testDelivery(server, dora.organisation, null);
  sample = await testSample(500, "normal");
  await putLog(server, first.id, sample.log);
}, 60_000);
afterAll(async () => {
  await server.end();
  await sample.end();
  await rm(backupsFolder(server.services), { recursive: true, force: true });
});

const entered = (): Promise<Visitor> => new Visitor(server).enter(ada);

/** Names of the organisations in force: what the tests change. */
const names = (): string[] => organisations(server.services).map(({ name }) => name);
const linesOf = (id: string): number => server.services.store.catalog.files(id).reduce((sum, { read }) => sum + read, 0);
const actionsOf = (): string[] => auditEntries(server.services, { most: 30 }).map(({ action }) => action);

describe("the story: backup, change, restore, put back", () => {
  let backup: number;
  let second: Delivery;
  let asideId: string;

  test("what was unpacked is told against what is in force, and what would be lost", async () => {
    const admin = await entered();
    backup = await newBackup(server, admin);
    testOrganisation(server, "difusor", "Radio posterior");
    second = testDelivery(server, dora.organisation, null);
    await putLog(server, second.id, sample.log);
    addIncidents(server.services, { person: dora, address: "192.0.2.1" }, first.id, [
      { inicio: "2024-12-08T21:00", tipo: "otro", descripcion: "Después del respaldo", efecto: "ninguno" },
    ]);
    const { contents, current, lost, returning } = await unpacked(server, admin, backup);
    const lines = linesOf(first.id);
    expect(lines).toBeGreaterThanOrEqual(500);
    expect(contents).toEqual({ ...current, deliveries: 1, organisations: 3, files: 1, lines, bytes: expect.any(Number) });
    expect(current).toMatchObject({ deliveries: 2, organisations: 4, files: 2, lines: 2 * lines, people: 2, versions: 0 });
    expect(lost).toMatchObject({ deliveries: 1, organisations: 1, incidents: 1, files: 1, lines });
    expect(Object.keys(lost)).not.toContain("people");
    expect(returning).toBe(0);
    const text = await (await admin.get("/admin/almacen/recuperacion")).text();
    for (const told of ["Incidencias nuevas o cambiadas", exchangeWords, "Descartar"]) expect(text).toContain(told);
    // Beside the store, and no trouble for the care of it.
    expect(names()).toContain("Radio posterior");
    expect(await findStrays(server.services.store)).toEqual([]);
  });

  test("nothing changes without the typed words, or with the number of another one", async () => {
    const admin = await entered();
    const { restored } = await stateOf(admin);
    const address = "/admin/almacen/recuperacion/cambiar";
    const refused = await admin.post(address, { trabajo: String(restored?.job), confirmacion: "sí" });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('aria-invalid="true"');
    expect((await admin.post(address, { trabajo: "0", confirmacion: exchangeWords })).status).toBe(409);
    expect((await call(admin, "POST", "/api/v1/restore/exchange", { job: 0, confirmation: exchangeWords })).status).toBe(409);
    expect((await call(admin, "POST", "/api/v1/restore/exchange", { job: restored?.job, confirmation: "" })).status).toBe(422);
    expect(names()).toContain("Radio posterior");
    expect(await asidesOf(admin)).toEqual([]);
  });

  test("restored, the change is gone, the server goes on, and it is noted in the store in force", async () => {
    const admin = await entered();
    const earlier = new Visitor(server);
    await earlier.enter(dora);
    const { restored } = await stateOf(admin);
    const response = await admin.post("/admin/almacen/recuperacion/cambiar", {
      trabajo: String(restored?.job),
      confirmacion: ` ${exchangeWords.toUpperCase()} `,
    });
    expect([response.status, place(response)]).toEqual([303, "/entrar?aviso=almacen-cambiado"]);
    expect(admin.cookies.size).toBe(0);
    expect(await (await admin.get(place(response))).text()).toContain("Hace falta entrar de nuevo");
    expect(names()).not.toContain("Radio posterior");
    expect(delivery(server.services, second.id)).toBeNull();
    expect(server.services.store.catalog.deliveries()).toEqual([first.id]);
    expect(incidentsOf(server.services, first.id)).toEqual([]);
    // A session that began after the backup is not known to its store.
    expect((await earlier.get("/memorias")).status).toBe(303);
    const again = await entered();
    const [noted] = auditEntries(server.services, { most: 99 }).filter(({ action }) => action === "store.restored");
    expect(noted).toMatchObject({ person: ada.id, detail: { by: `Ada (${ada.email})`, of: restored?.at, backup } });
    expect(await (await again.get("/admin/auditoria")).text()).toContain("de un respaldo, en lugar de otro");
    expect(actionsOf()).not.toContain("store.exchange-asked");
    const asides = await asidesOf(again);
    expect(asides).toMatchObject([{ id: noted?.subject, by: `Ada (${ada.email})`, contents: { deliveries: 2, organisations: 4 } }]);
    asideId = asides[0]?.id ?? "";
    expect(await (await again.get("/admin/almacen")).text()).toContain(`/admin/almacen/apartados/${asideId}`);
    expect((await stateOf(again)).restored).toBeNull();
  });

  test("the store in force works, and its backup has nothing of what was set aside and no name of an earlier one", async () => {
    const admin = await entered();
    const later = await newBackup(server, admin);
    expect(later).toBeGreaterThan(backup);
    const tar = await readFile(path.join(backupsFolder(server.services), `respaldo-${later}.tar`), "latin1");
    expect(tar).toContain(`raw/delivery=${first.id}/`);
    expect(tar).not.toContain("apartados/");
    expect(tar).not.toContain(second.id);
    // The work of the backup itself was running when its store was copied: it is not done once more.
    expect(openJobs(server.services)).toEqual([]);
    expect((await readdir(backupsFolder(server.services))).sort()).toEqual([`respaldo-${backup}.tar`, `respaldo-${later}.tar`].sort());
    const check = await call(admin, "POST", "/api/v1/checks");
    expect(check.status).toBe(202);
    await server.services.queue.idle();
    expect(lastCare(server.services, "check")?.progress).toMatchObject({ isWell: true });
    await server.restart();
    expect((await asidesOf(await entered())).map(({ id }) => id)).toEqual([asideId]);
  });

  test("put back, the change is there, and what was restored is set aside in its turn", async () => {
    const admin = await entered();
    const shown = await (await admin.get(`/admin/almacen/apartados/${asideId}`)).text();
    expect(shown).toContain("Borrar el almacén apartado");
    const address = `/admin/almacen/apartados/${asideId}`;
    expect((await admin.post(`${address}/poner`, { confirmacion: "no" })).status).toBe(422);
    expect((await call(admin, "POST", `/api/v1/set-aside/${asideId}/put-back`, { confirmation: exchangeWords })).status).toBe(200);
    expect(names()).toContain("Radio posterior");
    expect(linesOf(second.id)).toBe(linesOf(first.id));
    expect(incidentsOf(server.services, first.id)).toHaveLength(1);
    const again = await entered();
    expect(actionsOf()).toEqual(expect.arrayContaining(["store.put-back", "store.exchange-asked"]));
    const asides = await asidesOf(again);
    expect(asides).toMatchObject([{ contents: { deliveries: 1, organisations: 3 } }]);
    expect(asides[0]?.id).not.toBe(asideId);
    expect(existsSync(path.join(server.directory, "apartados", asideId))).toBe(false);
    const compared = (await (await again.get(`/api/v1/set-aside/${asides[0]?.id}`)).json()) as { lost: Record<string, number> };
    expect(compared.lost).toMatchObject({ deliveries: 1, organisations: 1, incidents: 1, files: 1 });
  });

  test("what was set aside is deleted on the typed words alone", async () => {
    const admin = await entered();
    const [aside] = await asidesOf(admin);
    const address = `/admin/almacen/apartados/${aside?.id}`;
    expect((await admin.post(`${address}/borrar`, { borrado: exchangeWords })).status).toBe(422);
    expect((await call(admin, "DELETE", `/api/v1/set-aside/${aside?.id}`, { confirmation: "" })).status).toBe(422);
    expect((await admin.post(`${address}/borrar`, { borrado: removalWords })).status).toBe(303);
    expect(await asidesOf(admin)).toEqual([]);
    for (const id of [aside?.id, "..%2F..", "no-existe"]) expect((await admin.get(`/admin/almacen/apartados/${id}`)).status).toBe(404);
  });
});

/** A log of which half has been sent, and the other half never is. */
async function halfSent(of: string): Promise<{ ended: Promise<unknown> }> {
  const visitor = await new Visitor(server).enter(dora);
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { cookie, "x-csrf-token": visitor.csrf, "content-type": "application/octet-stream", "content-length": "2000" };
  const sent = request(`${server.origin}/api/v1/deliveries/${of}/files/mitad.log?source=web`, { method: "PUT", headers });
  const ended = new Promise((resolve) => sent.once("error", resolve).once("close", resolve));
  sent.write("x".repeat(1000));
  const uploads = (): string[] =>
    existsSync(path.join(server.directory, "subidas")) ? readdirSync(path.join(server.directory, "subidas")) : [];
  while (uploads().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  return { ended };
}

describe("an exchange that meets others", () => {
  test("waits for nobody who writes by the command line: it is refused, and nothing changed", async () => {
    const admin = await entered();
    const { job } = await unpacked(server, admin, await lastBackup(admin));
    const writer = await Store.open(server.directory, false);
    await writer.lock(first.id);
    const busy = await call(admin, "POST", "/api/v1/restore/exchange", { job, confirmation: exchangeWords });
    expect(busy.status).toBe(422);
    expect(await busy.text()).toContain("en uso por otro proceso");
    await writer.close();
    // The server goes on with the same store, and so does its work.
    expect((await admin.get("/admin/almacen")).status).toBe(200);
    expect(await asidesOf(admin)).toEqual([]);
    await newBackup(server, admin);
  });

  test("ends requests and uploads in progress, and lets nobody in before it is over", async () => {
    const admin = await entered();
    const restored = (await stateOf(admin)).restored;
    const waiting = addJob(server.services, { delivery: null, kind: "check", payload: {}, person: null });
    const sending = await halfSent(first.id);
    const begun = call(admin, "POST", "/api/v1/restore/exchange", { job: restored?.job, confirmation: exchangeWords });
    const answers = await Promise.all(Array.from({ length: 30 }, () => new Visitor(server).get("/entrar").then(({ status }) => status)));
    expect(new Set([...answers, 200, 503])).toEqual(new Set([200, 503]));
    expect((await begun).status).toBe(200);
    await sending.ended;
    expect(server.services.db.get("SELECT 1 FROM uploads WHERE state = 'receiving'")).toBeNull();
    expect(await readdir(path.join(server.directory, "subidas"))).toEqual([]);
    expect((await new Visitor(server).get("/salud")).status).toBe(200);
    expect(openJobs(server.services).map(({ id }) => id)).not.toContain(waiting);
  });

  test("that a kill cut off is ended by the next start, and noted once", async () => {
    const admin = await entered();
    const { job } = await unpacked(server, admin, await lastBackup(admin));
    expect(job).toBeGreaterThan(0);
    testOrganisation(server, "difusor", "Antes del corte");
    const detail = { kind: "restored", person: "nadie", organisation: "x", by: "Ada", address: "", of: "2026-01-01T00:00:00Z", backup: 1 };
    const id = "20260101T000000Z-cort";
    await server.restart(async () => {
      let steps = 0;
      const cut = beginExchange(server.directory, { id, incoming: `${stagedFolder}/almacen`, detail }, () => {
        if (++steps > 8) throw new Error("killed");
      });
      await expect(cut).rejects.toThrow("killed");
      const words = ["ledger", `--data=${server.directory}`, `--delivery=${first.id}`];
      const refused = await runProgram(words, { folder: server.directory });
      expect([refused.code, refused.told.join()]).toEqual([2, expect.stringContaining("poniendo otro en su lugar")]);
    });
    expect(names()).not.toContain("Antes del corte");
    await server.restart();
    const noted = auditEntries(server.services, { subject: id, most: 9 });
    expect(noted).toMatchObject([{ action: "store.restored", person: null, detail: { by: "Ada" } }]);
    await mkdir(path.join(server.directory, "apartados", "ajeno"), { recursive: true });
    await writeFile(path.join(server.directory, "apartados", "ajeno", "datos.json"), "{");
    expect((await (await entered()).get("/admin/almacen")).status).toBe(200);
  });
});

test("nothing of it was a fault", () => expect(server.logged).toEqual([]));
