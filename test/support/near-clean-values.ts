// Rows of the W3C family that are clean, nearly clean, or damaged: every value now and then as something that it should not be.
import fc from "./cases.ts";
import { cloudfrontRow, iisRow, webRequest } from "./w3c-writer.ts";

/** Lists of IIS: all that it writes, what it writes when nothing is said, little, and what it need not have. */
export const iisLists = [
  "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken X-Forwarded-For",
  "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
  "time date c-ip cs-method cs-uri-stem sc-status",
  "cs-uri-query date time cs(X-Forwarded-For) cs-host c-ip cs-uri-stem cs-method time-taken sc-status sc-bytes date",
];

export const cloudfrontList =
  "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";

const strange = [
  "",
  "-",
  "--",
  "+",
  "%2D",
  "%2d",
  "%20",
  "%00",
  "%C3%B1",
  "%C3",
  "%2520x",
  "%25",
  "%",
  "%4",
  "%zz",
  "%5b%5B%7C%22",
  "x%27%60%7E",
  "é",
  '"a b"',
  'a"b',
  "0",
  "00443",
  "999999999999",
  "9999999999999",
  "-1",
  "1.5",
  "0.0825",
  "12.345",
  "1234567.000",
  ".100",
  "1e3",
  "HTTP",
  "Https",
  "ws",
  "GET",
  "get",
  "G_-9",
  "/",
  "/a;b",
  "/a?b",
  "*",
  "http://a.mx/b",
  "/%3Fx%3By",
  "a.mx:8443",
  "a.mx:0080",
  ":80",
  "a:1234567890",
  "2024-02-29",
  "2023-02-29",
  "2024-13-01",
  "2024-00-10",
  "1969-12-31",
  "1970-01-01",
  "2104-12-31",
  "2106-01-01",
  "24-12-08",
  "2024/12/08",
  "23:59:60",
  "24:00:00",
  "00:00:00",
  "20:00:00.123",
  "2:00:00",
  "200",
  "20",
  "2000",
  "\t",
  " ",
  "#",
  "\u2028",
];

/** A value is put in another's place, a piece of the line is lost or added, or nothing is. */
function damaged(row: fc.Arbitrary<string>, separator: string): fc.Arbitrary<string> {
  const swapped = fc.tuple(row, fc.nat(40), fc.constantFrom(...strange)).map(([line, place, value]) => {
    const values = line.split(separator);
    return values.map((own, i) => (i === place % values.length ? value : own)).join(separator);
  });
  const cut = fc
    .tuple(row, fc.nat(300), fc.nat(3), fc.constantFrom("", separator, '"', "-", "%", "#", "é", "9"))
    .map(([line, at, length, put]) => `${line.slice(0, at)}${put}${line.slice(at + length)}`.toWellFormed().replaceAll("\ufffd", "?"));
  const ended = fc
    .tuple(row, fc.constantFrom(separator, `${separator}x`, `${separator}-`, " ", "\t"))
    .map(([line, end]) => `${line}${end}`);
  const other = fc.constantFrom("", " ", "#Fields: x", "# nota", "#", "-", separator, "\ufeff", "2024-12-08", "nada de nada");
  return fc.oneof(
    { weight: 24, arbitrary: row },
    { weight: 8, arbitrary: swapped },
    { weight: 1, arbitrary: cut },
    { weight: 1, arbitrary: ended },
    { weight: 1, arbitrary: other },
  );
}

/** What the scan would repair is not in them. */
const readable = (line: string): string => line.replace(/[\n\r\0]/g, "+");

export const nearCleanIisRow = (list: string): fc.Arbitrary<string> =>
  damaged(
    webRequest.map((request) => iisRow(request, list.split(" "))),
    " ",
  ).map(readable);

export const nearCleanCloudfrontRow: fc.Arbitrary<string> = damaged(
  fc.tuple(webRequest, fc.constantFrom<1 | 2>(1, 1, 2)).map(([request, encodings]) => cloudfrontRow(request, encodings)),
  "\t",
).map(readable);
