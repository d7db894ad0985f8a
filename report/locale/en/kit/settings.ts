// Words of the log settings of the kit: the comments that stand in the files for Apache and nginx.

/** What each field of a line is. */
export const fields = {
  host: "server asked for and port that answered",
  address: "address of who connects",
  user: "user, if the site asks for a password",
  time: "time with its offset from UTC",
  request: "method, path with parameters and protocol",
  status: "final status code of the answer",
  bytes: "bytes of the body that were sent",
  referrer: "referrer",
  agent: "user agent",
  forwarded: "X-Forwarded-For header as it came",
  scheme: "http or https",
  cache: "what the cache did, if there is one",
  duration: "response time, with its unit",
  cacheControl: "Cache-Control header that was sent",
} as const;

export function head(server: string): string[] {
  return [
    `Access log for the technical report: settings for ${server}.`,
    "It records what the memoria needs. Memoria recognises these lines by itself: --format is not needed.",
    "",
  ];
}

export const apacheUse = [
  "Use on Debian or Ubuntu: copy this file to /etc/apache2/conf-available/ and run",
  "  a2enmod setenvif && a2enconf memoria-apache && apachectl configtest && systemctl reload apache2",
  "On Red Hat and its relatives: copy it to /etc/httpd/conf.d/ and change the folder below.",
  "Needs Apache 2.4.19 or later. It does not change the logs that the server writes already.",
] as const;

export const apacheFolder = [
  "Folder of the log: /var/log/apache2 on Debian and Ubuntu, /var/log/httpd on Red Hat.",
  "In these folders the system's rotation takes this file too; check how many days it keeps.",
] as const;

export const apacheScheme = ["Keeps the scheme of each request (http or https) for the log."] as const;

export const fieldsHead = ["The line, field by field:"] as const;

export const apacheLog = [
  "GlobalLog writes the requests of all sites, also of those that have a CustomLog of their own.",
  "For one site alone: take this line out and put into its <VirtualHost>",
  '  CustomLog "/var/log/apache2/memoria-prep.log" memoria',
] as const;

export const apacheProxy = [
  "Behind a proxy or a CDN: the address of the line is the proxy's, and the visitor's goes into xff.",
  "The analysis is told which networks are trusted: memoria report ... --trusted-proxy NETWORK",
  "The scheme is that of the connection with this server: if the proxy ends TLS, it says http here.",
] as const;

export const nginxUse = [
  "Use: copy this file to /etc/nginx/conf.d/ (inside the http block) and run",
  "  nginx -t && systemctl reload nginx",
] as const;

export const nginxJsonUse = [
  "The same log as JSON, one object a line. One of the two is enough: text or JSON.",
  "Use: copy this file to /etc/nginx/conf.d/ (inside the http block) and run",
  "  nginx -t && systemctl reload nginx",
] as const;

export const nginxLog = [
  "A server or location block with an access_log of its own stops writing to this one:",
  "in that case repeat this line inside that block.",
  "In /var/log/nginx Debian's rotation takes this file too; check how many days it keeps.",
] as const;

export const nginxProxy = [
  "Behind a proxy or a CDN: the address of the line is the proxy's, and the visitor's goes into xff (or http_x_forwarded_for).",
  "The analysis is told which networks are trusted: memoria report ... --trusted-proxy NETWORK",
] as const;
