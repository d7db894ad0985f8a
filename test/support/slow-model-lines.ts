// The slow model's reader: one line at a time, written to be checked by eye against definitions.md and formats.md.
import { isbot } from "isbot";

export type KindName = "internal" | "bot" | "polling" | "page" | "asset" | "other";

export interface SlowHit {
  /** Epoch second. */
  second: number;
  address: string;
  /** Identity and user, the identity left out when it is a dash; null when both are. */
  user: string | null;
  /** Null when the request is no HTTP request. */
  method: string | null;
  path: string | null;
  query: string | null;
  protocol: string | null;
  /** Of an absolute target. */
  host: string | null;
  port: number | null;
  status: number;
  /** Null when the log says `-` or nothing, or a number that nobody can have sent. */
  bytes: number | null;
  /** Unescaped; null when the line has none, or was cut before its first character. The referrer also for a dash. */
  referrer: string | null;
  agent: string | null;
  /** What follows the agent. */
  extra: string | null;
  kind: KindName;
  /** Address and agent: who a visit belongs to. */
  visitorKey: string;
}

export type SlowLine = { lineClass: "blank" | "directive" | "rejected" } | { lineClass: "hit"; hit: SlowHit };

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const PAGE_EXTENSIONS = ["html", "htm", "php", "asp", "aspx", "jsp", "xhtml"];

/** Address, identity and user (which may hold spaces: the time is the anchor), time, request, status. */
const HEAD = /^([^ "][^ ]*) ([^ ]+ .*?) \[(\d{1,2}\/[A-Za-z]{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "((?:[^"\\]|\\.)*)" (\d{3})(?= |$)/s;
const BYTES = /^ (\d+|-)(?= |$)/;
const MOST_BYTE_DIGITS = 12;

/** Splits a text into its physical lines: LF, CRLF or CR; an end at the very end starts no further line. */
export function physicalLines(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Reads one line; `internal` are the delivery's own addresses. */
export function readLine(line: string, internal: readonly string[] = []): SlowLine {
  if (/^\p{White_Space}*$/u.test(line)) return { lineClass: "blank" };
  if (line.startsWith("#")) return { lineClass: "directive" };
  const forms = line.startsWith('"') ? unwrappedForms(line) : [line];
  const hit = forms.map((form) => readHit(form, internal)).find((read) => read !== null);
  return hit ? { lineClass: "hit", hit } : { lineClass: "rejected" };
}

function readHit(line: string, internal: readonly string[]): SlowHit | null {
  const match = HEAD.exec(line);
  if (!match) return null;
  const [head, address = "", identityAndUser = "", time = "", request = "", status = ""] = match;
  const second = epochSecond(time);
  if (second === null) return null;
  const [bytesField = "", bytes = "-"] = BYTES.exec(line.slice(head.length)) ?? [];
  const referrer = quotedField(line.slice(head.length + bytesField.length));
  const agent = quotedField(referrer.rest);
  const read = {
    second,
    address,
    user: identityAndUser === "- -" ? null : identityAndUser.replace(/^- /, ""),
    ...splitRequest(request),
    status: Number(status),
    bytes: bytes === "-" || bytes.length > MOST_BYTE_DIGITS ? null : Number(bytes),
    referrer: referrer.value === "-" ? null : referrer.value,
    agent: agent.value,
    extra: agent.rest.replace(/^ +| +$/g, "") || null,
  };
  return { ...read, kind: kindOf(read, internal), visitorKey: `${address}\n${agent.value ?? ""}` };
}

/** A space and a field in quotes; of one that is cut off, what there is of it. */
function quotedField(text: string): { value: string | null; rest: string } {
  if (!text.startsWith(' "')) return { value: null, rest: text };
  for (let at = 2; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return { value: unescaped(text.slice(2, at)), rest: text.slice(at + 1) };
  }
  return { value: text.length > 2 ? unescaped(text.slice(2)) : null, rest: "" };
}

/** `08/Dec/2024:20:00:00 -0600`; null when there is no such time, or none that a log can hold. */
export function epochSecond(text: string): number | null {
  const match = /^(\d+)\/(\w+)\/(\d+):(\d+):(\d+):(\d+) ([+-])(\d\d)(\d\d)$/.exec(text);
  const [, day, monthName = "", year, hour, minute, second, sign, offsetHours, offsetMinutes] = match ?? [];
  const month = MONTHS.findIndex((name) => name.toLowerCase() === monthName.toLowerCase());
  const local = new Date(0);
  local.setUTCFullYear(Number(year), month, Number(day));
  local.setUTCHours(Number(hour), Number(minute), Number(second));
  const exists = month >= 0 && local.getUTCDate() === Number(day) && local.getUTCHours() === Number(hour);
  if (!exists || local.getUTCMinutes() !== Number(minute) || local.getUTCSeconds() !== Number(second)) return null;
  if (Number(offsetHours) > 14 || Number(offsetMinutes) > 59) return null;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60;
  const epoch = local.getTime() / 1000 - (sign === "-" ? -offset : offset);
  return epoch >= 0 && epoch < Date.UTC(2106, 0, 1) / 1000 ? epoch : null;
}

/** A whole line in quotes; those inside were left alone, doubled, or escaped once more. */
function unwrappedForms(line: string): string[] {
  const inside = line.replace(/^"/, "").replace(/"$/, "");
  return [inside, inside.replaceAll('""', '"'), inside.replace(/\\(["\\])/g, "$1")];
}

/** `\"`, `\\`, `\xHH` (as UTF-8 where that is valid, else left as written) and control characters. */
export function unescaped(text: string): string {
  const controls: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", '"': '"', "\\": "\\" };
  return text.replace(/(?:\\x[0-9a-fA-F]{2})+|\\./gs, (written) => {
    return written.startsWith("\\x") && written.length > 2 ? decodedBytes(written) : (controls[written.slice(1)] ?? written);
  });
}

function decodedBytes(escapes: string): string {
  const codes = escapes.match(/\\x../g) ?? [];
  let decoded = "";
  for (let start = 0; start < codes.length; ) {
    const length = [1, 2, 3, 4].find((size) => start + size <= codes.length && utf8(codes.slice(start, start + size)) !== null);
    decoded += length === undefined ? codes[start] : utf8(codes.slice(start, start + length));
    start += length ?? 1;
  }
  return decoded;
}

function utf8(codes: readonly string[]): string | null {
  if (codes[0] === "\\x00") return null;
  try {
    const bytes = Uint8Array.from(codes, (code) => Number.parseInt(code.slice(2), 16));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

type Request = Pick<SlowHit, "method" | "path" | "query" | "protocol" | "host" | "port">;

/** METHOD SP target SP HTTP/x.y, or METHOD SP /target; anything else is no HTTP request and has no path. */
function splitRequest(request: string): Request {
  const match = /^([A-Z][A-Z0-9_-]*) (.+) (HTTP\/[^ ]*)$/s.exec(request) ?? /^([A-Z][A-Z0-9_-]*) (\/[^ ]*)$/s.exec(request);
  const [, method, target, protocol = null] = match ?? [];
  if (method === undefined || target === undefined)
    return { method: null, path: null, query: null, protocol: null, host: null, port: null };
  return { method, protocol, ...splitTarget(unescaped(target)) };
}

/** The path is without scheme and host, query and `;parameters`. */
function splitTarget(target: string): Pick<Request, "path" | "query" | "host" | "port"> {
  const [origin = "", authority = ""] = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^/?;@]*@)?([^/?;]*)/.exec(target) ?? [];
  const local = target.slice(origin.length);
  const end = local.search(/[?;]/);
  const path = end === -1 ? local : local.slice(0, end);
  const [, host = authority, port] = /^(.*):(\d+)$/s.exec(authority) ?? [];
  return {
    path: path === "" ? "/" : path,
    query: end === -1 ? null : local.slice(end),
    host: authority === "" ? null : host,
    port: port === undefined ? null : Number(port),
  };
}

function kindOf(hit: Pick<SlowHit, "address" | "agent" | "method" | "path" | "status">, internal: readonly string[]): KindName {
  const { address, agent, method, path, status } = hit;
  if (internal.includes(address)) return "internal";
  if (agent !== null && (agent === "" || agent === "-" || isbot(agent))) return "bot";
  if (path === null) return "other";
  if (/\.json$|^\/json\//i.test(path)) return "polling";
  const delivered = (status >= 200 && status <= 299) || status === 304;
  if (method !== "GET" || !delivered) return "other";
  return isPagePath(path) ? "page" : "asset";
}

function isPagePath(path: string): boolean {
  const lastSegment = path.split("/").at(-1) ?? "";
  if (lastSegment.startsWith(".")) return false;
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(lastSegment)?.[1];
  return extension === undefined || PAGE_EXTENSIONS.includes(extension.toLowerCase());
}
