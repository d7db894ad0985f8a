// Pages of the kit in Markdown: what is in the folder, how other servers and CDNs are made to log, and how monitors are set up.

export const files = {
  readMe: "README.md",
  apache: "memoria-apache.conf",
  nginx: "memoria-nginx.conf",
  nginxJson: "memoria-nginx-json.conf",
  others: "iis-and-cdn.md",
  checklist: "checklist.md",
  checklistPage: "checklist.html",
  calendar: "calendar.ics",
  incidentsCsv: "incidents.csv",
  incidentsWorkbook: "incidents.xlsx",
  monitors: "monitors.md",
  monitorCsv: "monitor.csv",
} as const;

/** `guide`: what the columns of the incident template take. */
export function readMe(call: string, reference: string, guide: readonly (readonly string[])[]): string {
  return `# Before election day: the difusor's kit

For ${call}.

1. **${files.checklistPage}** (to print), ${files.checklist} and ${files.calendar} (to import into a calendar): each date and duty with its clause, and what is best checked.
2. **${files.apache}** or **${files.nginx}**: log settings, ready to include; each file says how. ${files.nginxJson} is the variant in JSON. For IIS and CDNs: **${files.others}**.
3. **${files.monitors}**: how to start an external monitor; ${files.monitorCsv} is the template of the simplest table.
4. **${files.incidentsWorkbook}** or **${files.incidentsCsv}**: the record of incidents. Its example row is deleted. One of the two is enough. The names of the columns and the codes are in Spanish, as the memoria's reader takes them.

## Record of incidents: what is written

| Column | Required | What is written |
|---|---|---|
${guide.map((row) => `| ${row.join(" | ")} |`).join("\n")}

## Checking the settings

After switching them on and asking for the page once:

    memoria formats memoria-prep.log

has to answer \`memoria_combined\` (or \`nginx_json\` with the variant in JSON). --format is not needed: Memoria recognises these lines by itself.

## After election day

    memoria report memoria-prep.log* --convocatoria ${reference} --incidents ${files.incidentsWorkbook} --monitor ${files.monitorCsv} --statement-complete --out memoria --lang en

\`--statement-complete\` declares that the list of incidents is complete. Behind a proxy or a CDN, add \`--trusted-proxy NETWORK\`.

If this kit is made again in the same folder, the templates that are there (${files.incidentsCsv}, ${files.incidentsWorkbook}, ${files.monitorCsv}) stay as they are.
`;
}

interface OtherServer {
  title: string;
  /** Name of the format in Memoria; its source is printed with it. */
  format: string;
  /** Fields to switch on: what for, and their names. */
  fields: readonly string[];
  hints: readonly string[];
}

/** Servers and CDNs without settings of their own here. Names of fields are those that the readers of these formats look for. */
export const others: readonly OtherServer[] = [
  {
    title: "IIS",
    format: "iis_w3c",
    fields: [
      "date time c-ip cs-method cs-uri-stem cs-uri-query cs-version sc-status",
      "sc-bytes s-port cs-host cs-username cs(User-Agent) cs(Referer) time-taken",
      "custom field X-Forwarded-For (source type: request header), if a proxy or a CDN stands before it",
    ],
    hints: [
      "Log format: W3C. Times are written in UTC; they need not be converted.",
      "Without cs(User-Agent) there are no reliable unique visitors and no bots; without sc-bytes there is no data transferred.",
      "If the fields change at midnight, the file reads all the same: each #Fields line holds for those that follow it.",
    ],
  },
  {
    title: "Amazon CloudFront",
    format: "cloudfront",
    fields: ["Standard log with all its fields (x-forwarded-for, cs-protocol, x-edge-result-type and time-taken too)"],
    hints: [
      "The W3C format is read and, of version 2, JSON too (cloudfront_v2). The .gz files are handed in as they are.",
      "The service's documentation warns that some records may take up to 24 hours to be delivered: wait before gathering them.",
    ],
  },
  {
    title: "Cloudflare",
    format: "cloudflare",
    fields: [
      "EdgeStartTimestamp ClientIP EdgeResponseStatus ClientRequestMethod ClientRequestURI ClientRequestProtocol",
      "EdgeResponseBytes ClientRequestReferer ClientRequestUserAgent ClientRequestHost ClientRequestScheme CacheCacheStatus",
      "ClientRequestSource WorkerSubrequest SampleInterval",
    ],
    hints: [
      "Logpush, data set http_requests. Without sampling: if each line stands for several requests, the figures warn of it.",
      "ClientRequestSource and WorkerSubrequest tell apart what the network asks of itself.",
    ],
  },
  {
    title: "Akamai DataStream 2",
    format: "akamai_ds2",
    fields: ["reqTimeSec cliIP statusCode reqMethod reqPath queryStr bytes referer UA reqHost reqPort proto xForwardedFor cacheStatus"],
    hints: ["Delivery format: JSON."],
  },
  {
    title: "Azure Front Door",
    format: "azure_front_door",
    fields: ["Category FrontDoorAccessLog, with socketIp, clientIp, httpStatusCode, cacheStatus and timeTaken"],
    hints: [
      "It is not recorded by default: switch it on under Diagnostic settings, to a storage account and with days of retention. The JSON files are handed in as they are.",
    ],
  },
  {
    title: "Google Cloud Load Balancing and Cloud CDN",
    format: "gcp_lb",
    fields: ["Request logging of the backend service (httpRequest)"],
    hints: [
      "Logging is switched on for each backend service; in a new one it is off. logConfig.sampleRate has to be 1.0, so that all requests are recorded.",
      "Export the entries as JSON.",
    ],
  },
  {
    title: "AWS Application Load Balancer",
    format: "alb",
    fields: ["Access logs of the load balancer"],
    hints: ["The .gz files are handed in as they are."],
  },
  {
    title: "Fastly",
    format: "fastly",
    fields: ['%h %l %u %t "%r" %>s %b'],
    hints: [
      "This format has no user agent: without it bots cannot be told. A JSON format of your own records more fields; it is read with --format 'json:field=name,...'.",
    ],
  },
  {
    title: "bunny.net",
    format: "bunny",
    fields: ["Log of the Pull Zone"],
    hints: [
      "This format does not have the method of the request: the figures warn of it. With anonymised addresses visitors cannot be told apart.",
    ],
  },
];

export const othersTitle = "IIS and content delivery networks (CDN): what to record";
export const othersIntro = [
  "Each section says which fields to switch on so that the memoria has all its figures, and from which document their names come.",
  "With a CDN two sets are handed in: the CDN's (--role edge, what visitors reached) and, apart, the origin server's (--role origin).",
  "The Cache-Control header that is sent is not among these fields: the log of the origin server keeps it (settings for Apache or nginx of this kit).",
  "Best switched on days ahead, one file checked with `memoria formats FILE`, and the number of days that are kept looked up.",
] as const;
export const othersWords = { fields: "Fields", format: "Format in Memoria", source: "Document" } as const;

export const monitors = `# External monitor

The server's log cannot prove that the service was available: if nobody asks for anything, there are no lines. A monitor that checks the page
from outside, every minute, is the third source of the memoria, beside the declared incidents and the log.

- Check the page of the results, not the home page alone, and from another network than the server's.
- Every 60 seconds, from a day before the publication until a day after.
- Keep the checks until the memoria is handed in.
- A clock synchronised by NTP on the monitor's machine too.

## Uptime Kuma

Monitor of the type HTTP(s), interval of 60 s. For the memoria, export the table \`heartbeat\` of its database as CSV with a header, or the
heartbeats as JSON. Times without a zone are read as UTC, as the product stores them. A summary in bars of several days will not do: export the checks.

## Gatus

\`interval: 60s\`. Keep the answer of \`/api/v1/endpoints/KEY/statuses\` (JSON); as it has the last checks only, it is best kept
several times during election day. Each file is named by a \`--monitor\` of its own.

## UptimeRobot

Export the monitor's log (CSV with Event, Date-Time, Reason and Duration) or its response times. The times have no zone: the account has to use the zone of the call.

## Any other: a CSV table

Columns \`timestamp,up\` (and \`name\` if there are several): the time of the check and 1 if it answered, 0 if not. The template is \`monitor.csv\`; its example rows are deleted.
With cron, on another machine and one line of crontab:

    * * * * * echo "$(date -Iseconds),$(curl -fsS -m 20 -o /dev/null https://SITE/ && echo 1 || echo 0)" >> $HOME/monitor.csv

The file has to begin with the line \`timestamp,up\`. When the memoria is made: \`--monitor monitor.csv\`.
`;
