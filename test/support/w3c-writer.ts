// Requests written as IIS and as CloudFront write them, by their documents and not by the parser.
import fc from "./cases.ts";
import { anyText } from "./log-fields.ts";

/** A request as the server saw it; null: nothing was there. */
export interface WebRequest {
  /** Epoch second. */
  second: number;
  address: string;
  method: string;
  /** Path, with its parameters. */
  stem: string;
  /** Without its question mark. */
  query: string | null;
  protocol: string | null;
  status: string;
  bytes: number | null;
  referrer: string | null;
  agent: string | null;
  host: string | null;
  port: number;
  user: string | null;
  forwarded: string | null;
  milliseconds: number;
  cache: string;
  scheme: string;
}

const nullable = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 4 });
const printable = fc.string({ unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)), maxLength: 20 });
const urlText = fc.oneof(
  printable,
  anyText,
  fc.constantFrom("a%20b", "%7Eana", "%2520", "%C3%B1", "[x]={y}", "'a'|^`", "\t", "%", "+", '"'),
);

export const webRequest: fc.Arbitrary<WebRequest> = fc.record({
  second: fc.integer({ min: 1_700_000_000, max: 1_740_000_000 }),
  address: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom("::1", "fe80::1%3", "::ffff:10.0.0.1")),
  method: fc.constantFrom("GET", "GET", "POST", "HEAD", "OPTIONS", "M-SEARCH"),
  stem: urlText.map((text) => `/${text.replaceAll("?", "")}`),
  // A value between quotes is read without them, whoever wrote it.
  query: nullable(urlText.filter((text) => text !== "" && text !== "-" && !/^".*"$/s.test(text))),
  protocol: nullable(fc.constantFrom("HTTP/1.1", "HTTP/2.0", "HTTP/3.0")),
  status: fc.constantFrom("200", "304", "404", "502", "000"),
  bytes: nullable(fc.nat(999_999_999)),
  referrer: nullable(urlText.map((text) => `https://diario.mx/${text}`)),
  agent: nullable(
    fc
      .oneof(
        anyText,
        fc.string({ unit: "binary", maxLength: 9 }),
        fc.constantFrom("Mi%20App/1 (iOS)", "Lector +5G", 'x"y"', '"', "a\tb", "a\u00a0b", "%"),
      )
      .map((text) => `L ${text.toWellFormed()}`),
  ),
  host: nullable(fc.constantFrom("prep.diario.mx", "www.diario.mx")),
  port: fc.constantFrom(80, 443, 8080),
  user: nullable(fc.constantFrom("juan", "DIARIO\\ana", 'o"brien')),
  forwarded: nullable(fc.constantFrom("187.188.10.20", "187.188.10.20, 10.0.0.7:4711", "2806:2f0:1::7, unix:", "unknown")),
  milliseconds: fc.nat(600_000),
  cache: fc.constantFrom("Hit", "Miss", "RefreshHit", "Error"),
  scheme: fc.constantFrom("http", "https"),
});

/** The second of a request as its date and its time, UTC. */
function stamp({ second }: WebRequest): { date: string; time: string } {
  const [date = "", time = ""] = new Date(second * 1000).toISOString().slice(0, 19).split("T");
  return { date, time };
}

/** IIS: what is not printable in a value becomes a plus, spaces among it. */
export const plussed = (text: string): string => text.replace(/[\0-\x20\x7f]/g, "+");

/** A row of IIS in the order of `fields`. */
export function iisRow(request: WebRequest, fields: readonly string[]): string {
  const values: Record<string, string | number | null> = {
    ...stamp(request),
    "s-ip": "10.0.0.4",
    "cs-method": request.method,
    "cs-uri-stem": request.stem,
    "cs-uri-query": request.query,
    "s-port": request.port,
    "cs-username": request.user,
    "c-ip": request.address,
    "cs-version": request.protocol,
    "cs(User-Agent)": request.agent,
    "cs(Cookie)": "a=1; b=2",
    "cs(Referer)": request.referrer,
    "cs-host": request.host,
    "sc-status": request.status,
    "sc-substatus": 0,
    "sc-win32-status": 64,
    "sc-bytes": request.bytes,
    "cs-bytes": 412,
    "time-taken": request.milliseconds,
    "cs(X-Forwarded-For)": request.forwarded,
    "X-Forwarded-For": request.forwarded,
  };
  return fields.map((field) => (values[field] === null ? "-" : plussed(String(values[field] ?? "-")))).join(" ");
}

/** CloudFront: ASCII 0-32 and from 127 on, and the characters of its table, as %XX of their bytes. */
function cloudfrontEncoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return byte <= 32 || byte >= 127 || `<>"#%{}|\\^~[]\`'`.includes(character)
        ? `%${byte.toString(16).toUpperCase().padStart(2, "0")}`
        : character;
    })
    .join("");
}

/** A row of CloudFront in the order of its 33 fields; `agentEncodings`: in some years agents were encoded twice. */
export function cloudfrontRow(request: WebRequest, agentEncodings: 1 | 2): string {
  const { date, time } = stamp(request);
  const agent = request.agent === null ? null : agentEncodings === 1 ? request.agent : cloudfrontEncoded(request.agent);
  const seconds = (request.milliseconds / 1000).toFixed(3);
  const values: (string | number | null)[] = [
    ...[date, time, "QRO50-P1", request.bytes, request.address, request.method, "d111111abcdef8.cloudfront.net", request.stem],
    ...[request.status, request.referrer, agent, request.query, "a=1; b=2", request.cache, "2kP01Cgw==", request.host, request.scheme],
    ...[412, seconds, request.forwarded, "TLSv1.3", "TLS_AES", request.cache, request.protocol, null, null, 61052, seconds],
    ...[request.cache, "text/html", 4890, null, null],
  ];
  return values.map((value) => (value === null ? "-" : cloudfrontEncoded(String(value)))).join("\t");
}
