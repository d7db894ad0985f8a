// The Common Log Format of Apache and nginx.
import { apacheFormat } from "./apache.ts";

export const common = apacheFormat(
  { front: null, referrerAndAgent: false },
  {
    name: "common",
    description: "Common Log Format de Apache y nginx: dirección, usuario, hora, solicitud, estado y bytes",
    source: 'Apache HTTP Server 2.4, mod_log_config: "%h %l %u %t \\"%r\\" %>s %b"',
    samples: [
      {
        line: '187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET /json/main.json?t=1733709600 HTTP/1.1" 200 5120',
        fields: {
          address: "187.188.10.20",
          second: 1733709601,
          method: "GET",
          path: "/json/main.json",
          query: "?t=1733709600",
          protocol: "HTTP/1.1",
          status: 200,
          bytes: 5120,
          referrer: null,
          agent: null,
        },
      },
      {
        line: 'equipo.redaccion.mx - juan perez [08/Dec/2024:20:00:02 -0600] "-" 408 -',
        fields: {
          address: "equipo.redaccion.mx",
          user: "juan perez",
          second: 1733709602,
          method: null,
          path: null,
          status: 408,
          bytes: null,
        },
      },
      {
        line: '::1 - - [08/Dec/2024:20:00:03 -0600] "OPTIONS * HTTP/1.0" 200 126 532 "-"',
        fields: { address: "::1", method: "OPTIONS", path: "*", status: 200, bytes: 126, extra: '532 "-"' },
      },
    ],
  },
);
