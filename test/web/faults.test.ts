// What goes wrong around a running server: a second one on its store, an end without a word, a disk that fills up.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { AppDatabase } from "../../web/records/app-database.ts";
import { memoriaProcess, temporaryFolder } from "../cli/run-cli.ts";
import { type Entered, endServers, enteredPeople, type ServeProcess, startServe } from "../support/serve-process.ts";

const folder = temporaryFolder();
const mounted: string[] = [];
/** Of the system. */
const programs = { mount: "mount", unmount: "umount" };

function mount(name: string, size: string): string {
  const place = path.join(folder, name);
  mkdirSync(place);
  execFileSync(programs.mount, ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", place], { stdio: "ignore" });
  mounted.push(place);
  return place;
}

/** Only root may mount, and not in every container. */
function canMount(): boolean {
  try {
    mount("probe", "64k");
    return true;
  } catch {
    return false;
  }
}

const mounts = canMount();
afterAll(() => {
  endServers();
  for (const place of mounted.toReversed()) execFileSync(programs.unmount, ["-l", place]);
});

async function ask(server: ServeProcess, { cookie, csrf }: Entered, address: string, body?: string): Promise<Response> {
  const headers = { cookie, "x-csrf-token": csrf, ...(body !== undefined && { "content-type": "application/json" }) };
  const init: RequestInit = { redirect: "manual", headers, ...(body !== undefined && { method: "POST", body }) };
  return fetch(new URL(address, server.origin), init).catch((error: unknown) => {
    throw new Error(`${address}: no answer; the server ended with ${server.end()}; ${server.logged()}`, { cause: error });
  });
}

/** As if nobody had asked for anything for so long. */
function notSeenFor(directory: string, seconds: number): void {
  const db = new AppDatabase(path.join(directory, "app.sqlite"));
  db.run("UPDATE sessions SET last_seen_at = $at", { $at: new Date(Date.now() - seconds * 1000).toISOString() });
  db.close();
}

describe("a second server on a store", { timeout: 120_000 }, () => {
  it("is refused in one line while the first serves, and not after that one was killed", async () => {
    const store = path.join(folder, "two");
    const first = await startServe(store);
    const {
      people: [ana],
    } = enteredPeople(store, { people: 1, deliveries: 1 });
    const second = memoriaProcess(["serve", "--data", store, "--port", "0"], folder);
    expect(second).toMatchObject({ code: 2, out: "" });
    expect(second.err).toMatch(/^memoria: Otro proceso atiende ya el almacén .*two.*\.\n$/);
    expect((await ask(first, ana as Entered, "/cuenta")).status).toBe(200);
    expect(await first.stop("SIGKILL")).toBe(null);
    const third = await startServe(store);
    expect((await ask(third, ana as Entered, "/cuenta")).status).toBe(200);
    // What the killed one had for itself is gone: there is one spill folder, the third's.
    expect(readdirSync(path.join(store, "tmp")).filter((name) => name.startsWith("spill~"))).toHaveLength(1);
    expect(await third.stop()).toBe(0);
    expect(third.logged()).toBe("");
  });
});

describe("a disk that fills up under a server (needs root and mount)", { timeout: 120_000 }, () => {
  it.runIf(mounts)("is told as such, pages are shown all the same, and with room again all goes on", async () => {
    const place = mount("full", "6m");
    const server = await startServe(path.join(place, "store"));
    const { people, deliveries } = enteredPeople(server.directory, { people: 2, deliveries: 1 });
    const [ana, beto] = people as [Entered, Entered];
    notSeenFor(server.directory, 600);
    const incidents = `/api/v1/deliveries/${deliveries[0]}/incidents`;
    const incident = (n: number): string =>
      JSON.stringify({
        inicio: "2024-12-08T20:40",
        fin: "2024-12-08T20:50",
        tipo: "otro",
        descripcion: `${n} ${"x".repeat(3000)}`,
        efecto: "ninguno",
      });
    const before = await ask(server, ana, incidents, incident(0));
    expect(before.status, await before.clone().text()).toBe(201);
    const filling = path.join(place, "filling");
    spawnSync("dd", ["if=/dev/zero", `of=${filling}`, "bs=4k"], { stdio: "ignore" });
    let added = 1;
    let refused: Response | null = null;
    // What the databases hold in reserve is used up first.
    while (refused === null && added < 500) {
      const answer = await ask(server, ana, incidents, incident(added));
      if (answer.status === 201) added++;
      else refused = answer;
    }
    expect(refused?.status).toBe(507);
    expect(await refused?.json()).toMatchObject({ type: "urn:memoria:disk-full" });
    expect((await ask(server, ana, `/memorias/${deliveries[0]}/incidencias`)).status).toBe(200);
    // Whose last use cannot be noted now.
    expect((await ask(server, beto, "/cuenta")).status).toBe(200);
    rmSync(filling);
    expect((await ask(server, ana, incidents, incident(added))).status).toBe(201);
    const shown = (await (await ask(server, ana, incidents)).json()) as { incidents: unknown[] };
    expect(shown.incidents).toHaveLength(added + 1);
    expect(await server.stop()).toBe(0);
    expect(server.logged()).toBe("");
  });
});
