// What a line may have been wrapped in on its way: quotes of a spreadsheet, a syslog header, a container's stamp; undone alike by the parser and by detection.

/** An opening quote, and no other before the request. Two groups: where the inner quotes are escaped, and where they are doubled. */
const wrappedPattern = String.raw`^"[^"\[\\]+\[[^"\]\\]+\] (?:(\\")|(""[^ ])|")`;

const isoStamp = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)`;
/** RFC 3164: a stamp (or RFC 3339's, as rsyslog and Fastly write it), maybe a host, and the program with a colon. */
const rfc3164 = String.raw`(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|${isoStamp})(?: [^ "]*[^ ":])? [^ :"\[\]]+(?:\[[^\] :]*\])?: `;
/** RFC 5424: version, stamp, host, program, process, message id, structured data, and maybe a byte-order mark. */
const structured = String.raw`(?:-|(?:\[[^ \]="]+(?: [^ \]="]+="(?:[^"\\\]]|\\.)*")*\])+)`;
const rfc5424 = String.raw`1 (?:-|${isoStamp})(?: [^ "]+){4} ${structured} \x{feff}?`;
/** The lines that a container writes, as Kubernetes keeps them (CRI). */
const containerStamp = `${isoStamp} std(?:out|err) [FP] `;
const syslogPattern = String.raw`^(?:<\d{1,3}>)?(?:${containerStamp}|${rfc3164}|${rfc5424})`;
const wrapped = new RegExp(wrappedPattern);
/** JavaScript writes a character by its number in another way. */
const syslogHeader = new RegExp(syslogPattern.replace(String.raw`\x{feff}`, String.raw`\ufeff`), "s");

/** True for a line behind a syslog header, of RFC 3164 or RFC 5424, with or without its priority, or behind a container's stamp. */
export function hasSyslogHeader(line: string): boolean {
  return syslogHeader.test(line);
}

/** One line is asked for by one format after the other. */
let last = { line: "", unwrapped: "" };

/** The line as it was before it was wrapped; any other line as it is. */
export function unwrapLine(line: string): string {
  if (line !== last.line) last = { line, unwrapped: unwrap(line) };
  return last.unwrapped;
}

function unwrap(line: string): string {
  if (!line.startsWith('"')) return line.replace(syslogHeader, "");
  const match = wrapped.exec(line);
  if (!match) return line;
  const inside = line.slice(1).replace(/"$/, "");
  if (match[1] !== undefined) return inside.replace(/\\(["\\])/g, "$1");
  return match[2] === undefined ? inside : inside.replaceAll('""', '"');
}

/** The same as an SQL macro. */
export const unwrappedMacro = `CREATE OR REPLACE TEMP MACRO unwrapped(line) AS CASE
  WHEN NOT starts_with(line, '"') THEN regexp_replace(line, '${syslogPattern}', '', 's')
  WHEN NOT regexp_matches(line, '${wrappedPattern}') THEN line
  WHEN regexp_extract(line, '${wrappedPattern}', 1) <> '' THEN regexp_replace(regexp_replace(line[2:], '"$', ''), '\\\\(["\\\\])', '\\1', 'g')
  WHEN regexp_extract(line, '${wrappedPattern}', 2) <> '' THEN replace(regexp_replace(line[2:], '"$', ''), '""', '"')
  ELSE regexp_replace(line[2:], '"$', '') END`;
