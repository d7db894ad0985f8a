// Caddy's access log: JSON beside the server's own messages, which are no requests.
import { jsonFormat } from "./json-format.ts";

export const caddy = jsonFormat({
  name: "caddy",
  description: "Caddy 2 (JSON)",
  source: "Caddy Documentation, How Logging Works; directiva log",
  specificity: 40,
  fields: {
    time: ["ts"],
    // `client_ip` is `remote_ip`, or the client behind the proxies that the server itself was told to trust.
    address: ["request.client_ip", "request.remote_ip", "request.remote_addr"],
    status: ["status"],
    method: ["request.method"],
    target: ["request.uri"],
    protocol: ["request.proto"],
    bytes: ["size"],
    referrer: ["request.headers.Referer[0]"],
    agent: ["request.headers.User-Agent[0]"],
    host: ["request.host"],
    user: ["user_id"],
    forwarded: ["request.headers.X-Forwarded-For[*]"],
    duration_s: ["duration"],
  },
  // A failed request is told twice: by the error, and by its access line.
  skipped: [{ path: "msg", unless: ["handled request", ""] }],
  samples: [
    {
      line: '{"level":"info","ts":1733709601.9999991,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"10.0.0.1","remote_port":"41342","client_ip":"187.188.10.20","proto":"HTTP/2.0","method":"GET","host":"prep.diario.mx","uri":"/prep/?x=1","headers":{"User-Agent":["Mozilla/5.0 (X11; Linux x86_64)"],"Referer":["https://diario.mx/"],"X-Forwarded-For":["187.188.10.20","10.0.0.9"]},"tls":{"resumed":false}},"bytes_read":0,"user_id":"","duration":0.000929675,"size":10900,"status":200,"resp_headers":{"Server":["Caddy"]}}',
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        path: "/prep/",
        query: "?x=1",
        protocol: "HTTP/2.0",
        status: 200,
        bytes: 10900,
        referrer: "https://diario.mx/",
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        forwarded: "187.188.10.20, 10.0.0.9",
        host: "prep.diario.mx",
        duration_us: 930,
        user: null,
      },
    },
    {
      line: '{"level":"info","ts":"2024-12-09T02:00:02.5Z","logger":"http.log.access.log0","msg":"handled request","request":{"remote_addr":"[2806:2f0:1::7]:41342","method":"GET","host":"[2806:2f0:1::8]:8443","uri":"/","headers":{}},"duration":1.5,"size":0,"status":0}',
      fields: {
        address: "2806:2f0:1::7",
        second: 1733709602,
        status: 0,
        bytes: 0,
        agent: null,
        referrer: null,
        forwarded: null,
        port: 8443,
        path: "/",
      },
    },
    {
      line: '{"level":"error","ts":1733709603,"msg":"handled request","request":{"remote_ip":"187.188.10.20","method":"","uri":"","headers":{"User-Agent":[]}},"status":400}',
      fields: { second: 1733709603, method: null, path: null, status: 400, bytes: null, agent: null },
    },
  ],
});
