// What goes wrong around a running server: a second one on its store, an end without a word, a disk that fills up.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { memoriaProcess, temporaryFolder } from "../cli/run-cli.ts";
import { type Entered, enteredPeople, type ServeProcess, startServe } from "../support/serve-process.ts";

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
  for (const place of mounted.toReversed()) execFileSync(programs.unmount, ["-l", place]);
});

const ask = async ({ origin }: ServeProcess, { cookie, csrf }: Entered, address: string, body?: string): Promise<Response> =>
  fetch(new URL(address, origin), {
    redirect: "manual",
    headers: { cookie, "x-csrf-token": csrf, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { method: "POST", body }),
  });

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
    // Commands go on beside it.
    writeFileSync(path.join(folder, "a.log"), '192.0.2.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 10 "-" "Firefox/128.0"\n');
    expect(memoriaProcess(["ingest", "a.log", "--data", store, "--progress", "none"], folder).code).toBe(0);
    expect(memoriaProcess(["doctor", "--data", store, "--progress", "none"], folder)).toMatchObject({ code: 0, err: "" });
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
    const { people, deliveries } = enteredPeople(server.directory, { people: 1, deliveries: 1 });
    const [ana] = people as [Entered];
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
    const { bavail, bsize } = statfsSync(place);
    const filling = path.join(place, "filling");
    writeFileSync(filling, Buffer.alloc(bavail * bsize));
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
    expect((await ask(server, ana, "/cuenta")).status).toBe(200);
    rmSync(filling);
    expect((await ask(server, ana, incidents, incident(added))).status).toBe(201);
    const shown = (await (await ask(server, ana, incidents)).json()) as { incidents: unknown[] };
    expect(shown.incidents).toHaveLength(added + 1);
    expect(await server.stop()).toBe(0);
    expect(server.logged()).toBe("");
  });
});
