// The clock of the server is moved, as a wrong time server does: sessions, locked-out accounts, versions and their receipts stay as they should.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { nextNumber } from "../../web/deeds/hand-in.ts";
import type { Delivery } from "../../web/records/deliveries.ts";
import { addJob, takeJob } from "../../web/records/jobs.ts";
import { isLockedOut, noteFailure } from "../../web/records/login-failures.ts";
import type { Person } from "../../web/records/people.ts";
import { addVersion, lastVersion, versionsOf } from "../../web/records/versions.ts";
import { sweepUploads } from "../../web/uploads/sweep.ts";
import { type TestServer, testDelivery, testPerson, testServer, Visitor } from "../support/web-server.ts";
import { tusCreate, tusOffset, tusPatch, uploadsShown } from "../support/web-uploads.ts";

let server: TestServer;
let ana: Person;
let delivery: Delivery;
const hour = 3_600_000;
const day = 24 * hour;

beforeAll(async () => {
  server = await testServer();
  ana = await testPerson(server, "difusor", "Ana");
  delivery = testDelivery(server, ana.organisation, null);
});
afterAll(() => server.end());
afterEach(() => {
  server.clock.offsetMilliseconds = 0;
});

const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get("/cuenta")).status === 200;
const at = (offset: number): void => {
  server.clock.offsetMilliseconds = offset;
};

describe("a session", () => {
  test("goes on when the clock is set a few hours back or ahead", async () => {
    const visitor = await new Visitor(server).enter(ana);
    for (const offset of [-6 * hour, 6 * hour, 0]) {
      at(offset);
      expect(await isIn(visitor), String(offset)).toBe(true);
    }
  });

  test("of a clock that was days or years ahead does not outlive its time", async () => {
    for (const ahead of [3 * day, 400 * day]) {
      at(ahead);
      const visitor = await new Visitor(server).enter(ana);
      expect(await isIn(visitor)).toBe(true);
      at(0);
      expect(await isIn(visitor), String(ahead)).toBe(false);
      expect((await (await new Visitor(server).enter(ana)).get("/cuenta")).status).toBe(200);
    }
  });

  test("that was in use while the clock was ahead for a moment is asked to enter again, and no more than that", async () => {
    const visitor = await new Visitor(server).enter(ana);
    at(10 * hour);
    expect(await isIn(visitor)).toBe(true);
    at(-3 * hour);
    expect(await isIn(visitor)).toBe(false);
    expect(await isIn(await visitor.enter(ana))).toBe(true);
  });
});

describe("an account that was locked out", () => {
  const failures = (account: string): void => {
    for (let n = 0; n < 8; n++) noteFailure(server.services, account, "192.0.2.9");
  };

  test("waits a quarter of an hour, also when the clock goes back a little", () => {
    failures("una@example.mx");
    expect(isLockedOut(server.services, "una@example.mx", "192.0.2.9")).toBe(true);
    at(-10 * 60_000);
    expect(isLockedOut(server.services, "una@example.mx", "192.0.2.9")).toBe(true);
    at(16 * 60_000);
    expect(isLockedOut(server.services, "una@example.mx", "192.0.2.9")).toBe(false);
  });

  test("does not wait until a clock that was wrong is right", () => {
    at(400 * day);
    failures("otra@example.mx");
    at(0);
    expect(isLockedOut(server.services, "otra@example.mx", "192.0.2.9")).toBe(false);
  });
});

test("versions stand in the order in which they were handed in, whatever their clock said", () => {
  const { services } = server;
  const hashes = { manifestSha256: "0".repeat(64), pdfSha256: "1".repeat(64) };
  for (const offset of [0, -2 * hour, 5 * hour, -30 * day]) {
    at(offset);
    const facts = { ...hashes, summary: {}, dueAt: null, isLate: false, person: ana.id, handedInAt: services.now().toISOString() };
    addVersion(services, { delivery: delivery.id, number: nextNumber(services, delivery), ...facts });
  }
  at(0);
  expect(versionsOf(services, delivery.id).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  expect(lastVersion(services, delivery.id)?.number).toBe(4);
  const times = versionsOf(services, delivery.id).map(({ handedInAt }) => handedInAt);
  expect(times).not.toEqual(times.toSorted().toReversed());
});

test("work is done in the order in which it was asked for", async () => {
  const { services } = server;
  await services.queue.idle();
  const asked = [0, -day, day].map((offset) => {
    at(offset);
    return addJob(services, { delivery: `entrega-${offset}`, kind: "unknown", payload: {}, person: null });
  });
  at(0);
  expect(asked.map(() => takeJob(services)?.id)).toEqual(asked);
});

test("an upload goes on where it stood after the clock went back a year", async () => {
  const visitor = await new Visitor(server).enter(ana);
  const place = (await tusCreate(visitor, { delivery: delivery.id, filename: "a.log" }, 20)).headers.get("location") ?? "";
  await tusPatch(visitor, place, 0, Buffer.alloc(5, 65));
  at(-365 * day);
  await sweepUploads(server.services);
  at(0);
  expect(await tusOffset(visitor, place)).toBe(5);
  expect((await uploadsShown(visitor, delivery.id)).map(({ state }) => state)).toEqual(["receiving"]);
});
