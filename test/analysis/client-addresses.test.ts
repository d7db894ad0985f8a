// The client behind trusted proxies: the rule against a slow reading of it, and what it changes in the figures.
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { clientAddress } from "../../analysis/client-addresses.ts";
import type { Analysis } from "../../analysis/index.ts";
import { mmdbPlaces, networkMatcher } from "../../ingest/index.ts";
import fc from "../support/cases.ts";
import { line } from "../support/hand-made.ts";
import { type AnalysisChanges, withIngested } from "../support/ingest-fixture.ts";
import { type MmdbValue, mmdbFile } from "../support/mmdb-file.ts";

const isTrusted = networkMatcher("trusted-proxy", ["10.0.0.0/8", "2001:db8:1::/48"]);

describe("the client's address", () => {
  it.each<[why: string, peer: string, forwarded: string | null, client: string]>([
    ["there is no header", "10.0.0.1", null, "10.0.0.1"],
    ["the peer is not trusted: anybody can write the header", "187.1.1.1", "8.8.8.8", "187.1.1.1"],
    ["one proxy", "10.0.0.1", "187.1.1.1", "187.1.1.1"],
    ["two proxies", "10.0.0.1", "187.1.1.1, 10.0.0.2", "187.1.1.1"],
    ["what the client itself wrote stands further left", "10.0.0.1", "1.1.1.1, 187.1.1.1, 10.0.0.2", "187.1.1.1"],
    ["all are trusted: the leftmost", "10.0.0.1", "10.0.0.3,10.0.0.2", "10.0.0.3"],
    ["ports, brackets, quotes, zones", "10.0.0.1:4711", '"[2806:2f0:1::7]:443" , [2001:db8:1::5%eth0]:80', "2806:2f0:1::7"],
    ["mapped proxies and clients", "::ffff:10.0.0.1", "::ffff:187.1.1.1, ::ffff:a00:2", "187.1.1.1"],
    ["unknown before the proxy", "10.0.0.1", "unknown", "10.0.0.1"],
    ["unknown in the middle ends the list", "10.0.0.1", "187.1.1.1, unknown, 10.0.0.2", "10.0.0.2"],
    ["a socket that is not trusted", "10.0.0.1", "187.1.1.1, unix:", "10.0.0.1"],
    ["an empty header", "10.0.0.1", "", "10.0.0.1"],
    ["commas alone", "10.0.0.1", ",,,", "10.0.0.1"],
    ["a list of hostile length", "10.0.0.1", `${"x,".repeat(300_000)}187.1.1.1`, "187.1.1.1"],
  ])("%s", (_, peer, forwarded, client) => {
    expect(clientAddress(peer, forwarded, isTrusted)).toBe(client);
  });

  it("passes local sockets where they are trusted", () => {
    const trusted = networkMatcher("trusted-proxy", ["unix:", "10.0.0.0/8"]);
    expect(clientAddress("unix:", "187.1.1.1, unix:", trusted)).toBe("187.1.1.1");
    expect(clientAddress("unix:", "unix:", trusted)).toBe("unix:");
    expect(clientAddress("10.0.0.1", "187.1.1.1, unix:, 10.0.0.2", trusted)).toBe("187.1.1.1");
  });

  it("is the last address outside the networks, of those to the right of all that is unreadable", () => {
    const address = fc.oneof(
      fc.nat(255).map((last) => ({ plain: `10.1.1.${last}`, good: true, trusted: true })),
      fc.nat(255).map((last) => ({ plain: `187.1.1.${last}`, good: true, trusted: false })),
      fc
        .constantFrom("unknown", "-", "", "_oculto", "equipo.mx", "unix:", "1.2.3")
        .map((plain) => ({ plain, good: false, trusted: false })),
    );
    const spelt = fc.constantFrom("a", " a", "a ", "a:80", "::ffff:a", "[::ffff:a]:443", '"a"');
    fc.assert(
      fc.property(fc.array(fc.tuple(address, spelt), { maxLength: 8 }), fc.boolean(), (entries, trustsPeer) => {
        const peer = trustsPeer ? "10.9.9.9" : "187.9.9.9";
        const header = entries.map(([{ plain, good }, spelling]) => (good ? spelling.replace("a", plain) : plain)).join(",");
        const hops = entries.map(([entry]) => entry);
        const readable = hops.slice(hops.findLastIndex((hop) => !hop.good) + 1);
        const expected = readable.findLast((hop) => !hop.trusted)?.plain ?? readable[0]?.plain ?? peer;
        expect(clientAddress(peer, header, isTrusted)).toBe(trustsPeer ? expected : peer);
      }),
      { numRuns: 500 },
    );
  });
});

/** Lines with X-Forwarded-For in front, one a second. */
const behindProxy = (...requests: [forwarded: string, peer: string][]): string =>
  requests.map(([forwarded, address], i) => `${forwarded} ${line({ address, at: `20:00:${String(i).padStart(2, "0")}` })}`).join("");

const analysed = (content: string, changes: AnalysisChanges = {}): Promise<Analysis> =>
  withIngested([{ content }], (fixture) => fixture.analysis(changes));

describe("the figures", () => {
  const content = behindProxy(
    ["187.1.1.1", "10.0.0.1"],
    ['"187.1.1.2:4711, 10.0.0.2"', "10.0.0.1"],
    ['"8.8.8.8, 187.1.1.2"', "10.0.0.2"],
    ["187.1.1.1", "201.5.5.5"],
    ["-", "10.0.0.1"],
    ['"192.0.2.7, unknown"', "10.0.0.1"],
  );

  it("are of the peers without trusted proxies", async () => {
    const { traffic, parameters } = await analysed(content);
    expect(traffic).toMatchObject({ hits: 6, distinctAddresses: 3, uniqueVisitors: 3 });
    expect(parameters.trustedProxies).toEqual([]);
  });

  it("are of the clients behind them, and a header from elsewhere changes nothing", async () => {
    const { traffic, ledger, parameters } = await analysed(content, { rules: { trustedProxies: ["10.0.0.0/8"], internal: ["187.1.1.1"] } });
    // 187.1.1.1 (internal), 187.1.1.2 twice, 201.5.5.5 by itself, and 10.0.0.1 where nothing readable is written.
    expect(traffic).toMatchObject({ hits: 6, humanHits: 5, distinctAddresses: 4, uniqueVisitors: 3 });
    expect(ledger.hitsByKind).toMatchObject({ internal: 1, page: 5 });
    expect(parameters.trustedProxies).toEqual(["10.0.0.0/8"]);
  });

  it("place the client and not the proxy", async () => {
    const networks = [["187.1.0.0/16", { country: { iso_code: "MX" }, subdivisions: [{ iso_code: "MIC" }] }]] satisfies [
      string,
      MmdbValue,
    ][];
    const { traffic } = await withIngested([{ content }], async (fixture) => {
      const file = `${fixture.directory}/lugares.mmdb`;
      await writeFile(file, mmdbFile({ type: "Test-City", builtAt: 0, networks }));
      return fixture.analysis({ places: await mmdbPlaces(file, "lugares.mmdb"), rules: { trustedProxies: ["10.0.0.0/8"] } });
    });
    expect(traffic.countries).toEqual([
      { code: "MX", visitors: 2, hits: 3 },
      { code: "private", visitors: 1, hits: 2 },
      { code: "unknown", visitors: 1, hits: 1 },
    ]);
    expect(traffic.states[0]).toEqual({ code: "MX-MIC", visitors: 2, hits: 3 });
  });

  it("stay what they were when files of a source overlap", async () => {
    const twice = await withIngested([{ content }, { content: content + behindProxy(["187.1.1.9", "10.0.0.1"]) }], (fixture) =>
      fixture.analysis({ rules: { trustedProxies: ["10.0.0.0/8"] } }),
    );
    expect(twice.traffic).toMatchObject({ hits: 7, distinctAddresses: 5 });
  });
});
