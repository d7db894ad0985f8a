// One contract for every format: its samples are read with exactly their fields, and found among all others.
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { detect } from "../../ingest/detect.ts";
import { formats, type LineFormat, type ParsedFields } from "../../ingest/formats/index.ts";
import { formatsWithoutMethod } from "../../ingest/formats/without-method.ts";
import { lineClass } from "../../ingest/line-class.ts";
import { type StoredLine, withIngested } from "../support/ingest-fixture.ts";

async function read(
  format: LineFormat,
  lines: readonly string[],
  wrap: (text: string) => string | Uint8Array = (text) => text,
): Promise<StoredLine[]> {
  const text = [...(format.preamble ?? []), ...lines].map((line) => `${line}\n`).join("");
  const stored = await withIngested([{ content: wrap(text) }], (fixture) => fixture.lines(), {
    format: format.name,
    timeZone: format.sampleTimeZone ?? null,
  });
  return stored.slice(format.preamble?.length ?? 0);
}

function only(line: StoredLine | undefined, fields: Partial<ParsedFields>): Partial<ParsedFields> {
  return Object.fromEntries(Object.keys(fields).map((key) => [key, line?.[key]]));
}

it("formats without a method are known by name", () => {
  expect(formatsWithoutMethod).toEqual(formats.filter(({ lacksMethod }) => lacksMethod).map(({ name }) => name));
});

const apacheStamp = /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]/;

/** A sample whose time, in the Apache style, is replaced. */
function at(line: string, time: string): string {
  return line.replace(apacheStamp, `[${time}]`);
}

/** The first sample with its quoted fields and bytes replaced. */
function ending(format: LineFormat, end: string): string {
  const [sample] = format.samples;
  if (!sample) throw new Error(`${format.name} has no samples`);
  return sample.line.replace(/" \d{3} .*$/, `" ${end}`);
}

describe.each(formats.map((format) => ({ name: format.name, format })))("the format $name", ({ format }) => {
  const { samples } = format;

  it.each([
    { how: "plain", wrap: (text: string) => text },
    { how: "compressed", wrap: (text: string) => gzipSync(text) },
  ])("reads its samples with exactly their fields, $how", async ({ wrap }) => {
    const lines = await read(
      format,
      samples.map((sample) => sample.line),
      wrap,
    );
    expect(lines.map((line) => line.class)).toEqual(samples.map(() => lineClass.hit));
    expect(samples.map(({ fields }, i) => only(lines[i], fields))).toEqual(samples.map(({ fields }) => fields));
  });

  it("names every field that its samples speak of, and where it is defined", () => {
    expect(samples.length).toBeGreaterThan(0);
    expect(format.description).not.toBe("");
    expect(format.source).not.toBe("");
  });

  it("is found among all formats for a file of its samples", () => {
    const preamble = (format.preamble ?? []).map((line) => `${line}\n`).join("");
    const timeZone = format.sampleTimeZone ?? null;
    const head = Array.from({ length: 50 }, () => samples.map((sample) => sample.line)).flat();
    expect(detect("muestra", preamble + head.join("\n"), { timeZone })).toMatchObject({
      format: { name: format.name },
      confidence: 1,
      sampledLines: Math.min(head.length, 200),
      mixedWith: null,
    });
    for (const { line } of samples.slice(0, 1)) expect(detect("muestra", preamble + line, { timeZone }).format.name).toBe(format.name);
  });

  it("says of a text that is no log which field fails, where, and what was expected", () => {
    const verdict = format.examine("esto no es una bitácora", null, null);
    expect(verdict).toMatchObject({ kind: "failed", column: expect.any(Number), progress: expect.any(Number) });
    if (verdict.kind === "failed") expect(verdict.expected + verdict.field).not.toBe("");
  });

  it("explains a file of another kind by the first field that fails", () => {
    expect(() => detect("otro", "esto no es una bitácora\n", { candidates: [format] })).toThrow(
      expect.objectContaining({ code: "format-unknown", facts: expect.objectContaining({ line: 1, nearest: format.name }) }),
    );
  });
});

/** Formats with a time like [08/Dec/2024:20:00:00 -0600] and what follows it. */
const apacheFamily = formats.filter(({ samples }) => apacheStamp.test(samples[0]?.line ?? ""));

describe.each(apacheFamily.map((format) => ({ name: format.name, format })))("the Apache format $name", ({ format }) => {
  const { samples } = format;

  it("explains a time that it cannot read by its place", () => {
    const badTime = at(samples[0]?.line ?? "", "2024-12-08T20:00:00");
    expect(() => detect("otro", badTime, { candidates: [format] })).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ field: "time", column: badTime.indexOf("[2024-") + 1 }) }),
    );
  });

  it("tells missing from zero and from empty", async () => {
    const quoted = typeof samples[0]?.fields.agent === "string";
    const rows: [end: string, fields: Partial<ParsedFields>][] = [
      ['200 - "-" "-"', { bytes: null, ...(quoted && { referrer: null, agent: "-" }) }],
      ['200 0 "" ""', { bytes: 0, ...(quoted && { referrer: "", agent: "" }) }],
      ["304", { status: 304, bytes: null, referrer: null, agent: null, extra: null }],
      ["304 7", { bytes: 7, referrer: null, agent: null, extra: null }],
      ['200 7 "-"', { ...(quoted && { referrer: null, agent: null }) }],
      ['200 7 "-" "', { ...(quoted && { agent: null }) }],
      ['200 7 "', { ...(quoted && { referrer: null, agent: null }) }],
      ['000 123456789012 "-" "x"', { status: 0, bytes: 123456789012 }],
      ['200 1234567890123 "-" "x"', { bytes: null, ...(quoted && { agent: "x" }) }],
      ['200 1e3 "-" "x"', { bytes: null }],
    ];
    const lines = await read(
      format,
      rows.map(([end]) => ending(format, end)),
    );
    expect(lines.map((line) => line.class)).toEqual(rows.map(() => lineClass.hit));
    expect(rows.map(([, fields], i) => only(lines[i], fields))).toEqual(rows.map(([, fields]) => fields));
  });

  it("reads times with their own offset, and refuses those that do not exist", async () => {
    const noon = Date.UTC(2024, 11, 8, 12) / 1000;
    const good: [string, number][] = [
      ["08/Dec/2024:12:00:00 +0000", noon],
      ["08/Dec/2024:17:30:00 +0530", noon],
      ["08/Dec/2024:06:00:00 -0600", noon],
      ["8/dec/2024:06:00:00 -0600", noon],
      ["09/Dec/2024:01:00:00 +1300", noon],
      ["29/Feb/2024:00:00:00 +0000", Date.UTC(2024, 1, 29) / 1000],
    ];
    const bad = ["31/Nov/2024:12:00:00 +0000", "29/Feb/2023:00:00:00 +0000", "08/Dic/2024:12:00:00 +0000", "08/Dec/2024:24:00:00 +0000"];
    const offsets = [
      "08/Dec/2024:12:00:00 +9900",
      "08/Dec/2024:12:00:00 +0060",
      "08/Dec/2024:12:00:60 +0000",
      "08/Dec/1969:12:00:00 +0000",
    ];
    const template = samples[0]?.line ?? "";
    const lines = await read(
      format,
      [...good.map(([time]) => time), ...bad, ...offsets].map((time) => at(template, time)),
    );
    expect(lines.slice(0, good.length).map((line) => line.second)).toEqual(good.map(([, second]) => second));
    expect(lines.slice(good.length).map((line) => line.class)).toEqual([...bad, ...offsets].map(() => lineClass.rejected));
    expect(lines.slice(good.length).map((line) => line.raw)).toEqual([...bad, ...offsets].map((time) => at(template, time)));
  });
});

describe("detection", () => {
  const combinedLine = '187.188.10.20 - juan perez [08/Dec/2024:20:00:01 -0600] "GET / HTTP/1.1" 200 5 "-" "Mozilla/5.0"';

  it("does not take users with a space for virtual hosts", () => {
    expect(detect("a", Array(50).fill(combinedLine).join("\n")).format.name).toBe("combined");
  });

  it("looks through quotes around whole lines", () => {
    const wrapped = `"${combinedLine.replaceAll('"', '""')}"`;
    expect(detect("a", Array(50).fill(wrapped).join("\n")).format.name).toBe("combined");
  });

  it("is not misled by a few cut lines, blank lines, directives or a byte-order mark", () => {
    const lines = ["#Software: x", "", ...Array<string>(97).fill(combinedLine), ...Array<string>(3).fill(combinedLine.slice(0, 90))];
    expect(detect("a", `\ufeff${lines.join("\r\n")}`)).toMatchObject({ format: { name: "combined" }, sampledLines: 100 });
  });
});
