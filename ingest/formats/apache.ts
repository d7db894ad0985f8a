// The family of common, combined, vhost_combined and combined behind a proxy: one pattern and one way to split, with and without the outer fields.
import { sqlList, sqlText } from "../database.ts";
import type { LineFormat } from "./format.ts";
import { type PatternSpec, type Piece, patternFormat, statusExpected } from "./pattern-format.ts";
import { apacheTime } from "./time-style.ts";

/** Which of the family: what stands in front of the address, and whether referrer and agent stand behind. */
export interface ApacheShape {
  front: "host" | "forwarded" | null;
  referrerAndAgent: boolean;
  /** More fields behind the agent. */
  ending?: Ending;
}

/** What a server was made to write behind the agent, all of it or nothing. */
export interface Ending {
  /** Begins with what stands in front of its first field. */
  pattern: string;
  /** Names of its groups, in order. */
  groups: readonly string[];
  /** Quotes in it, an even number: what stands between them holds none that is bare. */
  quotes: number;
  /** BIGINT microseconds over `f_duration`. */
  duration: string | null;
  /** As the reader of bytes knows it (`ByteLane`), if it does. */
  bytes?: "counters" | "labels";
}

// Between quotes: anything but a bare quote, or what a backslash escapes.
export const quoted = String.raw`(?:[^"\\]|\\.)*`;
const zoneOffset = String.raw`[+-](?:0\d|1[0-4])[0-5]\d`;
/** Of Mexico, with and without summer time, and of servers that keep UTC. */
const usualOffsets = ["-0600", "+0000", "-0500", "-0700"];
const ending = "(?: |$)";

const ipv4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const ipv6 = "[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*";
/** One entry of X-Forwarded-For: an address, maybe in brackets and with its port, or what stands for none. */
const forwardedEntry = String.raw`(?:(?:${ipv4}|\[${ipv6}\]|${ipv6})(?:%[0-9A-Za-z]+)?(?::\d+)?|unix:[^ ",]*|unknown|-)`;
const forwardedList = `${forwardedEntry}(?:, ?${forwardedEntry})*`;

const fronts: Record<"host" | "forwarded", Piece> = {
  host: { field: "host", pattern: '([^ "][^ ]*) ', expected: "un nombre de servidor, como www.ejemplo.mx:443" },
  forwarded: {
    field: "forwarded",
    pattern: `("${forwardedList}"|${forwardedList}) `,
    expected: "una lista de direcciones de X-Forwarded-For, o un guion",
  },
};

/** In front of identity and user. Behind a virtual host a dash is no address: it would be the identity of a combined line whose user has a space. */
const addresses = {
  host: '([^ "-][^ ]*) ',
  forwarded: `(${ipv4}|${ipv6}(?:%[0-9A-Za-z]+)?) `,
  // No `name:port`: in front of the address it is a virtual host's, and the line of another format.
  none: `([^ ":][^ :]*:?|[^ ":]*:[^ :]*:[^ ]*) `,
};

function pieces(shape: ApacheShape): Piece[] {
  return [
    ...(shape.front ? [fronts[shape.front]] : []),
    { field: "address", pattern: addresses[shape.front ?? "none"], expected: "una dirección IP o un nombre de equipo" },
    { field: "user", pattern: "([^ ]+ .*?) ", expected: "identidad y usuario, o dos guiones" },
    {
      field: "time",
      pattern: String.raw`\[(\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d ${zoneOffset})\] `,
      expected: "una hora como [08/Dec/2024:20:00:00 -0600]",
    },
    { field: "request", pattern: `"(${quoted})" `, expected: 'la solicitud entre comillas, como "GET / HTTP/1.1"' },
    { field: "status", pattern: String.raw`(\d{3})${ending}`, expected: statusExpected },
    { field: "bytes", pattern: String.raw`(?:(\d+|-)${ending})?`, expected: "los bytes enviados o un guion" },
  ];
}

// The quotes are inside the groups: they tell a field that is there and empty from one that is not, and a whole one from one cut off.
export const quotedOrCut = `("${quoted}(?:"|\\\\?$))`;

/** What may follow the fields of these formats: X-Forwarded-For between quotes, of addresses alone. */
export const forwardedInExtra = `"(${forwardedList})"`;

type Own = Pick<LineFormat, "name" | "description" | "source" | "samples"> & { specificity?: number; behindSyslog?: boolean };

/** Builds one format of the family; `name`, `description`, `source` and `samples` are the caller's. */
export function apacheFormat(shape: ApacheShape, own: Own): LineFormat {
  const both = shape.referrerAndAgent;
  const more = shape.ending;
  const behindAgent = more ? `(?:(${more.pattern})(?: |$))?` : "";
  return patternFormat({
    specificity: (both ? 20 : 10) + (shape.front === "forwarded" ? 6 : shape.front ? 5 : 0),
    ...own,
    pieces: pieces(shape),
    tail: both
      ? {
          fields: ["referrer", "agent", ...(more ? ["ending", ...more.groups] : []), "extra"],
          pattern: `(?:${quotedOrCut}(?: ${quotedOrCut}${behindAgent})?)?(.*)$`,
        }
      : { fields: ["extra"], pattern: "(.*)$" },
    distinctive: [...(shape.front ? [shape.front] : []), ...(both ? ["referrer", "agent"] : []), ...(more ? ["ending"] : [])],
    refusesStamps: true,
    time: apacheTime,
    quotedFields: [...(shape.front === "forwarded" ? ["forwarded"] : []), ...(both ? ["referrer", "agent"] : [])],
    duration: more?.duration ?? null,
    ...(shape.front === "forwarded" ? { lane: null, laneParts: [] } : fastLane(shape)),
  });
}

function fastLane(shape: ApacheShape): Pick<PatternSpec, "lane" | "laneParts" | "bytes"> {
  const f = shape.front === "host" ? 1 : 0;
  const more = shape.ending;
  const quotedParts = shape.referrerAndAgent ? 7 + (more?.quotes ?? 0) : 3;
  const frontLength = 6 + f;
  const endingFields = more ? sqlList(["ending", ...more.groups, "extra"]) : "";
  return {
    bytes:
      more && !more.bytes ? null : { kind: "apache", host: f === 1, referrerAndAgent: shape.referrerAndAgent, ending: more?.bytes ?? null },
    laneParts: [
      ["p", `string_split(line, '"')`],
      ["a", "string_split(p[1], ' ')"],
      // Taken out once: the engine takes a part out of its list anew at each place that names it.
      ["lane_address", `a[${1 + f}]`],
      ["lane_ident", `a[${2 + f}]`],
      ["lane_clock", `a[${4 + f}]`],
      ["lane_zone", `a[${5 + f}]`],
      ["numbers", "p[3]"],
      ["n", "string_split(numbers, ' ')"],
      ["rest", "p[7]"],
      ...(more
        ? [
            [
              "x",
              `CASE WHEN len(p) = ${quotedParts} THEN regexp_extract(array_to_string(p[7:], '"'), ${sqlText(`^(${more.pattern})(?: |$)(.*)$`)}, ${endingFields}) END`,
            ] as const,
          ]
        : []),
    ],
    lane: {
      clean: [
        `len(p) = ${quotedParts}`,
        `len(a) = ${frontLength}`,
        "lane_address <> ''",
        "lane_ident <> ''",
        // A virtual host in front of the address makes a seventh part, so `name:port` needs no look here.
        ...(f === 1 ? ["a[1] <> ''", "NOT starts_with(lane_address, '-')"] : []),
        `a[${frontLength}] = ''`,
        // Reading the time checks the rest of it. The pattern of the offset is for those that are not compared with.
        "strlen(lane_clock) = 21",
        `CASE ${usualOffsets.map((offset) => `WHEN lane_zone = '${offset}]' THEN true`).join(" ")}
          ELSE regexp_full_match(lane_zone, '${zoneOffset}\\]') END`,
        `regexp_full_match(numbers, ' [0-9]{3} (?:[0-9]+|-)${shape.referrerAndAgent ? " " : "(?: .*)?"}')`,
        "NOT contains(line, '\\')",
        "NOT starts_with(line, '#')",
        ...(shape.referrerAndAgent
          ? ["p[5] = ' '", more ? "x.ending <> ''" : "CASE WHEN rest = '' THEN true ELSE starts_with(rest, ' ') END"]
          : []),
      ].join(" AND "),
      timeFormat: "[%d/%b/%Y:%H:%M:%S%z]",
      split: {
        ...(f === 1 ? { host: "a[1]" } : {}),
        address: "lane_address",
        user: `CASE WHEN lane_ident = '-' AND a[${3 + f}] = '-' THEN NULL ELSE lane_ident || ' ' || a[${3 + f}] END`,
        time: "lane_clock || lane_zone",
        request: "p[2]",
        status: "n[2]",
        bytes: "n[3]",
        ...(more ? Object.fromEntries(more.groups.map((name) => [name, `x.${name}`])) : {}),
        ...(shape.referrerAndAgent
          ? { referrer: "p[4]", agent: "p[6]", extra: more ? "x.extra" : "rest" }
          : { extra: "CASE WHEN len(n) > 3 THEN array_to_string(n[4:], ' ') ELSE '' END" }),
      },
    },
  };
}
