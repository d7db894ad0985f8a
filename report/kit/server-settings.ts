// Log settings for Apache and nginx: one layout, field by field, so that Memoria tells the lines of both by themselves.
import type { Words } from "../locale/words.ts";

/** Names of the fields of a line, in their order. */
export type LoggedField = keyof typeof layout;

interface Directives {
  /** As it stands in a `LogFormat` string: what separates it from the next field included. */
  apache: string;
  nginx: string;
  /** Keys and values of the JSON layout, named after nginx's variables. */
  json: Readonly<Record<string, string>>;
}

/** The layout of ingest/formats/memoria-combined.ts. */
const layout = {
  host: { apache: "%V:%{local}p ", nginx: "$host:$server_port ", json: { host: "$host", server_port: "$server_port" } },
  address: { apache: "%a ", nginx: "$remote_addr ", json: { remote_addr: "$remote_addr" } },
  user: { apache: "%l %u ", nginx: "- $remote_user ", json: { remote_user: "$remote_user" } },
  time: { apache: "%t ", nginx: "[$time_local] ", json: { time_iso8601: "$time_iso8601" } },
  request: { apache: '"%r" ', nginx: '"$request" ', json: { request: "$request" } },
  status: { apache: "%>s ", nginx: "$status ", json: { status: "$status" } },
  bytes: { apache: "%B ", nginx: "$body_bytes_sent ", json: { body_bytes_sent: "$body_bytes_sent" } },
  referrer: { apache: '"%{Referer}i" ', nginx: '"$http_referer" ', json: { http_referer: "$http_referer" } },
  agent: { apache: '"%{User-Agent}i" ', nginx: '"$http_user_agent" ', json: { http_user_agent: "$http_user_agent" } },
  forwarded: {
    apache: 'xff="%{X-Forwarded-For}i" ',
    nginx: 'xff="$http_x_forwarded_for" ',
    json: { http_x_forwarded_for: "$http_x_forwarded_for" },
  },
  scheme: { apache: "scheme=%{memoria_scheme}e ", nginx: "scheme=$scheme ", json: { scheme: "$scheme" } },
  cache: {
    apache: 'cache="%{cache-status}e" ',
    nginx: 'cache="$upstream_cache_status" ',
    json: { upstream_cache_status: "$upstream_cache_status" },
  },
  duration: { apache: "t=%Dus ", nginx: `t=\${request_time}s `, json: { request_time: "$request_time" } },
  cacheControl: {
    apache: "cc=%{Cache-Control}o",
    nginx: "cc=$sent_http_cache_control",
    json: { sent_http_cache_control: "$sent_http_cache_control" },
  },
} as const satisfies Readonly<Record<string, Directives>>;

const fields = Object.keys(layout) as LoggedField[];

/** Indented comment lines. */
const commented = (lines: readonly string[], indent = ""): string => lines.map((line) => `${indent}# ${line}`.trimEnd()).join("\n");

/** The include file for Apache httpd 2.4.19 or newer. */
export function apacheSettings(words: Words): string {
  const format = fields.map((field) => layout[field].apache).join("");
  const meanings = fields.map((field) => `${layout[field].apache.trim().padEnd(30)}${words.kitSettings.fields[field]}`);
  return `${commented([...words.kitSettings.head("Apache"), ...words.kitSettings.apacheUse])}

${commented(words.kitSettings.apacheFolder)}
<IfDefine !memoria_log_dir>
  Define memoria_log_dir /var/log/apache2
</IfDefine>

${commented(words.kitSettings.apacheScheme)}
SetEnvIfExpr "%{REQUEST_SCHEME} =~ /^(https?)$/" memoria_scheme=$1

${commented(words.kitSettings.fieldsHead)}
${commented(meanings, "  ")}
LogFormat "${format.replaceAll('"', '\\"')}" memoria

${commented(words.kitSettings.apacheLog)}
GlobalLog "\${memoria_log_dir}/memoria-prep.log" memoria

${commented(words.kitSettings.apacheProxy)}
`;
}

/** The include file for nginx's `http` block. */
export function nginxSettings(words: Words): string {
  const lines = fields.map((field) => [`'${layout[field].nginx}'`, words.kitSettings.fields[field]] as const);
  return `${commented([...words.kitSettings.head("nginx"), ...words.kitSettings.nginxUse])}

log_format memoria escape=default
${lines.map(([text, meaning], i) => `  ${`${text}${i === lines.length - 1 ? ";" : ""}`.padEnd(34)}# ${meaning}`).join("\n")}

${commented(words.kitSettings.nginxLog)}
access_log /var/log/nginx/memoria-prep.log memoria;

${commented(words.kitSettings.nginxProxy)}
`;
}

/** The same for nginx in JSON lines, told by the names of its variables. */
export function nginxJsonSettings(words: Words): string {
  const pairs = fields.flatMap((field) => Object.entries(layout[field].json).map(([key, variable]) => ({ field, key, variable })));
  const lines = pairs.map(({ field, key, variable }, i) => {
    const opened = `${i === 0 ? "{" : ""}"${key}":"${variable}"${i === pairs.length - 1 ? "}" : ","}`;
    return [`'${opened}'${i === pairs.length - 1 ? ";" : ""}`, words.kitSettings.fields[field]] as const;
  });
  return `${commented([...words.kitSettings.head("nginx"), ...words.kitSettings.nginxJsonUse])}

log_format memoria_json escape=json
${lines.map(([text, meaning]) => `  ${text.padEnd(58)}# ${meaning}`).join("\n")}

${commented(words.kitSettings.nginxLog)}
access_log /var/log/nginx/memoria-prep.json.log memoria_json;

${commented(words.kitSettings.nginxProxy)}
`;
}
