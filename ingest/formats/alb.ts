// Access logs of AWS Application Load Balancers.
import { quoted, quotedOrCut } from "./apache.ts";
import { patternFormat, statusExpected } from "./pattern-format.ts";

const seconds = String.raw`(?:-1|\d+(?:\.\d+)?|-)`;
const target = "[^ ]+";
const port = String.raw`:\d+`;

/** The three times of a request add up; -1 says that the target never got it, or did not answer. */
const taken = [1, 2, 3].map((i) => `TRY_CAST(nullif(split_part(f_duration, ' ', ${i}), '-1') AS DOUBLE)`).join(" + ");

export const alb = patternFormat({
  name: "alb",
  description: "AWS Application Load Balancer",
  source: "AWS, Elastic Load Balancing: Access logs for your Application Load Balancer, Access log entries",
  specificity: 30,
  pieces: [
    {
      field: "type",
      groups: [],
      pattern: "(?:https?|h2|grpcs?|wss?) ",
      expected: "el tipo de solicitud: http, https, h2, grpcs, ws o wss",
    },
    {
      field: "time",
      pattern: String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) `,
      expected: "una hora como 2024-12-09T02:00:01.186641Z",
    },
    { field: "elb", groups: [], pattern: "[^ ]+ ", expected: "el nombre del balanceador" },
    { field: "address", pattern: String.raw`\[?([^ \[\]]+?)\]?${port} `, expected: "una dirección IP con su puerto" },
    { field: "target", groups: [], pattern: `${target} `, expected: "el destino con su puerto, o un guion" },
    { field: "duration", pattern: `(${seconds} ${seconds} ${seconds}) `, expected: "tres tiempos en segundos" },
    { field: "status", pattern: String.raw`(\d{3}|-) `, expected: statusExpected },
    { field: "target_status", groups: [], pattern: String.raw`(?:\d+|-) `, expected: "el código de estado del destino o un guion" },
    { field: "bytes", groups: ["bytes"], pattern: String.raw`\d+ (\d+)(?: |$)`, expected: "los bytes recibidos y los enviados" },
  ],
  // The scheme is told by the target, which holds it, and not by the type: HTTP/2 is always encrypted.
  tail: {
    fields: ["request", "scheme", "agent"],
    pattern: String.raw`(?:("(?:[^ "]* (?:(https?)://)?)?${quoted}(?:"|\\?$))(?: ${quotedOrCut})?)?.*$`,
  },
  distinctive: ["request"],
  time: { kind: "iso" },
  lane: null,
  laneParts: [],
  quotedFields: ["request", "agent"],
  duration: `CASE WHEN f_duration <> '' THEN round((${taken}) * 1000000)::BIGINT END`,
  samples: [
    {
      line: 'https 2024-12-09T02:00:01.186641Z app/prep/50dc6c495c0c9188 187.188.10.20:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0 5120 "GET https://prep.mx:443/actas?c=1 HTTP/1.1" "Mozilla/5.0 (X11; Linux x86_64)" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/prep/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "prep.mx" "arn:aws:acm:us-east-2:123456789012:certificate/1" 1 2024-12-09T02:00:01.000000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_1234',
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        host: "prep.mx",
        port: 443,
        path: "/actas",
        query: "?c=1",
        protocol: "HTTP/1.1",
        scheme: "https",
        status: 200,
        bytes: 5120,
        duration_us: 171_000,
        referrer: null,
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        extra: null,
        forwarded: null,
      },
    },
    {
      line: 'http 2024-12-09T02:00:02.000000Z app/prep/50dc6c495c0c9188 2806:2f0:1::7:2817 - -1 -1 -1 460 - 0 0 "- http://prep.mx:80- -" "-" - - - "-" "-" "-" - 2024-12-09T02:00:02.000000Z "-" "-" "-" "-" "-" "-" "-"',
      fields: { address: "2806:2f0:1::7", method: null, path: null, status: 460, bytes: 0, duration_us: null, agent: "-" },
    },
    {
      line: 'h2 2024-12-09T02:00:03.5Z app/prep/1 [2806:2f0:1::8]:55 10.0.0.1:80 0.001 0.002 0.000 304 304 77 0 "GET https://prep.mx:443/?q=\\x22a\\x22 HTTP/2.0" "Lector \\x22PREP\\x22" -',
      fields: { address: "2806:2f0:1::8", scheme: "https", path: "/", query: '?q="a"', duration_us: 3000, agent: 'Lector "PREP"' },
    },
    {
      line: 'http 2024-12-09T02:00:04.000000Z app/prep/1 187.188.10.20:1 10.0.0.1:80 0.001 0.002 0.000 200 200 77 9 "GET http://prep.mx:80/b HTTP/1.1" "Mozilla/5.0 (cortad',
      fields: { path: "/b", scheme: "http", status: 200, bytes: 9, agent: "Mozilla/5.0 (cortad" },
    },
  ],
});
