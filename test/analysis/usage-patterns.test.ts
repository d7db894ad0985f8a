// Patterns that findings tell: probes that never pause, the server's calls to itself, sites named by their address.
import { expect, it } from "vitest";
import { pseudonymMask } from "../../ingest/index.ts";
import { ANA, analysisOf, line } from "../support/hand-made.ts";

const clock = (second: number): string => new Date(second * 1000).toISOString().slice(11, 19);
const found = (analysis: Awaited<ReturnType<typeof analysisOf>>, id: string) => analysis.findings.find((finding) => finding.id === id);

/** A request every 20 minutes for 14 hours: 43 of them. */
const probe = Array.from({ length: 43 }, (_, i) =>
  line({ address: "187.188.10.77", at: clock(i * 1200), request: "GET /estado HTTP/1.1" }),
);
const reader = line({ address: ANA, at: "20:00:00" });

it("a probe is told with its network and never its address", async () => {
  const analysis = await analysisOf([[...probe, reader]]);
  const finding = found(analysis, "probe-visits");
  const averages = { activeTimeMean: 42 * 1200, visitDurationMean: 42 * 1200, visits: 2 };
  expect(finding?.evidence).toEqual({
    internal: [{ network: "187.188.10.0/24", otherVisitors: 0 }],
    averages: { with: averages, without: { activeTimeMean: null, visitDurationMean: null, visits: 1 } },
    visitors: 1,
    hits: 43,
    longestSeconds: 42 * 1200,
    networks: ["187.188.10.0/24"],
    thresholdSeconds: 43_200,
  });
  expect(finding?.text).toContain("Su red es 187.188.10.0/24.");
  expect(finding?.recommendation).toContain("declararlos como propios del difusor (187.188.10.0/24)");
  expect(JSON.stringify(analysis)).not.toContain("187.188.10.77");
});

it("several probes of one network are told apart by their pseudonyms alone", async () => {
  const twin = probe.map((text) => text.replace("187.188.10.77", "187.188.10.78"));
  expect(found(await analysisOf([[...probe, ...twin]]), "probe-visits")?.evidence).toMatchObject({
    visitors: 2,
    networks: ["187.188.10.0/24"],
  });
  const mask = pseudonymMask(Buffer.alloc(32, 7));
  const networks = [mask("187.188.10.77"), mask("187.188.10.78")];
  expect(found(await analysisOf([[...probe, ...twin]], { mask }), "probe-visits")?.evidence).toMatchObject({ visitors: 2, networks });
});

it("a probe behind a trusted proxy is the client and not the proxy; declared as own, it is gone", async () => {
  const forwarded = [...probe, reader].map((text) => text.replace(/^(\S+)/, "$1 10.0.0.1"));
  const behind = await analysisOf([forwarded], { rules: { trustedProxies: ["10.0.0.1"] } });
  expect(found(behind, "probe-visits")?.evidence).toMatchObject({ visitors: 1, networks: ["187.188.10.0/24"] });
  const declared = await analysisOf([forwarded], { rules: { trustedProxies: ["10.0.0.1"], internal: ["187.188.10.0/24"] } });
  expect(found(declared, "probe-visits")).toBeUndefined();
  expect(declared.traffic).toMatchObject({ uniqueVisitors: 1, humanHits: 1 });
});

it("the server's calls to itself make no visitors, and its probes of a page are told", async () => {
  const dummy = line({ address: "::1", at: "20:00:01", request: "OPTIONS * HTTP/1.0" });
  const quiet = await analysisOf([[dummy, reader]]);
  expect(quiet.traffic).toMatchObject({ hits: 2, uniqueVisitors: 1, visits: 1 });
  expect(found(quiet, "loopback-views")).toBeUndefined();
  const addresses = [
    "127.0.0.1",
    "127.0.0.1",
    "::1",
    "::ffff:127.0.0.9",
    "127.8.8.8:80",
    "[::1]:80",
    "::10",
    "127.mx",
    "128.0.0.1",
    "1127.0.0.1.mx",
  ];
  const probes = addresses.map((address, i) => line({ address, at: `20:00:${10 + i}` }));
  const told = await analysisOf([[dummy, reader, ...probes]]);
  expect(found(told, "loopback-views")).toMatchObject({ severity: "notice", evidence: { pageViews: 6, visitors: 5 } });
  const declared = await analysisOf([[dummy, reader, ...probes]], { rules: { internal: ["127.0.0.0/8", "::1"] } });
  expect(found(declared, "loopback-views")).toBeUndefined();
  expect(declared.ledger.hitsByKind).toMatchObject({ internal: 7 });
});

it("a site that is an address is told by its network, and its visitors are counted once", async () => {
  const from = (referrer: string, at: string): string => line({ at, referrer });
  const { traffic } = await analysisOf([
    [
      from("http://187.188.10.77/prep", "20:00:00"),
      from("https://187.188.10.78:8080/", "20:00:01"),
      from("https://[2806:2f0:1::7]/", "20:00:02"),
      from("https://diario.mx/", "20:00:03"),
    ],
  ]);
  expect(traffic.referrers).toContainEqual({ name: "187.188.10.0/24", visitors: 1, hits: 2 });
  expect(traffic.referrers).toContainEqual({ name: "diario.mx", visitors: 1, hits: 1 });
  expect(JSON.stringify(traffic.referrers)).not.toMatch(/187\.188\.10\.7|2806:2f0:1/);
});
