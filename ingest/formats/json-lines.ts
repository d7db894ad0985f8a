// JSON lines of any program: each field is looked for under the names that servers and frameworks usually give it.
import { type JsonFields, jsonFormat } from "./json-format.ts";

/** No two names here may be such that one is a text where the other looks for keys. */
export const knownNames: JsonFields = {
  time: ["time", "timestamp", "@timestamp", "ts", "time_iso8601", "time_local", "msec", "datetime", "date_time", "start_time", "startTime"],
  address: [
    "remote_addr",
    "client_ip",
    "remote_ip",
    "clientip",
    "clientIp",
    "clientIP",
    "remoteAddr",
    "remoteAddress",
    "remoteIp",
    "remote_address",
    "client_addr",
    "ip",
    "client.ip",
    "source.ip",
    "c-ip",
  ],
  status: [
    "status",
    "status_code",
    "statusCode",
    "response_code",
    "http_status",
    "response_status",
    "http.response.status_code",
    "sc-status",
  ],
  request: ["request", "request_line"],
  method: ["method", "request_method", "requestMethod", "http_method", "verb", "http.request.method", "cs-method"],
  target: ["request_uri", "requestUri", "uri", "url.original", "url.path", "path", "request_path", "requestUrl", "target", "cs-uri-stem"],
  query: ["query", "query_string", "args", "url.query", "cs-uri-query"],
  protocol: ["protocol", "server_protocol", "http_version", "httpVersion"],
  bytes: ["bytes", "body_bytes_sent", "bytes_sent", "size", "response_size", "content_length", "http.response.body.bytes", "sc-bytes"],
  referrer: ["referer", "referrer", "http_referer", "http_referrer", "http.request.referrer", "cs(Referer)"],
  agent: ["user_agent", "userAgent", "http_user_agent", "agent", "useragent", "user-agent", "User-Agent", "cs(User-Agent)"],
  host: ["http_host", "host", "server_name", "vhost", "url.domain", "cs-host"],
  user: ["remote_user", "user"],
  forwarded: ["http_x_forwarded_for", "x_forwarded_for", "xForwardedFor", "x-forwarded-for", "X-Forwarded-For"],
  cache: ["upstream_cache_status", "cache_status", "cacheStatus"],
  scheme: ["scheme"],
  duration_s: ["request_time"],
  duration_ms: ["response_time_ms", "duration_ms", "latency_ms", "elapsed_ms"],
};

export const genericJson = {
  source: "RFC 8259; un objeto por línea (jsonlines.org)",
  dottedKeys: true,
  hexEscapes: true,
  wrappers: ["log", "message", "msg", "event.original", "textPayload"],
};

export const jsonLines = jsonFormat({
  ...genericJson,
  name: "json",
  description: "JSON por línea con nombres usuales; otros se indican con --format 'json:time=ts,address=client.ip,...'",
  specificity: 1,
  fields: knownNames,
  samples: [
    {
      line: '{"timestamp":"2024-12-09T02:00:01.250Z","client_ip":"187.188.10.20","method":"GET","path":"/prep","query":"x=1","status":200,"bytes":5120,"user_agent":"Mozilla/5.0 (X11; Linux x86_64)","referer":"https://diario.mx/","duration_ms":12.5}',
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        path: "/prep",
        query: "?x=1",
        status: 200,
        bytes: 5120,
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        referrer: "https://diario.mx/",
        duration_us: 12_500,
      },
    },
    {
      line: '{"@timestamp":"2024-12-08T20:00:02.5-06:00","source":{"ip":"2806:2f0:1::7"},"http":{"request":{"method":"POST"},"response":{"status_code":503,"body":{"bytes":0}}},"url":{"path":"/api","domain":"prep.mx"}}',
      fields: {
        address: "2806:2f0:1::7",
        second: 1733709602,
        method: "POST",
        path: "/api",
        host: "prep.mx",
        status: 503,
        bytes: 0,
        agent: null,
      },
    },
    {
      line: '{"http.response.status_code":"404","source.ip":"[2806:2f0:1::7]:5678","ts":1733709603000000000,"http.request.method":"GET","url.original":"https://prep.mx/x?y"}',
      fields: { address: "2806:2f0:1::7", second: 1733709603, status: 404, path: "/x", query: "?y", host: "prep.mx", bytes: null },
    },
    {
      line: String.raw`{"ts":1733709604.75,"ip":"187.188.10.20","request":"\u0000\ud800","status":400,"user_agent":null,"bytes":null}`,
      fields: { second: 1733709604, method: null, path: null, status: 400, bytes: null, agent: null },
    },
  ],
});
