// Uploads by tus over real HTTP: in pieces, cut off, resumed, after a restart, two at once; and everybody who must not.
import { createHash } from "node:crypto";
import { readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Delivery } from "../../web/records/deliveries.ts";
import { setState } from "../../web/records/deliveries.ts";
import { addJob, endJob } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import { sweepUploads } from "../../web/uploads/sweep.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { allRead, sampleLog, tusCreate, tusOffset, tusPatch, tusSend, uploadsShown, withoutFigures } from "../support/web-uploads.ts";

let server: TestServer;
let ana: Person;
let visitor: Visitor;
let delivery: Delivery;
let log: Buffer;

beforeAll(async () => {
  [server, log] = [await testServer(), await sampleLog(2000)];
  withoutFigures(server);
  ana = await testPerson(server, "difusor", "Ana");
  visitor = await new Visitor(server).enter(ana);
  delivery = testDelivery(server, ana.organisation, null);
});
afterAll(() => server.end());

const facts = (filename: string) => ({ delivery: delivery.id, filename });
const shown = async (place: string) => (await uploadsShown(visitor, delivery.id)).find(({ id }) => place.endsWith(id));
const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
/** SHA-256 of what the program read of an upload. */
async function contentOf(place: string): Promise<string> {
  const [id] = (await shown(place))?.files ?? [];
  const answer = await visitor.get(`/api/v1/deliveries/${delivery.id}/files/${id}`);
  return ((await answer.json()) as { sha256: string }).sha256;
}

describe("an upload in pieces", () => {
  test("is taken up where it stands, and read when it is whole", async () => {
    const created = await tusCreate(visitor, facts("access.log"), log.length);
    const place = created.headers.get("location") ?? "";
    expect(created.status).toBe(201);
    expect(place).toMatch(/^\/subidas\/\w{16}$/);
    expect(created.headers.get("access-control-allow-origin")).toBeNull();
    expect((await tusPatch(visitor, place, 0, log.subarray(0, 1000))).headers.get("upload-offset")).toBe("1000");
    expect((await tusPatch(visitor, place, 500, log.subarray(500, 900))).status).toBe(409);
    expect((await tusPatch(visitor, place, 2000, log.subarray(2000, 2100))).status).toBe(409);
    expect(await tusOffset(visitor, place)).toBe(1000);
    expect((await shown(place))?.receivedBytes).toBe(1000);
    expect((await tusPatch(visitor, place, 1000, log.subarray(1000))).status).toBe(204);
    await allRead(server);
    expect(await shown(place)).toMatchObject({ state: "done", bytes: log.length, error: null });
    expect(await tusOffset(visitor, place)).toBe(log.length);
    expect((await readdir(path.join(server.directory, "subidas"))).filter((name) => place.includes(name.replace("trabajo-", "")))).toEqual(
      [],
    );
  });

  test("goes on after the connection was cut in the middle, and after a restart", async () => {
    const created = await tusCreate(visitor, facts("corte.log"), log.length);
    const place = created.headers.get("location") ?? "";
    await cutOff(place, log.subarray(0, 60_000), log.length);
    await expect.poll(() => tusOffset(visitor, place)).toBe(60_000);
    await server.restart();
    expect(await tusOffset(visitor, place)).toBe(60_000);
    expect((await tusPatch(visitor, place, 60_000, log.subarray(60_000))).status).toBe(204);
    await allRead(server);
    expect(await contentOf(place)).toBe(sha256(log));
  });

  test("that is sending when the server ends loses nothing of what came", async () => {
    const created = await tusCreate(visitor, facts("fin.log"), log.length);
    const place = created.headers.get("location") ?? "";
    const sending = cutOff(place, log.subarray(0, 50_000), log.length, false);
    await expect.poll(() => tusOffsetOnDisk(place)).toBe(50_000);
    await server.restart();
    await sending;
    expect(await tusOffset(visitor, place)).toBe(50_000);
    expect(
      (await visitor.send(place, { method: "DELETE", headers: { "tus-resumable": "1.0.0", "x-csrf-token": visitor.csrf } })).status,
    ).toBe(204);
    expect((await visitor.send(place, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } })).status).toBe(404);
  });

  test("two at once do not mix", async () => {
    const other = await sampleLog(1500, 8);
    const places = await Promise.all([tusSend(visitor, facts("uno.log"), log), tusSend(visitor, facts("dos.log"), other)]);
    await allRead(server);
    const [one, two] = await Promise.all(places.map(shown));
    expect([one?.bytes, two?.bytes]).toEqual([log.length, other.length]);
    expect(await Promise.all(places.map(contentOf))).toEqual([sha256(log), sha256(other)]);
  });

  test("a newer request takes the place of one whose connection is dead but not closed", async () => {
    const place = (await tusCreate(visitor, facts("muerta.log"), log.length)).headers.get("location") ?? "";
    const dead = cutOff(place, log.subarray(0, 30_000), log.length, false);
    await expect.poll(() => tusOffsetOnDisk(place)).toBe(30_000);
    expect(await tusOffset(visitor, place)).toBe(30_000);
    await dead;
    expect((await tusPatch(visitor, place, 30_000, log.subarray(30_000))).status).toBe(204);
  });
});

describe("who must not", () => {
  test("without a session, a token of the form, the role, or the delivery", async () => {
    const stranger = new Visitor(server);
    expect((await tusCreate(stranger, facts("a.log"), 10)).status).toBe(401);
    expect((await tusCreate(visitor, facts("a.log"), 10, { "x-csrf-token": "otro" })).status).toBe(403);
    expect((await tusCreate(visitor, facts("a.log"), 10, { origin: "https://otro.example" })).status).toBe(403);
    const institute = await new Visitor(server).enter(await testPerson(server, "revisor", "Rita"));
    expect((await tusCreate(institute, facts("a.log"), 10)).status).toBe(403);
    const rival = await new Visitor(server).enter(await testPerson(server, "difusor", "Beto"));
    const refused = await tusCreate(rival, facts("a.log"), 10);
    expect(refused.status).toBe(404);
    expect(refused.headers.get("content-type")).toContain("application/problem+json");
    expect((await tusCreate(visitor, { ...facts("a.log"), delivery: "no-hay" }, 10)).status).toBe(404);
  });

  test("nobody goes on with another's upload, not even a colleague", async () => {
    const place = (await tusCreate(visitor, facts("mia.log"), log.length)).headers.get("location") ?? "";
    const colleague = await new Visitor(server).enter(await testPerson(server, "difusor", "Caro", ana.organisation));
    const rival = await new Visitor(server).enter(await testPerson(server, "difusor", "Dora"));
    for (const other of [colleague, rival]) {
      expect((await other.send(place, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } })).status).toBe(404);
      expect((await tusPatch(other, place, 0, log.subarray(0, 10))).status).toBe(404);
      expect(
        (await other.send(place, { method: "DELETE", headers: { "tus-resumable": "1.0.0", "x-csrf-token": other.csrf } })).status,
      ).toBe(404);
    }
    for (const bad of ["..%2Fcatalog.sqlite", "a".repeat(90), "no-hay", `${place.split("/").at(-1)}.json`])
      expect((await visitor.send(`/subidas/${bad}`, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } })).status).toBe(404);
    expect((await visitor.post(`/memorias/${delivery.id}/bitacoras/cargas/${place.split("/").at(-1)}/retirar`)).status).toBe(303);
  });

  test("an accepted memoria takes no more", async () => {
    const closed = testDelivery(server, ana.organisation, null);
    const place = (await tusCreate(visitor, { ...facts("a.log"), delivery: closed.id }, 10)).headers.get("location") ?? "";
    setState(server.services, closed.id, "aceptada");
    expect((await tusCreate(visitor, { ...facts("b.log"), delivery: closed.id }, 10)).status).toBe(409);
    expect((await tusPatch(visitor, place, 0, log.subarray(0, 10))).status).toBe(409);
  });
});

test("while a memoria is being handed in nothing new is taken, what was on its way goes on, and then all is as before", async () => {
  const { services } = server;
  const standing = testDelivery(server, ana.organisation, null);
  const given = (filename: string) => ({ delivery: standing.id, filename });
  const place = (await tusCreate(visitor, given("a.log"), log.length)).headers.get("location") ?? "";
  // Nothing that ends later wakes the queue: the work stays waiting.
  await services.queue.idle();
  const job = addJob(services, { delivery: standing.id, kind: "hand-in", payload: {}, person: ana.id });
  const refused = await tusCreate(visitor, given("b.log"), 10);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ type: "urn:memoria:conflict", detail: expect.stringContaining("se está entregando") });
  const put = (): Promise<Response> =>
    visitor.send(`/api/v1/deliveries/${standing.id}/files/c.log?source=s`, {
      method: "PUT",
      headers: { "content-type": "application/octet-stream", "x-csrf-token": visitor.csrf },
      body: "x",
    });
  expect((await put()).status).toBe(409);
  const withdrawal = `/memorias/${standing.id}/bitacoras/cargas/${place.split("/").at(-1)}/retirar`;
  expect((await visitor.post(withdrawal)).status).toBe(409);
  expect(await (await visitor.get(`/memorias/${standing.id}/bitacoras`)).text()).toContain("La memoria se está entregando");
  expect((await tusPatch(visitor, place, 0, log.subarray(0, 1000))).status).toBe(204);
  endJob(services, job, "cancelled", null);
  expect((await uploadsShown(visitor, standing.id)).map(({ name }) => name)).toEqual(["a.log"]);
  expect((await tusCreate(visitor, given("b.log"), 10)).status).toBe(201);
  expect((await visitor.post(withdrawal)).status).toBe(303);
});

describe("what is refused before or while it comes", () => {
  test("too large, no room on the disk, no size, no source: told before a byte is sent", async () => {
    expect((await tusCreate(visitor, facts("a.log"), 900_000_000_000_000)).status).toBe(413);
    const full = await tusCreate(visitor, facts("a.log"), 499_000_000_000);
    expect(full.status).toBe(507);
    expect(((await full.json()) as { detail: string }).detail).toMatch(/hacen falta .* quedan /);
    expect((await tusCreate(visitor, facts("a.log"), 10, { "upload-length": "x" })).status).toBe(422);
    expect((await tusCreate(visitor, { ...facts("a.log"), source: "" }, 10)).status).toBe(422);
    expect((await tusCreate(visitor, { ...facts("a.log"), timeZone: "Luna/Mar" }, 10)).status).toBe(422);
    expect((await uploadsShown(visitor, delivery.id)).filter(({ name }) => name === "a.log")).toEqual([]);
  });

  test("more bytes than were told", async () => {
    const place = (await tusCreate(visitor, facts("mas.log"), 1000)).headers.get("location") ?? "";
    expect((await tusPatch(visitor, place, 0, log.subarray(0, 2000))).status).toBe(413);
    // Without a length of its own, as one sends who does not know it; far more than was told, and a little at a time.
    let pieces = 0;
    const endless = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (pieces++ < 1000) controller.enqueue(log.subarray(0, 600));
        else controller.close();
      },
    });
    const answer = await tusPatch(visitor, place, 0, endless).catch(() => null);
    expect(answer === null || answer.status === 413).toBe(true);
    expect(pieces).toBeLessThan(1000);
    expect(await tusOffset(visitor, place)).toBeLessThanOrEqual(1000);
  });

  test("a disk that is full: told as such, and what was there is kept", async () => {
    const place = (await tusCreate(visitor, facts("llena.log"), log.length)).headers.get("location") ?? "";
    const file = path.join(server.directory, "subidas", place.split("/").at(-1) ?? "");
    await rm(file);
    await symlink("/dev/full", file);
    expect((await tusPatch(visitor, place, 0, log)).status).toBe(507);
    await rm(file);
    await writeFile(file, log.subarray(0, 400));
    expect(await tusOffset(visitor, place)).toBe(400);
  });

  test("what nobody goes on with is swept after seven days, and nothing younger", async () => {
    const place = (await tusCreate(visitor, facts("vieja.log"), 1000)).headers.get("location") ?? "";
    await tusPatch(visitor, place, 0, log.subarray(0, 100));
    server.clock.offsetMilliseconds = 6.9 * 86_400_000;
    await sweepUploads(server.services);
    server.clock.offsetMilliseconds = 0;
    expect(await tusOffset(visitor, place)).toBe(100);
    server.clock.offsetMilliseconds = 7.1 * 86_400_000;
    await sweepUploads(server.services);
    server.clock.offsetMilliseconds = 0;
    expect((await visitor.send(place, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } })).status).toBe(404);
    expect(
      (await readdir(path.join(server.directory, "subidas"))).filter((name) => name.startsWith(place.split("/").at(-1) ?? "?")),
    ).toEqual([]);
  });
});

test("nothing of this was a fault", () => expect(server.logged).toEqual([]));

/** Sends the beginning of a PATCH over a connection that then breaks off (or, `isCut` false, stays silent until the server ends it). */
function cutOff(place: string, body: Uint8Array, whole: number, isCut = true): Promise<void> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return new Promise((resolve) => {
    const sending = httpRequest(new URL(place, server.origin), {
      method: "PATCH",
      headers: {
        "tus-resumable": "1.0.0",
        "x-csrf-token": visitor.csrf,
        cookie,
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
        "content-length": String(whole),
      },
    });
    sending.on("error", () => {});
    sending.on("close", () => resolve());
    sending.write(body, () => {
      if (isCut) setTimeout(() => sending.destroy(), 200);
    });
  });
}

async function tusOffsetOnDisk(place: string): Promise<number> {
  const { size } = await stat(path.join(server.directory, "subidas", place.split("/").at(-1) ?? ""));
  return size;
}
