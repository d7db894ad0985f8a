// From an upload to figures: the same as the command line's; refused and hostile files; another reading; taking back; the page and the API.
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { fileShape } from "../../web/deeds/log-facts.ts";
import { auditEntries } from "../../web/records/audit.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import type { Person } from "../../web/records/people.ts";
import { upload } from "../../web/records/uploads.ts";
import { harmlessName } from "../../web/uploads/upload-files.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { allRead, sampleLog, tusSend, uploadsShown, withoutFigures } from "../support/web-uploads.ts";
import { zipOf } from "../support/wrapped.ts";

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
  const rejects = (await (await visitor.get(`/api/v1/deliveries/${delivery.id}/files/${file?.id}/rejects`)).json()) as {
    total: number;
    rejects: { line: number; reason: string; text: string }[];
  };
  expect(rejects.total).toBe(file?.lines.rejected);
  expect(rejects.rejects.map(({ text }) => text).join("\n")).toContain("no log line");
  await server.services.queue.idle();
  expect((await files(delivery))[0]?.lines.duplicates).toBe(0);
  withoutFigures(server);
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
      ["bomba.log.gz", gzipSync(Buffer.alloc(90_000_000, "a\n"), { level: 9 }), /rebasa un límite de seguridad/],
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

  test("have names that mean nothing", () => {
    const more = [
      "--data=/tmp/otro",
      "$(reboot).log",
      ".",
      "..",
      "",
      "a\u0000b\n.log",
      "\ud83d",
      "-",
      `${"ñ".repeat(300)}.log.gz`,
      "名".repeat(300),
    ];
    for (const name of more) {
      expect(harmlessName(name), name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u);
      expect(Buffer.byteLength(harmlessName(name))).toBeLessThan(255);
    }
    expect(harmlessName(`${"ñ".repeat(300)}.log.gz`)).toMatch(/^ñ+\.log\.gz$/);
    expect(harmlessName("acceso día 8.log")).toBe("acceso_día_8.log");
  });

  test("are sent, read and shown under them", async () => {
    const delivery = fresh();
    const names = ["../../x", "-rf", "a[1]*.log", "<script>alert(1)</script>", "🗳️.log", "\u202egol.exe"];
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
  }, 60_000);

  test("of what is damaged, what precedes the damage is read when a person says so", async () => {
    const delivery = fresh();
    const whole = gzipSync(log, { level: 1 });
    const cut = await sent(delivery, "cortada.log.gz", whole.subarray(0, Math.floor(whole.length / 2)));
    expect(cut?.state).toBe("failed");
    const page = await pageText(`/memorias/${delivery.id}/bitacoras`);
    expect(page).toContain("Leer lo que precede al daño");
    expect(page).not.toContain("--accept-damaged");
    const again = `/memorias/${delivery.id}/bitacoras/cargas/${cut?.id}/reintentar`;
    // Another try alone says nothing of the damage.
    expect((await visitor.post(again, { format: "", timeZone: "" })).status).toBe(303);
    await allRead(server);
    expect(upload(server.services, cut?.id ?? "")).toMatchObject({ state: "failed", untilDamage: false });
    expect((await visitor.post(again, { format: "", timeZone: "", untilDamage: "on" })).status).toBe(303);
    await allRead(server);
    expect(upload(server.services, cut?.id ?? "")).toMatchObject({ state: "done", untilDamage: true, error: null });
    const lines = log.toString().split("\n").length - 1;
    const [file] = await files(delivery);
    expect(file?.lines.hits).toBeGreaterThan(lines / 4);
    expect(file?.lines.hits).toBeLessThan(lines);
  }, 60_000);

  test("of an archive that holds more than logs, the rest is left out when a person says so", async () => {
    const delivery = fresh();
    const zip = zipOf([
      { name: "a.log", content: log },
      { name: "__MACOSX/._a.log", content: "x" },
      { name: "notas/LE\u00c9ME.txt", content: "Estas son las bit\u00e1coras.\n" },
      { name: "acta.pdf", content: "%PDF-1.4\n" },
    ]);
    const refused = await sent(delivery, "todo.zip", zip);
    expect(refused?.state).toBe("failed");
    const page = await pageText(`/memorias/${delivery.id}/bitacoras`);
    expect(page).not.toContain("--leave-out");
    for (const name of ["notas/LE\u00c9ME.txt", "./acta.pdf"]) expect(page).toContain(`name="leaveOut" value="${name}" checked`);
    const again = `/memorias/${delivery.id}/bitacoras/cargas/${refused?.id}/reintentar`;
    // One of them is not enough; what was said of it is kept for the next try.
    expect((await visitor.post(again, { format: "", timeZone: "", leaveOut: "./acta.pdf" })).status).toBe(303);
    await allRead(server);
    expect(upload(server.services, refused?.id ?? "")).toMatchObject({ state: "failed", leaveOut: ["./acta.pdf"] });
    expect(await pageText(`/memorias/${delivery.id}/bitacoras`)).toContain('type="hidden" name="leaveOut" value="./acta.pdf"');
    const leaveOut = ["./acta.pdf", "notas/LE\u00c9ME.txt"];
    const headers = { "content-type": "application/json", "x-csrf-token": visitor.csrf };
    const retry = `/api/v1/deliveries/${delivery.id}/uploads/${refused?.id}/retry`;
    const retried = await visitor.send(retry, { method: "POST", headers, body: JSON.stringify({ leaveOut }) });
    expect(retried.status).toBe(200);
    await allRead(server);
    expect(upload(server.services, refused?.id ?? "")).toMatchObject({ state: "done", leaveOut, error: null });
    const [file, ...others] = await files(delivery);
    expect(others).toEqual([]);
    expect(file?.leftOut.map(({ archive, name, reason }) => [archive, name, reason])).toEqual([
      ["todo.zip", "__MACOSX/._a.log", "debris"],
      ["todo.zip", "notas/LE\u00c9ME.txt", "asked"],
      ["todo.zip", "acta.pdf", "asked"],
    ]);
    const told = await pageText(`/memorias/${delivery.id}/bitacoras`);
    expect(told).toContain("Se indicó dejarlo fuera");
    expect(told).toContain(file?.leftOut[2]?.sha256);
    expect(
      auditEntries(server.services, { most: 10, subject: delivery.id }).some(({ detail }) =>
        JSON.stringify(detail).includes('"leaveOut":["./acta.pdf","notas/'),
      ),
    ).toBe(true);
    expect((await visitor.post(`/memorias/${delivery.id}/bitacoras/archivos/${file?.id}/retirar`)).status).toBe(303);
    const shown = async (): Promise<boolean> => (await pageText(`/memorias/${delivery.id}/bitacoras`)).includes("Se indicó dejarlo fuera");
    await expect.poll(shown, { timeout: 20_000 }).toBe(false);
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

test("nothing of this was a fault", () => expect(server.logged).toEqual([]));

function run(words: string[], folder: string): string {
  const cli = path.join(import.meta.dirname, "..", "..", "cli.ts");
  const env = { ...process.env, INIT_CWD: folder };
  return execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", cli, ...words], { cwd: folder, env, encoding: "utf8" });
}
