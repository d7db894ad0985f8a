// What the directives of servers' format strings are for, and what their values look like.
import { apacheTime, durationSql, type TimeStyle } from "./time-style.ts";

/** What a directive writes. */
export interface Meaning {
  /** What its value is for; null: matched and not kept. */
  field: MeantField | null;
  /** Of several directives for one field the greatest is kept, else the first. */
  rank: number;
  /** A pattern without groups; null: any text. */
  value: string | null;
  /** Text without spaces. */
  isWord?: boolean;
  /** In Spanish. */
  expected: string;
  time?: TimeStyle;
  /** A piece of a time, as strftime writes it: pieces that stand together are one. */
  strftime?: string;
  duration?: (text: string) => string;
}

export type MeantField =
  | "address"
  | "identity"
  | "user"
  | "time"
  | "request"
  | "method"
  | "target"
  | "query"
  | "protocol"
  | "status"
  | "bytes"
  | "referrer"
  | "agent"
  | "host"
  | "port"
  | "forwarded"
  | "cache"
  | "scheme"
  | "duration";

const text = { rank: 1, value: null };
const number = { rank: 1, value: String.raw`-|-?\d*(?:\.\d+)?` };
const word = { rank: 1, value: null, isWord: true };
const ignored = (value: Pick<Meaning, "rank" | "value" | "isWord">): Meaning => ({
  ...value,
  field: null,
  expected: "un valor o un guion",
});

/** The meanings that Apache's and nginx's directives share. */
export const meanings = {
  text: ignored(text),
  number: ignored(number),
  word: ignored(word),
  address: { field: "address", rank: 3, value: String.raw`[^ \t",;|]+?`, expected: "una dirección IP o un nombre de equipo" },
  user: { ...text, field: "user", expected: "un usuario o un guion" },
  request: { ...text, field: "request", rank: 2, expected: 'la solicitud, como "GET / HTTP/1.1"' },
  method: { ...word, field: "method", expected: "el método de la solicitud" },
  target: { ...text, field: "target", expected: "la ruta solicitada" },
  query: { ...text, field: "query", expected: "los parámetros de la solicitud" },
  protocol: { ...word, field: "protocol", expected: "el protocolo de la solicitud" },
  status: { field: "status", rank: 1, value: String.raw`\d{3}`, expected: "un código de estado de tres cifras" },
  bytes: { field: "bytes", rank: 3, value: String.raw`-|\d*`, expected: "los bytes enviados o un guion" },
  host: { ...text, field: "host", expected: "un nombre de servidor" },
  port: { field: "port", rank: 1, value: String.raw`-|\d*`, expected: "un puerto" },
  referrer: { ...text, field: "referrer", expected: "la página de procedencia o un guion" },
  agent: { ...text, field: "agent", expected: "el navegador o un guion" },
  forwarded: { ...text, field: "forwarded", rank: 2, expected: "una lista de direcciones de X-Forwarded-For o un guion" },
  cache: { ...text, field: "cache", expected: "el resultado de la caché" },
  scheme: { ...text, field: "scheme", expected: "http o https" },
  epoch: { field: "time", rank: 1, value: String.raw`\d{9,19}(?:\.\d+)?`, time: { kind: "epoch" }, expected: "segundos desde 1970" },
} as const satisfies Record<string, Meaning>;

/** The request's headers that are kept; cookies never are. */
export function requestHeader(name: string): Meaning {
  switch (name.toLowerCase()) {
    case "referer":
      return meanings.referrer;
    case "user-agent":
      return meanings.agent;
    case "x-forwarded-for":
      return meanings.forwarded;
    case "x-forwarded-proto":
      return meanings.scheme;
    case "host":
      return { ...meanings.host, rank: 3 };
    default:
      return meanings.text;
  }
}

/** The answer's headers in which caches say what they did. */
export function responseHeader(name: string): Meaning {
  return /^(?:x-cache(?:-status)?|cf-cache-status|x-proxy-cache)$/i.test(name) ? meanings.cache : meanings.text;
}

/** Apache's own time, and nginx's `$time_local`. */
export const standardTime: Meaning = {
  field: "time",
  rank: 2,
  value: String.raw`\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-](?:0\d|1[0-4])[0-5]\d`,
  time: apacheTime,
  expected: "una hora como 08/Dec/2024:20:00:00 -0600",
};

/** The time that the server took, in this unit. */
export function timeTaken(unit: "s" | "ms" | "us", rank: number): Meaning {
  return { ...number, field: "duration", rank, expected: "el tiempo de respuesta", duration: (text) => durationSql(text, unit) };
}
