// The Combined Log Format of Apache and nginx: common plus referrer and user agent.
import { apacheFormat } from "./apache.ts";

export const combined = apacheFormat(
  { front: null, referrerAndAgent: true },
  {
    name: "combined",
    description: "Combined Log Format de Apache y nginx: el común más sitio de procedencia y navegador",
    source:
      'Apache HTTP Server 2.4, mod_log_config: "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-agent}i\\""; nginx, log_format combined',
    samples: [
      {
        line: '2806:2f0:1::7 - - [08/Dec/2024:20:00:01 -0600] "GET /index.html;s=1 HTTP/2.0" 304 0 "https://diario.mx/prep" "Mozilla/5.0 (X11; Linux x86_64)"',
        fields: {
          address: "2806:2f0:1::7",
          second: 1733709601,
          method: "GET",
          path: "/index.html",
          query: ";s=1",
          protocol: "HTTP/2.0",
          status: 304,
          bytes: 0,
          referrer: "https://diario.mx/prep",
          agent: "Mozilla/5.0 (X11; Linux x86_64)",
        },
      },
      {
        line: String.raw`187.188.10.20 - - [08/Dec/2024:20:00:02 -0600] "\x16\x03\x01" 400 226 "-" "Lector \"PREP\" \xc3\xa1gil"`,
        fields: { method: null, path: null, status: 400, bytes: 226, referrer: null, agent: 'Lector "PREP" ágil' },
      },
      {
        line: '187.188.10.20 - - [08/Dec/2024:20:00:03 -0600] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0 (cortad',
        fields: { path: "/", status: 200, bytes: 512, agent: "Mozilla/5.0 (cortad" },
      },
      {
        line: '187.188.10.20 - - [08/Dec/2024:20:00:04 -0600] "GET / HTTP/1.1" 200 512 "-" "" 0.004 "10.0.0.1, 10.0.0.2"',
        fields: { path: "/", status: 200, agent: "", extra: '0.004 "10.0.0.1, 10.0.0.2"' },
      },
    ],
  },
);
