// Cloudflare Logpush: the dataset http_requests, one JSON object a line.
import { jsonFormat } from "./json-format.ts";

export const cloudflare = jsonFormat({
  name: "cloudflare",
  description: "Cloudflare Logpush, conjunto http_requests (NDJSON)",
  source: "Cloudflare Logs, Log fields: HTTP requests; Log output options (timestamp formats)",
  specificity: 40,
  fields: {
    time: ["EdgeStartTimestamp"],
    address: ["ClientIP"],
    status: ["EdgeResponseStatus"],
    method: ["ClientRequestMethod"],
    target: ["ClientRequestURI", "ClientRequestPath"],
    protocol: ["ClientRequestProtocol"],
    bytes: ["EdgeResponseBytes"],
    referrer: ["ClientRequestReferer"],
    agent: ["ClientRequestUserAgent"],
    host: ["ClientRequestHost"],
    forwarded: ["ClientXForwardedFor"],
    cache: ["CacheCacheStatus"],
    scheme: ["ClientRequestScheme"],
    sampleInterval: ["SampleInterval"],
  },
  // What the edge asks of itself is no visitor.
  skipped: [
    { path: "WorkerSubrequest", unless: ["false"] },
    { path: "ClientRequestSource", unless: ["eyeball", "unknown", "orangeToOrange", "inBrowserChallenge", ""] },
  ],
  samples: [
    {
      line: '{"ClientIP":"187.188.10.20","ClientRequestHost":"prep.diario.mx","ClientRequestMethod":"GET","ClientRequestURI":"/prep/?x=1","ClientRequestProtocol":"HTTP/2","ClientRequestScheme":"https","ClientRequestReferer":"https://diario.mx/","ClientRequestUserAgent":"Mozilla/5.0 (X11; Linux x86_64)","EdgeStartTimestamp":1733709601987654321,"EdgeEndTimestamp":1733709601999999999,"EdgeResponseStatus":200,"EdgeResponseBytes":5120,"CacheCacheStatus":"hit","SampleInterval":1,"RayID":"8ee"}',
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        path: "/prep/",
        query: "?x=1",
        protocol: "HTTP/2",
        status: 200,
        bytes: 5120,
        referrer: "https://diario.mx/",
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        host: "prep.diario.mx",
        scheme: "https",
        cache: "hit",
        sampled: false,
      },
    },
    {
      line: '{"ClientIP":"2806:2f0:1::7","EdgeStartTimestamp":"2024-12-09T02:00:02Z","EdgeResponseStatus":499,"EdgeResponseBytes":0,"ClientRequestMethod":"GET","ClientRequestURI":"/","ClientRequestUserAgent":"","SampleInterval":10}',
      fields: { address: "2806:2f0:1::7", second: 1733709602, status: 499, bytes: 0, agent: "", sampled: true, referrer: null },
    },
    {
      line: '{"ClientIP":"187.188.10.20","EdgeStartTimestamp":1733709603,"EdgeResponseStatus":400,"ClientRequestMethod":"","ClientRequestURI":"","ClientRequestScheme":"unknown"}',
      fields: { second: 1733709603, status: 400, method: null, path: null, bytes: null, agent: null, sampled: null },
    },
  ],
});
