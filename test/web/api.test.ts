// The API: its description checked by hand-written rules and by random calls made from it; lists in parts, ETags, Arrow, closed to other sites.
import { rm } from "node:fs/promises";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { OpenApi, Operation } from "../../web/api/openapi.ts";
import { backupsFolder } from "../../web/jobs/store-care.ts";
import { addOrganisation } from "../../web/records/organisations.ts";
import { type Role, roles } from "../../web/records/people.ts";
import { addToken } from "../../web/records/tokens.ts";
import { routes } from "../../web/routes/index.ts";
import fc from "../support/cases.ts";
import { keptFigures } from "../support/web-figures.ts";
import { type TestServer, testDelivery, testOrganisation, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
let api: OpenApi;
const tokens = new Map<Role, string>();
let delivery = "";
let foreign = "";
const secretWord = "PALABRA-AJENA-8417";

beforeAll(async () => {
  server = await testServer({ isBehindProxy: true });
  const difusor = testOrganisation(server, "difusor", "Difusor");
  const institute = testOrganisation(server, "instituto", "Instituto", "PROPIO");
  delivery = testDelivery(server, difusor.id, institute.id).id;
  foreign = testDelivery(
    server,
    testOrganisation(server, "difusor", secretWord).id,
    testOrganisation(server, "instituto", `Inst ${secretWord}`, "AJ").id,
  ).id;
  for (const role of roles) {
    const host = { difusor: difusor.id, revisor: institute.id, planeador: null, administrador: null }[role];
    const person = await testPerson(server, role, `Persona ${role}`, host);
    tokens.set(role, addToken(server.services, { person: person.id, name: "prueba", scopes: ["read", "write"], days: 1 }).secret);
  }
  api = (await (await ask("/api/openapi.json")).json()) as OpenApi;
});
afterAll(async () => {
  await server.end();
  await rm(backupsFolder(server.services), { recursive: true, force: true });
});

let count = 0;
function ask(address: string, { token, ...init }: RequestInit & { token?: string | undefined } = {}): Promise<Response> {
  count++;
  const headers = new Headers(init.headers);
  headers.set("x-forwarded-for", `10.1.${(count >> 8) & 255}.${count & 255}`);
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  return new Visitor(server).send(address, { ...init, headers });
}
const asAdmin = (address: string, init: RequestInit = {}): Promise<Response> =>
  ask(address, { ...init, token: tokens.get("administrador") });

interface Called {
  path: string;
  method: string;
  operation: Operation;
}
const operations = (): Called[] =>
  Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe("the description", () => {
  test("has every route of the API once", () => {
    const described = operations().map(({ path, method }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`);
    const there = routes.filter(({ path }) => path.startsWith("/api/v1/")).map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual(there.sort());
  });

  test("keeps the rules of OpenAPI 3.1", () => {
    expect(api.openapi).toMatch(/^3\.1\.\d+$/);
    expect(api.info.title && api.info.version).toBeTruthy();
    const tags = new Set(api.tags.map(({ name }) => name));
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations()) {
      const place = `${method} ${path}`;
      expect(["get", "post", "put", "patch", "delete"], place).toContain(method);
      expect(
        operation.tags.every((tag) => tags.has(tag)),
        place,
      ).toBe(true);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const told = operation.parameters.filter((each) => each.in === "path");
      expect(
        told.map(({ name }) => name),
        place,
      ).toEqual(inPath);
      expect(
        told.every(({ required }) => required),
        place,
      ).toBe(true);
      const names = operation.parameters.map((each) => `${each.in} ${each.name}`);
      expect(new Set(names).size, place).toBe(names.length);
      for (const status of Object.keys(operation.responses)) expect(status, place).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/);
      for (const response of Object.values(operation.responses) as { description?: string; $ref?: string }[])
        expect(response.description ?? response.$ref, place).toBeTruthy();
      if (method === "get") expect(operation.requestBody, place).toBeUndefined();
    }
  });

  test("every schema in it can be read as a schema, and every reference leads somewhere", () => {
    const seen: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if ("$ref" in value && typeof value.$ref === "string" && value.$ref.startsWith("#/components/")) {
        const target = value.$ref
          .slice(2)
          .split("/")
          .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], api);
        expect(target, value.$ref).toBeDefined();
      }
      for (const inner of Object.values(value)) walk(inner);
    };
    walk(api);
    for (const { path, operation } of operations())
      for (const content of [operation.requestBody?.content, (operation.responses["2XX"] as { content: object }).content])
        for (const [type, { schema }] of Object.entries((content ?? {}) as Record<string, { schema: object }>)) {
          if (type !== "application/json") continue;
          seen.push(path);
          // An independent reader of JSON Schema takes it.
          expect(() => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]), path).not.toThrow();
        }
    expect(seen.length).toBeGreaterThan(20);
  });

  test("is a page for people with every operation on it", async () => {
    const text = await (await ask("/api/docs")).text();
    for (const { path, method } of operations()) expect(text).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
  });
});

describe("answers", () => {
  test("an error is problem+json and says no more than it must", async () => {
    const response = await asAdmin("/api/v1/people/no-existe");
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(await response.json()).toMatchObject({ status: 404, type: "urn:memoria:not-found" });
    for (const query of ["limit=0", "limit=501", "limit=x", "limit=-1", "after=no-existe"])
      expect((await asAdmin(`/api/v1/people?${query}`)).status).toBe(422);
  });

  test("an error is told in the language that is asked for, in Spanish without one; a page in Spanish always", async () => {
    const titles: [string | undefined, string][] = [
      [undefined, "No se encontró"],
      ["en", "Not found"],
      ["en-US,en;q=0.9,es;q=0.5", "Not found"],
      ["es-MX,es;q=0.9,en;q=0.8", "No se encontró"],
      ["en;q=0", "No se encontró"],
      ["fr", "No se encontró"],
      ["en;q=lots", "Not found"],
      [",;q=,en;;;", "Not found"],
    ];
    for (const [language, title] of titles) {
      const response = await asAdmin(
        "/api/v1/people/no-existe",
        language === undefined ? {} : { headers: { "accept-language": language } },
      );
      expect([language, ((await response.json()) as { title: string }).title]).toEqual([language, title]);
      expect(response.headers.get("content-language")).toBe(title === "Not found" ? "en" : "es");
    }
    // An error of ingest has its words in both.
    const told = async (language: string): Promise<string> => {
      const { body, address } = { body: new FormData(), address: `/api/v1/deliveries/${delivery}/incidents/import` };
      body.set("file", new Blob(["\u0089PNG\r\n\u001a\n\0\0"]), "foto.png");
      const response = await ask(address, { method: "POST", body, headers: { "accept-language": language }, token: tokens.get("difusor") });
      expect(response.status).toBe(422);
      return ((await response.json()) as { detail: string }).detail;
    };
    expect(await told("es")).toMatch(/^No se puede leer la tabla "foto\.png"/);
    expect(await told("en")).toMatch(/^Cannot read the table "foto\.png"; at byte 1 expected a table/);
    expect(await (await ask("/no-hay", { headers: { "accept-language": "en" } })).text()).toContain("No se encontró");
  });

  test("a list is given in parts, whole and without doubles", async () => {
    for (let n = 0; n < 7; n++) addOrganisation(server.services, { kind: "difusor", name: `Serie ${n}`, shortName: null });
    const whole = ((await (await asAdmin("/api/v1/organisations?limit=500")).json()) as { items: { id: string }[] }).items;
    const parts: { id: string }[] = [];
    let next: string | undefined = "/api/v1/organisations?limit=3";
    while (next !== undefined) {
      const response = await asAdmin(next);
      parts.push(...((await response.json()) as { items: { id: string }[] }).items);
      next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
    }
    expect(parts).toEqual(whole);
    expect(whole.length).toBeGreaterThan(7);
  });

  test("what has not changed is not sent again", async () => {
    const first = await asAdmin("/api/v1/organisations");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await asAdmin("/api/v1/organisations", { headers: { "if-none-match": `"otro", W/${etag}` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    addOrganisation(server.services, { kind: "difusor", name: "Nueva", shortName: null });
    expect((await asAdmin("/api/v1/organisations", { headers: { "if-none-match": etag } })).status).toBe(200);
  });

  test("no other site may read it from a browser", async () => {
    const origin = { origin: "https://otro.example" };
    const response = await asAdmin("/api/v1/people", { headers: origin });
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    const preflight = await ask("/api/v1/people", { method: "OPTIONS", headers: { ...origin, "access-control-request-method": "POST" } });
    expect(preflight.status).toBe(404);
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("a deed of the API is the page's: an institute, a call's amendment, an account that is closed", async () => {
    const post = (address: string, body: object, method = "POST"): Promise<Response> =>
      asAdmin(address, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const made = await post("/api/v1/organisations", { kind: "instituto", name: "Instituto Electoral de Michoacán", shortName: "IEM" });
    expect(made.status).toBe(201);
    expect((await post("/api/v1/organisations", { kind: "instituto", name: "Otro", shortName: "IEM" })).status).toBe(422);
    const values = { version: "acuerdo-9", "source.document": "Acuerdo 9", cutEverySeconds: "300", "cutEverySeconds.clause": "Único" };
    const call = await post("/api/v1/calls/iem-irimbo-2024", { amends: "original", values });
    expect(await call.json()).toEqual({ reference: "iem-irimbo-2024@acuerdo-9" });
    const read = (await (await asAdmin("/api/v1/calls/iem-irimbo-2024/acuerdo-9")).json()) as { cutEverySeconds: { value: number } };
    expect(read.cutEverySeconds.value).toBe(300);
    expect((await asAdmin("/api/v1/calls/iem-irimbo-2024/acuerdo-9", { method: "DELETE" })).status).toBe(200);
    const person = await testPerson(server, "difusor", "Por cerrar");
    expect((await asAdmin(`/api/v1/people/${person.id}/disable`, { method: "POST" })).status).toBe(200);
    expect(await (await asAdmin(`/api/v1/people/${person.id}`)).json()).toMatchObject({ disabledAt: expect.any(String) });
  });
});

describe("tables", () => {
  test("are the same in JSON, part by part, and in Arrow, as file and as stream", async () => {
    await keptFigures(server, delivery);
    const token = tokens.get("difusor");
    const root = `/api/v1/deliveries/${delivery}/tables`;
    const { tables } = (await (await ask(root, { token })).json()) as { tables: { name: string; rows: number; columns: string[] }[] };
    expect(tables.length).toBeGreaterThan(5);
    for (const { name, rows, columns } of tables) {
      const told: (string | number | null)[][] = [];
      let next: string | undefined = `${root}/${name}?limit=200`;
      while (next !== undefined) {
        const response: Response = await ask(next, { token });
        told.push(...((await response.json()) as { rows: (string | number | null)[][] }).rows);
        next = /^<([^>]+)>/.exec(response.headers.get("link") ?? "")?.[1];
      }
      expect(told.length).toBe(rows);
      const stream = await ask(`${root}/${name}`, { token, headers: { accept: "application/vnd.apache.arrow.stream" } });
      const file = await ask(`${root}/${name}.arrow`, { token });
      expect(stream.headers.get("content-type")).toBe("application/vnd.apache.arrow.stream");
      expect(file.headers.get("content-type")).toBe("application/vnd.apache.arrow.file");
      for (const response of [stream, file]) {
        const arrow = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
        expect(arrow.schema.fields.map((each) => each.name)).toEqual(columns);
        expect(arrow.numRows).toBe(rows);
        const firstColumn = arrow.getChildAt(0)?.toArray() as ArrayLike<unknown> | undefined;
        if (rows > 0) expect(String(arrow.getChildAt(0)?.get(0) ?? firstColumn?.[0])).toBe(String(told[0]?.[0]));
      }
    }
    expect((await ask(`${root}/no-hay`, { token })).status).toBe(404);
    // What was not handed in is its difusor's alone.
    expect(await (await ask(root, { token: tokens.get("revisor") })).json()).toEqual({ tables: [] });
  });
});

describe("random calls made from the description", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "",
      "0",
      "-1",
      "null",
      "true",
      "[object Object]",
      "' OR 1=1 --",
      "<script>",
      "../..",
      "%00",
      "x".repeat(190),
      "ñ",
      "\u202e",
      "1e309",
      "2024-02-31T99:99",
    ),
    fc.string({ maxLength: 30 }),
  );
  const anyBody = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom([], {}, null, 1, "x"));

  /** Values that fit a schema, roughly: where it is not clear, anything. */
  function fitting(schema: Record<string, unknown>): fc.Arbitrary<unknown> {
    if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
    if ("const" in schema) return fc.constant(schema["const"]);
    if (Array.isArray(schema["anyOf"])) return fc.oneof(...(schema["anyOf"] as Record<string, unknown>[]).map(fitting));
    switch (schema["type"]) {
      case "object": {
        const properties = Object.entries((schema["properties"] ?? {}) as Record<string, Record<string, unknown>>);
        return fc.record(Object.fromEntries(properties.map(([name, inner]) => [name, fitting(inner)])), {
          requiredKeys: (schema["required"] ?? []) as string[],
        });
      }
      case "array":
        return fc.array(fitting((schema["items"] ?? {}) as Record<string, unknown>), { maxLength: 3 });
      case "string":
        return word;
      case "integer":
        return fc.integer();
      case "number":
        return fc.double({ noNaN: true, noDefaultInfinity: true });
      case "boolean":
        return fc.boolean();
      default:
        return fc.jsonValue({ maxDepth: 1 });
    }
  }

  function callOf({ path, method, operation }: Called): fc.Arbitrary<{ address: string; init: RequestInit; role: Role }> {
    const queries = operation.parameters.filter((each) => each.in === "query").map(({ name }) => name);
    // Mostly those who may, so that it is not the guard alone that answers.
    const allowed = roles.filter((role) => operation["x-roles"].includes(role) || operation["x-roles"].includes("toda cuenta"));
    const body = operation.requestBody?.content["application/json"];
    const bodies = body ? fc.oneof(fitting(body.schema as Record<string, unknown>), anyBody) : fc.constant(undefined);
    const ids = fc.oneof(
      fc.constantFrom(delivery, foreign, "iem-irimbo-2024", "original"),
      word.filter((each) => each !== ""),
    );
    return fc
      .record({
        ids: fc.array(ids, { minLength: 3, maxLength: 3 }),
        query: fc.array(word, { minLength: 8, maxLength: 8 }),
        body: bodies,
        role: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...allowed) }, fc.constantFrom(...roles)),
      })
      .map((given) => {
        let place = 0;
        const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent(given.ids[place++] ?? "x").replace(/^\.+$/, "x"));
        const asked = new URLSearchParams(queries.map((name, index): [string, string] => [name, given.query[index] ?? ""]));
        const content = body ? { body: JSON.stringify(given.body ?? null), headers: { "content-type": "application/json" } } : {};
        const octets =
          operation.requestBody && !body ? { body: "una línea\n", headers: { "content-type": "application/octet-stream" } } : {};
        return {
          address: `${filled}${queries.length > 0 ? `?${asked}` : ""}`,
          init: { method: method.toUpperCase(), ...content, ...octets },
          role: given.role,
        };
      });
  }

  test("are never a fault, and never tell another's data", { timeout: 1_800_000 }, async () => {
    const calls = fc.constantFrom(...operations()).chain((operation) => callOf(operation));
    await fc.assert(
      fc.asyncProperty(calls, async ({ address, init, role }) => {
        const response = await ask(address, { ...init, token: tokens.get(role) });
        const text = await response.text();
        if (response.status >= 500 && response.status !== 503) throw new Error(`${init.method} ${address}: ${response.status} ${text}`);
        if (response.status >= 400) expect(response.headers.get("content-type")).toContain("application/problem+json");
        if (role !== "administrador") expect(text).not.toContain(secretWord);
        if (role !== "administrador" && address.includes(foreign)) expect([404, 403, 422, 400, 415]).toContain(response.status);
      }),
      { numRuns: process.env["MEMORIA_LONG"] ? 5000 : 400, endOnFailure: true },
    );
    expect(server.logged).toEqual([]);
  });
});
