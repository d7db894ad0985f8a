// Akamai DataStream 2, JSON: all values are texts, those that may hold spaces are URL-encoded, and dashes are left out.
import { urlDecoded } from "./json-changes.ts";
import { jsonFormat } from "./json-format.ts";

/** A plus stands for a space unless spaces are written as %20. */
const formDecoded = (text: string): string =>
  urlDecoded(`CASE WHEN contains(${text}, '+') AND NOT contains(${text}, '%20') THEN replace(${text}, '+', ' ') ELSE ${text} END`);

export const akamaiDs2 = jsonFormat({
  name: "akamai_ds2",
  description: "Akamai DataStream 2 (JSON)",
  source: "Akamai TechDocs, DataStream 2: Log format; Data set parameters",
  specificity: 40,
  fields: {
    time: ["reqTimeSec"],
    address: ["cliIP"],
    status: ["statusCode"],
    method: ["reqMethod"],
    target: ["reqPath"],
    query: ["queryStr"],
    bytes: ["bytes"],
    referrer: ["referer"],
    agent: ["UA"],
    host: ["reqHost"],
    port: ["reqPort"],
    forwarded: ["xForwardedFor"],
    cache: ["cacheStatus"],
    scheme: ["proto"],
  },
  changes: {
    agent: formDecoded,
    referrer: urlDecoded,
    forwarded: urlDecoded,
    target: (text) => `CASE WHEN starts_with(${text}, '/') OR ${text} = '*' OR ${text} = '-' THEN ${text} ELSE '/' || ${text} END`,
    scheme: (text) => `split_part(${text}, '/', 1)`,
  },
  samples: [
    {
      line: '{"version":1,"cp":"123456","reqId":"1239f220","reqTimeSec":"1733709601.250","bytes":"4995","cliIP":"187.188.10.20","statusCode":"206","proto":"HTTPS","reqHost":"prep.diario.mx","reqMethod":"GET","reqPath":"/prep/index.html","reqPort":"443","UA":"Mozilla%2F5.0+%28Macintosh%3B+Intel+Mac+OS+X+10_14_3%29","queryStr":"x=1","referer":"https%3A%2F%2Fdiario.mx%2Fa%20b","xForwardedFor":"8.47.28.38","turnAroundTimeMSec":"11","cacheStatus":"1"}',
      fields: {
        address: "187.188.10.20",
        second: 1733709601,
        method: "GET",
        path: "/prep/index.html",
        query: "?x=1",
        status: 206,
        bytes: 4995,
        agent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_3)",
        referrer: "https://diario.mx/a b",
        host: "prep.diario.mx",
        port: 443,
        forwarded: "8.47.28.38",
        duration_us: null,
        cache: "1",
        scheme: "https",
      },
    },
    {
      line: '{"reqTimeSec":"1733709602","cliIP":"2806:2f0:1::7","statusCode":"0","reqMethod":"GET","reqPath":"json/main.json","bytes":"0","UA":"Robot/1.0%20(+http://x.mx/bot)"}',
      fields: {
        address: "2806:2f0:1::7",
        second: 1733709602,
        status: 0,
        path: "/json/main.json",
        bytes: 0,
        agent: "Robot/1.0 (+http://x.mx/bot)",
      },
    },
    {
      line: '{"reqTimeSec":1733709603,"cliIP":"187.188.10.20","statusCode":"400","reqMethod":"-","UA":"%E1+%zz"}',
      fields: { second: 1733709603, status: 400, method: null, path: null, bytes: null, agent: "%E1 %zz" },
    },
  ],
});
