// Places of addresses: known, unknown and private ones, in every way that a log writes an address.
import { beforeAll, describe, expect, it } from "vitest";
import { embeddedPlaces, type PlaceFinder, plainAddress } from "../../ingest/places.ts";

let places: PlaceFinder;
beforeAll(async () => {
  places = await embeddedPlaces();
});

describe("the embedded database", () => {
  it("knows Mexican addresses, with the state as ISO 3166-2", () => {
    expect(places.find("187.188.10.1")).toMatchObject({ country: "MX", state: "MX-CMX" });
    expect(places.find("2806:2f0::1").country).toBe("MX");
  });

  it.each(["10.1.2.3", "192.168.0.1", "172.16.9.9", "100.64.0.1", "127.0.0.1", "::1", "fe80::1%3", "fd00::1"])(
    "%s is private",
    (address) => {
      expect(places.find(address)).toEqual({ country: "private", state: "private", city: "" });
    },
  );

  it.each(["equipo.redaccion.mx", "", "-", "300.1.1.1", "unix:"])("%j is no address, so its place is unknown", (address) => {
    expect(places.find(address)).toEqual({ country: "unknown", state: "unknown", city: "" });
  });

  it("tells its version, checksum and notice", () => {
    expect(places.facts.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(places.facts.checksum).toMatch(/^[0-9a-f]{32}$/);
    expect(places.facts.notice).toContain("MaxMind");
  });
});

it("an address is looked up without its zone and out of its mapping", () => {
  expect(plainAddress("fe80::1%eth0")).toBe("fe80::1");
  expect(plainAddress("::ffff:187.188.10.1")).toBe("187.188.10.1");
  expect(plainAddress("nombre.mx")).toBeNull();
});
