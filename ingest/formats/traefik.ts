// Traefik's access log in the Common Log Format: combined plus a counter, the router, the server and the time taken.
import { apacheFormat } from "./apache.ts";
import { durationSql } from "./time-style.ts";

const name = '(?:"[^"]*"|-)';

export const traefik = apacheFormat(
  {
    front: null,
    referrerAndAgent: true,
    ending: {
      // A router and a server that there are none of are a dash, in some versions without quotes.
      pattern: String.raw` \d+ ${name} ${name} (\d+)ms`,
      groups: ["duration"],
      quotes: 4,
      duration: durationSql("f_duration", "ms"),
    },
  },
  {
    name: "traefik",
    specificity: 23,
    description: "Traefik en CLF: combinado más contador, ruta, servidor y milisegundos",
    source: "Traefik, Access Logs: Common Log Format (CLF)",
    samples: [
      {
        line: '187.188.10.20 - - [09/Dec/2024:02:00:01 +0000] "GET /actas?c=1 HTTP/2.0" 200 5120 "-" "Mozilla/5.0" 17 "prep@docker" "http://10.0.0.2:8080" 12ms',
        fields: {
          address: "187.188.10.20",
          second: 1733709601,
          path: "/actas",
          query: "?c=1",
          protocol: "HTTP/2.0",
          status: 200,
          bytes: 5120,
          agent: "Mozilla/5.0",
          duration_us: 12_000,
          extra: null,
        },
      },
      {
        line: '2806:2f0:1::7 - juan [09/Dec/2024:02:00:02 +0000] "GET /a HTTP/1.1" 404 19 "-" "-" 18 "-" "-" 0ms',
        fields: { address: "2806:2f0:1::7", user: "juan", status: 404, agent: "-", duration_us: 0 },
      },
      {
        line: '187.188.10.20 - - [09/Dec/2024:02:00:03 +0000] "\\x16\\x03" 400 - "-" "Lector \\"PREP\\"" 19 - - 3ms',
        fields: { method: null, path: null, status: 400, bytes: null, agent: 'Lector "PREP"', duration_us: 3000 },
      },
    ],
  },
);
