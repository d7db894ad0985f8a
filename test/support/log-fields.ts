// Generated fields of log lines, as servers write them and as nobody should.
import fc from "./cases.ts";

/** No line ends and no NUL inside: what a scanned line can hold. */
const inLine = (text: string): string => text.replace(/[\r\n\0]/g, " ");

export const anyText = fc
  .oneof(fc.string({ maxLength: 20 }), fc.string({ unit: "grapheme", maxLength: 12 }), fc.string({ unit: "binary", maxLength: 6 }))
  .map((text) => inLine(text.toWellFormed()));

export const address = fc.oneof(
  { weight: 6, arbitrary: fc.ipV4() },
  { weight: 3, arbitrary: fc.ipV6() },
  {
    weight: 1,
    arbitrary: fc.constantFrom("equipo.redaccion.mx", "fe80::1%3", "::ffff:10.0.0.1", "-", "unix:", "a,b", "ñandú.mx", "#1.2.3.4"),
  },
);

export const user = fc.constantFrom(
  "- -",
  "- -",
  "- -",
  "- juan",
  "- juan perez",
  "id -",
  "id ana maría",
  "- ",
  "-  x",
  "- [x]",
  '- "q"',
  "- a\\b",
  "-",
  " -",
  "- \u00a0",
  "-\tx y",
);

const two = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, "0"));
const month = fc.constantFrom("Jan", "Feb", "Apr", "Dec", "Dec", "Dec", "dec", "DEC", "Dic", "D3c");
const zone = fc.constantFrom("-0600", "-0600", "+0000", "+0530", "+1400", "-1200", "+1500", "+0060", "-06", "-06:00", "0600", "Z");
export const goodTime = fc
  .tuple(two(1, 28), two(0, 23), two(0, 59), two(0, 59))
  .map(([d, h, m, s]) => `${d}/Dec/2024:${h}:${m}:${s} -0600`);
const oddTime = fc
  .tuple(
    fc.oneof(two(0, 32), fc.constantFrom("8", "1", "008", " 8")),
    month,
    fc.constantFrom("2024", "1969", "1970", "2038", "2105", "2106", "0000", "9999", "24"),
    two(0, 24),
    two(0, 60),
    fc.oneof(two(0, 61), fc.constantFrom("7", "00.5")),
    zone,
  )
  .map(([d, b, y, h, m, s, z]) => `${d}/${b}/${y}:${h}:${m}:${s} ${z}`);
export const time = fc.oneof({ weight: 8, arbitrary: goodTime }, { weight: 2, arbitrary: oddTime });

const writtenEscape = fc.oneof(
  fc.constantFrom(
    '\\"',
    "\\\\",
    "\\t",
    "\\n",
    "\\x22",
    "\\x5C",
    "\\xc3\\xa1",
    "\\xE2\\x82\\xAC",
    "\\xf0\\x9f\\x98\\x80",
    "\\xff",
    "\\xc3",
    "\\xed\\xa0\\x80",
  ),
  fc.constantFrom(
    "\\xc0\\x80",
    "\\xe0\\x80\\x80",
    "\\xf4\\x90\\x80\\x80",
    "\\x00",
    "\\x4",
    "\\xZZ",
    "\\q",
    "\\X41",
    "\\v",
    "\\é",
    "\\x20",
    "\\x0a",
  ),
  fc.integer({ min: 0, max: 255 }).map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`),
);
/** Text as a server writes it between quotes: no bare quote, backslashes only in escapes. */
const writtenText = fc
  .array(fc.oneof({ weight: 3, arbitrary: anyText.map((text) => text.replace(/["\\]/g, "'")) }, { weight: 1, arbitrary: writtenEscape }), {
    maxLength: 5,
  })
  .map((parts) => parts.join(""));

export const target = fc.oneof(
  fc.constantFrom(
    "/",
    "/index.html",
    "/a/b.css",
    "/json/main.json?t=1",
    "/a;s=1?q=/x;y",
    "/a?b;c",
    "*",
    "?x",
    ";x",
    "",
    " ",
    "/a b",
    "//h/x",
    "/?",
    "/;",
  ),
  fc.constantFrom(
    "http://h.mx/a?x",
    "http://h.mx",
    "http://u:p@h.mx:8080/a;b",
    "https://h?q",
    "HTTP://h:/",
    "a://;x",
    "h.mx:443",
    "/%C3%B3",
    "/q\\x22",
    "/\\xc3\\xb1\\x3fz",
    "http://h/\\na",
  ),
  writtenText.map((text) => `/${text}`),
  writtenText,
);
const method = fc.constantFrom(
  "GET",
  "GET",
  "GET",
  "HEAD",
  "POST",
  "OPTIONS",
  "PUT",
  "CONNECT",
  "PROPFIND",
  "M-SEARCH",
  "get",
  "G3T",
  "GE T",
  "",
);
const protocol = fc.constantFrom(
  " HTTP/1.1",
  " HTTP/1.1",
  " HTTP/2.0",
  " HTTP/1.0",
  "",
  " HTTP/",
  " http/1.1",
  " RTSP/1.0",
  " SIP/2.0",
  "  HTTP/1.1",
  " HTTP/1.1 ",
  " HTTP/1.0 HTTP/1.1",
);
export const request = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(method, target, protocol).map(([m, t, p]) => `${m} ${t}${p}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("-", "", "\\x16\\x03\\x01", '{\\"id\\": 1}', "GET", "GET ", "GET /", "OPTIONS * HTTP/1.0", "PRI * HTTP/2.0"),
  },
  { weight: 1, arbitrary: writtenText },
);

export const status = fc.constantFrom(
  "200",
  "200",
  "200",
  "201",
  "206",
  "302",
  "403",
  "502",
  "503",
  "304",
  "301",
  "404",
  "500",
  "499",
  "000",
  "099",
  "999",
  "20",
  "2000",
  "2e2",
  "-",
  "+20",
  "",
);
export const bytes = fc.constantFrom(
  "0",
  "5120",
  "5120",
  "-",
  "-",
  "007",
  "999999999999",
  "1000000000000",
  "99999999999999999999",
  "1e3",
  "1.5",
  "-5",
  "",
  "--",
);
export const referrer = fc.oneof(fc.constantFrom("-", "-", "", "https://diario.mx/prep", "-x"), writtenText);
export const agent = fc.oneof(
  fc.constantFrom("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0", "-", "", "curl/8.5", 'Lector \\"5G\\"'),
  writtenText,
);
export const extra = fc.constantFrom("", "", "", " 0.004", ' 532 "-"', ' "10.0.0.1, 10.0.0.2"', "x", " ", '"', " \\", "  z  ");
