// From an upload to figures: the same as the command line's; refused and hostile files; another reading; taking back; the page and the API.
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { fileShape, jobShape, uploadShape } from "../../web/deeds/log-facts.ts";
import { auditEntries } from "../../web/records/audit.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import { job } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import { addToken } from "../../web/records/tokens.ts";
import { upload } from "../../web/records/uploads.ts";
import { harmlessName } from "../../web/uploads/upload-files.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { allRead, sampleLog, tusSend, uploadsShown } from "../support/web-uploads.ts";

let server: TestServer;
let ana: Person;
let visitor: Visitor;
let log: Buffer;

beforeAll(async () => {
  [server, log] = [await testServer(), await sampleLog(3000)];
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

test("the figures are those of the command line on the same file", async () => {
  const delivery = fresh();
  const broken = Buffer.concat([log, Buffer.from("# remark\n\nno log line\n")]);
  await sent(delivery, "acceso día 8.log", broken);
  const [file] = await files(delivery);
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-cli-"));
  try {
    await writeFile(path.join(folder, "access.log"), broken);
    const words = ["ingest", "access.log", "--data=store", "--source=servidor-1", "--json", "--progress=none"];
    const told = JSON.parse(run(words, folder));
    expect(file?.lines).toMatchObject({ ...told.lines, duplicates: file?.lines.duplicates });
    expect(file?.rejectedByReason).toEqual(told.rejectedByReason);
    const { sha256, bytes, format, source, role, firstAt, lastAt } = told.files[0];
    expect(file).toMatchObject({ sha256, bytes, format, source, role, firstAt, lastAt, name: "acceso_día_8.log" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const page = await pageText(`/memorias/${delivery.id}/bitacoras`);
  expect(page).toContain("acceso_día_8.log");
  const one = await pageText(`/memorias/${delivery.id}/bitacoras/archivos/${file?.id}`);
  expect(one).toContain(file?.sha256);
  const lines = await pageText(`/memorias/${delivery.id}/bitacoras/archivos/${file?.id}/lineas`);
  expect(lines).toContain("no log line");
  await server.services.queue.idle();
  expect((await files(delivery))[0]?.lines.duplicates).toBe(0);
  expect(auditEntries(server.services, { most: 10, subject: delivery.id }).map(({ action }) => action)).toContain("upload.received");
});

describe("a file is read once", () => {
  test("when the server ended during the reading, and when it ended right after", async () => {
    const delivery = fresh();
    const place = await tusSend(visitor, { delivery: delivery.id, filename: "a.log" }, log);
    await expect.poll(() => upload(server.services, idOf(place))?.state).toBe("parsing");
    await server.restart();
    await allRead(server);
    expect((await files(delivery)).length).toBe(1);
    // As if the server had ended between the catalog's entry and its own note of it: the bytes still lie there.
    const { db } = server.services;
    await server.services.queue.idle();
    db.run("UPDATE uploads SET state = 'parsing', files = '[]' WHERE id = $id", { $id: idOf(place) });
    db.run("UPDATE jobs SET state = 'running' WHERE kind = 'ingest' AND delivery = $delivery", { $delivery: delivery.id });
    await server.restart();
    await allRead(server);
    const [file, ...others] = await files(delivery);
    expect(others).toEqual([]);
    expect(upload(server.services, idOf(place))).toMatchObject({ state: "done", files: [Number(file?.id)] });
    expect(file?.lines.read).toBe(3000);
  });

  test("one that is taken back while it waits or is read leaves nothing", async () => {
    const delivery = fresh();
    const places = [
      await tusSend(visitor, { delivery: delivery.id, filename: "a.log" }, log),
      await tusSend(visitor, { delivery: delivery.id, filename: "b.log" }, await sampleLog(1000, 3)),
    ];
    for (const place of places)
      expect((await visitor.post(`/memorias/${delivery.id}/bitacoras/cargas/${idOf(place)}/retirar`)).status).toBe(303);
    await server.services.queue.idle();
    expect(await files(delivery)).toEqual([]);
    expect(await uploadsShown(visitor, delivery.id)).toEqual([]);
    expect(await readdir(path.join(server.directory, "subidas"))).toEqual([]);
  });
});

describe("wrong and hostile files", () => {
  test("are refused with the program's words, change nothing, and can be taken back", async () => {
    const delivery = fresh();
    const cases: [string, Uint8Array, RegExp][] = [
      ["memoria.pdf", Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "latin1"), /no es texto: parece/],
      ["vacia.log", Buffer.alloc(0), /está vacío \(0 bytes\)/],
      ["bomba.log.gz", gzipSync(Buffer.alloc(400_000_000, "a\n"), { level: 9 }), /rebasa un límite de seguridad/],
      ["otra.log", Buffer.from("esto no es una bitácora\n".repeat(50)), /No se reconoce el formato/],
    ];
    for (const [name, content, message] of cases) {
      const ended = await sent(delivery, name, content);
      expect(ended?.state, name).toBe("failed");
      expect(ended?.error, name).toMatch(message);
    }
    expect(await files(delivery)).toEqual([]);
    const page = await pageText(`/memorias/${delivery.id}/bitacoras`);
    expect(page).toContain("Leer otra vez");
    for (const each of await uploadsShown(visitor, delivery.id))
      await visitor.post(`/memorias/${delivery.id}/bitacoras/cargas/${each.id}/retirar`);
    expect(await readdir(path.join(server.directory, "subidas"))).toEqual([]);
  }, 60_000);

  test("names mean nothing to a shell, the disk or the page", async () => {
    const delivery = fresh();
    const names = [
      "../../x",
      "-rf",
      "a[1]*.log",
      "--data=/tmp/otro",
      "$(reboot).log",
      "<script>alert(1)</script>",
      `${"ñ".repeat(300)}.log`,
      "🗳️.log",
      "\u202egol.exe",
      "a\u0000b\n.log",
    ];
    const content = Buffer.from(log.subarray(0, log.indexOf("\n") + 1));
    for (const [place, name] of names.entries())
      await tusSend(visitor, { delivery: delivery.id, filename: name }, Buffer.concat([content, Buffer.from("\n".repeat(place + 1))]));
    await allRead(server);
    const uploads = await uploadsShown(visitor, delivery.id);
    expect(uploads.map(({ state }) => state)).toEqual(names.map(() => "done"));
    expect((await files(delivery)).length).toBe(names.length);
    for (const { name } of await files(delivery)) expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,60}$/u);
    const page = await pageText(`/memorias/${delivery.id}/bitacoras`);
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("\u202e");
    expect([...harmlessName("ñ".repeat(300)).normalize("NFD")].length).toBeLessThan(255);
  }, 60_000);

  test("what names no zone is read with the zone that a person says", async () => {
    const delivery = fresh();
    const w3c = "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n2024-12-09 01:00:00 198.51.100.7 GET / 200\n";
    const noZone = '198.51.100.7 - - [08/Dec/2024:20:00:00] "GET / HTTP/1.1" 200 5 "-" "M"\n'.repeat(3);
    expect((await sent(delivery, "iis.log", Buffer.from(w3c)))?.state).toBe("done");
    const refused = await sent(delivery, "sin-zona.log", Buffer.from(noZone), {
      format: '%h %l %u [%{%d/%b/%Y:%H:%M:%S}t] "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    });
    const again = { format: refused?.format ?? "", timeZone: "America/Mexico_City" };
    if (refused?.state === "failed") {
      const wrong = await visitor.post(`/memorias/${delivery.id}/bitacoras/cargas/${refused.id}/reintentar`, {
        ...again,
        timeZone: "Luna/Mar",
      });
      expect(wrong.status).toBe(422);
      expect((await visitor.post(`/memorias/${delivery.id}/bitacoras/cargas/${refused.id}/reintentar`, again)).status).toBe(303);
      await allRead(server);
    }
    const file = (await files(delivery)).find(({ name }) => name === "sin-zona.log");
    expect(upload(server.services, refused?.id ?? "")?.error).toBeNull();
    expect(file?.firstAt).toBe("2024-12-08T20:00:00-06:00");
  });
});

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
    expect((await post(new Visitor(server), "x")).headers.get("location")).toBe("/entrar");
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

function run(words: string[], folder: string): string {
  const cli = path.join(import.meta.dirname, "..", "..", "cli.ts");
  const env = { ...process.env, INIT_CWD: folder };
  return execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", cli, ...words], { cwd: folder, env, encoding: "utf8" });
}
