// Networks: the reserved ones at their borders, and lists of networks against a comparison of bits.

import { describe, expect, it } from "vitest";
import { holdsReserved, isReserved, networkMatcher } from "../../ingest/networks.ts";
import fc from "../support/cases.ts";

describe("reserved networks", () => {
  it.each(
    [
      "0.0.0.1 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255",
      "192.0.0.1 192.0.2.1 192.168.255.1 198.18.0.1 198.19.255.255 198.51.100.9 203.0.113.200 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255",
      ":: ::1 64:ff9b:1::1 100::1 100:0:0:1::1 2001:2::1 2001:db8:ffff::1 3fff:fff::1 5f00::1 fc00::1 fdff::1 fe80::1 febf::1 fec0::1 ff02::1",
    ].flatMap((row) => row.split(" ")),
  )("%s is of one", (address) => {
    expect(isReserved(address)).toBe(true);
  });

  it.each(
    [
      "1.0.0.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 172.15.255.255 172.32.0.0 192.0.1.1 192.167.1.1",
      "198.17.255.255 198.20.0.0 223.255.255.255 187.188.10.1 2806:2f0::1 2001:4860::1 2000::1 3ffe::1 ::2 101::1 64:ff9b::1 fe00::1",
    ].flatMap((row) => row.split(" ")),
  )("%s is of none", (address) => {
    expect(isReserved(address)).toBe(false);
  });
});

it.each([
  ["9.255.255.255", "9.255.255.255", false],
  ["9.255.255.255", "10.0.0.0", true],
  ["10.255.255.255", "11.0.0.0", true],
  ["11.0.0.0", "100.63.255.255", false],
  ["1.0.0.0", "223.255.255.255", true],
  ["192.0.3.0", "192.167.255.255", false],
  ["223.255.255.0", "224.0.0.0", true],
])("from %s to %s some are reserved: %s", (first, last, expected) => {
  const [from = 0, to = 0] = [first, last].map((address) => address.split(".").reduce((number, part) => number * 256 + Number(part), 0));
  expect(holdsReserved(from, to)).toBe(expected);
});

function bitsOf(octets: readonly number[]): string {
  return octets.map((octet) => octet.toString(2).padStart(8, "0")).join("");
}

function ipv6Of(octets: readonly number[]): string {
  return octets.flatMap((octet, i) => (i % 2 === 0 ? [((octet << 8) | (octets[i + 1] ?? 0)).toString(16)] : [])).join(":");
}

describe("a list of networks", () => {
  it.each([
    ["ipv4", 4, (octets: readonly number[]) => octets.join(".")],
    ["ipv6", 16, ipv6Of],
  ] as const)("of %s holds the addresses that begin with the same bits", (_, length, text) => {
    const octets = fc.array(fc.nat(255), { minLength: length, maxLength: length });
    fc.assert(
      // Addresses near the network, so that both answers are common.
      fc.property(octets, fc.nat(length * 8), octets, fc.nat(length), (network, bits, other, kept) => {
        const address = [...network.slice(0, kept), ...other.slice(kept)];
        const isInside = networkMatcher("internal", [`${text(network)}/${bits}`]);
        // 0.0.0.0 mapped into IPv6 is another matter, tested below.
        fc.pre(!/^(?:0:){5}ffff:/.test(`${text(network)}`) && !/^(?:0:){5}ffff:/.test(text(address)));
        expect(isInside(text(address))).toBe(bitsOf(address).slice(0, bits) === bitsOf(network).slice(0, bits));
      }),
      { numRuns: 300 },
    );
  });

  it("sees through mapping, zones, brackets and ports on both sides", () => {
    const isInside = networkMatcher("internal", ["::ffff:192.0.2.0/120", "198.51.100.7", "fe80::/10", "2001:db8::/32"]);
    for (const address of ["192.0.2.9", "::ffff:c000:209", "198.51.100.7:80", "::ffff:198.51.100.7", "[fe80::1%3]:80", "2001:DB8::5"])
      expect(isInside(address), address).toBe(true);
    for (const address of ["192.0.3.9", "::ffff:192.0.3.1", "198.51.100.8", "2001:db9::5", "equipo.mx", "unix:", ""])
      expect(isInside(address), address).toBe(false);
  });

  it("names a local socket as unix:, and nothing else is one", () => {
    const isInside = networkMatcher("trusted-proxy", ["unix:"]);
    expect([isInside("unix:"), isInside("127.0.0.1"), isInside("::1")]).toEqual([true, false, false]);
    expect(networkMatcher("trusted-proxy", ["127.0.0.1"])("unix:")).toBe(false);
  });

  it.each([
    "192.0.2.0/33",
    "2001:db8::/129",
    "equipo.mx",
    "10.0.0.1/",
    "10.0.0.0/8/8",
    "10.0.0.0/1e1",
    "fe80::1%3",
    "::ffff:1.2.3.4/95",
    "1.2.3.4:80",
  ])("refuses %s and names the option", (entry) => {
    expect(() => networkMatcher("trusted-proxy", [entry])).toThrow(
      expect.objectContaining({ code: "usage", facts: expect.objectContaining({ given: `--trusted-proxy ${entry}` }) }),
    );
  });
});
