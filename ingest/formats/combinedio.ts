// Apache's combinedio: combined plus the bytes that came in and went out.
import { apacheFormat } from "./apache.ts";

export const combinedio = apacheFormat(
  {
    front: null,
    referrerAndAgent: true,
    ending: { pattern: String.raw` \d+ \d+`, groups: [], quotes: 0, duration: null, bytes: "counters" },
  },
  {
    name: "combinedio",
    specificity: 22,
    description: "Combined Log Format más los bytes recibidos y enviados (mod_logio)",
    source:
      'Apache HTTP Server 2.4, mod_logio y httpd.conf: "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %I %O" combinedio',
    samples: [
      {
        line: '187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET /?a=1 HTTP/1.1" 200 5120 "-" "Mozilla/5.0" 512 5480',
        fields: {
          address: "187.188.10.20",
          second: 1733709601,
          path: "/",
          query: "?a=1",
          status: 200,
          bytes: 5120,
          agent: "Mozilla/5.0",
          extra: null,
        },
      },
      {
        line: String.raw`2806:2f0:1::7 - juan perez [08/Dec/2024:20:00:02 -0600] "\x16\x03\x01" 400 - "" "" 37 512`,
        fields: {
          address: "2806:2f0:1::7",
          user: "juan perez",
          method: null,
          path: null,
          status: 400,
          bytes: null,
          referrer: "",
          agent: "",
        },
      },
      {
        line: '187.188.10.20 - - [08/Dec/2024:20:00:03 -0600] "GET /a HTTP/1.1" 200 7 "https://diario.mx/" "Lector \\"PREP\\"" 512 300 443 "-"',
        fields: { path: "/a", bytes: 7, referrer: "https://diario.mx/", agent: 'Lector "PREP"', extra: '443 "-"' },
      },
    ],
  },
);
