// Many small uploads are read together, and one that is refused, taken back or cut short costs the others nothing.
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withdrawUpload } from "../../web/deeds/uploads.ts";
import { ingestJob } from "../../web/jobs/ingest.ts";
import { runProgram } from "../../web/jobs/program.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import { openJobs, takeJob } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import { uploadsOf } from "../../web/records/uploads.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { allRead, tusSend, withoutFigures } from "../support/web-uploads.ts";

let server: TestServer;
let ana: Person;
let visitor: Visitor;
let delivery: Delivery;

beforeAll(async () => {
  server = await testServer();
  withoutFigures(server);
  ana = await testPerson(server, "difusor", "Ana");
  visitor = await new Visitor(server).enter(ana);
});
beforeEach(() => {
  delivery = testDelivery(server, ana.organisation, null);
});
afterAll(() => server.end());

const line = (minute: number, second: number): string =>
  `192.0.2.${minute} - - [08/Dec/2024:20:${String(minute).padStart(2, "0")}:${String(second).padStart(2, "0")} -0600] "GET /p${second} HTTP/1.1" 200 ${second} "-" "Firefox/1"\n`;
const log = (minute: number): Buffer => Buffer.from(Array.from({ length: minute }, (_, second) => line(minute, second)).join(""));

/** What is sent waits until all is there. */
async function sendAll(files: readonly { filename: string; content: Uint8Array; source?: string }[]): Promise<void> {
  const { queue } = server.services;
  const wake = queue.wake.bind(queue);
  queue.wake = () => {};
  try {
    for (const { content, ...facts } of files) await tusSend(visitor, { delivery: delivery.id, ...facts }, content);
  } finally {
    queue.wake = wake;
  }
}

const uploads = () => uploadsOf(server.services, delivery.id).toReversed();
const files = () => server.services.store.catalog.files(delivery.id);

describe("small uploads that are read alike", () => {
  test("are read in one run, each under its own name with its own lines; others apart", async () => {
    const names = ["a.log", "b.log.gz", "c.log"];
    const contents = [log(3), gzipSync(log(4)), log(5)];
    const alike = names.map((filename, i) => ({ filename, content: contents[i] ?? Buffer.alloc(0) }));
    await sendAll([...alike, { filename: "a.log", content: log(6) }, { filename: "d.log", content: log(7), source: "otro" }]);
    server.services.queue.wake();
    await allRead(server);
    const batches = files().map(({ name, source, read, batch }) => ({ name, source, read, batch }));
    const [first] = batches;
    expect(batches).toEqual([
      { name: "a.log", source: "servidor-1", read: 3, batch: first?.batch },
      { name: "b.log.gz", source: "servidor-1", read: 4, batch: first?.batch },
      { name: "c.log", source: "servidor-1", read: 5, batch: first?.batch },
      { name: "a.log", source: "servidor-1", read: 6, batch: expect.any(String) },
      { name: "d.log", source: "otro", read: 7, batch: expect.any(String) },
    ]);
    expect(new Set(batches.map(({ batch }) => batch)).size).toBe(3);
    expect(uploads().map(({ state, files: of }) => [state, of])).toEqual(files().map(({ id }) => ["done", [id]]));
    await server.services.queue.idle();
    expect(openJobs(server.services, delivery.id)).toEqual([]);
  });

  test("are listed whole, or in the parts that are asked for", async () => {
    await sendAll([1, 2, 3].map((minute) => ({ filename: `${minute}.log`, content: log(minute) })));
    server.services.queue.wake();
    await allRead(server);
    for (const list of ["uploads", "files"]) {
      const names: string[] = [];
      let next: string | undefined = `/api/v1/deliveries/${delivery.id}/${list}?limit=2`;
      for (let parts = 0; next !== undefined && parts < 5; parts++) {
        const answer: Response = await visitor.get(next);
        const told = (await answer.json()) as Record<string, { name: string }[]>;
        names.push(...(told[list] ?? []).map(({ name }) => name));
        expect(told[list]?.length).toBe(parts === 0 ? 2 : 1);
        next = /<([^>]+)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];
      }
      const whole = (await (await visitor.get(`/api/v1/deliveries/${delivery.id}/${list}`)).json()) as Record<string, { name: string }[]>;
      expect(names).toEqual(whole[list]?.map(({ name }) => name));
      expect(names.toSorted()).toEqual(["1.log", "2.log", "3.log"]);
    }
  });

  test("are all read but the one that is no log, which says so itself", async () => {
    const bad = Buffer.from("esto no es una bitácora\n".repeat(20));
    await sendAll([1, 2, 3, 4, 5].map((minute) => ({ filename: `${minute}.log`, content: minute === 4 ? bad : log(minute) })));
    server.services.queue.wake();
    await allRead(server);
    await server.services.queue.idle();
    expect(uploads().map(({ state }) => state)).toEqual(["done", "done", "done", "failed", "done"]);
    expect(uploads()[3]?.error).toContain("4.log");
    expect(
      files()
        .map(({ name, read }) => [name, read])
        .sort(),
    ).toEqual([
      ["1.log", 1],
      ["2.log", 2],
      ["3.log", 3],
      ["5.log", 5],
    ]);
  });

  test("are entered once where the server ends before it has said so, and one that was taken back meanwhile leaves again", async () => {
    await sendAll([2, 3, 4].map((minute) => ({ filename: `${minute}.log`, content: log(minute) })));
    const { services } = server;
    const job = takeJob(services);
    if (!job) throw new Error("nothing waits");
    const prepared = await ingestJob.prepare(services, job);
    expect(prepared?.args.slice(0, 4)).toEqual(["ingest", "2.log", "3.log", "4.log"]);
    expect(uploads().map(({ state }) => state)).toEqual(["parsing", "parsing", "parsing"]);
    const run = await runProgram(prepared?.args ?? [], { folder: prepared?.folder ?? "" });
    expect(run.code).toBe(0);
    await withdrawUpload(services, { person: ana, address: "192.0.2.1" }, delivery, uploads()[1]?.id ?? "");
    // The server ends here, and another begins on what it left.
    services.queue.start();
    await allRead(server);
    await services.queue.idle();
    expect(uploads().map(({ name, state }) => [name, state])).toEqual([
      ["2.log", "done"],
      ["4.log", "done"],
    ]);
    expect(files().map(({ name }) => name)).toEqual(["2.log", "4.log"]);
  });
});
