// Traefik's access log as JSON: flat names, durations in nanoseconds, headers where the server was told to keep them.
import { jsonFormat } from "./json-format.ts";

export const traefikJson = jsonFormat({
  name: "traefik_json",
  description: "Traefik 2 y 3 (accessLog.format=json)",
  source: "Traefik Documentation, Observability: Access logs (available fields)",
  specificity: 40,
  time: { kind: "iso" },
  fields: {
    time: ["StartUTC", "StartLocal", "time"],
    address: ["ClientHost", "ClientAddr"],
    status: ["DownstreamStatus"],
    method: ["RequestMethod"],
    target: ["RequestPath"],
    protocol: ["RequestProtocol"],
    bytes: ["DownstreamContentSize"],
    referrer: ["request_Referer"],
    agent: ["request_User-Agent"],
    host: ["RequestHost", "RequestAddr"],
    port: ["RequestPort"],
    user: ["ClientUsername"],
    forwarded: ["request_X-Forwarded-For"],
    scheme: ["RequestScheme"],
    duration_ns: ["Duration"],
  },
  // The server's own messages in the same stream.
  skipped: [
    { path: "msg", unless: [""] },
    { path: "message", unless: [""] },
  ],
  samples: [
    {
      line: '{"ClientAddr":"187.188.10.20:52654","ClientHost":"187.188.10.20","ClientPort":"52654","ClientUsername":"-","DownstreamContentSize":5120,"DownstreamStatus":200,"Duration":3454189,"OriginStatus":200,"RequestAddr":"prep.diario.mx","RequestHost":"prep.diario.mx","RequestMethod":"GET","RequestPath":"/prep/?x=1","RequestPort":"-","RequestProtocol":"HTTP/2.0","RequestScheme":"https","StartLocal":"2024-12-08T20:00:01.189830187-06:00","StartUTC":"2024-12-09T02:00:01.189830187Z","entryPointName":"https","level":"info","msg":"","request_User-Agent":"Mozilla/5.0 (X11; Linux x86_64)","request_Referer":"https://diario.mx/","time":"2024-12-09T02:00:01Z"}',
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        path: "/prep/",
        query: "?x=1",
        protocol: "HTTP/2.0",
        status: 200,
        bytes: 5120,
        referrer: "https://diario.mx/",
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        host: "prep.diario.mx",
        port: null,
        user: null,
        scheme: "https",
        duration_us: 3454,
      },
    },
    {
      line: '{"ClientAddr":"[2806:2f0:1::7]:443","DownstreamContentSize":0,"DownstreamStatus":499,"Duration":0,"RequestMethod":"GET","RequestPath":"/","StartUTC":"2024-12-09T02:00:02Z"}',
      fields: { address: "2806:2f0:1::7", second: 1733709602, status: 499, bytes: 0, duration_us: 0, agent: null, host: null },
    },
    {
      line: '{"ClientAddr":"187.188.10.20:443","ClientHost":"","DownstreamStatus":400,"RequestMethod":"-","RequestPath":"","time":"2024-12-08T20:00:03-06:00"}',
      fields: { address: "187.188.10.20", second: 1733709603, status: 400, method: null, path: null, bytes: null },
    },
  ],
});
