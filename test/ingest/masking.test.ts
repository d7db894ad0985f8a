// Masks: networks of addresses, pseudonyms that need their key, and free text in which no address survives.
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { maskedAddress, maskedText, pseudonymMask } from "../../ingest/masking.ts";
import fc from "../support/cases.ts";
import { processorSeconds } from "../support/processor-time.ts";

describe("a masked address", () => {
  it.each([
    ["187.188.10.77", "187.188.10.0/24"],
    ["::ffff:187.188.10.77", "187.188.10.0/24"],
    ["187.188.10.77:5678", "187.188.10.0/24"],
    ["2806:2f0:1:2:3:4:5:6", "2806:2f0:1::/48"],
    ["[2806:2f0:1::7]:443", "2806:2f0:1::/48"],
    ["2806:2f0::7", "2806:2f0::/48"],
    ["fe80::1%3", "fe80::/48"],
    ["::1", "::/48"],
    ["dsl-187-188-10-77.prod-infinitum.com.mx", "*.com.mx"],
    ["ana.casa.mx", "*.casa.mx"],
    ["casa.mx", "*.mx"],
    ["x.187-188-10-77.mx", "*.mx"],
    ["187.188.10.x9", "*"],
    ["localhost", "*"],
    ["no es un nombre", "*"],
    ["-", "-"],
    ["unix:", "unix:"],
  ])("%s is %s", (address, masked) => {
    expect(maskedAddress(address)).toBe(masked);
  });
});

describe("a pseudonym", () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

  it("is the beginning of the HMAC-SHA-256 of the address, in whatever spelling", () => {
    const code = createHmac("sha256", key).update("187.188.10.77").digest("hex").slice(0, 16);
    for (const logged of ["187.188.10.77", "::ffff:187.188.10.77", "::ffff:bbbc:a4d", "187.188.10.77:1"])
      expect(pseudonymMask(key)(logged)).toBe(`187.188.10.0/24#${code}`);
    expect(pseudonymMask(other)("187.188.10.77")).not.toContain(code);
    expect(pseudonymMask(key)("-")).toBe("-");
  });

  it("tells two clients of one network apart", () => {
    const mask = pseudonymMask(key);
    expect(new Set(Array.from({ length: 256 }, (_, i) => mask(`187.188.10.${i}`))).size).toBe(256);
  });
});

describe("free text", () => {
  it.each([
    ['187.188.10.77 - - [08/Dec/2024:20:00:00 -0600] "GET /', '187.188.10.0/24 - - [08/Dec/2024:20:00:00 -0600] "GET /'],
    ['"2806:2f0:1::7, 10.1.2.3" [2001:db8::1]:443', '"2806:2f0:1::/48, 10.1.2.0/24" [2001:db8::/48]:443'],
    ["ip=::ffff:187.188.10.77;", "ip=187.188.10.0/24;"],
    ["fe80::1%eth0 x", "fe80::/48 x"],
    ["at ::1 now", "at ::/48 now"],
    ["dsl-187-188-10-77.prod-infinitum.com.mx - - [", "*.com.mx - - ["],
    ["x dsl-187-188-10-77-dyn x", "x dsl-187.188.10.0/24-dyn x"],
    ["010.020.030.040", "10.20.30.0/24"],
    ["1:2:3:4:5:6:7::8", "*"],
    ["dead2806:2f0:1::7beef", "dead2806:2f0:1::/48f"],
    ["std::vector Foo::Bar a::b::c", "std::vector Foo::Bar a::/48::c"],
    ["20:00:05 2024-12-08 12:30 1.2.3 999.1.1.1", "20:00:05 2024-12-08 12:30 1.2.3 999.1.1.1"],
  ])("%s", (text, masked) => {
    expect(maskedText(text)).toBe(masked);
  });

  it("keeps no address that stands in it, wherever it stands", () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.ipV4().map((ipv4) => `::ffff:${ipv4}`),
    );
    const around = fc.stringMatching(/^[ ,;="'[\]()<>/|-]{1,5}$/);
    const word = fc.oneof(fc.string(), fc.constant("GET / HTTP/1.1"), fc.constant("[08/Dec/2024:20:00:00 -0600]"));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, around, address, around), { minLength: 1, maxLength: 4 }), (parts) => {
        const masked = maskedText(parts.map(([text, before, inside, after]) => `${text}${before}${inside}${after}`).join(""));
        for (const [, , inside] of parts) {
          // What may be left of `::` or `1.2.3.0` is a network, with its bits behind it.
          const survivor = new RegExp(`(?<![0-9A-Fa-f])${inside.replaceAll(".", "\\.")}(?!/(?:24|48)|[0-9A-Fa-f:])`, "i");
          expect(masked).not.toMatch(survivor);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([":".repeat(4096), "1.".repeat(2048), "a:".repeat(2048), "::1".repeat(1365), "1-".repeat(2048), "a.".repeat(2048)])(
    "hostile text is read in no time",
    async (text) => {
      expect(await processorSeconds(() => maskedText(text))).toBeLessThan(0.5);
    },
  );
});
