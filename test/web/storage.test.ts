// The administrator's care of the store over real HTTP: what lies there, what is deleted and what stays, backup and check.
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keptAnalysis } from "../../analysis/index.ts";
import { deliveryKeyPath } from "../../ingest/index.ts";
import { deliveryBytes } from "../../web/deeds/storage.ts";
import { backupsFolder } from "../../web/jobs/store-care.ts";
import { auditEntries } from "../../web/records/audit.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import { addIncidents } from "../../web/records/incidents.ts";
import { addJob, lastCare, lastJob } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import { saveText } from "../../web/records/texts.ts";
import { addVersion, memoriaFolder } from "../../web/records/versions.ts";
import { keptFigures } from "../support/web-figures.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
let admin: Visitor;
let dora: Person;
let gone: Delivery;
let kept: Delivery;
beforeAll(async () => {
  server = await testServer();
  admin = await new Visitor(server).enter(await testPerson(server, "administrador", "Ada"));
  dora = await testPerson(server, "difusor", "Dora");
  gone = testDelivery(server, dora.organisation, null);
  kept = testDelivery(server, dora.organisation, null);
  await keptFigures(server, gone.id, { lines: 500 });
  await keptFigures(server, kept.id, { lines: 500, seed: 2 });
}, 60_000);
afterAll(async () => {
  await server.end();
  await rm(backupsFolder(server.services), { recursive: true, force: true });
});

const actor = () => ({ person: dora, address: "203.0.113.9" });
/** By the API, with the session's form token. */
const call = (method: string, address: string, body?: object): Promise<Response> =>
  admin.send(address, {
    method,
    headers: { "x-csrf-token": admin.csrf, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const told = async <Value>(address: string): Promise<Value> => (await (await admin.get(address)).json()) as Value;

test("the page tells the bytes by kind, as the disk has them", async () => {
  const bytes = await deliveryBytes(server.services, gone.id);
  let raw = 0;
  const folder = server.services.store.rawDirectory(gone.id);
  for (const name of await readdir(folder)) raw += (await readFile(path.join(folder, name))).length;
  expect(bytes.raw).toBe(raw);
  expect(raw).toBeGreaterThan(0);
  expect(bytes.lines).toBeGreaterThan(0);
  expect(bytes.rollups).toBeGreaterThan(0);
  const text = await (await admin.get("/admin/almacen")).text();
  expect(text).toContain("Organización de Dora");
  expect(text).toContain("Libre en el disco");
  const use = await told<{
    totalBytes: number;
    disk: { freeBytes: number; totalBytes: number };
    deliveries: { id: string; bytes: object }[];
  }>("/api/v1/storage");
  const total = bytes.raw + bytes.lines + bytes.rollups + bytes.memorias;
  expect(use.deliveries.find(({ id }) => id === gone.id)).toEqual({
    ...{ id: gone.id, organisation: dora.organisation, call: gone.call, state: "preparacion", versions: 0 },
    bytes: { ...bytes, total },
  });
  const other = Object.values(await deliveryBytes(server.services, kept.id)).reduce((sum, each) => sum + each, 0);
  expect(use.totalBytes).toBe(total + other);
  expect(use.disk.freeBytes).toBeGreaterThan(0);
  expect(use.disk.freeBytes).toBeLessThan(use.disk.totalBytes);
});

test("what each takes is told in parts, each with the whole's total", async () => {
  const whole = await told<{ totalBytes: number; deliveries: { id: string }[] }>("/api/v1/storage");
  const parts: { id: string }[] = [];
  let next: string | undefined = "/api/v1/storage?limit=1";
  while (next !== undefined) {
    const response: Response = await admin.get(next);
    const part = (await response.json()) as typeof whole;
    expect(part.totalBytes).toBe(whole.totalBytes);
    expect(part.deliveries).toHaveLength(1);
    parts.push(...part.deliveries);
    next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }
  expect(parts).toEqual(whole.deliveries);
  expect(parts.length).toBeGreaterThan(1);
  for (const query of ["limit=0", "after=no-existe"]) expect((await admin.get(`/api/v1/backups?${query}`)).status).toBe(422);
});

describe("a delivery that is deleted", () => {
  beforeAll(async () => {
    const { services } = server;
    addIncidents(services, actor(), gone.id, [{ inicio: "2024-12-08T21:00", tipo: "otro", descripcion: "x", efecto: "ninguno" }]);
    saveText(services, { delivery: gone.id, section: "conclusiones", text: "Texto", revision: 0, person: dora.id });
    addVersion(services, {
      delivery: gone.id,
      number: 1,
      manifestSha256: "a",
      pdfSha256: "b",
      summary: {},
      handedInAt: new Date().toISOString(),
      dueAt: null,
      isLate: false,
      person: dora.id,
    });
    const folder = memoriaFolder(services, gone.id, 1);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "analysis.json"), "{}");
    await writeFile(path.join(path.dirname(folder), "acuse-1.pdf"), "%PDF acuse");
    await mkdir(path.dirname(deliveryKeyPath(server.directory, gone.id)), { recursive: true });
    await writeFile(deliveryKeyPath(server.directory, gone.id), "clave");
  });

  test("needs the difusor's name, typed", async () => {
    const address = `/admin/almacen/${gone.id}/borrar`;
    expect(await (await admin.get(address)).text()).toContain("No se puede deshacer");
    const refused = await admin.post(address, { confirmacion: "otro" });
    expect(refused.status).toBe(422);
    for (const body of [{ name: "otro" }, { name: "" }, {}])
      expect((await call("DELETE", `/api/v1/deliveries/${gone.id}`, body)).status).toBe(422);
    expect((await keptAnalysis(server.services.store, gone.id)) === null).toBe(false);
    expect((await admin.post(address, { confirmacion: " organización de  DORA " })).status).toBe(303);
    await server.services.queue.idle();
    expect(lastJob(server.services, gone.id, "delete-delivery")).toMatchObject({ state: "done", error: null });
  });

  test("is gone from disk and catalog, with its key and what was written; the other one is whole", async () => {
    const { services } = server;
    expect(await deliveryBytes(services, gone.id)).toEqual({ raw: 0, lines: 0, rollups: 0, memorias: "%PDF acuse".length });
    expect(existsSync(deliveryKeyPath(server.directory, gone.id))).toBe(false);
    expect(services.store.catalog.deliveries()).toEqual([kept.id]);
    expect(services.store.catalog.files(gone.id)).toEqual([]);
    for (const table of ["incidents", "texts", "text_history", "uploads", "attachments"])
      expect(services.db.get(`SELECT 1 FROM ${table} WHERE delivery = $id`, { $id: gone.id })).toBeNull();
    const visitor = await new Visitor(server).enter(dora);
    expect((await visitor.get(`/memorias/${gone.id}`)).status).toBe(404);
    expect((await keptAnalysis(services.store, kept.id))?.isStale).toBe(false);
  });

  test("keeps its receipts and the audit log", async () => {
    const receipt = await admin.get(`/admin/almacen/borradas/${gone.id}/acuse/1`);
    expect(await receipt.text()).toBe("%PDF acuse");
    expect(receipt.headers.get("content-type")).toBe("application/pdf");
    expect((await admin.get(`/admin/almacen/borradas/${gone.id}/acuse/2`)).status).toBe(404);
    expect((await admin.get(`/admin/almacen/borradas/${kept.id}/acuse/1`)).status).toBe(404);
    expect(await (await admin.get(`/api/v1/deletions/${gone.id}/receipts/1`)).text()).toBe("%PDF acuse");
    for (const place of [`${gone.id}/receipts/2`, `${kept.id}/receipts/1`, `${gone.id}/receipts/..%2F1`])
      expect((await admin.get(`/api/v1/deletions/${place}`)).status).toBe(404);
    const actions = auditEntries(server.services, { most: 100, subject: gone.id }).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["deletion.asked", "delivery.deleted", "incidents.added"]));
  });

  test("is deleted once, also where the server ended in the middle", async () => {
    const { services } = server;
    services.db.run("UPDATE jobs SET state = 'running' WHERE delivery = $id AND kind = 'delete-delivery'", { $id: gone.id });
    await server.restart();
    await server.services.queue.idle();
    expect(lastJob(server.services, gone.id, "delete-delivery")?.state).toBe("done");
    expect((await admin.post(`/admin/almacen/${gone.id}/borrar`, { confirmacion: "Organización de Dora" })).status).toBe(404);
  });
});

test("a delivery is deleted by the API as by the page, with the typed name, once", async () => {
  const { services } = server;
  const third = testDelivery(server, dora.organisation, null);
  const body = { name: "ORGANIZACIÓN  de dora" };
  const answer = await call("DELETE", `/api/v1/deliveries/${third.id}`, body);
  expect(answer.status).toBe(202);
  const { job } = (await answer.json()) as { job: number };
  await services.queue.idle();
  expect(lastJob(services, third.id, "delete-delivery")).toMatchObject({ id: job, state: "done" });
  expect((await call("DELETE", `/api/v1/deliveries/${third.id}`, body)).status).toBe(404);
  const { items } = await told<{ items: object[] }>("/api/v1/deletions");
  const facts = { organisation: dora.organisation, call: third.call, deletedAt: expect.any(String), state: "done", error: null };
  expect(items).toEqual([
    { id: third.id, ...facts, receipts: [] },
    { id: gone.id, ...facts, receipts: [1] },
  ]);
  const asked = auditEntries(services, { most: 9, subject: third.id }).filter(({ action }) => action === "deletion.asked");
  expect(asked.map(({ organisation }) => organisation)).not.toContain(dora.organisation);
  expect(asked).toHaveLength(1);
});

interface Backups {
  isRunning: boolean;
  error: string | null;
  backups: { job: number; bytes: number; createdAt: string; isReceived: boolean }[];
}
interface Checks {
  isRunning: boolean;
  error: string | null;
  result: { job: number; endedAt: string; isWell: boolean; told: string[] } | null;
}

describe("backup and check", () => {
  /** Work that was asked for and that nothing has begun yet. */
  const waiting = (kind: string): number => addJob(server.services, { delivery: null, kind, payload: {}, person: null });

  test("a backup is made beside the store, can be fetched, and is removed", async () => {
    expect(await told<Backups>("/api/v1/backups")).toEqual({ isRunning: false, error: null, backups: [] });
    const number = waiting("backup");
    expect((await told<Backups>("/api/v1/backups")).isRunning).toBe(true);
    expect(await (await admin.get("/admin/almacen")).text()).toContain('data-wait="/api/v1/backups"');
    // Asked once more by both, it is made once.
    const [again, byPage] = await Promise.all([call("POST", "/api/v1/backups"), admin.post("/admin/almacen/respaldo")]);
    expect([again.status, byPage.status]).toEqual([202, 303]);
    await server.services.queue.idle();
    const work = lastCare(server.services, "backup");
    expect(work).toMatchObject({ state: "done", error: null });
    expect([await again.json(), work?.id]).toEqual([{ job: number }, number]);
    const response = await admin.get(`/admin/almacen/respaldos/${work?.id}`);
    expect(response.headers.get("content-type")).toBe("application/x-tar");
    const tar = Buffer.from(await response.arrayBuffer());
    expect(tar.toString("latin1")).toContain("app.sqlite");
    expect(tar.toString("latin1")).toContain(`raw/delivery=${kept.id}/`);
    const folder = backupsFolder(server.services);
    await copyFile(path.join(folder, `respaldo-${work?.id}.tar`), path.join(folder, "respaldo-9999.tar"));
    const list = await told<Backups>("/api/v1/backups");
    expect(list.backups.map(({ job, bytes, isReceived }) => [job, bytes, isReceived])).toEqual(
      [9999, work?.id].map((job) => [job, tar.length, false]),
    );
    const same = await admin.get("/api/v1/backups/9999");
    expect(same.headers.get("content-type")).toBe("application/x-tar");
    expect(Buffer.from(await same.arrayBuffer()).equals(tar)).toBe(true);
    expect((await call("DELETE", "/api/v1/backups/9999")).status).toBe(200);
    for (const job of ["9999", "..%2Fapp", "x"]) {
      expect((await admin.get(`/api/v1/backups/${job}`)).status).toBe(404);
      expect((await call("DELETE", `/api/v1/backups/${job}`)).status).toBe(404);
    }
    const noted = auditEntries(server.services, { most: 50 }).map(({ action, subject }) => `${action} ${subject}`);
    expect(noted).toEqual(expect.arrayContaining(["backup.downloaded 9999", "backup.removed 9999", `backup.downloaded ${work?.id}`]));
    expect((await admin.post(`/admin/almacen/respaldos/${work?.id}/borrar`)).status).toBe(303);
    expect((await admin.get(`/admin/almacen/respaldos/${work?.id}`)).status).toBe(404);
    expect((await admin.get("/admin/almacen/respaldos/..%2Fapp")).status).toBe(404);
  });

  test("the check says that all is well, and what is not", async () => {
    expect(await told<Checks>("/api/v1/checks")).toEqual({ isRunning: false, error: null, result: null });
    await admin.post("/admin/almacen/revision");
    await server.services.queue.idle();
    expect(lastCare(server.services, "check")?.progress).toMatchObject({ isWell: true });
    expect(await told<Checks>("/api/v1/checks")).toMatchObject({ isRunning: false, result: { isWell: true } });
    const folder = server.services.store.rawDirectory(kept.id);
    const [name = ""] = await readdir(folder);
    await writeFile(path.join(folder, name), "otra cosa");
    const job = waiting("check");
    // While another one is on its way, the last result is still told.
    expect(await told<Checks>("/api/v1/checks")).toMatchObject({ isRunning: true, result: { isWell: true } });
    expect(await (await call("POST", "/api/v1/checks")).json()).toEqual({ job });
    await server.services.queue.idle();
    const { isRunning, result } = await told<Checks>("/api/v1/checks");
    expect([isRunning, result?.job, result?.isWell]).toEqual([false, job, false]);
    expect(result?.told.join("\n")).toContain(kept.id);
    expect(lastCare(server.services, "check")?.progress).toMatchObject({ isWell: false });
    expect(await (await admin.get("/admin/almacen")).text()).toContain("La última revisión encontró algo");
  });
});

test("nothing of it was a fault", () => expect(server.logged).toEqual([]));
