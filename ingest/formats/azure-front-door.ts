// Azure Front Door's access log as diagnostic settings deliver it: one record a line, the request under `properties`.
import { jsonFormat } from "./json-format.ts";

export const azureFrontDoor = jsonFormat({
  name: "azure_front_door",
  description: "Azure Front Door, FrontDoorAccessLog (JSON)",
  source: "Microsoft Learn, Azure Front Door: Monitor metrics and logs (access log)",
  specificity: 40,
  fields: {
    time: ["time"],
    // The peer; `clientIp` is what X-Forwarded-For says, and anybody can write that.
    address: ["properties.socketIp", "properties.clientIp"],
    forwarded: ["properties.clientIp"],
    status: ["properties.httpStatusCode"],
    method: ["properties.httpMethod"],
    target: ["properties.requestUri"],
    protocol: ["properties.httpVersion"],
    bytes: ["properties.responseBytes"],
    referrer: ["properties.referer", "properties.referrer"],
    agent: ["properties.userAgent"],
    host: ["properties.hostName"],
    cache: ["properties.cacheStatus"],
    scheme: ["properties.requestProtocol"],
    duration_s: ["properties.timeTaken"],
  },
  // Other logs of the same profile; and the same request again, from the edge to its shield.
  skipped: [
    { path: "category", unless: ["FrontDoorAccessLog", "FrontdoorAccessLog", "AzureCdnAccessLog"] },
    { path: "properties.isReceivedFromClient", unless: ["true", "True"] },
  ],
  changes: {
    protocol: (text) =>
      `CASE WHEN regexp_matches(${text}, '^[0-9]') THEN 'HTTP/' || regexp_extract(${text}, '^[0-9]+(?:\\.[0-9]+)?') ELSE ${text} END`,
  },
  samples: [
    {
      line: '{"time":"2024-12-09T02:00:01.5430764Z","resourceId":"/SUBSCRIPTIONS/X","category":"FrontDoorAccessLog","operationName":"Microsoft.Cdn/Profiles/AccessLog/Write","properties":{"trackingReference":"0mM","httpMethod":"GET","httpVersion":"2.0.0.0","requestUri":"https://prep.diario.mx:443/prep/?x=1","requestBytes":"300","responseBytes":"5120","userAgent":"Mozilla/5.0 (X11; Linux x86_64)","clientIp":"187.188.10.20","socketIp":"10.9.8.7","timeTaken":"0.004","requestProtocol":"HTTPS","httpStatusCode":"200","cacheStatus":"HIT","referer":"https://diario.mx/"}}',
      fields: {
        address: "10.9.8.7",
        forwarded: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        path: "/prep/",
        query: "?x=1",
        protocol: "HTTP/2.0",
        host: "prep.diario.mx",
        port: 443,
        status: 200,
        bytes: 5120,
        agent: "Mozilla/5.0 (X11; Linux x86_64)",
        referrer: "https://diario.mx/",
        duration_us: 4000,
        cache: "HIT",
        scheme: "https",
      },
    },
    {
      line: '{"category":"FrontdoorAccessLog","time":"2024-12-09T02:00:02Z","properties":{"httpMethod":"GET","requestUri":"https://prep.diario.mx/","clientIp":"2806:2f0:1::7","httpStatusCode":"0","responseBytes":"0","userAgent":"","isReceivedFromClient":true,"timeTaken":"30.001"}}',
      fields: { address: "2806:2f0:1::7", status: 0, bytes: 0, agent: "", path: "/", duration_us: 30_001_000, port: null },
    },
    {
      line: '{"time":"2024-12-09T02:00:03Z","properties":{"httpMethod":"-","requestUri":"","socketIp":"187.188.10.20","httpStatusCode":400}}',
      fields: {
        second: 1733709603,
        address: "187.188.10.20",
        status: 400,
        method: null,
        path: null,
        bytes: null,
        agent: null,
        forwarded: null,
      },
    },
  ],
});
