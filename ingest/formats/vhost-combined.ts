// Apache's vhost_combined: the virtual host, with or without its port, in front of combined.
import { apacheFormat } from "./apache.ts";

export const vhostCombined = apacheFormat(
  { front: "host", referrerAndAgent: true },
  {
    name: "vhost_combined",
    description: "Combined Log Format con el servidor virtual y su puerto al frente",
    source: 'Debian apache2.conf: LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" vhost_combined',
    samples: [
      {
        line: 'prep.diario.mx:443 187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET /actas HTTP/1.1" 200 900 "-" "Mozilla/5.0"',
        fields: {
          host: "prep.diario.mx",
          port: 443,
          address: "187.188.10.20",
          path: "/actas",
          query: null,
          status: 200,
          bytes: 900,
          agent: "Mozilla/5.0",
        },
      },
      {
        line: 'prep.diario.mx 187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET http://otro.mx/actas?x=1 HTTP/1.1" 200 900 "-" "Mozilla/5.0"',
        fields: { host: "prep.diario.mx", port: null, path: "/actas", query: "?x=1" },
      },
    ],
  },
);
