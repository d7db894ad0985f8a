// The family of common, combined and vhost_combined: one pattern and one way to split, with and without the outer fields.
import type { LineFormat } from "./format.ts";

/** Which of the family: a virtual host in front, referrer and agent behind. */
export interface ApacheShape {
  virtualHost: boolean;
  referrerAndAgent: boolean;
}

// Between quotes: anything but a bare quote, or what a backslash escapes.
const quoted = String.raw`(?:[^"\\]|\\.)*`;
const zoneOffset = String.raw`[+-](?:0\d|1[0-4])[0-5]\d`;
const ending = "(?: |$)";

interface Piece {
  field: string;
  pattern: string;
  expected: string;
}

function pieces(shape: ApacheShape): Piece[] {
  const front: Piece[] = shape.virtualHost
    ? [{ field: "host", pattern: '([^ "][^ ]*) ', expected: "un nombre de servidor, como www.ejemplo.mx:443" }]
    : [];
  return [
    ...front,
    // Behind a virtual host a dash is no address: it would be the identity of a combined line whose user has a space.
    {
      field: "address",
      // No `name:port`: in front of the address it is a virtual host's, and the line of another format.
      pattern: shape.virtualHost ? `([^ "-][^ ]*) ` : `([^ ":][^ :]*:?|[^ ":]*:[^ :]*:[^ ]*) `,
      expected: "una dirección IP o un nombre de equipo",
    },
    { field: "user", pattern: "([^ ]+ .*?) ", expected: "identidad y usuario, o dos guiones" },
    {
      field: "time",
      pattern: String.raw`\[(\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d ${zoneOffset})\] `,
      expected: "una hora como [08/Dec/2024:20:00:00 -0600]",
    },
    { field: "request", pattern: `"(${quoted})" `, expected: 'la solicitud entre comillas, como "GET / HTTP/1.1"' },
    { field: "status", pattern: String.raw`(\d{3})${ending}`, expected: "un código de estado de tres cifras" },
    { field: "bytes", pattern: String.raw`(?:(\d+|-)${ending})?`, expected: "los bytes enviados o un guion" },
  ];
}

// The quotes are inside the groups: they tell a field that is there and empty from one that is not, and a whole one from one cut off.
const quotedOrCut = `("${quoted}(?:"|\\\\?$))`;
const tailPattern = `(?:${quotedOrCut}(?: ${quotedOrCut})?)?(.*)$`;
const shortTailPattern = "(.*)$";

/** Builds one format of the family; `name`, `description`, `source` and `samples` are the caller's. */
export function apacheFormat(shape: ApacheShape, own: Pick<LineFormat, "name" | "description" | "source" | "samples">): LineFormat {
  const list = pieces(shape);
  const tail = shape.referrerAndAgent ? ["referrer", "agent", "extra"] : ["extra"];
  const prefixes = list.map((piece, i) => ({
    field: piece.field,
    expected: piece.expected,
    pattern: `^${list
      .slice(0, i + 1)
      .map((p) => p.pattern)
      .join("")}`,
  }));
  return {
    ...own,
    fields: [...list.map((p) => p.field), ...tail],
    pattern: `^${list.map((p) => p.pattern).join("")}${shape.referrerAndAgent ? tailPattern : shortTailPattern}`,
    prefixes,
    distinctive: [...(shape.virtualHost ? ["host"] : []), ...(shape.referrerAndAgent ? ["referrer", "agent"] : [])],
    lanes: lanes(shape),
  };
}

function lanes(shape: ApacheShape): LineFormat["lanes"] {
  const f = shape.virtualHost ? 1 : 0;
  const quotedParts = shape.referrerAndAgent ? 7 : 3;
  const frontLength = 6 + f;
  const time = `a[${4 + f}] || a[${5 + f}]`;
  return {
    parts: [
      ["p", `string_split(line, '"')`],
      ["a", "string_split(p[1], ' ')"],
      ["n", "string_split(p[3], ' ')"],
    ],
    clean: [
      `len(p) = ${quotedParts}`,
      `len(a) = ${frontLength}`,
      "a[1] <> ''",
      `a[${2 + f}] <> ''`,
      // A virtual host in front of the address makes a seventh part, so `name:port` needs no look here.
      ...(shape.virtualHost ? ["a[2] <> ''", "NOT starts_with(a[2], '-')"] : []),
      `a[${frontLength}] = ''`,
      // Reading the time checks the rest of it. One look at offset, status and bytes together costs a quarter of four looks at pieces.
      `strlen(a[${4 + f}]) = 21`,
      `regexp_full_match(a[${5 + f}] || p[3], '${zoneOffset}\\] [0-9]{3} (?:[0-9]+|-)${shape.referrerAndAgent ? " " : "(?: .*)?"}')`,
      "NOT contains(line, '\\')",
      "NOT starts_with(line, '#')",
      ...(shape.referrerAndAgent ? ["p[5] = ' '", "(p[7] = '' OR p[7][1] = ' ')"] : []),
    ].join(" AND "),
    timeFormats: { clean: "[%d/%b/%Y:%H:%M:%S%z]", matched: "%d/%b/%Y:%H:%M:%S %z" },
    split: {
      ...(shape.virtualHost ? { host: "a[1]" } : {}),
      address: `a[${1 + f}]`,
      user: `CASE WHEN a[${2 + f}] = '-' AND a[${3 + f}] = '-' THEN NULL ELSE a[${2 + f}] || ' ' || a[${3 + f}] END`,
      time,
      request: "p[2]",
      status: "n[2]",
      bytes: "n[3]",
      ...(shape.referrerAndAgent
        ? { referrer: "p[4]", agent: "p[6]", extra: "p[7]" }
        : { extra: "CASE WHEN len(n) > 3 THEN array_to_string(n[4:], ' ') ELSE '' END" }),
    },
  };
}
