// The slow model's reader: one line at a time, two patterns, written to be checked by eye against definitions.md and formats.md.
import { isbot } from "isbot";

export type KindName = "internal" | "bot" | "polling" | "page" | "asset" | "other";

export interface SlowHit {
  /** Epoch second. */
  second: number;
  address: string;
  /** Unescaped; null when the line has no whole agent field. */
  agent: string | null;
  /** Null when the request is no HTTP request. */
  method: string | null;
  path: string | null;
  status: number;
  /** Null when the log says `-` or nothing. */
  bytes: number | null;
  kind: KindName;
  /** Address and agent: who a visit belongs to. */
  visitorKey: string;
}

export type SlowLine = { lineClass: "blank" | "directive" | "rejected" } | { lineClass: "hit"; hit: SlowHit };

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const PAGE_EXTENSIONS = ["html", "htm", "php", "asp", "aspx", "jsp", "xhtml"];

const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
/** Address, identity and user (which may hold spaces: the time is the anchor), time, request, status. */
const HEAD = String.raw`^(\S+) \S+ .+? \[(\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] ${QUOTED} (\d{3})`;
const WHOLE_LINE = new RegExp(String.raw`${HEAD} (\d+|-) ${QUOTED} ${QUOTED}(?: .*)?$`, "s");
const CUT_OR_COMMON_LINE = new RegExp(String.raw`${HEAD}(?: (\d+|-))?(?: .*)?$`, "s");

/** Splits a text into its physical lines: LF, CRLF or CR; an end at the very end starts no further line. */
export function physicalLines(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Reads one line; `internal` are the delivery's own addresses. */
export function readLine(line: string, internal: readonly string[] = []): SlowLine {
  if (line.trim() === "") return { lineClass: "blank" };
  if (line.startsWith("#")) return { lineClass: "directive" };
  const forms = line.startsWith('"') ? unwrappedForms(line) : [line];
  const hit = forms.map((form) => readHit(form, internal)).find((read) => read !== null);
  return hit ? { lineClass: "hit", hit } : { lineClass: "rejected" };
}

function readHit(line: string, internal: readonly string[]): SlowHit | null {
  const whole = WHOLE_LINE.exec(line);
  const match = whole ?? CUT_OR_COMMON_LINE.exec(line);
  if (!match) return null;
  const [, address = "", time = "", request = "", status = "", bytes = "-"] = match;
  const second = epochSecond(time);
  if (second === null) return null;
  const agentText = whole?.[7];
  const agent = agentText === undefined ? null : unescaped(agentText);
  const { method, path } = splitRequest(unescaped(request));
  const hit = { second, address, agent, method, path, status: Number(status), bytes: bytes === "-" ? null : Number(bytes) };
  return { ...hit, kind: kindOf(hit, internal), visitorKey: `${address}\n${agent ?? ""}` };
}

/** `08/Dec/2024:20:00:00 -0600`; null when there is no such time. */
export function epochSecond(text: string): number | null {
  const [day = 0, year = 0, hour = 0, minute = 0, second = 0] = [
    text.slice(0, 2),
    text.slice(7, 11),
    text.slice(12, 14),
    text.slice(15, 17),
    text.slice(18, 20),
  ].map(Number);
  const month = MONTHS.indexOf(text.slice(3, 6));
  const local = new Date(Date.UTC(year, month, day, hour, minute, second));
  const exists = month >= 0 && local.getUTCDate() === day && local.getUTCHours() === hour && local.getUTCMinutes() === minute;
  if (!exists || local.getUTCSeconds() !== second) return null;
  const offsetSeconds = (Number(text.slice(22, 24)) * 60 + Number(text.slice(24, 26))) * 60;
  return local.getTime() / 1000 - (text[21] === "-" ? -offsetSeconds : offsetSeconds);
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
  try {
    const bytes = Uint8Array.from(codes, (code) => Number.parseInt(code.slice(2), 16));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** METHOD SP target SP HTTP/x.y, or METHOD SP /target; anything else is no HTTP request and has no path. */
function splitRequest(request: string): { method: string | null; path: string | null } {
  const match = /^([A-Z][A-Z0-9_-]*) (.+) HTTP\/\S*$/s.exec(request) ?? /^([A-Z][A-Z0-9_-]*) (\/\S*)$/.exec(request);
  const [, method, target] = match ?? [];
  if (method === undefined || target === undefined) return { method: null, path: null };
  return { method, path: pathOf(target) };
}

/** The target without scheme and host, query and `;parameters`. */
function pathOf(target: string): string {
  const local = target.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?;]*/, "");
  const path = local.replace(/[?;].*$/s, "");
  return path === "" ? "/" : path;
}

function kindOf(hit: Omit<SlowHit, "kind" | "visitorKey">, internal: readonly string[]): KindName {
  const { address, agent, method, path, status } = hit;
  if (internal.includes(address)) return "internal";
  if (agent !== null && (agent === "" || agent === "-" || isbot(agent))) return "bot";
  if (path === null) return "other";
  if (path.endsWith(".json") || path.startsWith("/json/")) return "polling";
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
