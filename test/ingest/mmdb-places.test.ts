// Places from a database file: one made here, and files that are none.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { mmdbPlaces } from "../../ingest/mmdb-places.ts";
import { type MmdbContent, mmdbFile } from "../support/mmdb-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "memoria-mmdb-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saved(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const mexico = { country: { iso_code: "MX", names: { en: "Mexico" } } };
const cityContent: MmdbContent = {
  type: "GeoLite2-City",
  builtAt: Date.parse("2024-11-26T10:20:30Z") / 1000,
  networks: [
    ["187.0.0.0/8", mexico],
    [
      "187.188.0.0/16",
      {
        ...mexico,
        city: { names: { en: "Zitácuaro", es: "Heroica Zitácuaro" } },
        subdivisions: [{ iso_code: "MIC" }, { iso_code: "ZZZ" }],
      },
    ],
    ["8.8.8.8/32", { registered_country: { iso_code: "US" } }],
    ["10.0.0.0/8", { country: { iso_code: "ZZ" } }],
    ["4.4.4.0/24", { continent: { code: "NA" } }],
    ["2806:2f0:0:0:0:0:0:0/32", { ...mexico, subdivisions: [{ iso_code: "CMX" }] }],
  ],
};
const bytes = mmdbFile(cityContent);

describe("a database of cities", () => {
  it("knows country, state and city, of IPv4 and IPv6 in every spelling", async () => {
    const places = await mmdbPlaces(saved("city.mmdb", bytes), "city.mmdb");
    const michoacan = { country: "MX", state: "MX-MIC", city: "Zitácuaro" };
    for (const address of ["187.188.10.1", "::ffff:187.188.10.1", "::ffff:bbbc:a01", "187.188.10.1:5678", "[::ffff:187.188.10.1]:80"])
      expect(places.find(address), address).toEqual(michoacan);
    for (const address of ["2806:2f0::1", "2806:2F0:0:0::9%eth0", "[2806:2f0:ffff::1]:443"])
      expect(places.find(address), address).toEqual({ country: "MX", state: "MX-CMX", city: "" });
    expect(places.find("187.187.255.255")).toEqual({ country: "MX", state: "MX-unknown", city: "" });
    expect(places.find("187.189.0.0").state).toBe("MX-unknown");
    expect(places.find("8.8.8.8")).toEqual({ country: "US", state: "US-unknown", city: "" });
  });

  it("answers neighbours as it answers each alone", async () => {
    const [inTurn, alone] = await Promise.all([1, 2].map(() => mmdbPlaces(saved("city.mmdb", bytes), "city.mmdb")));
    const border = ["187.187.255.254", "187.187.255.255", "187.188.0.0", "187.188.255.255", "187.189.0.0", "8.8.8.7", "8.8.8.8", "8.8.8.9"];
    for (const address of [...border, "9.255.255.255", "10.0.0.0", "11.0.0.0", ...border.toReversed(), "2806:2f0::1", "187.188.1.1"]) {
      // An address of IPv6 is remembered by nobody, and a far one takes the place of what was.
      for (const far of ["2806:2f0::1", address.startsWith("4.") ? "8.8.8.8" : "4.4.4.4"]) alone?.find(far);
      expect(inTurn?.find(address), address).toEqual(alone?.find(address));
    }
  });

  it("says unknown for what it does not hold, and private before it is asked", async () => {
    const places = await mmdbPlaces(saved("city.mmdb", bytes), "city.mmdb");
    for (const address of ["8.8.8.9", "4.4.4.4", "2806:2f1::1", "2001:4860::1", "equipo.mx", "-"])
      expect(places.find(address), address).toEqual({ country: "unknown", state: "unknown", city: "" });
    for (const address of ["10.1.2.3", "::1", "fe80::1%3"]) expect(places.find(address).country, address).toBe("private");
  });

  it("tells its type, date, SHA-256 and notice", async () => {
    const { facts } = await mmdbPlaces(saved("city.mmdb", bytes), "city.mmdb");
    expect(facts).toEqual({
      database: "GeoLite2-City",
      version: "2024-11-26",
      checksum: createHash("sha256").update(bytes).digest("hex"),
      builtAt: "2024-11-26T10:20:30.000Z",
      notice: expect.stringContaining("GeoLite2 data created by MaxMind"),
    });
  });
});

it.each([
  ["GeoIP2-Country", ""],
  ["GeoIP2-Enterprise", ""],
  ["DBIP-City-Lite", "DB-IP"],
  ["DBIP-Location (compat=City)", ""],
  ["GeoLite2-Country", "MaxMind"],
])("%s is a database of places, with the notice of its licence", async (type, notice) => {
  const places = await mmdbPlaces(saved("other.mmdb", mmdbFile({ ...cityContent, type })), "other.mmdb");
  expect(places.find("187.188.10.1").state).toBe("MX-MIC");
  if (notice === "") expect(places.facts.notice).toBe("");
  else expect(places.facts.notice).toContain(notice);
});

it.each<[string, Uint8Array, string]>([
  ["of networks", mmdbFile({ ...cityContent, type: "GeoLite2-ASN" }), "mmdb GeoLite2-ASN"],
  ["packed", gzipSync(bytes), "gzip"],
  ["in a zip", Buffer.from("PK\u0003\u0004 and more"), "zip"],
  ["empty", new Uint8Array(), "0 bytes"],
  ["of text", Buffer.from("network,country\n"), '"network,country\\n"'],
  ["cut at its end", bytes.subarray(0, -60), expect.stringMatching(/mmdb/) as unknown as string],
  ["cut at its beginning", bytes.subarray(bytes.indexOf("iso_code")), expect.stringMatching(/mmdb/) as unknown as string],
  ["of its mark alone", Buffer.from("\xab\xcd\xefMaxMind.com", "latin1"), "mmdb (?)"],
])("a file %s is refused, and it says what it is", async (_, content, found) => {
  await expect(mmdbPlaces(saved("bad.mmdb", content), "bad.mmdb")).rejects.toMatchObject({
    code: "geo-invalid",
    facts: { file: "bad.mmdb", found },
  });
});

it("a file that is not there is named as it was written", async () => {
  await expect(mmdbPlaces(path.join(folder, "ninguna.mmdb"), "ninguna.mmdb")).rejects.toMatchObject({
    code: "file-not-found",
    facts: { file: "ninguna.mmdb" },
  });
});

it("what is no text in a record is not told as one", async () => {
  const odd = {
    country: { iso_code: 5 },
    registered_country: { iso_code: "MX" },
    city: { names: { en: { a: "b" } } },
    subdivisions: [{ iso_code: 9 }],
  };
  const file = mmdbFile({ ...cityContent, networks: [["187.0.0.0/8", odd]] });
  const places = await mmdbPlaces(saved("odd.mmdb", file), "odd.mmdb");
  expect(places.find("187.188.10.1")).toEqual({ country: "MX", state: "MX-unknown", city: "" });
});

it("damage inside is a user's error and not a crash", async () => {
  const damaged = Buffer.from(bytes);
  damaged.fill(0xff, damaged.indexOf("iso_code") - 10, damaged.indexOf("iso_code") + 200);
  const places = await mmdbPlaces(saved("damaged.mmdb", damaged), "damaged.mmdb");
  expect(() => places.find("187.1.1.1")).toThrow(expect.objectContaining({ code: "geo-invalid" }));
});
