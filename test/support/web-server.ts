// A real server on a free port of loopback with a store of its own, and visitors who keep their cookies.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { passwordHash } from "../../web/auth/passwords.ts";
import { addDelivery, type Delivery } from "../../web/records/deliveries.ts";
import { addOrganisation, type Organisation, type OrganisationKind } from "../../web/records/organisations.ts";
import { addPerson, kindOfRole, type Person, type Role } from "../../web/records/people.ts";
import { type Running, startServer } from "../../web/server.ts";

export interface TestServer extends Running {
  directory: string;
  /** What was written to the operator's log. */
  logged: string[];
  /** Stops it and starts it again on the same store; between the two something may happen to that. */
  restart(whileStopped?: () => Promise<void>): Promise<void>;
  /** Moves the server's clock. */
  clock: { offsetMilliseconds: number };
  /** Stops it and removes its store. */
  end(): Promise<void>;
}

/** `isBehindProxy`: who asks is told by X-Forwarded-For, so that a walk through everything is not one address asking too much. */
export async function testServer({ isBehindProxy = false } = {}): Promise<TestServer> {
  const directory = await mkdtemp(path.join(tmpdir(), "memoria-web-"));
  const logged: string[] = [];
  const clock = { offsetMilliseconds: 0 };
  const now = (): Date => new Date(Date.now() + clock.offsetMilliseconds);
  const start = (): Promise<Running> =>
    startServer({ directory, host: "127.0.0.1", port: 0, origin: null, isBehindProxy, now, log: (line) => logged.push(line) });
  const server: TestServer = {
    ...(await start()),
    directory,
    logged,
    clock,
    async restart(whileStopped) {
      await server.stop();
      await whileStopped?.();
      Object.assign(server, await start());
    },
    async end() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return server;
}

export const testPassword = "una frase larga de prueba";
let cheapHash: Promise<string> | null = null;

/** An organisation of the kind that a role works for. */
export function testOrganisation(
  { services }: TestServer,
  kind: OrganisationKind,
  name: string,
  shortName: string | null = null,
): Organisation {
  return addOrganisation(services, { kind, name, shortName });
}

/** An account with `testPassword`; its organisation is made unless it is given. */
export async function testPerson(server: TestServer, role: Role, name: string, organisation: string | null = null): Promise<Person> {
  cheapHash ??= passwordHash(testPassword);
  const own = organisation ?? testOrganisation(server, kindOfRole[role], `Organización de ${name}`).id;
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@example.mx`;
  return addPerson(server.services, { organisation: own, role, name, email, passwordHash: await cheapHash });
}

export function testDelivery(
  server: TestServer,
  organisation: string,
  institute: string | null,
  call = "iem-irimbo-2024@original",
): Delivery {
  return addDelivery(server.services, { organisation, institute, call });
}

/** A browser without its window: keeps cookies, follows nothing, sends the page's own form token. */
export class Visitor {
  readonly #server: TestServer;
  readonly cookies = new Map<string, string>();
  csrf = "";

  constructor(server: TestServer) {
    this.#server = server;
  }

  async get(address: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(address, { headers });
  }

  /** Sends a form with the token of the last page that had one. */
  async post(address: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({ ...(this.csrf !== "" && { _csrf: this.csrf }), ...fields });
    return this.send(address, { method: "POST", body, headers });
  }

  async send(address: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie !== "") headers.set("cookie", cookie);
    const response = await fetch(new URL(address, this.#server.origin), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    if (response.headers.get("content-type")?.startsWith("text/html")) {
      const text = await response.clone().text();
      this.csrf = /<meta name="csrf" content="([^"]+)">/.exec(text)?.[1] ?? this.csrf;
    }
    return response;
  }

  /** Enters with `testPassword`, and opens the account page for its form token. */
  async enter({ email }: Pick<Person, "email">): Promise<this> {
    const response = await this.post("/entrar", { correo: email, contrasena: testPassword });
    if (response.status !== 303) throw new Error(`could not enter: ${response.status}`);
    await this.get("/cuenta");
    return this;
  }
}
