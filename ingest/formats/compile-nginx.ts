// nginx's log_format strings: every variable that its HTTP modules document, and what it is for.
import { compileJsonTemplate } from "./compile-nginx-json.ts";
import type { LineFormat } from "./format.ts";
import { type Item, invalid } from "./format-items.ts";
import { type Meaning, meanings, requestHeader, responseHeader, standardTime, timeTaken } from "./format-meanings.ts";
import { compileItems } from "./format-string.ts";

const source = "nginx, ngx_http_log_module: log_format; Alphabetical index of variables";

const isoTime = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)`;

const known: Readonly<Record<string, Meaning>> = {
  remote_addr: meanings.address,
  realip_remote_addr: { ...meanings.address, rank: 1 },
  remote_user: meanings.user,
  time_local: standardTime,
  time_iso8601: { field: "time", rank: 2, value: isoTime, time: { kind: "iso" }, expected: "una hora como 2024-12-08T20:00:00-06:00" },
  msec: meanings.epoch,
  request: meanings.request,
  request_method: meanings.method,
  request_uri: { ...meanings.target, rank: 2 },
  uri: meanings.target,
  document_uri: meanings.target,
  args: meanings.query,
  query_string: meanings.query,
  server_protocol: meanings.protocol,
  status: meanings.status,
  body_bytes_sent: meanings.bytes,
  bytes_sent: { ...meanings.bytes, rank: 2 },
  host: { ...meanings.host, rank: 4 },
  server_name: meanings.host,
  server_port: meanings.port,
  scheme: { ...meanings.scheme, rank: 2 },
  request_time: timeTaken("s", 2),
  upstream_response_time: { ...meanings.text, field: "duration", expected: "el tiempo de respuesta", duration: upstreamSum },
  upstream_cache_status: { ...meanings.cache, rank: 2 },
  proxy_add_x_forwarded_for: { ...meanings.forwarded, rank: 1 },
};

/** Matched and not kept. */
const others = new Set(
  `ancient_browser binary_remote_addr body_bytes_sent connection connection_requests connection_time connections_active
  connections_reading connections_waiting connections_writing content_length content_type date_gmt date_local document_root
  fastcgi_path_info fastcgi_script_name gzip_ratio hostname http2 http3 https invalid_referer is_args is_request_port limit_conn_status
  limit_rate limit_req_status memcached_key mirror_uri modern_browser msie nginx_version pid pipe proxy_host proxy_port
  proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port quic realip_remote_port realpath_root
  remote_port request_body request_body_file request_completion request_filename request_id request_length request_port secure_link
  secure_link_expires server_addr session_time slice_range spdy spdy_request_priority tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd
  tcpinfo_rcv_space uid_got uid_reset uid_set upstream_addr upstream_bytes_received upstream_bytes_sent upstream_cache_age
  upstream_cache_key upstream_cache_last_modified upstream_connect_time upstream_first_byte_time upstream_header_time
  upstream_last_addr upstream_last_server_name upstream_queue_time upstream_response_length upstream_session_time upstream_status`.split(
    /\s+/,
  ),
);
const families =
  /^(?:arg|cookie|geoip|geoip2|jwt_claim|jwt_header|otel|proxy_protocol_tlv|sent_trailer|ssl|upstream_cookie|upstream_trailer)_/;

function meaningOf(name: string): Meaning | undefined {
  const own = Object.hasOwn(known, name) ? known[name] : undefined;
  if (own) return own;
  const [, family, header = ""] = /^(http|sent_http|upstream_http)_(.+)$/.exec(name) ?? [];
  if (family === "http") return requestHeader(header.replaceAll("_", "-"));
  if (family !== undefined) return responseHeader(header.replaceAll("_", "-"));
  return others.has(name) || families.test(name) ? meanings.text : undefined;
}

/** Microseconds of all the servers that were asked, one after the other: their times are parted by commas and colons. */
function upstreamSum(text: string): string {
  const times = String.raw`regexp_extract_all(${text}, '\d+\.\d+')`;
  return `CASE WHEN len(${times}) > 0 THEN round(list_sum(list_transform(${times}, lambda time: TRY_CAST(time AS DOUBLE))) * 1000000)::BIGINT END`;
}

/**
 * Compiles the string of a `log_format`, alone or as the whole directive (`log_format main '...' '...';`).
 * Throws `format-string-invalid`.
 */
export function compileNginx(given: string, formats: readonly LineFormat[]): LineFormat {
  const items: Item[] = [];
  const strings = stringsOf(given);
  const [template] = strings;
  if (template?.text.trimStart().startsWith("{")) {
    return compileJsonTemplate(given.trim(), strings.map(({ text }) => unescaped(text)).join(""), meaningOf);
  }
  for (const { text, position } of strings) {
    for (const match of text.matchAll(/\$(?:([A-Za-z_]\w*)|\{(\w+)\})|\$|[^$]+/g)) {
      const [written, bare, braced] = match;
      const name = bare ?? braced;
      const at = position + match.index;
      if (name === undefined && written === "$") throw invalid(given, "unclosed", text.slice(match.index, match.index + 12), at);
      if (name === undefined) items.push(unescaped(written));
      // Empty without a query, and never without what it stands in front of.
      else if (name === "is_args") items.push(...questionMark(text.slice(match.index + written.length)));
      else {
        const meaning = meaningOf(name);
        if (!meaning) throw invalid(given, "unknown", written, at);
        items.push({ ...meaning, text: written, position: at });
      }
    }
  }
  return compileItems(given.trim(), joinPath(items), source, formats);
}

/** Whether `$is_args` stands in front of the arguments, where the two are one query. */
function questionMark(rest: string): Item[] {
  return /^\$(?:\{(?:args|query_string)\}|(?:args|query_string)\b)/.test(rest) ? [] : [{ ...meanings.text, text: "$is_args", position: 1 }];
}

/** `$uri$is_args$args` is a target, and so is `$uri?$args`. */
function joinPath(items: readonly Item[]): Item[] {
  return items.filter((item, i) => {
    const [before, after] = [items[i - 1], items[i + 1]];
    return !(
      item === "?" &&
      typeof before === "object" &&
      before.field === "target" &&
      typeof after === "object" &&
      after.field === "query"
    );
  });
}

const escapes: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r" };

function unescaped(written: string): string {
  return written.replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
}

/** The strings of a pasted directive, each with the place of its first character; or the whole text. */
function stringsOf(given: string): { text: string; position: number }[] {
  const [head = ""] = /^\s*(?:log_format\s+\S+\s+)?(?:escape=(?:default|none|json)\s+)?/.exec(given) ?? [];
  const body = given.slice(head.length);
  if (!/^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\s)+;?\s*$/s.test(body))
    return [{ text: body.replace(/;\s*$/, ""), position: head.length + 1 }];
  return [...body.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs)].map((match) => ({
    text: match[1] ?? match[2] ?? "",
    position: head.length + match.index + 2,
  }));
}
