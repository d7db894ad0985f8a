// Fastly's default: the Common Log Format behind a syslog header.
import { apacheFormat } from "./apache.ts";

export const fastly = apacheFormat(
  { front: null, referrerAndAgent: false },
  {
    name: "fastly",
    specificity: 12,
    behindSyslog: true,
    description: "Common Log Format detrás de un encabezado de syslog, como lo envía Fastly",
    source: 'Fastly, Logging, Syslog: %h %l %u %t "%r" %>s %b, message_type classic (RFC 3164) o loggly (RFC 5424)',
    samples: [
      {
        line: '<134>2024-12-09T02:00:02Z cache-qro1234 prep[62959]: 187.188.10.20 - - [09/Dec/2024:02:00:01 +0000] "GET /?a=1 HTTP/1.1" 200 5120',
        fields: {
          address: "187.188.10.20",
          user: null,
          second: 1733709601,
          path: "/",
          query: "?a=1",
          status: 200,
          bytes: 5120,
          agent: null,
          extra: null,
        },
      },
      {
        line: 'Dec  9 02:00:02 cache-qro1234 prep[62959]: 2806:2f0:1::7 "-" "-" [09/Dec/2024:02:00:02 +0000] "-" 408 -',
        fields: { address: "2806:2f0:1::7", method: null, path: null, status: 408, bytes: null },
      },
      {
        line: String.raw`<134>1 2024-12-09T02:00:03.123Z cache-qro1234 prep 62959 - [prep@41058 tag="a b\"\]"] 187.188.10.20 - - [09/Dec/2024:02:00:03 +0000] "GET /c HTTP/1.1" 304 0`,
        fields: { address: "187.188.10.20", path: "/c", status: 304, bytes: 0 },
      },
    ],
  },
);
