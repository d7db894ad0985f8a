// The W3C logs of IIS and Azure App Service.
import { durationSql } from "./time-style.ts";
import { type W3cSpec, w3cFormat } from "./w3c.ts";

/** The server writes a plus for each space of a header. */
const spaced = (text: string): string => `replace(${text}, '+', ' ')`;

export const iisW3cSpec: W3cSpec = {
  name: "iis_w3c",
  description: "W3C de IIS y de Azure App Service; la línea #Fields dice qué trae cada renglón, en UTC",
  source:
    "Microsoft Learn, W3C Logging (HTTP Server API) y Custom Fields in a Log File (IIS 8.5); W3C, Extended Log File Format (WD-logfile)",
  separator: " ",
  usualFields: null,
  foreign: (names) => {
    const cdn = names.find((name) => name.startsWith("x-edge-"));
    if (cdn) return { field: cdn, expected: "los campos de un servidor; los x-edge- son de CloudFront" };
    return names.includes("x-session")
      ? { field: "x-session", expected: "los campos de un sitio web; x-session es del servicio FTP" }
      : null;
  },
  fields: {
    address: ["c-ip"],
    user: ["cs-username"],
    method: ["cs-method"],
    stem: ["cs-uri-stem"],
    query: ["cs-uri-query"],
    protocol: ["cs-version"],
    status: ["sc-status"],
    bytes: ["sc-bytes"],
    referrer: ["cs(referer)"],
    agent: ["cs(user-agent)"],
    host: ["cs-host", "cs(host)"],
    port: ["s-port"],
    forwarded: ["cs(x-forwarded-for)", "x-forwarded-for"],
    cache: [],
    scheme: [],
  },
  decoding: { agent: { sql: spaced, bytes: "plus" }, forwarded: { sql: spaced, bytes: "plus" } },
  // Microsoft's are whole milliseconds; a fraction is of the seconds that the W3C draft defines.
  duration: {
    sql: (text) => `CASE WHEN contains(${text}, '.') THEN ${durationSql(text, "s")} ELSE ${durationSql(text, "ms")} END`,
    bytes: "milliseconds",
  },
  preamble: [
    "#Software: Microsoft Internet Information Services 10.0",
    "#Version: 1.0",
    "#Date: 2024-12-09 02:00:00",
    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken X-Forwarded-For",
  ],
  samples: [
    {
      line: "2024-12-09 02:00:01 10.0.0.4 GET /json/main.json t=1733709600 443 - 187.188.10.20 HTTP/1.1 Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64) https://diario.mx/prep?a=1+2 prep.diario.mx 200 0 0 5120 412 15 2806:2f0:1::7,+10.0.0.7:4711",
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        user: null,
        method: "GET",
        path: "/json/main.json",
        query: "?t=1733709600",
        protocol: "HTTP/1.1",
        status: 200,
        bytes: 5120,
        referrer: "https://diario.mx/prep?a=1+2",
        agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
        host: "prep.diario.mx",
        port: 443,
        forwarded: "2806:2f0:1::7, 10.0.0.7:4711",
        duration_us: 15000,
        cache: null,
        scheme: null,
        sampled: null,
        extra: null,
      },
    },
    {
      line: "2024-12-09 02:00:02 fe80::4%3 GET /a+b.html;s=1 - 443 DIARIO\\juan fe80::1%3 HTTP/2.0 - - prep.diario.mx:8443 304 0 0 0 310 0 -",
      fields: {
        address: "fe80::1%3",
        user: "DIARIO\\juan",
        path: "/a+b.html",
        query: ";s=1",
        protocol: "HTTP/2.0",
        status: 304,
        bytes: 0,
        referrer: null,
        agent: "-",
        host: "prep.diario.mx",
        port: 443,
        forwarded: null,
        duration_us: 0,
      },
    },
    {
      line: '2024-12-09 02:00:03 10.0.0.4 GET / - 443 "juan perez" 2806:2f0:1::7 HTTP/1.1 "Lector ""PREP"" 5G" - - 200 0 0 900 310 7 -',
      fields: { address: "2806:2f0:1::7", user: "juan perez", path: "/", agent: 'Lector "PREP" 5G', host: null, status: 200, bytes: 900 },
    },
    {
      line: "2024-12-09 02:00:04 10.0.0.4 \\x16\\x03\\x01 - - 443 - 187.188.10.20 - - - - 400 0 64",
      fields: { method: null, path: null, query: null, protocol: null, status: 400, bytes: null, duration_us: null, forwarded: null },
    },
  ],
};

export const iisW3c = w3cFormat(iisW3cSpec);
