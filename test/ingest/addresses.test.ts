// Addresses in every spelling of a log, checked against the URL parser's own reading of IPv6.
import { isIPv4 } from "node:net";
import { describe, expect, it } from "vitest";
import { ipv4Number, ipv6Groups, plainAddress } from "../../ingest/addresses.ts";
import fc from "../support/cases.ts";

const ipv4 = fc.ipV4();
/** Zeros often, so that they run together. */
const groups = fc.array(fc.oneof(fc.constant(0), fc.constant(0xffff), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });
const spelt = fc.tuple(groups, fc.boolean(), fc.boolean()).map(([all, isPadded, isUpper]) => {
  const text = all.map((group) => group.toString(16).padStart(isPadded ? 4 : 1, "0")).join(":");
  return isUpper ? text.toUpperCase() : text;
});

/** The URL standard writes IPv6 by RFC 5952, mapped addresses in hexadecimal. */
function byUrl(address: string): string {
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}

describe("a plain address", () => {
  it.each([
    ["187.188.10.1", "187.188.10.1"],
    ["187.188.10.1:5678", "187.188.10.1"],
    ["::ffff:1.2.3.4", "1.2.3.4"],
    ["::FFFF:102:304", "1.2.3.4"],
    ["0:0:0:0:0:ffff:1.2.3.4", "1.2.3.4"],
    ["[::ffff:1.2.3.4]:80", "1.2.3.4"],
    ["fe80::1%3", "fe80::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["[fe80::1%eth0]:443", "fe80::1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:0DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["::1", "::1"],
    ["::", "::"],
    ["64:ff9b::1.2.3.4", "64:ff9b::102:304"],
  ])("%s is %s", (logged, plain) => {
    expect(plainAddress(logged)).toBe(plain);
  });

  it.each([
    "nombre.mx",
    "",
    "-",
    "unknown",
    "unix:",
    "300.1.1.1",
    "1.2.3",
    "1.2.3.4:",
    "1.2.3.4:123456",
    "::ffff:300.1.1.1",
    "[::1",
    ":::1",
    "1.2.3.4\n",
  ])("%j is none", (logged) => {
    expect(plainAddress(logged)).toBeNull();
  });

  it("has one spelling, that of RFC 5952, however it was written", () => {
    fc.assert(
      fc.property(spelt, (address) => {
        const plain = plainAddress(address) ?? "";
        const short = byUrl(address);
        if (plain.includes(".")) expect(byUrl(`::ffff:${plain}`)).toBe(short);
        else expect(plain).toBe(short);
        expect(plainAddress(short)).toBe(plain);
        expect(plainAddress(`[${address}%eth0]:443`)).toBe(plain);
      }),
    );
  });

  it("comes out of both mappings, and IPv4 is as it is", () => {
    fc.assert(
      fc.property(ipv4, (address) => {
        for (const logged of [address, `::ffff:${address}`, byUrl(`::ffff:${address}`), `${address}:80`])
          expect(plainAddress(logged)).toBe(address);
      }),
    );
  });
});

it("groups of an address are its eight numbers", () => {
  expect(ipv6Groups("2001:db8::1")).toEqual([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1]);
  expect(ipv6Groups("::")).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(ipv6Groups("1:2:3:4:5:6:1.2.3.4")).toEqual([1, 2, 3, 4, 5, 6, 0x102, 0x304]);
});

describe("the number of an IPv4 address", () => {
  const almost = fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.nat(300).map(String) }, fc.constantFrom("", "0", "00", "007", "1e1", "-1", " 1", "١")),
    {
      minLength: 3,
      maxLength: 5,
    },
  );

  it("is told of what is one in its one spelling, and of nothing else", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          almost.map((parts) => parts.join(".")),
          fc.ipV6(),
          fc.string(),
        ),
        (text) => {
          const number = isIPv4(text) ? text.split(".").reduce((high, part) => high * 256 + Number(part), 0) : -1;
          expect(ipv4Number(text)).toBe(number);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
