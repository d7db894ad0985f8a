// Lines of the Apache family that are clean, nearly clean, or damaged: every field now and then as something that it should not be.
import fc from "./cases.ts";

/** Mostly one of the first, now and then one of the others. */
const mostly = (usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const letters = (alphabet: string): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 0, maxLength: 40 });

const address = fc.oneof(
  { weight: 6, arbitrary: fc.ipV4() },
  { weight: 2, arbitrary: fc.ipV6() },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "cliente.ejemplo.mx",
      "-",
      "a:80",
      "a:80:",
      "10.0.0.1:443",
      "",
      "::1%eth0",
      "niño",
      "-1.2.3.4",
      "#1",
      "2001:db8::",
      "x\ty",
    ),
  },
);
const host = mostly(
  ["www.ejemplo.mx", "www.ejemplo.mx:443", "prep.mx:80"],
  ["-", "-:80", ":443", "a:", "a:1:2", "a:0080", "a:123456789", "a:1234567890", "a:99999999999", "[::1]:8443", "", "é:80", "a b", "8080"],
);
const identity = mostly(["-"], ["id", "", "--", "- -", "i:d", "í"]);
const user = mostly(["-"], ["juan", "juan perez", "", "-x", "ñandú", "- "]);
const time = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom("Jan", "Feb", "Jun", "Dec"),
        fc.integer({ min: 1971, max: 2104 }),
        fc.nat(23),
        fc.nat(59),
        fc.nat(59),
      )
      .map(([day, month, year, ...clock]) => `[${two(day)}/${month}/${year}:${clock.map(two).join(":")}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "[29/Feb/2024:00:00:00",
      "[29/Feb/2023:00:00:00",
      "[29/Feb/2100:00:00:00",
      "[29/Feb/2000:00:00:00",
      "[31/Apr/2024:10:00:00",
      "[00/Dec/2024:10:00:00",
      "[8/Dec/2024:10:00:00",
      "[ 8/Dec/2024:10:00:00",
      "[08/dec/2024:10:00:00",
      "[08/DEC/2024:10:00:00",
      "[08/Dic/2024:10:00:00",
      "[08/Dec/2024:24:00:00",
      "[08/Dec/2024:23:60:00",
      "[08/Dec/2024:23:59:60",
      "[08/Dec/1969:23:59:59",
      "[31/Dec/1969:23:59:59",
      "[01/Jan/1970:00:00:00",
      "[31/Dec/2105:23:59:59",
      "[01/Jan/2106:00:00:00",
      "[07/Feb/2106:06:28:15",
      "[08/Dec/0024:10:00:00",
      "[08-Dec-2024:10:00:00",
      "[08/Dec/2024 10:00:00",
      "[08/Dec/2024:1:00:00",
      "08/Dec/2024:10:00:00",
    ),
  },
);
const zone = mostly(
  [" -0600]", " +0000]", " -0500]", " -0700]"],
  [
    " +0530]",
    " +1400]",
    " -1459]",
    " +1500]",
    " -0660]",
    " 0600]",
    " -06:00]",
    " Z]",
    " -0600",
    "-0600]",
    " -060]",
    " +0000] ",
    "  -0600]",
  ],
);
const target = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom("/", "/prep/", "/a/b.json"), fc.constantFrom("", "?", "?a=1;b=2", ";s=1", ";s?x", "?x?y"))
      .map((parts) => parts.join("")),
  },
  { weight: 2, arbitrary: letters("/ab?;é%=&.:@").map((rest) => `/${rest}`) },
  { weight: 1, arbitrary: fc.constantFrom("*", "http://a.mx/b?c", "a.mx:443", "", "/a b", "?x", "/\\x41", "/ñandú", "/\t") },
);
const request = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(
        mostly(["GET", "POST", "HEAD", "OPTIONS"], ["PUT", "get", "GE", "CONNECT", "", "GETX", "OPTIONSX", "PROPFIND", "HEADER"]),
        target,
        mostly(["HTTP/1.1", "HTTP/2.0", "HTTP/1.0"], ["HTTP/", "HTTP", "RTSP/1.0", "", "HTTP/1.1 x", "http/1.1", "HTTP/\u00e9"]),
      )
      .map((parts) => parts.join(" ")),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "",
      "-",
      "GET /",
      "\\x16\\x03",
      '{\\"id\\": 1}',
      "GET  / HTTP/1.1",
      " GET / HTTP/1.1",
      "GET / HTTP/1.1 ",
      "OPTIONS * HTTP/1.1",
      "PUT /a;b?c HTTP/1.1",
      "M-SEARCH * HTTP/1.1",
      "X_1-9 / HTTP/2",
      "get / HTTP/1.1",
      "é / HTTP/1.1",
      "\\",
      "\\\\",
      'a\\"b',
      '\\"',
      "3 /\\n HTTP/1.1",
      "\\x16\\x03\\x01\\x02",
      "# x",
    ),
  },
);
const status = mostly(["200", "304", "404", "500"], ["000", "999", "20", "2000", "-", "2x0", "", "-20"]);
const size = mostly(
  ["0", "512", "20480", "-"],
  ["999999999999", "1000000000000", "9".repeat(20), "+5", "1e3", "", "12a", "--", "-1", "00512"],
);
const quoted = (usual: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...usual) },
    { weight: 2, arbitrary: letters("ab/:é -.;()𝄞") },
    { weight: 1, arbitrary: fc.constantFrom("", '\\"x\\"', "\\x41", "\\\\", "- ", " -", "\u00a0", "\ufeff", "--", "\\", 'a"b', "\u0001") },
  );
const referrer = quoted(["-", "https://www.ejemplo.mx/", "https://m.facebook.com/?a=b"]);
const agent = quoted(["-", "Mozilla/5.0 (X11; Linux x86_64)", "curl/8.5.0", "Googlebot/2.1"]);
const forwarded = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.ipV4() },
      { weight: 3, arbitrary: fc.ipV6() },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          "-",
          "unknown",
          "unix:",
          "1.1.1.1:80",
          "300.1.1.1",
          "1.1.1",
          "1234.1.1.1",
          "1..1.1",
          "::",
          "a:b",
          "a:b:c",
          "::1.2.3.4.5",
          "a.b:c:d",
          "[::1]:80",
          "::1%eth0",
          "",
          "x",
          "1.1.1.1.1",
          "a.1.1.1",
          "1.1.1.a",
          "0:1.2:3",
        ),
      },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .chain((list) => fc.constantFrom(", ", ",", " ", ",  ").map((between) => ` "${list.join(between)}"`));
const rest = fc.oneof(
  {
    weight: 9,
    arbitrary: mostly(
      [""],
      [" ", " x", " x y ", "  x", "x", ' "-" 0.004', " 12 34", " 12 34 x", " 12", " 12 34x", "\t", " \\", ' "', " é", " 1  2", ' ""'],
    ),
  },
  { weight: 3, arbitrary: forwarded },
  {
    weight: 1,
    arbitrary: fc.constantFrom(' "-"', '  "-"', ' "-" ', '"-"', ' "1.1.1.1" "x"', ' "1.1.1.1" x', ' "1.1.1.1', ' "1.1.1.1\\"', " 1.1.1.1"),
  },
);
const counters = mostly([" 512 5480", " 1 2"], ["", " 512", " 512 54x", "  512 5480", " -1 5", " 512 5480x"]);

/** As `memoria kit` has servers write them. */
const labels = fc
  .tuple(
    mostly(
      [' xff="-"', ' xff="2806:2f0:1::7, 10.0.0.9"', ' xff=""'],
      [' xff="a\\"b"', ' xff="é x"', " xff=-", '  xff="-"', ' XFF="-"', ""],
    ),
    mostly([" scheme=https", " scheme=http", " scheme=-"], [" scheme=", " scheme=httpss", " scheme=HTTPS", " scheme=ftp", ""]),
    mostly([' cache="-"', ' cache="HIT"', ' cache="cache hit"', ' cache=""'], [' cache="a\\"', " cache=HIT", ' cache="--"', ""]),
    mostly(
      [" t=1234us", " t=0.004s", " t=-", " t=12.345s", " t=0us", " t=999999.999s"],
      [
        " t=1.5s",
        " t=0.0045s",
        " t=1s",
        " t=us",
        " t=",
        " t= ",
        " t=1234567890123us",
        " t=1234567890123456789us",
        " t=1234567.000s",
        " t=1234ms",
        " t=-1us",
        " t=5us5",
        " t=0.12s",
        " t=.123s",
        " t=00.500s",
        "",
      ],
    ),
    mostly([" cc=no-cache, no-store", "", " cc=-"], [" ", "x", ' "x"', " cc=\\"]),
  )
  .map((parts) => parts.join(""));

const two = (number: number): string => String(number).padStart(2, "0");

export interface LineShape {
  host: boolean;
  referrerAndAgent: boolean;
  ending: "counters" | "labels" | null;
}

/** One line, without its newline: nothing that the scan would repair is in it. */
export function nearCleanLine(shape: LineShape): fc.Arbitrary<string> {
  const none = fc.constant("");
  const whole = fc
    .tuple(
      shape.host ? host : none,
      address,
      identity,
      user,
      time,
      zone,
      request,
      status,
      size,
      referrer,
      agent,
      shape.ending === "counters" ? counters : shape.ending === "labels" ? labels : none,
      rest,
    )
    .map(([front, from, who, name, clock, offset, asked, answer, bytes, whence, browser, counted, behind]) => {
      const both = shape.referrerAndAgent ? ` "${whence}" "${browser}"` : "";
      return `${shape.host ? `${front} ` : ""}${from} ${who} ${name} ${clock}${offset} "${asked}" ${answer} ${bytes}${both}${counted}${behind}`;
    });
  const damaged = fc
    .tuple(whole, fc.nat(200), fc.nat(2), fc.constantFrom('"', "\\", " ", "\t", "#", "?", ";", ":", "[", "]", "-", "é", "9", "/", "\u2028"))
    .map(([line, at, cut, put]) => line.slice(0, at) + put + line.slice(at + cut));
  const none_of_these = fc.constantFrom(
    "",
    " ",
    "   \t",
    "#Fields: x",
    "# nota",
    "nada",
    '"""',
    "\ufeff",
    '\ufeff1.1.1.1 - - [08/Dec/2024:20:00:00 -0600] "GET / HTTP/1.1" 200 1 "-" "-"',
    "[",
    "- - - [",
  );
  const cut = fc.tuple(whole, fc.nat(120)).map(([line, at]) => line.slice(0, at).replace(/[\ud800-\udbff]$/, ""));
  return fc.oneof(
    { weight: 30, arbitrary: whole },
    { weight: 4, arbitrary: damaged },
    { weight: 1, arbitrary: none_of_these },
    { weight: 1, arbitrary: cut },
  );
}
