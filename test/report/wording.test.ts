// The es-MX wording of figures, times and hostile texts.
import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDecimal,
  formatDuration,
  formatDurationExact,
  formatMonth,
  formatShare,
  formatShareTruncated,
  formatShortDateTime,
  formatTarget,
  formatTime,
  known,
  printable,
  readablePath,
  wallClock,
  wholeName,
  zoneLabel,
} from "../../analysis/wording.ts";

const MEXICO = "America/Mexico_City";

describe("numbers", () => {
  test("group thousands and keep their decimals", () => {
    expect(formatCount(1_234_567)).toBe("1,234,567");
    expect(formatCount(1234)).toBe("1,234");
    expect(formatCount(0)).toBe("0");
    expect(formatDecimal(1234.56)).toBe("1,234.6");
    expect(formatDecimal(2, 2)).toBe("2.00");
  });

  test("a figure that nobody knows is told in words", () => {
    expect(known(null, formatCount)).toBe("no disponible");
    expect(known(0, formatCount)).toBe("0");
  });

  test("bytes are decimal", () => {
    expect([97, 812_000, 640_000_000, 2_310_000_000, 3e12].map(formatBytes)).toEqual([
      "97 bytes",
      "812 kB",
      "640.0 MB",
      "2.31 GB",
      "3.00 TB",
    ]);
  });
});

describe("shares", () => {
  test("are rounded in general and truncated in a verdict", () => {
    expect(formatShare(0.998_68)).toBe("99.87 %");
    expect(formatShareTruncated(0.998_999)).toBe("99.89 %");
    expect(formatShareTruncated(0.999)).toBe("99.90 %");
    expect(formatShareTruncated(0.57)).toBe("57.00 %");
    expect(formatShareTruncated(1)).toBe("100.00 %");
    expect(formatShareTruncated(0.999_999_9)).toBe("99.99 %");
  });

  test("what lacks a part never reads as the whole", () => {
    expect(formatShare(83_997 / 84_000)).toBe("99.99 %");
    expect(formatShare(0.9996, 1)).toBe("99.9 %");
    expect(formatShare(0.996, 0)).toBe("99 %");
    expect(formatShare(0.999_94)).toBe("99.99 %");
    expect(formatShare(0.1 + 0.2 + 0.7)).toBe("100.00 %");
    expect(formatShare(1, 1)).toBe("100.0 %");
  });

  test("a failing figure never reads as the target, however fine the target", () => {
    expect(formatShareTruncated(0.999_949, 0.999_95)).toBe("99.994 %");
    expect(formatTarget(0.999)).toBe("99.9 %");
    expect(formatTarget(0.999_95)).toBe("99.995 %");
    for (let step = 1; step < 400; step++) {
      const target = 0.999;
      const shown = formatShareTruncated(target - step / 86_400_000, target);
      expect(Number.parseFloat(shown)).toBeLessThan(target * 100);
    }
  });
});

describe("durations", () => {
  test.each([
    [0, "0 s"],
    [4.46, "4.5 s"],
    [5, "5 s"],
    [59.7, "1 min"],
    [65, "1 min 05 s"],
    [2592, "43 min 12 s"],
    [3600, "1 h"],
    [3605, "1 h 00 min 05 s"],
    [4985, "1 h 23 min 05 s"],
    [183_600, "2 d 3 h"],
    [187_140, "2 d 3 h 59 min"],
  ])("%d s is %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  test("the exact form keeps what decides a verdict", () => {
    expect(formatDurationExact(86.4)).toBe("1 min 26.4 s");
    expect(formatDurationExact(51.84)).toBe("51.84 s");
    expect(formatDurationExact(51.999)).toBe("51.99 s");
    expect(formatDurationExact(52)).toBe("52 s");
  });
});

describe("times", () => {
  const night = "2024-12-08T19:00:00-06:00";

  test("are said in the zone that is asked for", () => {
    expect(formatDateTime(night, MEXICO)).toBe("8 de diciembre de 2024, 19:00 h");
    expect(formatDateTime("2024-12-09T01:00:05Z", MEXICO)).toBe("8 de diciembre de 2024, 19:00:05 h");
    expect(formatDate(night, MEXICO)).toBe("8 de diciembre de 2024");
    expect(formatTime(night, "America/Tijuana")).toBe("17:00 h");
    expect(formatShortDateTime(night, MEXICO)).toBe("08/12/2024 19:00");
    expect(formatMonth("2024-12")).toBe("diciembre de 2024");
    expect(wallClock("2024-12-09T01:41:00Z", MEXICO)).toBe("2024-12-08T19:41:00");
  });

  test("the zone is named with its offset on that date", () => {
    expect(zoneLabel(MEXICO, night)).toBe("hora del centro, UTC-6");
    expect(zoneLabel("America/Monterrey", "2022-06-05T20:00:00-05:00")).toBe("hora del centro, UTC-5");
    expect(zoneLabel("America/Tijuana", night)).toBe("America/Tijuana, UTC-8");
    expect(zoneLabel("Asia/Kolkata", night)).toBe("Asia/Kolkata, UTC+5:30");
    expect(zoneLabel("UTC", night)).toBe("tiempo universal, UTC");
  });

  test("the zone is named with all its offsets where the clock changes on the way", () => {
    const crossing = "hora del centro, UTC-5 y, desde el cambio de horario, UTC-6";
    expect(zoneLabel(MEXICO, "2021-10-29T00:00:00-05:00", "2021-11-02T00:00:00-06:00")).toBe(crossing);
    expect(zoneLabel(MEXICO, "2021-10-29T00:00:00-05:00", "2021-10-31T01:59:59-05:00")).toBe("hora del centro, UTC-5");
    expect(zoneLabel(MEXICO, "2021-11-01T00:00:00-06:00", "2021-12-01T00:00:00-06:00")).toBe("hora del centro, UTC-6");
    expect(zoneLabel(MEXICO, "2021-01-01T00:00:00-06:00", "2022-01-01T00:00:00-06:00")).toBe(
      "hora del centro, UTC-6 o UTC-5, según la fecha",
    );
    expect(zoneLabel("UTC", "1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")).toBe("tiempo universal, UTC");
  });
});

describe("paths", () => {
  test("are decoded for reading, and left alone where they cannot be", () => {
    expect(readablePath("/secci%C3%B3n/0641")).toBe("/sección/0641");
    expect(readablePath("/100%/x")).toBe("/100%/x");
    expect(readablePath("/%C3%28")).toBe("/%C3%28");
    expect(readablePath("/%0d%0a%E2%80%AE")).toBe("/\\u{d}\\u{a}\\u{202e}");
  });
});

describe("names", () => {
  test("are whole in any script, without what hides or turns what is beside them", () => {
    for (const name of ["Radio 👩🏽‍👩‍👧 Sur", "Радио 選挙 ❤️ 🇲🇽", "Cía. <Ñandú> & Łódź", "ثقافة"]) expect(wholeName(name)).toBe(name);
    expect(wholeName(" a\u202eb\u200b\ufeff\u0000\ud800\ue000c\n\td ")).toBe("abc d");
    expect(wholeName("a\u200db")).toBe("ab");
    expect(wholeName(`x${"\u0335".repeat(900)}`)).toBe("x\u0335\u0335");
  });
});

describe("hostile text", () => {
  test("is made visible and never cut", () => {
    expect(printable("/a\u001b[31mb")).toBe("/a\\u{1b}[31mb");
    expect(printable("x\u202egpj.exe")).toBe("x\\u{202e}gpj.exe");
    expect(printable("a\r\n\tb\u0000")).toBe("a\\u{d}\\u{a}\\u{9}b\\u{0}");
    expect(printable("пример 選挙 🗳")).toBe("\\u{43f}\\u{440}\\u{438}\\u{43c}\\u{435}\\u{440} \\u{9078}\\u{6319} \\u{1f5f3}");
    expect(printable("\ud800x\u200b\u00a0\ufeff")).toBe("\\u{d800}x\\u{200b}\\u{a0}\\u{feff}");
    expect(printable("/".repeat(5000))).toHaveLength(5000);
  });

  test("leaves Spanish and other Latin words as they are", () => {
    const words = "Zitácuaro, Michoacán: ¿qué pasó? “Ñandú” – 50 % · Łódź — São…";
    expect(printable(words)).toBe(words);
    expect(printable("Jose\u0301")).toBe("José");
  });
});
