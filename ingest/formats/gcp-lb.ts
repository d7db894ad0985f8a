// Google Cloud's load balancers and CDN: entries of Cloud Logging with an `httpRequest`, one a line.
import { jsonFormat } from "./json-format.ts";

export const gcpLb = jsonFormat({
  name: "gcp_lb",
  description: "Google Cloud Load Balancing y Cloud CDN (Cloud Logging, JSON)",
  source: "Google Cloud, Cloud Logging: LogEntry, HttpRequest; Cloud Load Balancing: HTTP(S) logging",
  specificity: 40,
  time: { kind: "iso" },
  fields: {
    time: ["timestamp"],
    address: ["httpRequest.remoteIp"],
    status: ["httpRequest.status"],
    method: ["httpRequest.requestMethod"],
    target: ["httpRequest.requestUrl"],
    protocol: ["httpRequest.protocol"],
    bytes: ["httpRequest.responseSize"],
    referrer: ["httpRequest.referer"],
    agent: ["httpRequest.userAgent"],
    cache: ["httpRequest.cacheHit"],
    duration_s: ["httpRequest.latency"],
  },
  skipped: [{ path: "textPayload", unless: [] }],
  changes: {
    duration_s: (text) => `rtrim(${text}, 's')`,
    cache: (text) => `CASE ${text} WHEN 'true' THEN 'HIT' WHEN 'false' THEN 'MISS' END`,
  },
  samples: [
    {
      line: '{"httpRequest":{"requestMethod":"GET","requestUrl":"https://prep.diario.mx/prep/?x=1","requestSize":"300","status":200,"responseSize":"5120","userAgent":"Mozilla/5.0 (X11; Linux x86_64)","remoteIp":"187.188.10.20","serverIp":"10.0.0.2","referer":"https://diario.mx/","latency":"0.123456s","cacheHit":true,"protocol":"HTTP/2"},"insertId":"1","jsonPayload":{"statusDetails":"response_from_cache"},"logName":"projects/p/logs/requests","timestamp":"2024-12-09T02:00:01.123456Z"}',
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        path: "/prep/",
        query: "?x=1",
        protocol: "HTTP/2",
        host: "prep.diario.mx",
        status: 200,
        bytes: 5120,
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        referrer: "https://diario.mx/",
        duration_us: 123_456,
        cache: "HIT",
      },
    },
    {
      line: '{"timestamp":"2024-12-09T02:00:02Z","httpRequest":{"requestMethod":"GET","requestUrl":"http://[2806:2f0:1::7]:8080/","status":"502","responseSize":"0","remoteIp":"[2806:2f0:1::8]:5678","latency":"30s"}}',
      fields: { address: "2806:2f0:1::8", status: 502, bytes: 0, path: "/", port: 8080, duration_us: 30_000_000, agent: null, cache: null },
    },
    {
      line: '{"timestamp":"2024-12-08T20:00:03-06:00","httpRequest":{"requestMethod":"\\u0016\\u0003","requestUrl":"","status":400,"remoteIp":"187.188.10.20:41000"}}',
      fields: { second: 1733709603, address: "187.188.10.20", method: null, path: null, status: 400, bytes: null, duration_us: null },
    },
  ],
});
