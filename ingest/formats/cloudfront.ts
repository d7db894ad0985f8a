// The standard logs of Amazon CloudFront: W3C with tabs, every value URL-encoded once more than it came.
import { durationSql } from "./time-style.ts";
import { type W3cSpec, w3cFormat } from "./w3c.ts";

/** The 33 fields in their documented order. */
const usualFields =
  "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";

/** Printable characters that are written as %XX, the percent sign last: decoded one after the other in this order, none is decoded twice. */
const encoded = ["<", ">", '"', "#", "{", "}", "|", "\\", "^", "~", "[", "]", "`", "''", "%"];

/** What no URL holds as it is (spaces, controls, other alphabets) stays encoded: so the client sent it, or might as well have. */
const decodedUrl = (text: string): string => `CASE WHEN contains(${text}, '%') THEN ${decodedCharacters(text)} ELSE ${text} END`;

function decodedCharacters(text: string): string {
  return encoded.reduce((sql, character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return `replace(${sql}, '%${code}', '${character}')`;
  }, text);
}

/** Text is decoded whole, NUL apart. Bytes that are no UTF-8 stay encoded, and everything else that is not printable with them. */
const decodedText = (text: string): string =>
  `CASE WHEN contains(${text}, '%') THEN coalesce(TRY(url_decode(replace(${text}, '%00', '%2500'))), ${decodedCharacters(`replace(${text}, '%20', ' ')`)}) ELSE ${text} END`;

/** Where not one space was encoded once, all were encoded twice, as from 2013 on for some years. */
const decodedAgent = (text: string): string =>
  decodedText(`CASE WHEN contains(${text}, '%2520') AND NOT contains(${text}, '%20') THEN replace(${text}, '%25', '%') ELSE ${text} END`);

/** A row as it is written, from its values between spaces. */
const row = (...values: string[]): string => values.join(" ").replaceAll(" ", "\t");

export const cloudfrontSpec: W3cSpec = {
  name: "cloudfront",
  description: "Bitácora estándar de Amazon CloudFront en W3C con tabuladores, en UTC",
  source: "Amazon CloudFront Developer Guide, Configure and use standard logs (access logs): Standard log file format",
  separator: "\t",
  usualFields,
  foreign: (names) =>
    names.some((name) => name.startsWith("x-edge-"))
      ? null
      : { field: "x-edge-location", expected: "los campos de CloudFront: x-edge-location, x-edge-result-type ..." },
  fields: {
    address: ["c-ip"],
    user: [],
    method: ["cs-method"],
    stem: ["cs-uri-stem"],
    query: ["cs-uri-query"],
    protocol: ["cs-protocol-version"],
    status: ["sc-status"],
    bytes: ["sc-bytes"],
    referrer: ["cs(referer)"],
    agent: ["cs(user-agent)"],
    host: ["x-host-header", "cs(host)"],
    port: [],
    forwarded: ["x-forwarded-for"],
    cache: ["x-edge-result-type", "x-edge-detailed-result-type", "x-edge-response-result-type"],
    scheme: ["cs-protocol"],
  },
  decoding: {
    stem: { sql: decodedUrl, bytes: "encoded-url" },
    query: { sql: decodedUrl, bytes: "encoded-url" },
    referrer: { sql: decodedUrl, bytes: "encoded-url" },
    agent: { sql: decodedAgent, bytes: "encoded-text" },
    forwarded: { sql: decodedText, bytes: "encoded-text" },
  },
  duration: { sql: (text) => durationSql(text, "s"), bytes: "seconds" },
  preamble: ["#Version: 1.0", `#Fields: ${usualFields}`],
  samples: [
    {
      line: row(
        "2024-12-09 02:00:01 QRO50-P1 5120 2806:2f0:1::7 GET d111111abcdef8.cloudfront.net /json/%257Eacta%2520n.json 200 https://diario.mx/prep?q=caf%25C3%25A9%7C1",
        "Mozilla/5.0%20(X11;%20Linux%20x86_64)%20%C3%A1gil t=1&n=%5B2%5D - Hit 2kP01Cgw2cMXMKlogaJwkCt7MVHA8Flxtt_ncRESDd9POQpVWSM64w== prep.diario.mx https 412 0.082",
        "- TLSv1.3 TLS_AES_128_GCM_SHA256 Hit HTTP/2.0 - - 61052 0.080 Hit application/json 4890 - -",
      ),
      fields: {
        address: "2806:2f0:1::7",
        second: 1733709601,
        user: null,
        method: "GET",
        path: "/json/%7Eacta%20n.json",
        query: "?t=1&n=[2]",
        protocol: "HTTP/2.0",
        status: 200,
        bytes: 5120,
        referrer: "https://diario.mx/prep?q=caf%C3%A9|1",
        agent: "Mozilla/5.0 (X11; Linux x86_64) ágil",
        host: "prep.diario.mx",
        port: null,
        forwarded: null,
        duration_us: 82000,
        cache: "Hit",
        scheme: "https",
        sampled: null,
        extra: null,
      },
    },
    {
      line: row(
        "2024-12-09 02:00:00 QRO50-P1 0 10.0.0.7 GET d111111abcdef8.cloudfront.net /actas 000 - Mozilla/5.0%2520(X11;%2520Linux%2520x86_64) - - Error",
        "zBd5uSYsW0Qk7oN8 prep.diario.mx http 120 1.500 187.188.10.20,%2010.0.0.9 - - Error HTTP/1.1 - - 4711 1.500 ClientCommError - - - -",
      ),
      fields: {
        second: 1733709600,
        path: "/actas",
        query: null,
        status: 0,
        bytes: 0,
        referrer: null,
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        forwarded: "187.188.10.20, 10.0.0.9",
        cache: "Error",
        scheme: "http",
        duration_us: 1_500_000,
      },
    },
    {
      line: row("2024-12-09 02:00:03 QRO50-P1 226 187.188.10.20 - d111111abcdef8.cloudfront.net - 400"),
      fields: { method: null, path: null, protocol: null, status: 400, bytes: 226, agent: null, host: null },
    },
    {
      line: row("2024-12-09 02:00:04 QRO50-P1 - 187.188.10.20 GET d111111abcdef8.cloudfront.net / 200 - Lector%20%22PREP%22%FF%0A -"),
      fields: { path: "/", query: null, bytes: null, agent: 'Lector "PREP"%FF%0A', cache: null, duration_us: null },
    },
  ],
};

export const cloudfront = w3cFormat(cloudfrontSpec);
