// Raw access logs of bunny.net's CDN (BunnyCDN): twelve fields between pipes, which nothing escapes or quotes.
//
// Neither the method nor the protocol is logged, and bunny.net says nowhere which methods are: it serves POST, PUT, PATCH and DELETE too.
// So both are null, and the path is kept: a request of unknown method, though most will be a GET. Its kind is decided without the
// method, as that of a hit without an agent is decided without the agent, and a warning says so.
import { patternFormat, statusExpected } from "./pattern-format.ts";

/** An acronym, as WA or DE; in capitals, so that pipes in a URL are seldom taken for its end. */
const edge = "[A-Z][A-Z0-9]{1,4}";
/** 32 hexadecimal digits in the documents; fields of extended logging may follow. */
const identified = String.raw`\|[0-9A-Fa-f-]{24,}(?:\|.*)?`;
const cutIdentifier = String.raw`\|[0-9A-Fa-f-]{0,23}`;

export const bunny = patternFormat({
  name: "bunny",
  description: "bunny.net (BunnyCDN), bitácora cruda; no registra el método de la solicitud",
  source: "bunny.net, CDN: Logging, raw log format; Log Forwarding (the same behind a syslog header of RFC 5424)",
  specificity: 30,
  lacksMethod: true,
  pieces: [
    { field: "cache", pattern: String.raw`([A-Z_]*|-)\|`, expected: "el resultado de la caché, como HIT o MISS" },
    { field: "status", pattern: String.raw`(\d{1,3})\|`, expected: statusExpected },
    // When the request was completed.
    { field: "time", pattern: String.raw`(\d{12,14})\|`, expected: "milisegundos desde 1970" },
    { field: "bytes", pattern: String.raw`(\d+|-)\|`, expected: "los bytes enviados" },
    { field: "pull_zone", groups: [], pattern: String.raw`(?:\d+|-)\|`, expected: "el número de la zona (pull zone)" },
    { field: "address", pattern: String.raw`([^| ]+)\|`, expected: "una dirección IP" },
  ],
  // Pipes of clients stay where they were sent: a referrer ends before the first URL behind a pipe, a URL before the first edge, an agent
  // before the first identifier. Who sends such a text in a referrer can spoil the fields of that line, and no other.
  tail: {
    fields: ["referrer", "url", "scheme", "agent"],
    pattern: String.raw`(?:(?:(.*?)\|((https?)://.*?)|[^|]*\|-?)(?:\|${edge}(?:\|(.*?)(?:${identified}|${cutIdentifier})?)?|\|[A-Z]?)?$|.*$)`,
  },
  distinctive: [],
  time: { kind: "epoch" },
  lane: null,
  laneParts: [],
  quotedFields: [],
  duration: null,
  samples: [
    {
      line: "HIT|200|1733709601421|5120|390|187.188.10.20|-|https://prep.b-cdn.net/actas/?c=1|QRO|Mozilla/5.0 (X11; Linux x86_64)|322b688bd63fb63f2babe9de30a5d262|MX",
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: null,
        path: "/actas/",
        query: "?c=1",
        protocol: null,
        status: 200,
        bytes: 5120,
        referrer: null,
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        host: "prep.b-cdn.net",
        port: null,
        user: null,
        extra: null,
        forwarded: null,
        duration_us: null,
        cache: "HIT",
        scheme: "https",
        sampled: null,
      },
    },
    {
      line: '<165>1 2024-12-09T02:00:02.003Z edge.example.com evntslog - ID47 [a@32473 eventSource="BunnyCDN"] \ufeffMISS|304|1733709602999|0|390|2806:2f0:1::7|https://diario.mx/a|b|http://prep.mx:8080/json/x.json?q=a|b|WA|Lector|PREP|322b688bd63fb63f2babe9de30a5d262|MX',
      fields: {
        address: "2806:2f0:1::7",
        second: 1733709602,
        referrer: "https://diario.mx/a|b",
        path: "/json/x.json",
        query: "?q=a|b",
        host: "prep.mx",
        port: 8080,
        scheme: "http",
        agent: "Lector|PREP",
        cache: "MISS",
      },
    },
    {
      line: "-|499|1733709603000|-|390|0.0.0.0||-|WA|-|322b688bd63fb63f2babe9de30a5d262|-",
      fields: { address: "0.0.0.0", status: 499, bytes: null, path: null, host: null, referrer: null, agent: "-", cache: null },
    },
    {
      line: "BYPASS|200|1733709604000|9|390|187.188.10.0|-|https://prep.mx|WA|Mozilla/5.0 (cortad",
      fields: { address: "187.188.10.0", path: "/", status: 200, bytes: 9, agent: "Mozilla/5.0 (cortad", cache: "BYPASS" },
    },
    {
      line: "HIT|200|1733709605000|9|390|187.188.10.20|-|https://prep.mx/b|WA|Robot/1.0|322b688bd63fb63f2babe9de30a5d262|MX|TLSv1.3|h2",
      fields: { path: "/b", agent: "Robot/1.0", extra: null },
    },
  ],
});
