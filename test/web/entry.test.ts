// Coming in and going out, over real HTTP: invitation, password, lock-out, sessions, forged and foreign requests, tokens.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPassword, passwordHash } from "../../web/auth/passwords.ts";
import { auditEntries } from "../../web/records/audit.ts";
import { invite } from "../../web/records/invitations.ts";
import { addToken } from "../../web/records/tokens.ts";
import { type TestServer, testPassword, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.end());

const place = (response: Response): string | null => response.headers.get("location");

describe("the first run", () => {
  test("the link makes the administrator, once", async () => {
    const link = server.firstLink ?? "";
    const visitor = new Visitor(server);
    const form = { nombre: "Ada Admin", correo: "Ada@Example.mx", contrasena: "caballo grapa pila" };
    expect((await visitor.get(link)).status).toBe(200);
    expect((await visitor.post(link, { ...form, contrasena: "corta" })).status).toBe(422);
    expect(place(await visitor.post(link, form))).toBe("/admin/personas");
    expect((await new Visitor(server).get(link)).status).toBe(410);
    expect((await new Visitor(server).post(link, form)).status).toBe(410);
    const account = await (await visitor.get("/cuenta")).text();
    expect(account).toContain("Ada Admin");
    expect(account).toContain("ada@example.mx");
  });

  test("nobody is asked again after a restart", async () => {
    await server.restart();
    expect(server.firstLink).toBeNull();
  });
});

describe("passwords", () => {
  test("are kept as argon2id, with a salt of their own", async () => {
    const [a, b] = [await passwordHash("una frase"), await passwordHash("una frase")];
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(a).not.toBe(b);
    expect(await isPassword("una frase", a)).toBe(true);
    expect(await isPassword("otra frase", a)).toBe(false);
    expect(await isPassword("una frase", null)).toBe(false);
  });

  test("a wrong one and an unknown account are told alike", async () => {
    const person = await testPerson(server, "difusor", "Dora");
    const wrong = await (await new Visitor(server).post("/entrar", { correo: person.email, contrasena: "equivocada" })).text();
    const unknown = await (await new Visitor(server).post("/entrar", { correo: "nadie@example.mx", contrasena: "equivocada" })).text();
    expect(wrong.replaceAll(person.email, "X")).toBe(unknown.replaceAll("nadie@example.mx", "X"));
  });

  test("after eight wrong ones the account waits a quarter of an hour, even with the right one", async () => {
    const person = await testPerson(server, "difusor", "Eva");
    const visitor = new Visitor(server);
    for (let i = 0; i < 8; i++) expect((await visitor.post("/entrar", { correo: person.email, contrasena: `mal ${i}` })).status).toBe(422);
    expect((await visitor.post("/entrar", { correo: person.email, contrasena: testPassword })).status).toBe(429);
    server.clock.offsetMilliseconds = 15 * 60_000 + 1000;
    expect((await visitor.post("/entrar", { correo: person.email, contrasena: testPassword })).status).toBe(303);
    server.clock.offsetMilliseconds = 0;
  });

  test("a new one closes the other sessions", async () => {
    const person = await testPerson(server, "difusor", "Fidel");
    const [one, other] = [await new Visitor(server).enter(person), await new Visitor(server).enter(person)];
    expect((await one.post("/cuenta/contrasena", { actual: "no es", nueva: "otra frase muy larga" })).status).toBe(422);
    expect((await one.post("/cuenta/contrasena", { actual: testPassword, nueva: "otra frase muy larga" })).status).toBe(303);
    expect((await one.get("/cuenta")).status).toBe(200);
    expect(place(await other.get("/cuenta"))).toBe("/entrar?destino=%2Fcuenta");
  });
});

describe("sessions", () => {
  test("the cookie is for this site alone, and a new entry has a new one", async () => {
    const person = await testPerson(server, "difusor", "Gina");
    const visitor = new Visitor(server);
    visitor.cookies.set("memoria", "planted-by-somebody-else");
    const response = await visitor.post("/entrar", { correo: person.email, contrasena: testPassword });
    const cookie = response.headers.getSetCookie()[0] ?? "";
    expect(cookie).toMatch(/^memoria=[\w-]{43};/);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(visitor.cookies.get("memoria")).not.toBe("planted-by-somebody-else");
  });

  test("leaving ends it on the server, and a kept cookie is worth nothing", async () => {
    const visitor = await new Visitor(server).enter(await testPerson(server, "difusor", "Hugo"));
    const kept = visitor.cookies.get("memoria") ?? "";
    expect(place(await visitor.post("/salir"))).toBe("/entrar?aviso=salio");
    const thief = new Visitor(server);
    thief.cookies.set("memoria", kept);
    expect((await thief.get("/cuenta")).status).toBe(303);
  });

  test("a form that comes after its end is told to be lost, and its page is where one comes back to", async () => {
    const visitor = await new Visitor(server).enter(await testPerson(server, "difusor", "Hilda"));
    visitor.cookies.clear();
    const answer = place(await visitor.post("/memorias", { convocatoria: "x" })) ?? "";
    expect(answer).toBe("/entrar?aviso=sesion-terminada&destino=%2Fmemorias");
    expect(await (await visitor.get(answer)).text()).toContain("lo que se envió no se guardó");
    expect(place(await visitor.post("/cuenta/contrasena"))).toBe("/entrar?aviso=sesion-terminada");
  });

  test("ends after twelve idle hours", async () => {
    const visitor = await new Visitor(server).enter(await testPerson(server, "difusor", "Inés Idle"));
    server.clock.offsetMilliseconds = 12 * 3_600_000 + 60_000;
    expect((await visitor.get("/cuenta")).status).toBe(303);
    server.clock.offsetMilliseconds = 0;
  });

  test("another one of one's own can be closed", async () => {
    const person = await testPerson(server, "difusor", "Julia");
    const [one, other] = [await new Visitor(server).enter(person), await new Visitor(server).enter(person)];
    const id = /\/cuenta\/sesiones\/([^/]+)\/cerrar/.exec(await (await one.get("/cuenta")).text())?.[1] ?? "";
    expect((await one.post(`/cuenta/sesiones/${id}/cerrar`)).status).toBe(303);
    expect((await other.get("/cuenta")).status).toBe(303);
    expect((await one.get("/cuenta")).status).toBe(200);
  });
});

describe("forged requests", () => {
  test("a form without the session's token changes nothing", async () => {
    const visitor = await new Visitor(server).enter(await testPerson(server, "difusor", "Karla"));
    visitor.csrf = "";
    expect((await visitor.post("/salir")).status).toBe(403);
    expect((await visitor.post("/salir", { _csrf: "x".repeat(43) })).status).toBe(403);
    expect((await visitor.get("/cuenta")).status).toBe(200);
  });

  test("a form of another site is refused, also where no session is needed", async () => {
    const visitor = await new Visitor(server).enter(await testPerson(server, "difusor", "Lalo"));
    for (const headers of [{ origin: "https://otro.example" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }] as Record<
      string,
      string
    >[]) {
      expect((await visitor.post("/salir", {}, headers)).status).toBe(403);
      expect((await new Visitor(server).post("/entrar", { correo: "a@b.mx", contrasena: "x" }, headers)).status).toBe(403);
    }
    expect((await visitor.post("/salir", {}, { origin: server.origin, "sec-fetch-site": "same-origin" })).status).toBe(303);
  });

  test("the place to go after entering is one of this site", async () => {
    const person = await testPerson(server, "difusor", "Mara");
    for (const destino of ["//evil.example", "https://evil.example", "/\\evil.example", "/cuenta\r\nx: y"]) {
      const response = await new Visitor(server).post("/entrar", { correo: person.email, contrasena: testPassword, destino });
      expect(place(response)).toBe("/memorias");
    }
    const response = await new Visitor(server).post("/entrar", { correo: person.email, contrasena: testPassword, destino: "/cuenta" });
    expect(place(response)).toBe("/cuenta");
  });
});

describe("invitations", () => {
  test("expire, and are not taken twice at once", async () => {
    const host = await testPerson(server, "difusor", "Nora");
    const guest = { organisation: host.organisation, role: "difusor", email: null, createdBy: host.id } as const;
    const { secret } = invite(server.services, guest);
    const form = (name: string) => ({ nombre: name, correo: `${name}@example.mx`, contrasena: "una frase larga cualquiera" });
    const answers = await Promise.all(["uno", "dos"].map((name) => new Visitor(server).post(`/invitacion/${secret}`, form(name))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    const late = invite(server.services, guest).secret;
    server.clock.offsetMilliseconds = 15 * 86_400_000;
    expect((await new Visitor(server).get(`/invitacion/${late}`)).status).toBe(410);
    server.clock.offsetMilliseconds = 0;
  });
});

describe("what is shown", () => {
  test("every page has the security headers, and none of it is cached", async () => {
    const response = await new Visitor(server).get("/entrar");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("content-security-policy")).not.toContain("unsafe");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    expect(response.headers.get("referrer-policy")).toBe("same-origin");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("server")).toBeNull();
  });

  test("the assets that a page names are there, and small", async () => {
    const visitor = new Visitor(server);
    const text = await (await visitor.get("/entrar")).text();
    const style = /href="([^"]+\.css)"/.exec(text)?.[1] ?? "";
    const response = await visitor.get(style);
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(text.length + (await response.text()).length).toBeLessThan(100_000);
  });

  test("what is not there is told on a page, and hostile addresses are not echoed", async () => {
    const response = await new Visitor(server).get("/no/hay?x=<script>alert(1)</script>");
    expect(response.status).toBe(404);
    expect((await new Visitor(server).get("/entrar?aviso=constructor")).status).toBe(200);
    expect(await response.text()).not.toContain("alert(1)");
    expect(server.logged).toEqual([]);
  });
});

test("who entered, was refused and left is in the audit log, without a secret", async () => {
  const entries = auditEntries(server.services, { most: 1000 });
  const actions = new Set(entries.map(({ action }) => action));
  for (const action of ["person.joined", "session.opened", "session.refused", "session.closed", "session.revoked", "password.changed"])
    expect(actions).toContain(action);
  expect(JSON.stringify(entries)).not.toContain(testPassword);
});

test("a token that does not hold opens nothing", async () => {
  const person = await testPerson(server, "difusor", "Olga");
  const { secret } = addToken(server.services, { person: person.id, name: "equipo", scopes: ["read"], days: 1 });
  // No page is opened with a token: it is for the API alone.
  expect((await new Visitor(server).get("/cuenta", { authorization: `Bearer ${secret}` })).status).toBe(303);
});
