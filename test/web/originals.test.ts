// A version with the logs that it was made from: whole and proven for its difusor and the institute, also when they were taken back; refused where one is not what was handed in.
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runProgram } from "../../web/jobs/program.ts";
import { auditEntries } from "../../web/records/audit.ts";
import { memoriaFolder } from "../../web/records/versions.ts";
import { frozenFile, handedIn } from "../support/web-handed-in.ts";
import { testOrganisation, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { bytesAt, zipEntries, zipSums } from "../support/zip-entries.ts";

const server = await testServer();
const { services, directory } = server;
const institute = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM").id;
const person = await testPerson(server, "difusor", "Diana Difusora");
const difusor = await new Visitor(server).enter(person);
const reviewer = await new Visitor(server).enter(await testPerson(server, "revisor", "Rita Revisora", institute));
const done = await handedIn(server, person, institute);
const folder = await mkdtemp(path.join(tmpdir(), "memoria-originals-"));
afterAll(async () => {
  await server.end();
  await rm(folder, { recursive: true, force: true });
});

const page = `/memorias/${done.id}/versiones/1`;
const api = `/api/v1/deliveries/${done.id}/versions/1/archive?originals=true`;
const { originals } = JSON.parse(await frozenFile(server, done, "manifest.json")) as { originals: { name: string; sha256: string }[] };
const [{ sha256 } = { sha256: "" }] = originals;
const raw = path.join(directory, "raw", `delivery=${done.id}`, sha256);
const noted = (action: string) => auditEntries(services, { most: 100, subject: done.id, actions: [action] });

describe("the archive", () => {
  test("is the same by page and API, for difusor and institute; each download is noted", async () => {
    const own = await zipSums(await bytesAt(difusor, `${page}.zip?originales=1`));
    for (const address of [`/revision/${done.id}/versiones/1.zip?originales=1`, api])
      expect(await zipSums(await bytesAt(reviewer, address))).toEqual(own);
    expect(own.filter((line) => line.includes("bitacoras-originales/"))).toEqual([
      `${sha256} bitacoras-originales/${sha256.slice(0, 12)}-access.log`,
    ]);
    expect(noted("originals.downloaded").map(({ detail }) => detail["version"])).toEqual([1, 1, 1]);
    const plain = await zipSums(await bytesAt(difusor, `${page}.zip`));
    expect(plain).toEqual(own.filter((line) => line.includes(" memoria/")));
    expect(noted("originals.downloaded")).toHaveLength(3);
  });

  test("is proven by the program once it is unpacked, and any other log is told", async () => {
    const unpacked = path.join(folder, "unpacked");
    for (const [name, content] of await zipEntries(await bytesAt(reviewer, api))) {
      const file = path.join(unpacked, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    const words = ["verify", "memoria", "bitacoras-originales"];
    expect(await runProgram(words, { folder: unpacked, priority: "usual" })).toMatchObject({ code: 0, told: [] });
    await writeFile(path.join(unpacked, "bitacoras-originales", "otra.log"), "otra cosa\n");
    const { code, stdout } = await runProgram([...words, "--json"], { folder: unpacked, priority: "usual" });
    expect(code).toBe(1);
    const told = JSON.parse(stdout) as { originals: { name: string; known: boolean }[] };
    expect(told.originals.map(({ name, known }) => [path.basename(name), known])).toEqual([
      [`${sha256.slice(0, 12)}-access.log`, true],
      ["otra.log", false],
    ]);
  });
});

test("a log that was taken back since still goes with the version that was made from it", async () => {
  const before = await zipSums(await bytesAt(reviewer, api));
  const file = services.store.catalog.files(done.id)[0]?.id;
  const run = await runProgram(["undo", String(file), `--data=${directory}`, `--delivery=${done.id}`], { folder, priority: "usual" });
  expect(run).toMatchObject({ code: 0 });
  expect(services.store.catalog.files(done.id)).toEqual([]);
  expect(await zipSums(await bytesAt(reviewer, api))).toEqual(before);
});

describe("what is not what was handed in", () => {
  test("breaks the archive off, is noted and told, and is refused from then on until it is restored", async () => {
    const whole = await readFile(raw);
    const turned = Buffer.from(whole);
    const at = turned.length - 2;
    turned[at] = (turned[at] ?? 0) ^ 1;
    await writeFile(raw, turned);
    await expect(bytesAt(difusor, `${page}.zip?originales=1`)).rejects.toThrow();
    expect(noted("originals.differed").map(({ detail }) => detail)).toEqual([{ version: 1, name: "access.log", sha256 }]);
    for (const text of [await (await difusor.get(page)).text(), await (await reviewer.get(`/revision/${done.id}/memoria`)).text()])
      expect(text).toContain("La última descarga con bitácoras se interrumpió: «access.log»");
    // Nothing was restored: it is told before a byte is sent.
    const refused = await reviewer.get(api);
    expect(refused.status).toBe(409);
    const problem = (await refused.json()) as { type: string; detail: string };
    expect(problem).toMatchObject({
      type: "urn:memoria:not-intact",
      detail: expect.stringContaining("«access.log» no es la que se entregó"),
    });
    expect(noted("originals.differed")).toHaveLength(1);
    await writeFile(raw, whole);
    expect(await zipSums(await bytesAt(reviewer, api))).toContain(`${sha256} bitacoras-originales/${sha256.slice(0, 12)}-access.log`);
    expect(await (await difusor.get(page)).text()).not.toContain("se interrumpió");
  });

  test("a log that is gone and a manifest that is not the receipt's are told", async () => {
    await rename(raw, `${raw}.lejos`);
    const gone = await difusor.get(`${page}.zip?originales=1`);
    expect(gone.status).toBe(409);
    expect(await gone.text()).toContain("La bitácora «access.log» de esta versión ya no está en el servidor");
    await rename(`${raw}.lejos`, raw);
    const manifest = path.join(memoriaFolder(services, done.id, 1), "manifest.json");
    const text = await readFile(manifest, "utf8");
    await writeFile(manifest, text.replace(sha256, "0".repeat(64)));
    const changed = await difusor.get(`${page}.zip?originales=1`);
    expect(changed.status).toBe(409);
    expect(await changed.text()).toContain("manifest.json de la versión 1 no es el de su acuse");
    await writeFile(manifest, text);
    // Read to its end: a server does not stop while somebody is at a download.
    expect((await bytesAt(difusor, `${page}.zip?originales=1`)).length).toBeGreaterThan(1000);
  });
});

test("none of it was a fault of the server", () => {
  expect(server.logged).toEqual([]);
});
