import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { fileShape, jobShape, uploadShape } from "../../web/deeds/log-facts.ts";
import { auditEntries } from "../../web/records/audit.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import { job } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import { addToken } from "../../web/records/tokens.ts";
import { upload } from "../../web/records/uploads.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { allRead, sampleLog, tusSend, uploadsShown, withoutFigures } from "../support/web-uploads.ts";

let server: TestServer;
let ana: Person;
let visitor: Visitor;
let log: Buffer;

beforeAll(async () => {
  [server, log] = [await testServer(), await sampleLog(3000)];
  withoutFigures(server);
  ana = await testPerson(server, "difusor", "Ana");
  visitor = await new Visitor(server).enter(ana);
});
afterAll(() => server.end());

const fresh = (call?: string): Delivery => testDelivery(server, ana.organisation, null, call);
const idOf = (place: string): string => place.split("/").at(-1) ?? "";
const files = async (delivery: Delivery): Promise<z.infer<typeof fileShape>[]> => {
  const answer = await (await visitor.get(`/api/v1/deliveries/${delivery.id}/files`)).json();
  return z.object({ files: z.array(fileShape) }).parse(answer).files;
};
const pageText = async (address: string): Promise<string> => (await visitor.get(address)).text();

/** Sends one file and waits until it was read; answers how it ended. */
async function sent(delivery: Delivery, filename: string, content: Uint8Array, more: Record<string, string> = {}) {
  const place = await tusSend(visitor, { delivery: delivery.id, filename, ...more }, content);
  await allRead(server);
  return upload(server.services, idOf(place));
}

describe("a file that was entered", () => {
  test("is read in another format, and taken back; asked twice, it is done once", async () => {
    const delivery = fresh();
    await sent(delivery, "a.log", log);
    const [before] = await files(delivery);
    const to = `/memorias/${delivery.id}/bitacoras/archivos/${before?.id}`;
    expect((await visitor.post(`${to}/leer`, { format: "common", timeZone: "" })).status).toBe(303);
    await server.services.queue.idle();
    const [after] = await files(delivery);
    expect(after).toMatchObject({ format: "common", sha256: before?.sha256 });
    expect((await visitor.get(to)).status).toBe(404);
    const taken = `/memorias/${delivery.id}/bitacoras/archivos/${after?.id}/retirar`;
    expect((await visitor.post(taken)).status).toBe(303);
    expect([303, 404]).toContain((await visitor.post(taken)).status);
    await server.services.queue.idle();
    expect(await files(delivery)).toEqual([]);
    expect(auditEntries(server.services, { most: 20, subject: delivery.id }).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["file.read-again", "file.taken-back"]),
    );
  });

  test("of before is kept apart; days that the call asks for show what the files span", async () => {
    const delivery = fresh("iec-coahuila-2018@original");
    const line = (at: string): string => `198.51.100.7 - - [${at}] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"\n`;
    await sent(delivery, "a.log", Buffer.from(line("01/Jul/2018:18:30:00 -0500") + line("01/Jul/2018:20:10:00 -0500")));
    await sent(delivery, "b.log", Buffer.from(line("01/Jun/2018:10:00:00 -0500")), { purpose: "baseline" });
    expect((await files(delivery)).map(({ purpose }) => purpose)).toEqual(["log", "baseline"]);
    const page = await pageText(`/memorias/${delivery.id}/bitacoras`);
    expect(page).toContain("3 de 24 h, incompleto");
    expect(page).toContain("0 de 24 h, sin bitácora");
    expect(page).toContain("promedio habitual");
  });
});

describe("without a browser's help", () => {
  test("a plain form streams its files to disk", async () => {
    const delivery = fresh();
    const body = new FormData();
    const fields = { _csrf: visitor.csrf, source: "servidor-1", role: "edge", purpose: "log", format: "", timeZone: "" };
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("archivos", new Blob([log]), "uno.log");
    body.append("archivos", new Blob([await sampleLog(800, 5)]), "dos.log");
    const response = await visitor.send(`/memorias/${delivery.id}/bitacoras`, { method: "POST", body });
    expect(response.headers.get("location")).toContain("aviso=carga-recibida");
    await allRead(server);
    expect((await files(delivery)).map(({ lines }) => lines.read).sort()).toEqual([3000, 800]);
    const empty = new FormData();
    for (const [name, value] of Object.entries(fields)) empty.append(name, value);
    empty.append("archivos", new Blob([]), "");
    expect((await visitor.send(`/memorias/${delivery.id}/bitacoras`, { method: "POST", body: empty })).status).toBe(422);
  });

  test("a form without its token, of a stranger, or for another's delivery leaves nothing", async () => {
    const delivery = fresh();
    const form = (csrf: string): FormData => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ _csrf: csrf, source: "s", role: "edge", purpose: "log" })) body.append(name, value);
      body.append("archivos", new Blob([log]), "uno.log");
      return body;
    };
    const rival = await new Visitor(server).enter(await testPerson(server, "difusor", "Rival"));
    const post = (who: Visitor, csrf: string) => who.send(`/memorias/${delivery.id}/bitacoras`, { method: "POST", body: form(csrf) });
    expect((await post(visitor, "")).status).toBe(403);
    expect((await post(new Visitor(server), "x")).headers.get("location")).toMatch(/^\/entrar\?aviso=sesion-terminada/);
    expect((await post(rival, rival.csrf)).status).toBe(404);
    expect(await uploadsShown(visitor, delivery.id)).toEqual([]);
    expect(await readdir(path.join(server.directory, "subidas"))).toEqual([]);
  });

  test("the command line sends a body with a token, follows it, and takes it back", async () => {
    const delivery = fresh();
    const token = (scopes: ("read" | "write")[]) => ({
      authorization: `Bearer ${addToken(server.services, { person: ana.id, name: "equipo", scopes, days: 1 }).secret}`,
    });
    const root = `/api/v1/deliveries/${delivery.id}`;
    const api = new Visitor(server);
    const put = (headers: Record<string, string>, query = "source=cdn&role=edge", body: Uint8Array = Buffer.concat([log, log, log, log])) =>
      api.send(`${root}/files/acceso.log?${query}`, {
        method: "PUT",
        headers: { "content-type": "application/octet-stream", ...headers },
        body: new Blob([body as Uint8Array<ArrayBuffer>]),
      });
    const write = token(["read", "write"]);
    expect((await put(token(["read"]))).status).toBe(403);
    expect((await put({})).status).toBe(401);
    expect((await put(write, "role=edge")).status).toBe(422);
    expect((await put({ ...write, "content-type": "text/plain" })).status).toBeGreaterThanOrEqual(400);
    const answer = await put(write);
    expect(answer.status).toBe(202);
    const accepted = uploadShape.parse(await answer.json());
    expect(accepted).toMatchObject({ bytes: log.length * 4, source: "cdn" });
    await allRead(server);
    const [id] = uploadShape.parse(await (await api.get(`${root}/uploads/${accepted.id}`, write)).json()).files;
    expect(fileShape.parse(await (await api.get(`${root}/files/${id}`, write)).json()).lines.read).toBe(12_000);
    const taken = await api.send(`${root}/files/${id}`, { method: "DELETE", headers: write });
    expect(taken.status).toBe(202);
    const { job: number } = (await taken.json()) as { job: number };
    await expect.poll(() => job(server.services, number)?.state, { timeout: 20_000 }).toBe("done");
    expect(jobShape.parse(await (await api.get(`${root}/jobs/${number}`, write)).json()).kind).toBe("undo");
    const rival = await new Visitor(server).enter(await testPerson(server, "difusor", "Otro"));
    for (const at of ["uploads", "files", "jobs", `files/${id}`, `uploads/${accepted.id}`, `jobs/${number}`])
      expect((await rival.get(`${root}/${at}`)).status).toBe(404);
    const own = testDelivery(server, (await testPerson(server, "difusor", "Más")).organisation, null);
    expect((await visitor.get(`/api/v1/deliveries/${own.id}/uploads`)).status).toBe(404);
    expect((await visitor.get(`/api/v1/deliveries/${fresh().id}/uploads/${accepted.id}`)).status).toBe(404);
  });
});

test("nothing of this was a fault", () => expect(server.logged).toEqual([]));
