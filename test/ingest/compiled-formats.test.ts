// A server's own format string reads what that server writes with it, or says what is wrong with the string and where.
import { describe, expect, it } from "vitest";
import { formatNamed } from "../../ingest/formats/format-named.ts";
import { formats, type ParsedFields } from "../../ingest/formats/index.ts";
import { lineClass } from "../../ingest/line-class.ts";
import { type StoredLine, withIngested } from "../support/ingest-fixture.ts";

async function read(format: string, lines: readonly string[], timeZone: string | null = null): Promise<StoredLine[]> {
  const content = lines.map((line) => `${line}\n`).join("");
  return withIngested([{ content }], (fixture) => fixture.lines(), { format, timeZone });
}

const second = 1733709601;
const mozilla = "Mozilla/5.0 (X11; Linux x86_64)";
const full = { address: "187.188.10.20", second, method: "GET", path: "/a", query: "?b=1", protocol: "HTTP/1.1", status: 200, bytes: 512 };

interface Case {
  name: string;
  format: string;
  line: string;
  fields: Partial<ParsedFields>;
  timeZone?: string;
}

const cases: Case[] = [
  {
    name: "combined with the time taken and X-Forwarded-For behind it",
    format: String.raw`LogFormat "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %D \"%{X-Forwarded-For}i\"" prep`,
    line: `187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET /a?b=1 HTTP/1.1" 200 512 "-" "${mozilla}" 4321 "10.0.0.1, 10.0.0.2"`,
    fields: { ...full, user: null, agent: mozilla, referrer: null, duration_us: 4321, forwarded: "10.0.0.1, 10.0.0.2", extra: null },
  },
  {
    name: "the request in parts, parted by bars",
    format: "%h|%t|%m|%U|%q|%H|%>s|%B|%{User-Agent}i|%v|%p",
    line: `187.188.10.20|[08/Dec/2024:20:00:01 -0600]|GET|/a|?b=1|HTTP/1.1|200|512|${mozilla}|prep.mx|443`,
    fields: { ...full, agent: mozilla, host: "prep.mx", port: 443 },
  },
  {
    name: "the request in parts, between quotes",
    format: String.raw`%a %l %u %t \"%m %U%q %H\" %>s %O %T`,
    line: '187.188.10.20 - juan perez [08/Dec/2024:20:00:01 -0600] "GET /a?b=1 HTTP/1.1" 200 512 3',
    fields: { ...full, user: "juan perez", duration_us: 3_000_000 },
  },
  {
    name: "a time by strftime in pieces, with milliseconds",
    format: `[%{%Y-%m-%d %T}t.%{msec_frac}t %{%z}t] %{c}a "%r" %>s %b %{ms}T`,
    line: '[2024-12-08 20:00:01.250 -0600] 187.188.10.20 "GET /a?b=1 HTTP/1.1" 200 512 17',
    fields: { ...full, duration_us: 17_000 },
  },
  {
    name: "a time without a zone",
    format: '%{%d/%b/%Y %H:%M:%S}t %h "%r" %s %b',
    line: '08/Dec/2024 20:00:01 187.188.10.20 "GET /a?b=1 HTTP/1.1" 200 512',
    timeZone: "America/Mexico_City",
    fields: full,
  },
  {
    name: "an epoch, the address behind the rest, and directives that are not kept",
    format: String.raw`%{msec}t\t%{Cookie}i\t%I %S %k %X %{tid}P %^FB\t"%r"\t%>s\t%b\t%h`,
    line: `1733709601123\ta=1; b=2\t12 34 0 + 140735 -\t"GET /a?b=1 HTTP/1.1"\t200\t512\t187.188.10.20`,
    fields: full,
  },
  {
    name: "headers on some statuses only, and what the last of two statuses says",
    format: `%h %s %>s %t "%r" %b "%200,304{Referer}i" "%!200{X-Cache}o" %{X-Real-IP}i`,
    line: '187.188.10.20 302 200 [08/Dec/2024:20:00:01 -0600] "GET /a?b=1 HTTP/1.1" 512 "-" "-" 10.9.9.9',
    fields: { ...full, referrer: null, cache: null, forwarded: null },
  },
  {
    name: "IPv6 with the peer's port",
    format: '%h:%{remote}p %t "%r" %>s %b',
    line: '2806:2f0:1::7:4711 [08/Dec/2024:20:00:01 -0600] "GET /a?b=1 HTTP/1.1" 200 512',
    fields: { ...full, address: "2806:2f0:1::7", port: null },
  },
  {
    name: "nginx's combined with its times, cache and X-Forwarded-For",
    format: `log_format main '$remote_addr - $remote_user [$time_local] "$request" '
      '$status $body_bytes_sent "$http_referer" '
      '"$http_user_agent" "$http_x_forwarded_for" $request_time $upstream_cache_status';`,
    line: `187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET /a?b=1 HTTP/1.1" 200 512 "https://diario.mx/" "${mozilla}" "-" 0.025 HIT`,
    fields: { ...full, referrer: "https://diario.mx/", agent: mozilla, forwarded: null, duration_us: 25_000, cache: "HIT" },
  },
  {
    name: "nginx's ISO time and the target put together",
    format: "$time_iso8601 $remote_addr $request_method $scheme://$host$request_uri $server_protocol $status $bytes_sent",
    line: "2024-12-08T20:00:01-06:00 187.188.10.20 GET https://prep.mx/a?b=1 HTTP/1.1 200 512",
    fields: { ...full, scheme: "https", host: "prep.mx" },
  },
  {
    name: "nginx's epoch, its arguments apart, and two servers asked",
    format: '$msec;$remote_addr;"$request_method $uri$is_args$args $server_protocol";$status;$body_bytes_sent;$upstream_response_time',
    line: '1733709601.250;187.188.10.20;"GET /a?b=1 HTTP/1.1";200;512;0.010, 0.020',
    fields: { ...full, duration_us: 30_000 },
  },
  {
    name: "nginx's JSON by the names that its template gives",
    format: `log_format j escape=json '{"cuando":"$msec",' '"quien":{"ip":"$remote_addr","agente":"$http_user_agent"},"que":"$request",' '"cual":$status,"n":$body_bytes_sent,"t":$request_time}';`,
    line: `{"cuando":"1733709601.250","quien":{"ip":"187.188.10.20","agente":"${mozilla}"},"que":"GET /a?b=1 HTTP/1.1","cual":200,"n":512,"t":0.025}`,
    fields: { ...full, agent: mozilla, duration_us: 25_000 },
  },
  {
    name: "JSON by the user's names",
    format: "json:time=cuando,address=ip,status=cual,request=que,bytes=n",
    line: '{"cuando":1733709601,"ip":"187.188.10.20","que":"GET /a?b=1 HTTP/1.1","cual":200,"n":512}',
    fields: full,
  },
  {
    name: "a W3C list of fields",
    format: "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query cs-version sc-status sc-bytes",
    line: "2024-12-09 02:00:01 187.188.10.20 GET /a b=1 HTTP/1.1 200 512",
    fields: full,
  },
];

describe("a format string", () => {
  it.each(cases)("reads $name", async ({ format, line, fields, timeZone }) => {
    const [stored] = await read(format, [line], timeZone ?? null);
    expect(stored?.class).toBe(lineClass.hit);
    expect(Object.fromEntries(Object.keys(fields).map((key) => [key, stored?.[key]]))).toEqual(fields);
  });

  it.each(cases)("says of $name in what it fails when the line is another", ({ format, line, timeZone }) => {
    const examine = (text: string) => formatNamed(format).examine(text, null, timeZone ?? null);
    expect(examine(line)).toEqual({ kind: "read", distinctive: true });
    const cut = examine(line.slice(0, 25));
    expect(cut.kind).toBe("failed");
    if (cut.kind === "failed")
      expect([cut.column >= 1 && cut.column <= 26, cut.expected !== "", cut.progress < 1]).toEqual([true, true, true]);
  });

  it.each([
    { string: '%h %l %u %t "%r" %>s %b', name: "common" },
    { string: String.raw`LogFormat "%h %l %u %t \"%r\" %>s %b" common`, name: "common" },
    { string: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-agent}i"', name: "combined" },
    { string: '%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"', name: "vhost_combined" },
    { string: '%{X-Forwarded-For}i %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"', name: "forwarded_combined" },
    {
      string: `$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"`,
      name: "combined",
    },
    {
      string: `$host $remote_addr - $remote_user [$time_local] "$request" $status $bytes_sent "$http_referer" "$http_user_agent"`,
      name: "vhost_combined",
    },
    { string: " combined ", name: "combined" },
  ])("that says what $name says is $name: $string", ({ string, name }) => {
    expect(formatNamed(string)).toBe(formats.find((format) => format.name === name));
  });

  it("of combined and more has the fast lane, and both lanes read alike", async () => {
    const format = formatNamed('%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" "%{X-Forwarded-For}i" %D');
    const reading = format.reading({ fieldLists: [], timeZone: null });
    expect(reading.kind === "pattern" && reading.lane !== null).toBe(true);
    const line = (agent: string, end: string) =>
      `187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET / HTTP/1.1" 200 5 "-" "${agent}"${end}`;
    const endings = [' "10.0.0.1" 7', ' "-" -', ' "10.0.0.1" 7 más', ' "10.0.0.1"', "", ' "" 7'];
    const clean = await read(
      format.name,
      endings.map((end) => line("x", end)),
    );
    const odd = await read(
      format.name,
      endings.map((end) => line(String.raw`\x78`, end)),
    );
    const of = ({ forwarded, duration_us, extra, agent }: StoredLine) => ({ forwarded, duration_us, extra, agent });
    expect(clean.map(of)).toEqual(odd.map(of));
    expect(clean.map(of)).toEqual([
      { agent: "x", forwarded: "10.0.0.1", duration_us: 7, extra: null },
      { agent: "x", forwarded: null, duration_us: null, extra: null },
      { agent: "x", forwarded: "10.0.0.1", duration_us: 7, extra: "más" },
      { agent: "x", forwarded: null, duration_us: null, extra: '"10.0.0.1"' },
      { agent: "x", forwarded: null, duration_us: null, extra: null },
      { agent: "x", forwarded: null, duration_us: 7, extra: null },
    ]);
  });

  it("reads a line as far as it goes, once address, time and status are there", async () => {
    const format = '%h %t %>s "%r" %b "%{Referer}i" "%{User-Agent}i" %D';
    const line = '187.188.10.20 [08/Dec/2024:20:00:01 -0600] 200 "GET / HTTP/1.1" 512 "-" "Mozilla" 77 y más';
    const cuts = [
      line.length,
      line.indexOf(" 77"),
      line.indexOf("zilla"),
      line.indexOf(' "-"'),
      line.indexOf("/ HTTP"),
      line.indexOf(' "GET'),
      40,
    ];
    const lines = await read(
      format,
      cuts.map((cut) => line.slice(0, cut)),
    );
    expect(lines.map((stored) => stored.class)).toEqual([...cuts.slice(1).map(() => lineClass.hit), lineClass.rejected]);
    expect(lines.map(({ path, bytes, agent, duration_us, extra }) => [path, bytes, agent, duration_us, extra]).slice(0, 6)).toEqual([
      ["/", 512, "Mozilla", 77, "y más"],
      ["/", 512, "Mozilla", null, null],
      ["/", 512, "Mo", null, null],
      ["/", 512, null, null, null],
      [null, null, null, null, null],
      [null, null, null, null, null],
    ]);
  });
});

describe("a format string is refused", () => {
  it.each([
    { string: '%h %l %u %t "%r" %>s %Q', problem: "unknown", given: "%Q", position: 22 },
    { string: `LogFormat "%h %J %t" x`, problem: "unknown", given: "%J", position: 15 },
    { string: "%h %t %{weeks}T %>s", problem: "unknown", given: "%{weeks}T", position: 7 },
    { string: "%h %{%Y-%m-%d %Q}t %>s", problem: "unknown", given: "%Q", position: 4 },
    { string: "%i %t %>s %h", problem: "unknown", given: "%i", position: 1 },
    { string: "%h %t %>s %", problem: "unclosed", given: "%", position: 11 },
    { string: "%h %t %{Referer >s", problem: "unclosed", given: "%{Referer >s", position: 7 },
    { string: "$remote_adr [$time_local] $status", problem: "unknown", given: "$remote_adr", position: 1 },
    { string: "log_format x '$remote_addr $status' ' [$time_lokal]';", problem: "unknown", given: "$time_lokal", position: 40 },
    { string: "$remote_addr $ $time_local", problem: "unclosed", given: "$ $time_loca", position: 14 },
    { string: '%h "%r" %b', problem: "missing", given: "time, status", position: null },
    { string: '%t "%r" %>s', problem: "missing", given: "address", position: null },
    { string: "%h %{%H:%M}t %>s", problem: "missing", given: "time", position: null },
    { string: `log_format j '{"ip":"$remote_addr","t":"$time_iso8601"}';`, problem: "missing", given: "status", position: null },
    { string: "%h%l %t %>s", problem: "ambiguous", given: "%h%l", position: 1 },
    {
      string: "$remote_addr [$time_local] $status $body_bytes_sent$request_time",
      problem: "ambiguous",
      given: "$body_bytes_sent$request_time",
      position: 36,
    },
  ])("when it is $problem: $string", ({ string, problem, given, position }) => {
    expect(() => formatNamed(string)).toThrow(
      expect.objectContaining({ code: "format-string-invalid", facts: expect.objectContaining({ problem, given, position }) }),
    );
  });

  it("with the known names when it is none of them", () => {
    expect(() => formatNamed("inventado")).toThrow(expect.objectContaining({ code: "format-name-unknown" }));
  });
});
