// The layout that the settings of `memoria kit` make Apache and nginx write: vhost_combined with labelled fields behind the agent.
import { apacheFormat, quoted } from "./apache.ts";
import { durationSql } from "./time-style.ts";

// Apache counts microseconds and nginx seconds with three decimals; each writes its unit.
const durationUs = `CASE WHEN ends_with(f_duration, 'us') THEN ${durationSql("left(f_duration, -2)", "us")} ELSE ${durationSql("left(f_duration, -1)", "s")} END`;

/**
 * The Cache-Control header that was sent comes last, behind `cc=`, and stays in `extra` with that label: it is the only field of the layout without a
 * column of its own.
 */
export const memoriaCombined = apacheFormat(
  {
    front: "host",
    referrerAndAgent: true,
    ending: {
      pattern: String.raw` xff="(${quoted})" scheme=(https?|-) cache="(${quoted})" t=(\d+us|\d+\.\d+s|-)`,
      groups: ["forwarded", "scheme", "cache", "duration"],
      quotes: 4,
      duration: durationUs,
      bytes: "labels",
    },
  },
  {
    name: "memoria_combined",
    specificity: 35,
    description:
      "El de los ajustes de memoria kit: vhost_combined más X-Forwarded-For, esquema, caché, tiempo de respuesta y Cache-Control",
    source: "memoria kit: memoria-apache.conf y memoria-nginx.conf",
    samples: [
      {
        line: 'prep.diario.mx:443 187.188.10.20 - - [08/Dec/2024:20:00:01 -0600] "GET /json/main.json?t=1 HTTP/1.1" 200 5120 "https://prep.diario.mx/" "Mozilla/5.0" xff="-" scheme=https cache="-" t=1234us cc=no-cache, no-store, must-revalidate',
        fields: {
          host: "prep.diario.mx",
          port: 443,
          address: "187.188.10.20",
          second: 1733709601,
          method: "GET",
          path: "/json/main.json",
          query: "?t=1",
          protocol: "HTTP/1.1",
          status: 200,
          bytes: 5120,
          referrer: "https://prep.diario.mx/",
          agent: "Mozilla/5.0",
          forwarded: null,
          scheme: "https",
          cache: null,
          duration_us: 1234,
          extra: "cc=no-cache, no-store, must-revalidate",
        },
      },
      {
        line: String.raw`prep.diario.mx:80 10.0.0.7 - juan [08/Dec/2024:20:00:02 -0600] "GET /a HTTP/1.1" 200 900 "-" "Lector \"PREP\" \xc3\xa1gil" xff="2806:2f0:1::7, 10.0.0.9" scheme=http cache="cache hit" t=0.004s cc=-`,
        fields: {
          address: "10.0.0.7",
          user: "juan",
          agent: 'Lector "PREP" ágil',
          forwarded: "2806:2f0:1::7, 10.0.0.9",
          scheme: "http",
          cache: "cache hit",
          duration_us: 4000,
          extra: "cc=-",
        },
      },
      {
        line: String.raw`prep.diario.mx:80 187.188.10.20 - - [08/Dec/2024:20:00:03 -0600] "\x16\x03\x01" 400 226 "-" "-" xff="a\"b" scheme=- cache="-" t=0.000s cc=-`,
        fields: { method: null, status: 400, agent: "-", forwarded: String.raw`a\"b`, scheme: null, duration_us: 0 },
      },
    ],
  },
);
