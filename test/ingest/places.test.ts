// Places of addresses: known, unknown and private ones, in every way that a log writes an address.

import { beforeAll, describe, expect, it } from "vitest";
import { embeddedPlaces, type PlaceFinder } from "../../ingest/places.ts";
import fc from "../support/cases.ts";

const numberOf = (address: string): number => address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
const addressOf = (number: number): string => {
  const within = ((number % 2 ** 32) + 2 ** 32) % 2 ** 32;
  return [24, 16, 8, 0].map((bits) => Math.floor(within / 2 ** bits) % 256).join(".");
};

let places: PlaceFinder;
beforeAll(() => {
  places = embeddedPlaces();
});

describe("the embedded database", () => {
  it("knows Mexican addresses, with the state as ISO 3166-2", () => {
    expect(places.find("187.188.10.1")).toMatchObject({ country: "MX", state: "MX-CMX" });
    expect(places.find("2806:2f0::1").country).toBe("MX");
  });

  it.each([
    [
      "187.188.10.1",
      ["::ffff:187.188.10.1", "::FFFF:bbbc:0a01", "0:0:0:0:0:ffff:187.188.10.1", "187.188.10.1:5678", "[::ffff:bbbc:a01]:443"],
    ],
    [
      "2806:2f0::1",
      ["2806:02f0:0000:0000:0000:0000:0000:0001", "2806:2F0:0:0::1", "[2806:2f0::1]", "[2806:2f0::1]:443", "2806:2f0::1%eth0"],
    ],
    ["2607:f8b0:4005:805::200e", ["2607:F8B0:4005:0805:0:0:0:200E", "[2607:f8b0:4005:805::200e]:80"]],
  ])("knows %s in every spelling", (address, spellings) => {
    const place = places.find(address);
    expect(place.country).toMatch(/^[A-Z]{2}$/);
    for (const spelling of spellings) expect(places.find(spelling), spelling).toEqual(place);
  });

  it.each([
    "10.1.2.3",
    "192.168.0.1",
    "172.16.9.9",
    "100.64.0.1",
    "127.0.0.1",
    "::1",
    "fe80::1%3",
    "fd00::1",
    "::ffff:10.0.0.1",
    "[::1]:80",
  ])("%s is private", (address) => {
    expect(places.find(address)).toEqual({ country: "private", state: "private", city: "" });
  });

  it.each(["equipo.redaccion.mx", "", "-", "300.1.1.1", "unix:"])("%j is no address, so its place is unknown", (address) => {
    expect(places.find(address)).toEqual({ country: "unknown", state: "unknown", city: "" });
  });

  it("answers for any address at all", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (address) => {
        expect(places.find(address)).toEqual({
          country: expect.stringMatching(/^(?:[A-Z]{2}|unknown|private)$/),
          state: expect.stringMatching(/^(?:[A-Z]{2}-(?:[A-Z0-9]{1,3}|unknown)|unknown|private)$/),
          city: expect.any(String),
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("answers neighbours as it answers each alone", () => {
    const near = fc.tuple(fc.ipV4(), fc.array(fc.integer({ min: -70_000, max: 70_000 }), { minLength: 1, maxLength: 30 }));
    const reserved = fc.constantFrom(
      "10.0.0.0",
      "11.0.0.0",
      "172.15.255.250",
      "192.0.2.0",
      "198.51.99.255",
      "223.255.255.255",
      "100.63.255.1",
    );
    const lists = fc.oneof(
      near,
      fc.tuple(
        reserved,
        near.map(([, steps]) => steps),
      ),
    );
    fc.assert(
      fc.property(lists, ([from, steps]) => {
        const asked = [from, ...steps.map((step) => addressOf(numberOf(from) + step))];
        const inTurn = asked.map((address) => places.find(address));
        // Behind an address far from all others, nothing is remembered of them.
        const alone = asked.map((address) => {
          places.find(address.startsWith("8.") ? "187.188.10.1" : "8.8.8.8");
          return places.find(address);
        });
        expect(inTurn).toEqual(alone);
      }),
      { numRuns: 300 },
    );
  });

  it("tells its version, checksum and notice, and no date: its files have none", () => {
    expect(places.facts.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(places.facts.checksum).toMatch(/^[0-9a-f]{32}$/);
    expect(places.facts.notice).toContain("MaxMind");
    expect(places.facts.builtAt).toBeNull();
  });
});
