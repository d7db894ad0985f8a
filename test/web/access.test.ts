// A walk through every route, by everybody, with ids of one's own, of others and of nobody, against a table that is written down here.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Delivery } from "../../web/records/deliveries.ts";
import { setState } from "../../web/records/deliveries.ts";
import { type Role, roles } from "../../web/records/people.ts";
import { addToken } from "../../web/records/tokens.ts";
import { routes } from "../../web/routes/index.ts";
import type { Route } from "../../web/routes/route.ts";
import { isSpanish } from "../support/spanish-details.ts";
import { type TestServer, testDelivery, testOrganisation, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { accessTable, emptyAtFirst } from "./access-table.ts";
import { counterparts, reasons } from "./api-pages.ts";

let server: TestServer;
const visitors = new Map<Role, Visitor>();
const tokens = new Map<string, string>();
const own = new Map<Role, Delivery>();
let foreign: Delivery;

beforeAll(async () => {
  server = await testServer({ isBehindProxy: true });
  const difusor = testOrganisation(server, "difusor", "Difusor propio");
  const institute = testOrganisation(server, "instituto", "Instituto propio", "PROPIO");
  const other = testOrganisation(server, "difusor", "Difusor ajeno");
  const otherInstitute = testOrganisation(server, "instituto", "Instituto ajeno", "AJENO");
  foreign = testDelivery(server, other.id, otherInstitute.id);
  const hosts: Record<Role, string | null> = { difusor: difusor.id, revisor: institute.id, planeador: null, administrador: null };
  for (const role of roles) {
    const person = await testPerson(server, role, `Persona ${role}`, hosts[role]);
    visitors.set(role, await new Visitor(server).enter(person));
    for (const scopes of [["read"], ["read", "write"], []])
      tokens.set(`${role} ${scopes.join("+")}`, addToken(server.services, { person: person.id, name: "prueba", scopes, days: 1 }).secret);
    const delivery = testDelivery(server, difusor.id, institute.id);
    if (role === "planeador" || role === "revisor") setState(server.services, delivery.id, "entregada");
    own.set(role, delivery);
  }
});
afterAll(() => server.end());

type Who = Role | "nobody";
const everybody: readonly Who[] = ["nobody", ...roles];
const nameOf = ({ method, path }: Pick<Route, "method" | "path">): string => `${method} ${path}`;
const isApi = ({ path }: Route): boolean => path.startsWith("/api/");

let count = 0;
/** Each from an address of its own: the walk is not stopped by the limits of one. */
function headersOf(extra: Record<string, string> = {}): Record<string, string> {
  count++;
  return { "x-forwarded-for": `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`, ...extra };
}

/** The route's address with a delivery of one's own, of others or of nobody; every other id is nobody's. */
function addressOf({ path }: Route, delivery: string): string {
  return path.replace(":delivery", delivery).replace(/:\w+/g, "no-existe").replace(/\*/g, "x");
}

async function ask(
  route: Route,
  who: Who,
  delivery: string,
  { csrf = true, token, from }: { csrf?: boolean; token?: string; from?: string } = {},
): Promise<number> {
  const known = who === "nobody" ? undefined : visitors.get(who);
  const visitor = token !== undefined || !known ? new Visitor(server) : known;
  const headers = headersOf({
    ...(from !== undefined && { origin: from }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(csrf && visitor.csrf !== "" && { "x-csrf-token": visitor.csrf }),
    ...(route.method !== "GET" && { "content-type": "application/json" }),
  });
  const body = route.method === "GET" || route.method === "DELETE" ? null : "{}";
  if (body === null) delete headers["content-type"];
  const response = await visitor.send(addressOf(route, delivery), { method: route.method, headers, body });
  await response.arrayBuffer();
  return response.status;
}

function expectedOf(route: Route): readonly Who[] {
  const allowed = accessTable[nameOf(route)];
  if (allowed === undefined) throw new Error(`${nameOf(route)} is not in the table of access-table.ts: who may go there?`);
  if (allowed === "everyone") return everybody;
  return allowed === "people" ? roles : allowed;
}

const hasDelivery = ({ path }: Route): boolean => path.includes(":delivery");
const refused = (route: Route): number => (isApi(route) ? 401 : 303);

describe("the table", () => {
  test("has every route, and no other", () => {
    const known = routes.map(nameOf);
    expect(known.filter((name) => !(name in accessTable))).toEqual([]);
    expect(Object.keys(accessTable).filter((name) => !known.includes(name))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  test("every route of the API says what it takes and answers, but its own description", () => {
    const silent = routes.filter((route) => isApi(route) && route.api === undefined).map(nameOf);
    expect(silent).toEqual(["GET /api/openapi.json", "GET /api/docs"]);
    const reads = routes.filter(({ api, method }) => api && (method === "GET") !== (api.scope === "read")).map(nameOf);
    expect(reads).toEqual([]);
  });
});

describe("the API does what the pages do", () => {
  const pages = routes.filter((route) => !isApi(route));
  const api = new Map(routes.filter(isApi).map((route) => [nameOf(route), route]));

  test("every route of a page stands in the table, and nothing else does", () => {
    expect([...counterparts.keys()].sort()).toEqual(pages.map(nameOf).sort());
    for (const [page, counterpart] of counterparts) if ("none" in counterpart) expect(reasons[counterpart.none], page).toBeTruthy();
  });

  test("each has its counterpart, for all who may open the page, and with a token that may do it", () => {
    const wrong: string[] = [];
    for (const page of pages) {
      const counterpart = counterparts.get(nameOf(page)) ?? { none: "way" };
      if ("none" in counterpart) continue;
      const found = api.get(counterpart.api);
      if (!found) wrong.push(`${nameOf(page)}: ${counterpart.api} is no route`);
      else if (found.api?.scope !== (page.method === "GET" ? "read" : "write")) wrong.push(`${nameOf(page)}: scope of ${nameOf(found)}`);
      else if (!expectedOf(page).every((who) => expectedOf(found).includes(who))) wrong.push(`${nameOf(page)}: roles of ${nameOf(found)}`);
    }
    expect(wrong).toEqual([]);
  });

  test("a page without one shows no delivery and changes nothing but how one enters", () => {
    const none = [...counterparts].filter(([, counterpart]) => "none" in counterpart).map(([page]) => page);
    expect(none.filter((page) => page.includes(":delivery"))).toEqual([]);
    const changing = none.filter((page) => !page.startsWith("GET "));
    expect(changing.filter((page) => !/^POST \/(?:entrar|salir|invitacion|cuenta)(?:\/|$)/.test(page))).toEqual([]);
  });
});

test("nobody and the other roles are told so, by every route", async () => {
  const wrong: string[] = [];
  for (const route of routes) {
    const allowed = expectedOf(route);
    for (const who of everybody.filter((each) => !allowed.includes(each))) {
      const status = await ask(route, who, own.get(who === "nobody" ? "difusor" : who)?.id ?? "");
      const expected = who === "nobody" ? refused(route) : 403;
      if (status !== expected) wrong.push(`${nameOf(route)} by ${who}: ${status} and not ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("another's delivery and one that is not there are told alike: not found", async () => {
  const wrong: string[] = [];
  for (const route of routes.filter(hasDelivery))
    for (const who of expectedOf(route))
      for (const [kind, id] of [
        ["foreign", foreign.id],
        ["unknown", "AAAAAAAAAAAAAAAA"],
        ["hostile", "..%2F..%2Fetc"],
      ] as const) {
        // An administrator reaches every delivery.
        if (kind === "foreign" && who === "administrador") continue;
        const status = await ask(route, who, id);
        if (status !== 404) wrong.push(`${nameOf(route)} by ${who}, ${kind}: ${status} and not 404`);
      }
  expect(wrong).toEqual([]);
});

test("what changes something is refused without the form's token, and from another site", async () => {
  const wrong: string[] = [];
  for (const route of routes.filter(({ method }) => method !== "GET"))
    for (const who of expectedOf(route).filter((each) => each !== "nobody")) {
      const id = own.get(who as Role)?.id ?? "";
      const statuses = [await ask(route, who, id, { csrf: false }), await ask(route, who, id, { from: "https://otro.example" })];
      if (statuses.some((status) => status !== 403)) wrong.push(`${nameOf(route)} by ${who}: ${statuses} and not 403`);
    }
  expect(wrong).toEqual([]);
});

test("reading answers, changes nothing and is never a fault", async () => {
  const before = contentOf(server);
  const wrong: string[] = [];
  for (const route of routes.filter(({ method }) => method === "GET"))
    for (const who of expectedOf(route)) {
      const status = await ask(route, who, own.get(who === "nobody" ? "difusor" : who)?.id ?? "AAAA");
      const isFound = emptyAtFirst.includes(nameOf(route)) ? status === 404 || status === 422 : status < 400;
      const hasOtherIds = /:(?!delivery)|\*/.test(route.path);
      if (status >= 500 || (!hasOtherIds && !isFound)) wrong.push(`${nameOf(route)} by ${who}: ${status}`);
    }
  expect(wrong).toEqual([]);
  expect(contentOf(server)).toBe(before);
});

test("a token reaches what its account reaches, with its scopes, and opens no page", async () => {
  const wrong: string[] = [];
  const tell = (route: Route, who: Who, status: number, expected: number): void => {
    if (status !== expected) wrong.push(`${nameOf(route)} by ${who}: ${status} and not ${expected}`);
  };
  for (const route of routes.filter(({ api }) => api))
    for (const who of roles) {
      const mayEnter = expectedOf(route).includes(who);
      const id = own.get(who)?.id ?? "";
      tell(route, who, await ask(route, who, id, { token: tokens.get(`${who} `) ?? "" }), 403);
      if (route.api?.scope === "write") tell(route, who, await ask(route, who, id, { token: tokens.get(`${who} read`) ?? "" }), 403);
      if (!mayEnter) tell(route, who, await ask(route, who, id, { token: tokens.get(`${who} read+write`) ?? "" }), 403);
      else if (hasDelivery(route) && who !== "administrador")
        tell(route, who, await ask(route, who, foreign.id, { token: tokens.get(`${who} read+write`) ?? "" }), 404);
    }
  for (const route of routes.filter((each) => each.api && !expectedOf(each).includes("nobody")))
    tell(route, "nobody", await ask(route, "nobody", foreign.id, { token: "memoria_no-existe" }), 401);
  const page = routes.find(({ path }) => path === "/admin/personas");
  if (page) tell(page, "administrador", await ask(page, "administrador", "", { token: tokens.get("administrador read+write") ?? "" }), 303);
  expect(wrong).toEqual([]);
});

/** Bodies that a route must refuse: each of its fields by itself with what it is not. */
function wrongBodies({ api }: Route): unknown[] {
  const fields = api?.body instanceof z.ZodObject ? Object.keys(api.body.shape) : [];
  const wrong = [null, "", { x: 1 }];
  return [{}, [], ...fields.flatMap((field) => wrong.map((value) => ({ [field]: value })))];
}

test("no route refuses a program in Spanish that asks for English, whoever asks, for what and with what", async () => {
  const spanish: string[] = [];
  const told = new Set<string>();
  const listen = async (route: Route, who: Who, extra: { query?: string; body?: unknown }): Promise<void> => {
    const visitor = (who === "nobody" ? undefined : visitors.get(who)) ?? new Visitor(server);
    const headers = headersOf({ "accept-language": "en", "x-csrf-token": visitor.csrf });
    const isSent = route.method !== "GET" && route.method !== "DELETE";
    const body = isSent ? JSON.stringify(extra.body ?? {}) : null;
    if (isSent) headers["content-type"] = "application/json";
    const address = `${addressOf(route, own.get(who === "nobody" ? "difusor" : who)?.id ?? "")}${extra.query ?? ""}`;
    const response = await visitor.send(address, { method: route.method, headers, body });
    const text = await response.text();
    if (response.status < 400) return;
    const { title, detail } = JSON.parse(text) as { title: string; detail: string };
    told.add(detail);
    if (isSpanish(`${title}. ${detail}`) || detail === "") spanish.push(`${nameOf(route)} ${who}: ${title}. ${detail}`);
  };
  for (const route of routes.filter(isApi)) {
    const allowed = expectedOf(route);
    for (const who of everybody.filter((each) => !allowed.includes(each)).slice(0, 2)) await listen(route, who, {});
    for (const who of allowed.slice(0, 1)) {
      if (route.method === "GET")
        for (const query of route.api?.query ? ["", "?limit=0", "?after=x&limit=2"] : [""]) await listen(route, who, { query });
      else for (const body of wrongBodies(route)) await listen(route, who, { body });
    }
  }
  expect(spanish).toEqual([]);
  expect(told.size).toBeGreaterThan(30);
}, 60_000);

test("no step of the walk was a fault", () => expect(server.logged).toEqual([]));

/** All that the records hold but what is noted of every request. */
function contentOf({ services: { db } }: TestServer): string {
  const hash = createHash("sha256");
  const tables = db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  for (const { name } of tables) {
    const rows = db.all<Record<string, unknown>>(`SELECT * FROM ${name}`);
    for (const { last_seen_at: _, last_used_at: __, ...row } of rows)
      hash.update(JSON.stringify(row, (_key, value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value)));
  }
  return hash.digest("hex");
}
