// Writers of text formats, each as its product writes them, for round trips: fields in, a line and what must be read of it out.

import type { ParsedFields } from "../../ingest/formats/index.ts";
import fc from "./cases.ts";

export interface WrittenHit {
  line: string;
  fields: Partial<ParsedFields>;
}

interface Facts {
  address: string;
  port: number;
  second: number;
  milliseconds: number;
  method: string;
  path: string;
  query: string;
  status: number;
  bytes: number;
  agent: string;
  referrer: string;
  forwarded: string;
  took: number;
}

/** What a client can put into a header: anything but line ends and NUL, which no server takes. */
const hostile = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.constantFrom(
      '"',
      "\\",
      '\\"',
      '" 200 5 "-" "',
      "\\x22",
      "\t",
      "\u202e",
      "<script>",
      "=HYPERLINK(1)",
      "\u001b[2J",
      "{a} |",
      "[x]",
      "-1",
    ),
  )
  .map((text) => text.toWellFormed().replace(/[\r\n\0]/g, ""));
const header = fc.array(hostile, { maxLength: 3 }).map((parts) => parts.join(""));
/** A path of URL characters, percent signs and what browsers leave as it is. */
const pathOf = fc.string({ unit: fc.constantFrom(..."aZ09-_~.!*'(),:@&=+$%/"), maxLength: 15 }).map((text) => `/${text}`);
const queryOf = fc.oneof(
  fc.constant(""),
  fc.string({ unit: fc.constantFrom(..."aZ09-_.!*'(),:@&=+$%/?;"), maxLength: 12 }).map((text) => `?${text}`),
);

const facts: fc.Arbitrary<Facts> = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6()),
  port: fc.integer({ min: 1, max: 65535 }),
  second: fc.integer({ min: 1_700_000_000, max: 1_760_000_000 }),
  milliseconds: fc.nat(999),
  method: fc.constantFrom("GET", "HEAD", "POST", "PROPFIND", "M-SEARCH"),
  path: pathOf,
  query: queryOf,
  status: fc.integer({ min: 100, max: 599 }),
  bytes: fc.oneof(fc.constant(0), fc.nat(2 ** 31)),
  agent: header,
  referrer: header.filter((text) => text !== "-"),
  forwarded: fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { minLength: 1, maxLength: 3 }).map((list) => list.join(", ")),
  took: fc.nat(2 ** 30),
});

const two = (value: number): string => String(value).padStart(2, "0");
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `08/Dec/2024:20:00:00` of an instant moved by so many hours. */
function stamp(second: number, hours: number): string {
  const at = new Date((second + hours * 3600) * 1000);
  const day = `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}

/** Apache: quotes and backslashes behind a backslash, control characters by name or as \xHH, other bytes too. */
function apacheEscaped(text: string): string {
  return [...Buffer.from(text, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === '"' || character === "\\") return `\\${character}`;
      if (character === "\t") return "\\t";
      return byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, "0")}` : character;
    })
    .join("");
}

/** nginx and load balancers of AWS: quotes, backslashes and control characters as \xHH; other bytes as they are. */
const hexEscaped = (text: string): string =>
  text.replace(/["\\\u0000-\u001f\u007f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

/** The query as it is stored: it begins at the first `?` or `;`. */
function asked({ method, path, query, status, second, address }: Facts): Partial<ParsedFields> {
  return { address, second, method, path, query: query === "" ? null : query, status };
}

const request = (fact: Facts): string => `${fact.method} ${fact.path}${fact.query} HTTP/1.1`;
const combined = (fact: Facts, escaped: (text: string) => string): string =>
  `${fact.address} - - [${stamp(fact.second, -6)} -0600] "${request(fact)}" ${fact.status} ${fact.bytes} "${escaped(fact.referrer)}" "${escaped(fact.agent)}"`;
const shown = ({ referrer, agent, bytes }: Facts): Partial<ParsedFields> => ({ referrer, agent, bytes });

const kitFields = ({ port, forwarded }: Facts): Partial<ParsedFields> => ({
  host: "prep.mx",
  port,
  forwarded,
  scheme: "https",
  extra: "cc=no-cache, no-store",
});

type Writer = (fact: Facts) => WrittenHit;

const writers: Readonly<Record<string, { format: string; write: Writer }>> = {
  combinedio: {
    format: "combinedio",
    write: (fact) => ({
      line: `${combined(fact, apacheEscaped)} ${fact.port} ${fact.bytes + 300}`,
      fields: { ...asked(fact), ...shown(fact), user: null, extra: null, forwarded: null },
    }),
  },
  "memoria kit, Apache": {
    format: "memoria_combined",
    write: (fact) => ({
      line: `prep.mx:${fact.port} ${combined(fact, apacheEscaped)} xff="${fact.forwarded}" scheme=https cache="cache miss: no" t=${fact.took}us cc=no-cache, no-store`,
      fields: { ...asked(fact), ...shown(fact), ...kitFields(fact), cache: "cache miss: no", duration_us: fact.took },
    }),
  },
  "memoria kit, nginx": {
    format: "memoria_combined",
    write: (fact) => ({
      line: `prep.mx:${fact.port} ${combined(fact, hexEscaped)} xff="${fact.forwarded}" scheme=https cache="HIT" t=${(fact.took / 1000).toFixed(3)}s cc=no-cache, no-store`,
      fields: { ...asked(fact), ...shown(fact), ...kitFields(fact), cache: "HIT", duration_us: fact.took * 1000 },
    }),
  },
  traefik: {
    format: "traefik",
    write: (fact) => ({
      line: `${combined(fact, apacheEscaped)} ${fact.port} "prep@docker" "http://10.0.0.2:${fact.port}" ${fact.took}ms`,
      fields: { ...asked(fact), ...shown(fact), duration_us: fact.took * 1000, extra: null },
    }),
  },
  fastly: {
    format: "fastly",
    write: (fact) => ({
      line: `<134>${new Date(fact.second * 1000).toISOString().replace(".000Z", "Z")} cache-qro1 prep[${fact.port}]: ${fact.address} - - [${stamp(fact.second, 0)} +0000] "${request(fact)}" ${fact.status} ${fact.bytes}`,
      fields: { ...asked(fact), bytes: fact.bytes, agent: null, referrer: null },
    }),
  },
  alb: {
    format: "alb",
    write: (fact) => ({
      line: `h2 ${new Date(fact.second * 1000 + fact.milliseconds).toISOString()} app/prep/1 ${fact.address}:${fact.port} 10.0.0.1:80 0.001 ${(fact.took / 1000).toFixed(3)} 0.000 ${fact.status} ${fact.status} 77 ${fact.bytes} "${fact.method} https://prep.mx:443${fact.path}${fact.query} HTTP/2.0" "${hexEscaped(fact.agent)}" ECDHE TLSv1.2 - "Root=1-${fact.port}" "prep.mx" "-" 0 - "forward" "-" "-" "10.0.0.1:80" "200" "-" "-"`,
      fields: {
        ...asked(fact),
        bytes: fact.bytes,
        agent: fact.agent,
        host: "prep.mx",
        port: 443,
        scheme: "https",
        protocol: "HTTP/2.0",
        duration_us: (fact.took + 1) * 1000,
        forwarded: null,
      },
    }),
  },
  haproxy: {
    format: "haproxy",
    write: (fact) => ({
      line: `<134>Dec  8 20:00:01 haproxy[1]: ${fact.address}:${fact.port} [${stamp(fact.second, -6)}.${String(fact.milliseconds).padStart(3, "0")}] prep~ web/srv${fact.port} 1/0/30/69/${fact.took} ${fact.status} ${fact.bytes} - - ---- 1/1/1/1/0 0/0 {prep.mx|${fact.port}} "${request(fact)}"`,
      fields: { ...asked(fact), bytes: fact.bytes, duration_us: fact.took * 1000, extra: `{prep.mx|${fact.port}}` },
    }),
  },
  "LogFormat behind a virtual host": {
    format: String.raw`LogFormat "%{Host}i %h:%{remote}p [%{sec}t] \"%{X-Forwarded-For}i\" \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %D" x`,
    write: (fact) => ({
      line: `prep.mx ${fact.address}:${fact.port} [${fact.second}] "${fact.forwarded}" "${request(fact)}" ${fact.status} ${fact.bytes} "${apacheEscaped(fact.referrer)}" "${apacheEscaped(fact.agent)}" ${fact.took}`,
      fields: {
        ...asked(fact),
        ...shown(fact),
        host: "prep.mx",
        port: null,
        forwarded: fact.forwarded,
        duration_us: fact.took,
        extra: null,
      },
    }),
  },
  "log_format of a proxy": {
    format: `log_format main '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent ' '"$http_referer" "$http_user_agent" "$http_x_forwarded_for" $request_time';`,
    write: (fact) => ({
      line: `${combined(fact, hexEscaped)} "${fact.forwarded}" ${(fact.took / 1000).toFixed(3)}`,
      fields: { ...asked(fact), ...shown(fact), forwarded: fact.forwarded, duration_us: fact.took * 1000, extra: null },
    }),
  },
  "log_format with bars": {
    format: '$time_iso8601|$status|$remote_addr|$request_method|$request_uri|$server_protocol|$bytes_sent|"$http_user_agent"|$request_time',
    write: (fact) => ({
      line: `${new Date(fact.second * 1000).toISOString().replace(".000Z", "+00:00")}|${fact.status}|${fact.address}|${fact.method}|${fact.path}${fact.query}|HTTP/1.1|${fact.bytes}|"${hexEscaped(fact.agent)}"|${(fact.took / 1000).toFixed(3)}`,
      fields: { ...asked(fact), bytes: fact.bytes, agent: fact.agent, duration_us: fact.took * 1000 },
    }),
  },
};

/** Each product with the format that reads it, and lines with what must be read of them. */
export const textFormats: readonly { name: string; format: string; hit: fc.Arbitrary<WrittenHit> }[] = Object.entries(writers).map(
  ([name, { format, write }]) => ({ name, format, hit: facts.map(write) }),
);
