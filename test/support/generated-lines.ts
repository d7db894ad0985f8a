// Lines of the generated deliveries: requests of few people to few pages, written as combined or with nginx's further fields, and odd lines.
import { Temporal } from "temporal-polyfill";
import type { Chance } from "./chance.ts";

/** Combined, with time, cache, scheme, host and X-Forwarded-For behind it. */
export const LONG_FORMAT =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time $upstream_cache_status $scheme $host "$http_x_forwarded_for"';

export interface LogStyle {
  isLong: boolean;
  timeZone: string;
  /** Null: as the zone has it at that moment. */
  offsetMinutes: number | null;
}

interface Written {
  second: number;
  address: string;
  request: string;
  status: string;
  bytes: string;
  referrer: string;
  agent: string;
  behind: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
const AGENTS = [WINDOWS, WINDOWS, IPHONE, IPHONE, "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"];
const BOTS = ["Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8.5.0", "-", ""];
const ADDRESSES = [
  "187.142.1.1",
  "187.142.1.2",
  "187.142.1.3",
  "189.203.7.9",
  "66.249.66.1",
  "10.0.0.7",
  "10.0.1.9",
  "2806:2f0:1::7",
  "equipo.mx",
];
const PATHS = [
  "/",
  "/",
  "/prep/",
  "/prep/avance",
  "/prep/mapa.html",
  "/prep/d/datos",
  "/estado",
  "/index.PHP",
  "/%C3%B3",
  "/ñ",
  "/😀",
  "/\ufffd",
];
const ASSETS = [
  "/prep/a.css",
  "/img/ab.png",
  "/img/abc.png",
  "/acta.pdf",
  "/.env",
  "/v1.2-beta",
  "/a.b.123456789",
  "/json/main.json",
  "/x.json",
  "/Datos/X.JSON",
  "/Json/Avance",
];
const TARGETS = [
  "/prep/?x=1",
  "/prep/avance;j=1?q",
  "http://prep.diario.mx/prep/",
  "https://www.diario.mx:443/",
  "http://prep.diario.mx:80/a?b",
  "*",
  "x",
];
const REFERRERS = [
  "-",
  "-",
  "",
  "https://www.Google.com/q",
  "https://google.com:443/",
  "http://10.1.2.3/a",
  "rara",
  "https://www./x",
  "android-app://com.x/",
];
const PROXIED = [
  "-",
  "189.203.7.9",
  "1.2.3.4, 187.142.1.2",
  "187.142.1.1, 66.249.66.7",
  "nadie, 10.0.0.3",
  "187.142.1.2, -, 10.0.0.9",
  "10.0.0.1, 10.0.0.2",
];

/** `index`: of the source, whose visitors are not quite those of the others. */
export function requestOf(chance: Chance, second: number, isFailing: boolean, index: number): Written {
  const target = chance.is(0.7) ? chance.of(PATHS) : chance.is(0.7) ? chance.of(ASSETS) : chance.of(TARGETS);
  const method = chance.is(0.9) ? "GET" : chance.of(["HEAD", "POST", "OPTIONS", "PROPFIND", "DELETE"]);
  const protocol = chance.of(["HTTP/1.1", "HTTP/1.1", "HTTP/2.0", "HTTP/1.0", "HTTP/3.0", "HTTP/0.9"]);
  const odd = chance.of(["-", "", "\\x16\\x03\\x01", `GET ${target}`, "OPTIONS / RTSP/1.0"]);
  const status = chance.is(0.8) ? "200" : chance.of(["304", "301", "404", "499", "500", "503", "206", "000", "999", "101", "099"]);
  const duration = chance.of(["0.000", "0.001", "0.012", "0.250", `${chance.whole(0, 9)}.${chance.whole(100, 999)}`, "-"]);
  const behind = [
    duration,
    chance.of(["HIT", "HIT", "MISS", "STALE", "EXPIRED", "BYPASS", "REVALIDATED", "-"]),
    chance.of(["https", "https", "http", "-"]),
    chance.of(["prep.diario.mx", "www.diario.mx", "diario.mx", "-"]),
    `"${chance.of(PROXIED)}"`,
  ];
  return {
    second,
    address: chance.is(0.5) ? (ADDRESSES[index] ?? "187.142.1.1") : chance.of(ADDRESSES),
    request: chance.is(0.95) ? `${method} ${target} ${protocol}` : odd,
    status: isFailing && chance.is(0.8) ? "503" : status,
    bytes: chance.is(0.8) ? String(chance.whole(0, 90_000)) : chance.of(["-", "0", "999999999999"]),
    referrer: chance.of(REFERRERS),
    agent: chance.is(0.9) ? chance.of(AGENTS) : chance.of(BOTS),
    behind: behind.join(" "),
  };
}

export function writtenLine(hit: Written, style: LogStyle): string {
  const { address, request, status, bytes, referrer, agent, behind } = hit;
  const combined = `${address} - - [${stampOf(hit.second, style)}] "${request}" ${status} ${bytes} "${referrer}" "${agent}"`;
  return style.isLong ? `${combined} ${behind}` : combined;
}

/** `08/Dec/2024:20:00:00 -0600`. */
export function stampOf(second: number, { timeZone, offsetMinutes }: LogStyle): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(second * 1000);
  const minutes = offsetMinutes ?? instant.toZonedDateTimeISO(timeZone).offsetNanoseconds / 6e10;
  const local = new Date((second + minutes * 60) * 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}${two(Math.abs(minutes) % 60)}`;
  const clock = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(":");
  return `${two(local.getUTCDate())}/${MONTHS[local.getUTCMonth()]}/${local.getUTCFullYear()}:${clock} ${offset}`;
}

/** The lines with so many odd ones among them: blank, directives, no log lines, days that no calendar has. */
export function damaged(chance: Chance, lines: readonly string[], count: number, stamp: string): string[] {
  const mixed = [...lines];
  for (let i = 0; i < count; i++) {
    const odd = chance.of([
      "",
      " \t",
      "#Fields: a b c",
      "esto no es una bitácora",
      `187.142.1.1 - - [${stamp.replace(/^\d\d\/\w+/, "31/Feb")}] "GET / HTTP/1.1" 200 5 "-" "x"`,
      `187.142.1.1 - - [${stamp.slice(0, 9)}`,
    ]);
    mixed.splice(chance.whole(Math.min(20, mixed.length), mixed.length), 0, odd);
  }
  return mixed;
}
