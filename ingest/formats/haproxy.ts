// HAProxy's HTTP log (`option httplog`), with or without the syslog header in front.
import { patternFormat, statusExpected } from "./pattern-format.ts";
import { durationSql } from "./time-style.ts";

const time = String.raw`\d\d/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d\.\d{3}`;
const count = String.raw`\+?-?\d+`;

export const haproxy = patternFormat({
  name: "haproxy",
  description: "HAProxy, option httplog; su hora no lleva zona: se indica con --time-zone",
  source: "HAProxy Configuration Manual, HTTP log format (option httplog)",
  sampleTimeZone: "America/Mexico_City",
  specificity: 30,
  pieces: [
    { field: "address", pattern: String.raw`\[?([^ \[\]"]+?)\]?:\d+ `, expected: "una dirección IP con su puerto" },
    { field: "time", pattern: String.raw`\[(${time})\] `, expected: "una hora como [08/Dec/2024:20:00:00.123]" },
    { field: "frontend", groups: [], pattern: "[^ ]+ ", expected: "el nombre del frente" },
    { field: "backend", groups: [], pattern: "[^ /]*/[^ ]+ ", expected: "el servicio y el servidor, como prep/web1" },
    { field: "duration", pattern: String.raw`-?\d+/-?\d+/-?\d+/-?\d+/(${count}) `, expected: "cinco tiempos en milisegundos" },
    { field: "status", pattern: String.raw`(-?\d{1,3}) `, expected: statusExpected },
    { field: "bytes", pattern: String.raw`\+?(\d+)(?: |$)`, expected: "los bytes enviados" },
  ],
  // A request that did not fit has no closing quote.
  tail: {
    fields: ["extra", "request"],
    pattern: String.raw`(?:[^ ]+ [^ ]+ [^ ]{4} [+\d/]+ \d+/\d+ ((?:\{.*?\} )*)"([^"]*)(?:"|$))?.*$`,
  },
  distinctive: ["request"],
  time: { kind: "strptime", format: "%d/%b/%Y:%H:%M:%S.%g", shape: new RegExp(`^${time}$`), zoned: false },
  lane: null,
  laneParts: [],
  quotedFields: [],
  // A plus sign: logged before the end, so the time is the least that it took. Minus one: broken off.
  duration: `CASE WHEN NOT starts_with(f_duration, '-') THEN ${durationSql("ltrim(f_duration, '+')", "ms")} END`,
  samples: [
    {
      line: 'Dec  8 20:00:01 equilibrador haproxy[14389]: 187.188.10.20:33317 [08/Dec/2024:20:00:01.655] prep~ web/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {prep.mx} {} "GET /index.html?a=1 HTTP/1.1"',
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        path: "/index.html",
        query: "?a=1",
        protocol: "HTTP/1.1",
        status: 200,
        bytes: 2750,
        duration_us: 109_000,
        agent: null,
        extra: "{prep.mx} {}",
      },
    },
    {
      line: '<134>Dec  8 20:00:02 haproxy[14389]: 2806:2f0:1::7:33318 [08/Dec/2024:20:00:02.001] prep prep/<NOSRV> -1/-1/-1/-1/0 400 187 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>"',
      fields: { address: "2806:2f0:1::7", method: null, path: null, status: 400, bytes: 187, duration_us: 0 },
    },
    {
      line: '187.188.10.20:33319 [08/Dec/2024:20:00:03.999] prep web/srv2 0/0/1/2/+3 200 +512 - - ---- 1/1/1/1/0 0/0 "GET /una/ruta/muy/larga?con=mucho',
      fields: {
        second: 1733709603,
        method: "GET",
        path: "/una/ruta/muy/larga",
        query: "?con=mucho",
        protocol: null,
        status: 200,
        bytes: 512,
        duration_us: 3000,
      },
    },
    {
      line: '<134>1 2024-12-08T20:00:04.817934-06:00 - haproxy 266980 - - [2806:2f0:1::8]:1 [08/Dec/2024:20:00:04.766] prep web/srv1 0/0/24/-1/51 -1 0 - - CD-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"',
      fields: { address: "2806:2f0:1::8", path: "/", status: -1, bytes: 0, duration_us: 51_000 },
    },
  ],
});
