// Connections that are cut in the middle of an upload, a page, a call or a download: what they held is given back, and nothing half done stays.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Delivery } from "../../web/records/deliveries.ts";
import { memoriaFolder } from "../../web/records/versions.ts";
import { openHandles } from "../support/serve-process.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { tusCreate, tusOffset, uploadsShown } from "../support/web-uploads.ts";

let server: TestServer;
let visitor: Visitor;
let delivery: Delivery;
const large = 12_000_000;

beforeAll(async () => {
  server = await testServer();
  const ana = await testPerson(server, "difusor", "Ana");
  visitor = await new Visitor(server).enter(ana);
  delivery = testDelivery(server, ana.organisation, null);
  const folder = memoriaFolder(server.services, delivery.id, "borrador");
  await mkdir(folder, { recursive: true });
  // Nothing that a socket's buffer would swallow whole, nor an archive make small.
  const names = ["memoria.pdf", "anexo-1.csv", "anexo-2.csv"];
  for (const name of names) await writeFile(path.join(folder, name), randomBytes(large));
  await writeFile(path.join(folder, "manifest.json"), JSON.stringify({ files: names.map((name) => ({ name, restricted: false })) }));
});
afterAll(() => server.end());

/** Files of memorias and uploads that this process has open. */
const open = (): string[] => openHandles(process.pid).filter((name) => /\/(?:memorias|subidas)\//.test(name));

/** Asks, and hangs up after so many bytes of the answer; 0: before there is one. */
async function hangUp(address: string, bytes: number): Promise<void> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const asking = httpRequest(new URL(address, server.origin), { headers: { cookie }, agent: false });
  asking.on("error", () => {});
  asking.end();
  if (bytes === 0) await once(asking, "finish");
  else {
    const [response] = await once(asking, "response");
    expect(response.statusCode).toBe(200);
    let come = 0;
    response.on("data", (chunk: Buffer) => {
      come += chunk.length;
      // No more is taken, so that the server has to wait with a file open.
      if (come >= bytes) response.pause();
    });
    await expect.poll(() => come).toBeGreaterThanOrEqual(bytes);
    expect(open().length, "while it is being read").toBeGreaterThan(0);
  }
  asking.destroy();
}

/** Sends the beginning of a file, and hangs up. */
async function breakOff(address: string, method: string, headers: Record<string, string>, sent: Buffer): Promise<void> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const given = { cookie, "x-csrf-token": visitor.csrf, "content-length": String(large), ...headers };
  const sending = httpRequest(new URL(address, server.origin), { method, headers: given, agent: false });
  sending.on("error", () => {});
  sending.write(sent);
  await expect.poll(() => open().length).toBeGreaterThan(0);
  await pause(50);
  sending.destroy();
}

describe("a connection that is cut", () => {
  test.each([
    ["a file of a memoria", "borrador/memoria.pdf"],
    ["an archive of a memoria", "borrador.zip"],
  ])("while %s is half read gives its files back", async (_name, file) => {
    await hangUp(`/memorias/${delivery.id}/${file}`, 200_000);
    await expect.poll(open).toEqual([]);
  });

  test("before a page or an answer is there harms nobody", async () => {
    const addresses = [
      `/memorias/${delivery.id}/bitacoras`,
      `/api/v1/deliveries/${delivery.id}/files`,
      `/memorias/${delivery.id}/borrador.zip`,
    ];
    for (const address of addresses) for (let n = 0; n < 10; n++) await hangUp(address, 0);
    await expect.poll(open).toEqual([]);
    expect((await visitor.get(addresses[0] ?? "")).status).toBe(200);
  });

  test("during an upload in one piece leaves neither row nor bytes", async () => {
    const type = { "content-type": "application/octet-stream" };
    await breakOff(`/api/v1/deliveries/${delivery.id}/files/a.log?source=s`, "PUT", type, Buffer.alloc(300_000, 65));
    await expect.poll(open).toEqual([]);
    await expect.poll(() => uploadsShown(visitor, delivery.id)).toEqual([]);
    expect(await readdir(path.join(server.directory, "subidas"))).toEqual([]);
  });

  test("during a form leaves neither row nor bytes", async () => {
    const boundary = "----limite";
    const field = (name: string, value: string): string =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const head = `${field("_csrf", visitor.csrf)}${field("source", "s")}--${boundary}\r\ncontent-disposition: form-data; name="archivo"; filename="b.log"\r\ncontent-type: text/plain\r\n\r\n`;
    const type = { "content-type": `multipart/form-data; boundary=${boundary}` };
    await breakOff(`/memorias/${delivery.id}/bitacoras`, "POST", type, Buffer.from(head + "x".repeat(300_000)));
    await expect.poll(open).toEqual([]);
    await expect.poll(() => uploadsShown(visitor, delivery.id)).toEqual([]);
    expect(await readdir(path.join(server.directory, "subidas"))).toEqual([]);
  });

  test("during an upload by tus keeps what came, to go on from there", async () => {
    const place = (await tusCreate(visitor, { delivery: delivery.id, filename: "c.log" }, large)).headers.get("location") ?? "";
    const type = { "tus-resumable": "1.0.0", "upload-offset": "0", "content-type": "application/offset+octet-stream" };
    await breakOff(place, "PATCH", type, Buffer.alloc(300_000, 65));
    await expect.poll(open).toEqual([]);
    expect(await tusOffset(visitor, place)).toBe(300_000);
  });

  test("by a client that takes nothing more does not keep the server from ending", async () => {
    const other = await testServer();
    const bea = await testPerson(other, "difusor", "Bea");
    const reader = await new Visitor(other).enter(bea);
    const own = testDelivery(other, bea.organisation, null);
    const folder = memoriaFolder(other.services, own.id, "borrador");
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, "memoria.pdf"), randomBytes(large));
    await writeFile(path.join(folder, "manifest.json"), JSON.stringify({ files: [{ name: "memoria.pdf", restricted: false }] }));
    const asking = httpRequest(new URL(`/memorias/${own.id}/borrador.zip`, other.origin), {
      headers: { cookie: [...reader.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      agent: false,
    });
    asking.on("error", () => {});
    asking.end();
    const [response] = await once(asking, "response");
    response.on("error", () => {});
    expect(response.statusCode).toBe(200);
    // Its body stays unread.
    await other.end();
  });

  test("is no fault of the program", () => {
    expect(server.logged).toEqual([]);
  });
});
