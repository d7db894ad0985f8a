// The web process is bounded: work that waits, uploads at once, and the bytes of an upload that a slow disk has not taken yet.
import { once } from "node:events";
import { open } from "node:fs/promises";
import { type ClientRequest, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { mostWaiting } from "../../web/deeds/queue-room.ts";
import { engineWords } from "../../web/jobs/engine-words.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import type { Person } from "../../web/records/people.ts";
import { mostSending } from "../../web/uploads/active.ts";
import { openHandles } from "../support/serve-process.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { tusCreate, tusOffset } from "../support/web-uploads.ts";

let server: TestServer;
let ana: Person;
let visitor: Visitor;
let delivery: Delivery;
let other: Delivery;

beforeAll(async () => {
  server = await testServer();
  ana = await testPerson(server, "difusor", "Ana");
  visitor = await new Visitor(server).enter(ana);
  [delivery, other] = [testDelivery(server, ana.organisation, null), testDelivery(server, ana.organisation, null)];
});
afterAll(() => server.end());
afterEach(() => vi.restoreAllMocks());

const create = (of: Delivery, bytes = 10): Promise<Response> => tusCreate(visitor, { delivery: of.id, filename: "a.log" }, bytes);

/** Work that waits, put straight into the records; nobody is woken. */
function fill(of: string, count: number): void {
  server.services.db.run(
    `INSERT INTO jobs (delivery, kind, payload, state, created_at)
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count)
     SELECT $of, 'undo', '{}', 'queued', '2024-12-08T00:00:00.000Z' FROM n`,
    { $of: of, $count: count },
  );
}

describe("work that waits", () => {
  afterEach(() => server.services.db.run("DELETE FROM jobs"));

  test("is limited for a delivery: one clear sentence, and the others go on", async () => {
    fill(delivery.id, mostWaiting.ofDelivery - 1);
    const place = (await create(delivery)).headers.get("location") ?? "";
    expect(place).not.toBe("");
    fill(delivery.id, 1);
    const refused = await create(delivery);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ type: "urn:memoria:busy", detail: expect.stringContaining("2,000 trabajos en espera") });
    const put = await visitor.send(`/api/v1/deliveries/${delivery.id}/files/b.log?source=s`, {
      method: "PUT",
      headers: { "content-type": "application/octet-stream", "x-csrf-token": visitor.csrf },
      body: "x",
    });
    expect(put.status).toBe(503);
    expect((await create(other)).status).toBe(201);
    // What had begun may end: its bytes are here already.
    expect(await tusOffset(visitor, place)).toBe(0);
  });

  test("is limited for all together", async () => {
    for (let n = 0; n < mostWaiting.ofAll / 1000; n++) fill(`otra-${n}`, 1000);
    const refused = await create(other);
    expect(refused.status).toBe(503);
    expect(((await refused.json()) as { detail: string }).detail).toContain("demasiado trabajo en espera");
  });
});

/** Begins to send to an upload, and goes on with nothing. */
function hang(place: string, bytes: number, sent: number): ClientRequest {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const sending = httpRequest(new URL(place, server.origin), {
    method: "PATCH",
    agent: false,
    headers: {
      cookie,
      "x-csrf-token": visitor.csrf,
      "tus-resumable": "1.0.0",
      "upload-offset": "0",
      "content-length": String(bytes),
      "content-type": "application/offset+octet-stream",
    },
  });
  sending.on("error", () => {});
  if (sent > 0) sending.write(Buffer.alloc(sent, 65));
  return sending;
}

const receiving = (): number => openHandles(process.pid).filter((name) => name.includes(`${server.directory}/subidas/`)).length;

describe("uploads at once", () => {
  test("are limited for a delivery: one clear sentence, nothing lost, and the others go on", async () => {
    const places: string[] = [];
    for (let n = 0; n <= mostSending.ofDelivery; n++) places.push((await create(delivery, 1000)).headers.get("location") ?? "");
    const [late = "", ...early] = places;
    const sending = early.map((place) => hang(place, 1000, 10));
    await expect.poll(receiving).toBe(mostSending.ofDelivery);
    const patch = (place: string): Promise<Response> =>
      visitor.send(place, {
        method: "PATCH",
        headers: {
          "tus-resumable": "1.0.0",
          "x-csrf-token": visitor.csrf,
          "upload-offset": "0",
          "content-type": "application/offset+octet-stream",
        },
        body: "x".repeat(1000),
      });
    const refused = await patch(late);
    expect(refused.status).toBe(503);
    expect(((await refused.json()) as { detail: string }).detail).toContain("tantos archivos a la vez");
    expect(await tusOffset(visitor, late)).toBe(0);
    const elsewhere = (await create(other, 1000)).headers.get("location") ?? "";
    expect((await patch(elsewhere)).status).toBe(204);
    sending[0]?.destroy();
    await expect.poll(receiving).toBe(mostSending.ofDelivery - 1);
    expect((await patch(late)).status).toBe(204);
    for (const each of sending) each.destroy();
    await expect.poll(receiving).toBe(0);
  });
});

/** From now on every write to a file takes so long. */
async function slowDisk(milliseconds: number): Promise<{ written: () => number }> {
  const handle = await open(path.join(tmpdir(), `memoria-slow-${process.pid}`), "w");
  const files = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  let written = 0;
  const write = files.write as (...given: unknown[]) => Promise<{ bytesWritten: number; buffer: Buffer }>;
  vi.spyOn(files, "write").mockImplementation(async function (this: typeof handle, ...given: unknown[]) {
    await pause(milliseconds);
    const answer = await write.apply(this, given);
    written += answer.bytesWritten;
    return answer as never;
  });
  return { written: () => written };
}

describe("an upload to a slow disk", () => {
  test("makes its sender wait: no more bytes are on their way than a buffer and the system's sockets hold", async () => {
    const bytes = 120_000_000;
    const place = (await create(delivery, bytes)).headers.get("location") ?? "";
    const disk = await slowDisk(30);
    const sending = hang(place, bytes, 0);
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, (sending.socket?.bytesWritten ?? 0) - (sending.writableLength ?? 0) - disk.written());
    }, 5);
    const piece = Buffer.alloc(1_000_000, 65);
    for (let sent = 0; sent < bytes; sent += piece.length) if (!sending.write(piece)) await once(sending, "drain");
    const answered = once(sending, "response");
    sending.end();
    expect((await answered)[0].statusCode).toBe(204);
    clearInterval(watch);
    expect(disk.written()).toBe(bytes);
    // A buffer of 2 MB here; a busy Linux lets the sockets of both sides grow to 36 MB.
    expect(most).toBeLessThan(50_000_000);
    expect(await tusOffset(visitor, place)).toBe(bytes);
  });
});

test("what the operator allows the engine goes with every piece of work that has one, and what is said already stays", () => {
  const engine = { memoryMegabytes: 256, threads: 1 };
  expect(engineWords({ engine }, ["ingest", "a.log"])).toEqual(["--memory=256MB", "--threads=1"]);
  expect(engineWords({ engine }, ["rejects", "1", "--threads=2"])).toEqual(["--memory=256MB"]);
  expect(engineWords({ engine }, ["backup", "--out=x"])).toEqual([]);
  expect(engineWords({ engine: { memoryMegabytes: null, threads: null } }, ["ingest"])).toEqual([]);
});
