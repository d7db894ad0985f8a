// Lines of JSON that are clean, nearly clean, or damaged: every value now and then as something that it should not be, every key in another place.
import fc from "./cases.ts";
import { anyRequest, jsonWriters, type Request } from "./json-writers.ts";

/** A request of which nothing needs an escape: most are. */
const plainRequest: fc.Arbitrary<Request> = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6()).map((address) => address.toLowerCase()),
  second: fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }),
  microsecond: fc.integer({ min: 0, max: 999_999 }),
  method: fc.constantFrom("GET", "POST", "HEAD", "PROPFIND", "M-SEARCH"),
  path: fc.constantFrom("/", "/prep/index.html", "/json/main.json", "/a;b", "/ñandú", "/a%20b"),
  query: fc.constantFrom("", "t=1", "a=b&c=d", "x;y"),
  host: fc.constantFrom("prep.mx", "www.diario.mx:8443", "-"),
  status: fc.constantFrom(200, 304, 404, 503, 0, 99),
  bytes: fc.option(fc.nat()),
  agent: fc.option(fc.constantFrom("Mozilla/5.0 (X11; Linux x86_64)", "", "-", "Lector ágil/1.0")),
  referrer: fc.option(fc.constantFrom("https://diario.mx/", "", "-")),
});

/** Text of JSON as it may stand for a value. */
const strange = [
  '""',
  '"-"',
  '" "',
  '" x "',
  '"a b"',
  '"- x"',
  '"- -"',
  "null",
  "true",
  "false",
  '"true"',
  "0",
  "-1",
  "1",
  "10",
  "1.0",
  "1.50",
  "0.004",
  "0.0000005",
  "12.3456789",
  "1e3",
  "01",
  "1.",
  ".5",
  "+1",
  "NaN",
  '"NaN"',
  '"0.004"',
  '"0.0045678"',
  '"-0.5"',
  '"1e3"',
  '".5"',
  '"5."',
  '"007"',
  '"999999999999"',
  '"9999999999999"',
  '"12345678901234567890"',
  "12345678901234567890",
  "123456789012345678901234567890",
  "500",
  "1500",
  "2500",
  "1499",
  '"200"',
  '"20"',
  '"2000"',
  '"0200"',
  "[]",
  "{}",
  '["a"]',
  '{"ip":"187.188.10.20"}',
  '"GET"',
  '"get"',
  '"G_-9"',
  '"GET / HTTP/1.1"',
  '"GET /a b HTTP/1.1"',
  '"GET /a"',
  '"GET /a?b;c HTTP/2.0"',
  '"GET  HTTP/1.1"',
  '"GET http://a.mx/b HTTP/1.1"',
  '"/"',
  '"/a?b"',
  '"/a;b?c"',
  '"/a b"',
  '"*"',
  '"a/b"',
  '"http://a.mx/b"',
  '"?x"',
  '"??x"',
  '"http"',
  '"HTTPS"',
  '"187.188.10.20:443"',
  '"[2806:2f0:1::7]:443"',
  '"2806:2f0:1::7"',
  '":80"',
  '"a.mx:8443"',
  '"a.mx:0080"',
  '"a:1234567890"',
  "1733709601",
  "1733709601.5",
  "1733709601.123456",
  "1733709601.1234567",
  "1733709601123",
  "1733709601123456",
  "1733709601123456789",
  "9999999999",
  "9999999999999999999",
  '"9999999999999999999"',
  "999999999",
  "17337096011",
  '"1733709601.123456789"',
  '"1733709601."',
  '"2024-12-08T20:00:01-06:00"',
  '"2024-12-08T20:00:01.5-06:00"',
  '"2024-12-08 20:00:01Z"',
  '"2024-12-08T20:00:01.123456789Z"',
  '"2024-12-08T20:00:01,5Z"',
  '"2024-12-08T20:00:01"',
  '"2024-12-08T20:00:01-0600"',
  '"2024-12-08T20:00:01+14:59"',
  '"2024-12-08T20:00:01+15:00"',
  '"2024-02-30T20:00:01Z"',
  '"2024-12-08T24:00:00Z"',
  '"2024-12-08T23:59:60Z"',
  '"1969-12-31T23:59:59Z"',
  '"2105-12-31T23:59:59Z"',
  '"2107-12-31T23:59:59Z"',
  '"08/Dec/2024:20:00:03 -0600"',
  '"8/Dec/2024:20:00:03 -0600"',
  '"[08/Dec/2024:20:00:03 -0600]"',
  '"32/Dec/2024:20:00:03 -0600"',
  '"hit"',
  '"eyeball"',
  '"edgeWorkerFetch"',
  String.raw`"a\"b"`,
  String.raw`"\u00e1"`,
  String.raw`"\x41"`,
  '"\t"',
  '"\u007f\u2028é"',
];

/** Keys that formats ask for, and some that none does. */
const keys = [
  "time_iso8601",
  "msec",
  "time_local",
  "time",
  "remote_addr",
  "client",
  "client_ip",
  "status",
  "Status",
  "request",
  "request_method",
  "request_uri",
  "uri",
  "args",
  "server_protocol",
  "body_bytes_sent",
  "bytes_sent",
  "http_referer",
  "http_referrer",
  "http_user_agent",
  "http_host",
  "host",
  "server_port",
  "remote_user",
  "http_x_forwarded_for",
  "upstream_cache_status",
  "scheme",
  "sent_http_cache_control",
  "request_time",
  "method",
  "path",
  "query",
  "url",
  "http.response.status_code",
  "duration_ms",
  "latency_ms",
  "EdgeStartTimestamp",
  "ClientIP",
  "EdgeResponseStatus",
  "ClientRequestURI",
  "ClientRequestPath",
  "ClientRequestProtocol",
  "ClientXForwardedFor",
  "CacheCacheStatus",
  "ClientRequestScheme",
  "ClientRequestSource",
  "WorkerSubrequest",
  "SampleInterval",
  "ClientHost",
  "ClientAddr",
  "StartLocal",
  "Duration",
  "msg",
  "RequestPort",
  "RayID",
  "us",
  "nota",
  "puerto",
  "x",
  "",
];

type Member = readonly [key: string, value: string];

/** The members of a flat object, each value as its text; null: it holds others. */
function membersOf(line: string): Member[] | null {
  const found = [...line.matchAll(/[{,](?<key>"(?:[^"\\]|\\.)*"):(?<value>"(?:[^"\\]|\\.)*"|[^",{}[\]]+)(?=[,}])/g)];
  const members = found.map(({ groups }): Member => [groups?.["key"] ?? "", groups?.["value"] ?? ""]);
  return written(members, "", "") === line ? members : null;
}

const written = (members: readonly Member[], gap: string, inner: string): string =>
  `{${inner}${members.map(([key, value]) => `${key}:${gap}${value}`).join(`,${gap}`)}${inner}}`;

/** What the format `json` reads, without objects in it. */
const flatLine = ({ address, second, microsecond, method, path, query, host, status, bytes, agent, referrer }: Request): string =>
  JSON.stringify({
    "@timestamp": new Date(second * 1000 + Math.floor(microsecond / 1000)).toISOString(),
    "client.ip": address,
    method,
    path,
    query,
    "http.response.status_code": status,
    bytes,
    user_agent: agent,
    referrer,
    host,
    duration_ms: microsecond / 1000,
  });

/** A line of a format's own writer with other members, in another order, with spaces between; or damaged. */
export function nearCleanObject(format: string): fc.Arbitrary<string> {
  const request = fc.oneof({ weight: 9, arbitrary: plainRequest }, { weight: 1, arbitrary: anyRequest });
  const line = request.map((one) => (format.startsWith("json") ? flatLine(one) : (jsonWriters[format]?.(one).line ?? "")));
  const value = fc.constantFrom(...strange);
  const member = fc.tuple(fc.constantFrom(...keys), value).map(([key, text]): Member => [JSON.stringify(key), text]);
  const changed = fc
    .record({
      line,
      others: fc.array(fc.tuple(fc.nat(40), value), { maxLength: 2 }),
      more: fc.array(fc.tuple(fc.nat(40), member), { maxLength: 3 }),
      lost: fc.option(fc.nat(40), { freq: 8 }),
      turned: fc.nat(20),
      gap: fc.constantFrom("", "", " ", "  ", "\t"),
      inner: fc.constantFrom("", "", " ", "  "),
    })
    .map((how) => {
      const members = membersOf(how.line);
      if (!members) return how.line;
      for (const [place, text] of how.others) {
        const at = place % members.length;
        members[at] = [members[at]?.[0] ?? '""', text];
      }
      for (const [place, one] of how.more) members.splice(place % (members.length + 1), 0, one);
      if (how.lost !== null) members.splice(how.lost % members.length, 1);
      const first = how.turned < 3 ? how.turned : 0;
      return written([...members.slice(first), ...members.slice(0, first)], how.gap, how.inner);
    });
  const cut = fc
    .tuple(line, fc.nat(300), fc.nat(3), fc.constantFrom("", '"', ",", ":", "{", "}", "\\", "é", "9"))
    .map(([text, at, length, put]) => `${text.slice(0, at)}${put}${text.slice(at + length)}`.toWellFormed().replaceAll("\ufffd", "?"));
  const ended = fc.tuple(line, fc.constantFrom(" ", "x", ",", "}", "\t", "{}")).map(([text, end]) => `${text}${end}`);
  const other = fc.constantFrom("", " ", "{}", "[]", "#", "null", "nada de nada", '{"a":', "\ufeff");
  return fc
    .oneof(
      { weight: 14, arbitrary: line },
      { weight: 14, arbitrary: changed },
      { weight: 1, arbitrary: cut },
      { weight: 1, arbitrary: ended },
      { weight: 1, arbitrary: other },
    )
    .map((text) => text.replace(/[\n\r\0]/g, "+"));
}
