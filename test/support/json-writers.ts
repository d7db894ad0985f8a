// Requests written as each product writes its JSON, by code that shares nothing with the parser.
import fc from "./cases.ts";

/** A request as a server knows it; null: not recorded. */
export interface Request {
  address: string;
  second: number;
  microsecond: number;
  method: string;
  path: string;
  query: string;
  host: string;
  status: number;
  bytes: number | null;
  agent: string | null;
  referrer: string | null;
}

export interface Written {
  line: string;
  /** Every field that the line carries, as it is to be read back. */
  fields: Record<string, unknown>;
}

export type JsonWriter = (request: Request) => Written;

/** Anything that a client may send, line ends and NUL included: JSON escapes them. */
const clientText = fc
  .oneof(
    fc.string({ maxLength: 20 }),
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom(
      "Mozilla/5.0 (X11; Linux x86_64)",
      "",
      '"}]',
      "\\",
      "\\u0000",
      "\\ud800",
      "\n\r\t\0",
      "%41+%",
      "<script>",
      "-x",
      "{}",
      "[]",
      "null",
      "\\x22",
    ),
  )
  .map((text) => text.toWellFormed());

export const anyRequest: fc.Arbitrary<Request> = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6()).map((address) => address.toLowerCase()),
  second: fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }),
  microsecond: fc.integer({ min: 0, max: 999_999 }),
  method: fc.constantFrom("GET", "POST", "HEAD", "OPTIONS", "PROPFIND", "M-SEARCH"),
  path: clientText.map((text) => `/${text.replace(/[?;]/g, "")}`),
  query: fc.oneof(
    fc.constant(""),
    fc.webQueryParameters().map((text) => text.replace(/[?;]/g, "").replace(/^-$/, "")),
  ),
  host: fc.constantFrom("prep.mx", "www.diario.mx"),
  status: fc.oneof(fc.constantFrom(0, 200, 304, 404, 503), fc.integer({ min: 0, max: 999 })),
  bytes: fc.option(fc.oneof(fc.constantFrom(0, 999_999_999_999), fc.nat())),
  agent: fc.option(clientText),
  referrer: fc.option(clientText.filter((text) => text !== "-")),
});

/** NUL is no text: it is shown by U+FFFD. */
const visible = (text: string | null): string | null => text?.replaceAll("\0", "\ufffd") ?? null;

/** What all of them carry, read back. */
function common({ address, second, method, path, query, host, status, bytes, agent, referrer }: Request): Record<string, unknown> {
  const asked = query === "" ? null : `?${query}`;
  return {
    address,
    second,
    method,
    path: visible(path),
    query: asked,
    host,
    status,
    bytes,
    agent: visible(agent),
    referrer: visible(referrer),
  };
}

const pathAndQuery = ({ path, query }: Request): string => (query === "" ? path : `${path}?${query}`);
const digits = (microsecond: number): string => String(microsecond).padStart(6, "0");
const iso = ({ second, microsecond }: Request): string =>
  new Date(second * 1000).toISOString().replace(".000Z", `.${digits(microsecond)}Z`);
/** Only what is known is written. */
const known = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
/** Go's encoder also escapes what HTML would take. */
const goJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
/** CloudFront's list: ASCII up to the space, beyond the tilde, and " % < > [ \ ] ^ ` { | }. */
const cloudfrontText = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte <= 32 || byte >= 127 || '"%<>[\\]^`{|}'.includes(String.fromCharCode(byte))
        ? `%${byte.toString(16).toUpperCase().padStart(2, "0")}`
        : String.fromCharCode(byte),
    )
    .join("");

/** A port behind the address, as Go joins them. */
const withPort = (address: string): string => (address.includes(":") ? `[${address}]:41000` : `${address}:41000`);

export const jsonWriters: Readonly<Record<string, JsonWriter>> = {
  nginx_json: (r) => ({
    // nginx's escape=json: quote, backslash and controls; an absent variable is an empty text.
    line: JSON.stringify({
      msec: `${r.second}.${digits(r.microsecond).slice(0, 3)}`,
      remote_addr: r.address,
      request: `${r.method} ${pathAndQuery(r)} HTTP/1.1`,
      status: String(r.status).padStart(3, "0"),
      body_bytes_sent: r.bytes === null ? "" : String(r.bytes),
      http_host: r.host,
      http_referer: r.referrer ?? "",
      http_user_agent: r.agent ?? "",
    }),
    fields: { ...common(r), agent: visible(r.agent ?? ""), referrer: visible(r.referrer ?? ""), protocol: "HTTP/1.1" },
  }),
  json: (r) => ({
    line: JSON.stringify({
      "@timestamp": iso(r),
      client: { ip: r.address },
      method: r.method,
      path: r.path,
      query: r.query,
      "http.response.status_code": r.status,
      bytes: r.bytes,
      user_agent: r.agent,
      referrer: r.referrer,
      host: r.host,
    }),
    fields: common(r),
  }),
  cloudfront_v2: (r) => ({
    line: JSON.stringify({
      date: iso(r).slice(0, 10),
      time: iso(r).slice(11, 19),
      "c-ip": r.address,
      "cs-method": r.method,
      "cs-uri-stem": cloudfrontText(r.path),
      "cs-uri-query": r.query === "" ? "-" : r.query,
      "sc-status": String(r.status).padStart(3, "0"),
      "sc-bytes": r.bytes === null ? "-" : String(r.bytes),
      "x-host-header": r.host,
      "cs(User-Agent)": r.agent === null ? "-" : cloudfrontText(r.agent.replaceAll("\0", "")),
      "cs(Referer)": r.referrer === null ? "-" : cloudfrontText(r.referrer.replaceAll("\0", "")),
    }),
    fields: {
      ...common(r),
      path: cloudfrontText(r.path),
      agent: r.agent?.replaceAll("\0", "") ?? "-",
      referrer: r.referrer?.replaceAll("\0", "") ?? null,
    },
  }),
  cloudflare: (r) => ({
    // Nanoseconds are past what a JavaScript number holds.
    line: `{"EdgeStartTimestamp":${r.second}${digits(r.microsecond)}999,${goJson(
      known({
        ClientIP: r.address,
        ClientRequestMethod: r.method.toUpperCase(),
        ClientRequestURI: pathAndQuery(r),
        ClientRequestHost: r.host,
        EdgeResponseStatus: r.status,
        EdgeResponseBytes: r.bytes,
        ClientRequestUserAgent: r.agent,
        ClientRequestReferer: r.referrer,
        SampleInterval: 1 + (r.status % 2),
      }),
    ).slice(1)}`,
    fields: { ...common(r), sampled: r.status % 2 === 1 },
  }),
  azure_front_door: (r) => ({
    line: JSON.stringify({
      time: iso(r).replace("Z", "9Z"),
      category: "FrontDoorAccessLog",
      properties: known({
        httpMethod: r.method,
        httpVersion: "1.1.0.0",
        requestUri: `https://${r.host}:443${pathAndQuery(r)}`,
        httpStatusCode: String(r.status),
        responseBytes: r.bytes === null ? null : String(r.bytes),
        userAgent: r.agent,
        referer: r.referrer,
        socketIp: r.address,
        timeTaken: "0.25",
      }),
    }),
    fields: { ...common(r), port: 443, protocol: "HTTP/1.1", duration_us: 250_000 },
  }),
  gcp_lb: (r) => ({
    line: JSON.stringify({
      httpRequest: known({
        requestMethod: r.method,
        requestUrl: `https://${r.host}${pathAndQuery(r)}`,
        status: r.status,
        responseSize: r.bytes === null ? null : String(r.bytes),
        userAgent: r.agent,
        referer: r.referrer,
        remoteIp: r.address,
        latency: `${r.microsecond / 1e6}s`,
      }),
      timestamp: iso(r),
    }),
    fields: { ...common(r), duration_us: r.microsecond },
  }),
  akamai_ds2: (r) => ({
    line: JSON.stringify(
      known({
        reqTimeSec: `${r.second}.${digits(r.microsecond).slice(0, 3)}`,
        cliIP: r.address,
        reqMethod: r.method,
        reqHost: r.host,
        reqPath: r.path,
        queryStr: r.query === "" ? null : r.query,
        statusCode: String(r.status),
        bytes: r.bytes === null ? null : String(r.bytes),
        UA: r.agent === null ? null : encodeURIComponent(r.agent.replaceAll("\0", "")),
        referer: r.referrer === null ? null : encodeURIComponent(r.referrer.replaceAll("\0", "")),
      }),
    ),
    fields: { ...common(r), agent: r.agent?.replaceAll("\0", "") ?? null, referrer: r.referrer?.replaceAll("\0", "") ?? null },
  }),
  caddy: (r) => ({
    line: `{"level":"info","ts":${r.second}.${digits(r.microsecond)},"msg":"handled request",${goJson({
      request: {
        remote_ip: r.address,
        method: r.method,
        host: r.host,
        uri: pathAndQuery(r),
        headers: known({ "User-Agent": r.agent === null ? null : [r.agent, "otro"], Referer: r.referrer === null ? null : [r.referrer] }),
      },
      duration: r.microsecond / 1e6,
      size: r.bytes,
      status: r.status,
    }).slice(1)}`,
    fields: { ...common(r), duration_us: r.microsecond },
  }),
  traefik_json: (r) => ({
    line: goJson(
      known({
        ClientAddr: withPort(r.address),
        DownstreamContentSize: r.bytes,
        DownstreamStatus: r.status,
        Duration: r.microsecond * 1000,
        RequestHost: r.host,
        RequestMethod: r.method,
        RequestPath: pathAndQuery(r),
        StartUTC: iso(r).replace("Z", "999Z"),
        level: "info",
        msg: "",
        "request_User-Agent": r.agent,
        request_Referer: r.referrer,
      }),
    ),
    fields: { ...common(r), duration_us: r.microsecond },
  }),
};
