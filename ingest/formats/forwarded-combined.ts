// Combined with X-Forwarded-For in front, as servers behind a proxy or CDN are often made to write it.
import { apacheFormat } from "./apache.ts";

export const forwardedCombined = apacheFormat(
  { front: "forwarded", referrerAndAgent: true },
  {
    name: "forwarded_combined",
    description: "Combined Log Format con la lista de X-Forwarded-For al frente",
    source:
      'Apache HTTP Server 2.4, mod_log_config: "%{X-Forwarded-For}i %h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-agent}i\\""',
    samples: [
      {
        line: '187.188.10.20, 10.0.0.7:4711 10.0.0.5 - - [08/Dec/2024:20:00:01 -0600] "GET / HTTP/1.1" 200 900 "-" "Mozilla/5.0"',
        fields: {
          forwarded: "187.188.10.20, 10.0.0.7:4711",
          address: "10.0.0.5",
          user: null,
          path: "/",
          status: 200,
          agent: "Mozilla/5.0",
        },
      },
      {
        line: '"2806:2f0:1::7, unix:" ::1 - juan perez [08/Dec/2024:20:00:02 -0600] "GET /a HTTP/1.1" 200 900 "-" "Mozilla/5.0"',
        fields: { forwarded: "2806:2f0:1::7, unix:", address: "::1", user: "juan perez", path: "/a" },
      },
      {
        line: '- 10.0.0.5 - - [08/Dec/2024:20:00:03 -0600] "GET /b HTTP/1.1" 200 900 "-" "Mozilla/5.0"',
        fields: { forwarded: null, address: "10.0.0.5", path: "/b" },
      },
    ],
  },
);
