// A backup that is sent to the server: one of its own from then on, or refused with nothing left; and what does not fit on the disk.
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backupStore, Store, stagedFolder } from "../../ingest/index.ts";
import { backupsFolder } from "../../web/jobs/store-care.ts";
import type { Person } from "../../web/records/people.ts";
import { call, newBackup, place, stateOf, unpacked } from "../support/web-restore.ts";
import { type TestServer, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
let ada: Person;
let dora: Person;
let folderOfTest = "";

beforeAll(async () => {
  server = await testServer();
  ada = await testPerson(server, "administrador", "Ada");
  dora = await testPerson(server, "difusor", "Dora");
  folderOfTest = await mkdtemp(path.join(tmpdir(), "memoria-test-"));
});
afterAll(async () => {
  await server.end();
  await rm(folderOfTest, { recursive: true, force: true });
  await rm(backupsFolder(server.services), { recursive: true, force: true });
});

const entered = (): Promise<Visitor> => new Visitor(server).enter(ada);

describe("a backup that is sent to this server", () => {
  test("is one of its backups, whichever way it came, and is recovered as any other", async () => {
    const admin = await entered();
    const made = await newBackup(server, admin);
    const tar = await readFile(path.join(backupsFolder(server.services), `respaldo-${made}.tar`));
    const headers = { "x-csrf-token": admin.csrf, "content-type": "application/octet-stream" };
    const put = await admin.send("/api/v1/backups/received", { method: "PUT", headers, body: new Uint8Array(tar) });
    expect(put.status).toBe(201);
    const { job } = (await put.json()) as { job: number };
    expect(job).toBeGreaterThan(made);
    const form = new FormData();
    form.set("_csrf", admin.csrf);
    form.set("respaldo", new Blob([new Uint8Array(tar)]), "../../otro.tar");
    const sent = await admin.send("/admin/almacen/respaldos", { method: "POST", body: form });
    expect([sent.status, place(sent)]).toEqual([303, "/admin/almacen?aviso=respaldo-recibido#respaldo"]);
    const { backups } = (await (await admin.get("/api/v1/backups")).json()) as {
      backups: { job: number; bytes: number; isReceived: boolean }[];
    };
    expect(backups.slice(0, 3).map(({ job: number, bytes, isReceived }) => [number, bytes, isReceived])).toEqual([
      [job + 1, tar.length, true],
      [job, tar.length, true],
      [made, tar.length, false],
    ]);
    const { lost } = await unpacked(server, admin, job + 1);
    expect(Object.keys(lost)).toEqual(["audit"]);
    expect((await admin.post("/admin/almacen/recuperacion/descartar")).status).toBe(303);
    expect((await stateOf(admin)).restored).toBeNull();
  });

  test("without the form's token, by others, or empty is not written", async () => {
    const form = new FormData();
    form.set("respaldo", new Blob(["x"]), "x.tar");
    const before = await readdir(backupsFolder(server.services));
    const admin = await entered();
    expect((await admin.send("/admin/almacen/respaldos", { method: "POST", body: form })).status).toBe(403);
    const other = await new Visitor(server).enter(dora);
    form.set("_csrf", other.csrf);
    expect((await other.send("/admin/almacen/respaldos", { method: "POST", body: form })).status).toBe(403);
    const empty = new FormData();
    empty.set("_csrf", admin.csrf);
    expect((await admin.send("/admin/almacen/respaldos", { method: "POST", body: empty })).status).toBe(422);
    expect(await readdir(backupsFolder(server.services))).toEqual(before);
  });

  test("that is none, or fits nobody, is told and leaves nothing", async () => {
    const admin = await entered();
    const sendBytes = async (body: Uint8Array): Promise<number> => {
      const headers = { "x-csrf-token": admin.csrf, "content-type": "application/octet-stream" };
      const response = await admin.send("/api/v1/backups/received", { method: "PUT", headers, body: new Uint8Array(body) });
      return ((await response.json()) as { job: number }).job;
    };
    const folder = path.join(folderOfTest, "sin-cuentas");
    const plain = path.join(folderOfTest, "sin-cuentas.tar");
    const store = await Store.open(folder);
    await backupStore(store, plain, { now: new Date().toISOString() });
    await store.close();
    for (const [body, told] of [
      [Buffer.from("no es un respaldo"), "no es un respaldo"],
      [await readFile(plain), "No tiene las cuentas"],
    ] as const) {
      const job = await sendBytes(body);
      await call(admin, "POST", `/api/v1/backups/${job}/restore`);
      await server.services.queue.idle();
      const state = await stateOf(admin);
      expect([state.isRunning, state.restored]).toEqual([false, null]);
      expect(state.error).toContain(told);
      expect(await (await admin.get("/admin/almacen/recuperacion")).text()).toContain("no se pudo desempacar");
      expect(existsSync(path.join(server.directory, stagedFolder))).toBe(false);
    }
    for (const job of ["no-existe", "..%2Fapp"]) expect((await call(admin, "POST", `/api/v1/backups/${job}/restore`)).status).toBe(404);
  });
});

test("what does not fit on the disk is told before a byte of it is written or unpacked", async () => {
  const admin = await entered();
  // A file with a hole: as large as it says, without the disk that it would take.
  const name = path.join(backupsFolder(server.services), "respaldo-777777.recibido.tar");
  await writeFile(name, "");
  await truncate(name, 8e12);
  const refused = await call(admin, "POST", "/api/v1/backups/777777/restore");
  expect([refused.status, await refused.text()]).toEqual([507, expect.stringContaining("El respaldo ocupa 8.00 TB y en el disco")]);
  expect(existsSync(path.join(server.directory, stagedFolder))).toBe(false);
  await rm(name);
  const before = await readdir(backupsFolder(server.services));
  const cookie = [...admin.cookies].map(([each, value]) => `${each}=${value}`).join("; ");
  const headers = { cookie, "x-csrf-token": admin.csrf, "content-type": "application/octet-stream", "content-length": "1900000000000" };
  const status = await new Promise((resolve, reject) => {
    const sent = request(`${server.origin}/api/v1/backups/received`, { method: "PUT", headers });
    sent.once("response", (response) => {
      resolve(response.statusCode);
      sent.destroy();
    });
    sent.once("error", reject);
    sent.flushHeaders();
  });
  expect(status).toBe(507);
  expect(await readdir(backupsFolder(server.services))).toEqual(before);
});

test("nothing of it was a fault", () => expect(server.logged).toEqual([]));
