// What kind a hit is, and which hits are the PREP's: scope, roles, internal clients, bots, pages.
import { describe, expect, it } from "vitest";
import { analysisOf, BETO, line } from "../support/hand-made.ts";

const kindsOf = async (lines: readonly string[], rules: Parameters<typeof analysisOf>[1] = {}) =>
  (await analysisOf([lines], rules)).ledger.hitsByKind;

const requests = (...targets: string[]): string[] =>
  targets.map((target, i) => line({ at: `20:00:0${i}`, request: `GET ${target} HTTP/1.1` }));

describe("sources", () => {
  it("of one role add up, and a visitor of both is one visitor", async () => {
    const first = { content: line({ at: "20:00:00" }) + line({ at: "20:20:00" }), source: "a" };
    const second = { content: line({ at: "20:40:00" }) + line({ at: "20:40:00", address: BETO }), source: "b" };
    const { traffic, ledger, availability } = await analysisOf([first, second]);
    expect(traffic).toMatchObject({ hits: 4, uniqueVisitors: 2, visits: 2, bounces: 1, visitDuration: { mean: 2400 } });
    expect(ledger.originHits).toBe(0);
    expect(availability.results.map((result) => result.logSource)).toEqual(expect.arrayContaining([null, "a", "b"]));
  });

  it("behind a CDN are counted apart where there is one, and are the traffic where there is none", async () => {
    const edge = { content: line({ at: "20:00:00" }) + line({ at: "20:00:10" }), source: "cdn", role: "edge" as const };
    const origin = {
      content: line({ at: "20:00:00", address: "10.0.0.1" }) + line({ at: "23:00:00", address: "10.0.0.1" }),
      source: "web",
      role: "origin" as const,
    };
    const both = await analysisOf([edge, origin]);
    expect(both.traffic).toMatchObject({ hits: 2, distinctAddresses: 1, uniqueVisitors: 1 });
    expect(both.ledger).toMatchObject({ originHits: 2, outsidePeriod: 0, hitsByKind: { page: 4 } });
    const alone = await analysisOf([origin]);
    expect(alone.traffic).toMatchObject({ hits: 2, visits: 2 });
    expect(alone.ledger.originHits).toBe(0);
  });
});

describe("scope", () => {
  it("by path leaves out the rest of the portal, and counts it", async () => {
    const lines = requests("/prep/", "/prep/actas?x=1", "/prepa", "/", "/prep/a/b.css");
    const { ledger, traffic } = await analysisOf([[...lines, line({ at: "20:00:09", request: "-", status: 408 })]], {
      rules: { scope: ["/prep/**"] },
    });
    expect(ledger).toMatchObject({ outOfScope: 3, hitsByKind: { page: 2, asset: 1, other: 0 } });
    expect(traffic).toMatchObject({ hits: 3, pageViews: 2 });
  });

  it("by host looks at virtual hosts and absolute targets, without their ports", async () => {
    const lines = ["prep.diario.mx:443", "prep.diario.mx", "www.diario.mx:443"].map((host, i) => `${host} ${line({ at: `20:00:0${i}` })}`);
    const { ledger } = await analysisOf([lines], { rules: { scope: ["prep.*"] } });
    expect(ledger).toMatchObject({ outOfScope: 1, hitsByKind: { page: 2 } });
    const absolute = requests("http://prep.diario.mx:8080/a", "http://www.diario.mx/a", "/a");
    expect((await analysisOf([absolute], { rules: { scope: ["prep.diario.mx"] } })).ledger).toMatchObject({
      outOfScope: 2,
      hitsByKind: { page: 1 },
    });
  });
});

describe("kinds, in their order", () => {
  it("are internal for the delivery's own addresses and networks, also as bots", async () => {
    const addresses = [
      "192.0.2.7",
      "192.0.3.1",
      "198.51.100.9",
      "2001:db8::5",
      "2001:db9::5",
      "::ffff:192.0.2.7",
      "fe80::1%3",
      "equipo.mx",
    ];
    const lines = addresses.map((address, i) => line({ address, at: `20:00:0${i}`, ...(i === 0 && { agent: "Googlebot/2.1" }) }));
    const rules = { internal: ["192.0.2.7", "198.51.100.0/24", "2001:db8::/32", "fe80::/10"] };
    // Internal: 192.0.2.7 and its IPv6 form, 198.51.100.9, 2001:db8::5, fe80::1 without its zone.
    expect(await kindsOf(lines, { rules })).toMatchObject({ internal: 5, bot: 0, page: 3 });
    await expect(kindsOf(lines, { rules: { internal: ["192.0.2.0/33"] } })).rejects.toMatchObject({ code: "usage" });
  });

  it("are bots for a list, for an empty agent and for a dash, with the reason", async () => {
    const agents = ["Googlebot/2.1", "-", "", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"];
    const { ledger, traffic } = await analysisOf([agents.map((agent, i) => line({ at: `20:00:0${i}`, agent }))]);
    expect(ledger.hitsByKind).toMatchObject({ bot: 3, page: 1 });
    expect(traffic).toMatchObject({ hits: 4, humanHits: 1, distinctAddresses: 1, uniqueVisitors: 1 });
    expect(traffic.bots.map(({ reason, hits }) => [reason, hits])).toEqual([
      ["empty", 2],
      ["isbot", 1],
    ]);
  });

  it("are nobody's bots without an agent in the format, and a warning says so", async () => {
    const lines = [line({ at: "20:00:00" }), line({ at: "20:00:01", address: BETO })].map((text) => text.replace(/ "-" "[^"]*"$/m, ""));
    const { ledger, traffic, warnings } = await analysisOf([lines]);
    expect(ledger.files[0]?.format).toBe("common");
    expect(ledger.hitsByKind).toMatchObject({ bot: 0, page: 2 });
    expect(traffic).toMatchObject({ uniqueVisitors: 2, browsers: [{ name: "unknown", visitors: 2, hits: 2 }] });
    expect(warnings.map((warning) => warning.code)).toContain("no-agent");
  });

  it("are polling for refresh paths, whatever the method and status", async () => {
    const lines = [
      line({ at: "20:00:00", request: "GET /json/main.json?t=1 HTTP/1.1" }),
      line({ at: "20:00:01", request: "HEAD /a/b.json HTTP/1.1", status: 404 }),
      line({ at: "20:00:02", request: "POST /json/x HTTP/1.1", status: 503 }),
      line({ at: "20:00:03", request: "GET /datos HTTP/1.1" }),
      line({ at: "20:00:04", request: "GET /a.jsonp HTTP/1.1" }),
    ];
    expect(await kindsOf(lines)).toMatchObject({ polling: 3, page: 1, asset: 1 });
    expect(await kindsOf(lines, { rules: { resultPath: "/datos" } })).toMatchObject({ polling: 4, page: 0 });
    // As IIS serves and logs them; the rest of a path is not folded.
    expect(await kindsOf(requests("/Datos/X.JSON?t=1", "/JSON/Avance", "/Json/a.Json", "/a.JSONP", "/xJSON"))).toMatchObject({
      polling: 3,
      page: 1,
      asset: 1,
    });
  });

  it("are pages by their path, and by the globs given; what is not to be a page wins", async () => {
    const targets = ["/", "/a", "/a.HTML", "/a.b-c", "/a.css", "/.env", "/v1.123456789", "/a.pdf;x=1", "/mapa.svg?v=2"];
    // Pages by themselves: "/", "/a", "/a.HTML", "/a.b-c" and "/v1.123456789" (no extension of 1 to 8 letters or digits).
    expect(await kindsOf(requests(...targets))).toMatchObject({ page: 5, asset: 4 });
    // With the globs: "/", "/v1.123456789" and "/mapa.svg"; "/a.pdf" is named by both.
    expect(await kindsOf(requests(...targets), { rules: { pages: ["/**.svg", "/*.pdf"], notPages: ["/a*"] } })).toMatchObject({
      page: 3,
      asset: 6,
    });
  });

  it("are other for errors, redirects, other methods and what is no HTTP request", async () => {
    const lines = [
      line({ at: "20:00:00", status: 301 }),
      line({ at: "20:00:01", request: "HEAD / HTTP/1.1" }),
      line({ at: "20:00:02", request: "\\x16\\x03\\x01", status: 400 }),
      line({ at: "20:00:03", request: "OPTIONS / RTSP/1.0" }),
      line({ at: "20:00:04", request: "", status: 408, bytes: "-" }),
      line({ at: "20:00:05", address: "::1", request: "OPTIONS * HTTP/1.0" }),
    ];
    const { ledger, traffic } = await analysisOf([lines]);
    expect(ledger.hitsByKind).toMatchObject({ other: 6, page: 0 });
    expect(traffic).toMatchObject({ uniqueVisitors: 0, visits: 0, distinctAddresses: 2, activeTime: { visits: 1, mean: 4 } });
  });
});
