// Apache's LogFormat strings: every directive of mod_log_config, mod_logio and mod_ssl, and what it is for.
import type { LineFormat } from "./format.ts";
import { type Directive, type Item, invalid } from "./format-items.ts";
import { type Meaning, meanings, requestHeader, responseHeader, standardTime, timeTaken } from "./format-meanings.ts";
import { compileItems } from "./format-string.ts";

const source = "Apache HTTP Server 2.4, mod_log_config: Custom Log Formats; mod_logio";

const plain: Readonly<Record<string, Meaning>> = {
  A: meanings.word,
  B: meanings.bytes,
  b: meanings.bytes,
  D: timeTaken("us", 3),
  f: meanings.text,
  H: meanings.protocol,
  h: { ...meanings.address, rank: 2 },
  I: meanings.number,
  k: meanings.number,
  l: { ...meanings.word, field: "identity" },
  L: meanings.word,
  m: meanings.method,
  O: { ...meanings.bytes, rank: 2 },
  P: meanings.word,
  q: meanings.query,
  R: meanings.text,
  r: meanings.request,
  S: meanings.number,
  U: meanings.target,
  u: meanings.user,
  V: { ...meanings.host, rank: 2 },
  v: meanings.host,
  X: { ...meanings.text, value: "[X+-]" },
  "^FB": meanings.number,
};

const units: Readonly<Record<string, Meaning>> = { us: timeTaken("us", 3), ms: timeTaken("ms", 2), s: timeTaken("s", 1) };

/** What `%{argument}letter` means; undefined: there is no such directive. */
function meaningOf(letter: string, argument: string | undefined, modifiers: string): Meaning | undefined {
  switch (letter) {
    case "a":
      return { ...meanings.address, rank: argument === "c" ? 1 : 3 };
    case "i":
      return argument === undefined ? undefined : requestHeader(argument);
    case "o":
      return argument === undefined ? undefined : responseHeader(argument);
    case "e":
      if (argument === "REQUEST_SCHEME") return { ...meanings.scheme, rank: 2 };
      return argument === undefined ? undefined : argument === "cache-status" ? meanings.cache : meanings.text;
    case "C":
    case "n":
    case "x":
    case "^ti":
    case "^to":
      return argument === undefined ? undefined : meanings.text;
    case "p":
      return argument === "remote" ? meanings.number : meanings.port;
    case "s":
      return { ...meanings.status, rank: modifiers.includes(">") ? 2 : 1 };
    case "T":
      return units[argument ?? "s"];
    case "t":
      return timeOf((argument ?? "").replace(/^(?:begin|end):?/, ""));
    default:
      return plain[letter];
  }
}

const timeExpected = "la hora de la solicitud";

function timeOf(argument: string): Meaning {
  if (/^(?:sec|msec|usec)$/.test(argument)) return meanings.epoch;
  const strftime = argument === "msec_frac" ? "%g" : argument === "usec_frac" ? "%f" : argument;
  if (strftime !== "") return { field: null, rank: 1, value: null, strftime, expected: timeExpected };
  return standardTime;
}

/** A directive: modifiers, maybe an argument in braces, and its letter. */
const directivePattern = /%(?:%|([!<>,\d]*)(?:\{([^}]*)\})?([<>]*)(\^(?:FB|ti|to)|[A-Za-z]))|%|[^%]+/g;

/**
 * Compiles the string of a `LogFormat`, alone or as the whole line of the configuration (`LogFormat "..." name`).
 * Throws `format-string-invalid`.
 */
export function compileApache(given: string, known: readonly LineFormat[]): LineFormat {
  const { content, offset } = contentOf(given);
  const items: Item[] = [];
  for (const match of content.matchAll(directivePattern)) {
    const [written, before = "", argument, behind = "", letter] = match;
    const position = offset + match.index + 1;
    if (written === "%%") items.push("%");
    else if (letter !== undefined) items.push(...itemsOf(given, { text: written, position }, letter, argument, before + behind));
    else if (written === "%") throw invalid(given, "unclosed", content.slice(match.index, match.index + 12), position);
    else items.push(unescaped(written));
  }
  return compileItems(given.trim(), items, source, known);
}

function itemsOf(
  given: string,
  place: Pick<Directive, "text" | "position">,
  letter: string,
  argument: string | undefined,
  modifiers: string,
): Item[] {
  const meaning = meaningOf(letter, argument, modifiers);
  if (!meaning) throw invalid(given, "unknown", place.text, place.position);
  // Written on some statuses only: a dash on the others.
  const value = /\d/.test(modifiers) && meaning.value !== null ? `-|${meaning.value}` : meaning.value;
  const directive: Directive = { ...meaning, value, ...place };
  return letter === "t" && directive.time?.kind === "strptime" ? ["[", directive, "]"] : [directive];
}

const escapes: Readonly<Record<string, string>> = { t: "\t", n: "\n" };

function unescaped(written: string): string {
  return written.replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
}

/** The string between the quotes of a pasted line, and where it begins. Escapes are left as they are: positions count them. */
function contentOf(given: string): { content: string; offset: number } {
  const pasted = /^(\s*(?:LogFormat\s+)?")((?:[^"\\]|\\.)*)"(?:\s+[A-Za-z_][\w-]*)?\s*$/is.exec(given);
  if (pasted?.[1] !== undefined && pasted[2] !== undefined) return { content: pasted[2], offset: pasted[1].length };
  return { content: given, offset: 0 };
}
