// Generated log lines: whole, odd, cut, wrapped and no log line at all, for properties over the parser.
import fc from "./cases.ts";
import { address, agent, anyText, bytes, extra, goodTime, referrer, request, status, target, time, user } from "./log-fields.ts";

const fields = fc.tuple(address, user, time, request, status, bytes, referrer, agent, extra);

/** A line of the combined format, well-formed but for what its fields do to it. */
export const combinedLine = fields.map(([a, u, t, r, s, b, ref, ua, x]) => `${a} ${u} [${t}] "${r}" ${s} ${b} "${ref}" "${ua}"${x}`);

/** A line that a server might have written. */
const plausibleLine = fc
  .tuple(fc.ipV4(), goodTime, target, fc.constantFrom("200", "304", "404"), fc.constantFrom("-", "0", "512"), agent)
  .map(([a, t, path, s, b, ua]) => `${a} - - [${t}] "GET ${path} HTTP/1.1" ${s} ${b} "-" "${ua}"`);

const cut = (line: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(line, fc.nat(1000)).map(([text, at]) =>
    text
      .slice(0, (text.length * at) / 1000)
      .toWellFormed()
      .replaceAll("\ufffd", ""),
  );

const wrapped = fc
  .tuple(plausibleLine, fc.constantFrom("plain", "doubled", "escaped"))
  .map(([line, how]) => `"${how === "plain" ? line : how === "doubled" ? line.replaceAll('"', '""') : line.replace(/["\\]/g, "\\$&")}"`);

const spoilt = fc
  .tuple(plausibleLine, fc.nat(1000), fc.constantFrom('"', "\\", " ", "[", "]", "#", "\t", "\f", "\u00a0", "\u2028", "'", "x", '""', "\\x"))
  .map(([line, at, piece]) => {
    const place = Math.floor((line.length * at) / 1000);
    return line.slice(0, place) + piece + line.slice(place);
  });

/** Any physical line: most of them hits, most of these odd. */
export const anyLine = fc
  .oneof(
    { weight: 8, arbitrary: combinedLine },
    { weight: 4, arbitrary: plausibleLine },
    { weight: 3, arbitrary: spoilt },
    { weight: 2, arbitrary: cut(combinedLine) },
    { weight: 2, arbitrary: cut(plausibleLine) },
    { weight: 1, arbitrary: wrapped },
    { weight: 1, arbitrary: combinedLine.map((line) => line.replace(/ "[^"]*" "[^"]*"[^"]*$/, "")) },
    { weight: 1, arbitrary: combinedLine.map((line) => `#${line}`) },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: fc.constantFrom("", " ", "\t \f", "\u00a0\u2003", "#", "#Fields: a b", " #x", '"', "-", "[]", "\ufeff") },
  )
  .map((line) => line.toWellFormed());
