// What IIS and CloudFront write is read back as it was, whatever the fields, their order and their text.

import { describe, expect, it } from "vitest";
import { cloudfront } from "../../ingest/formats/cloudfront.ts";
import { iisW3c } from "../../ingest/formats/iis-w3c.ts";
import type { LineFormat, ParsedFields } from "../../ingest/formats/index.ts";
import { lineClass } from "../../ingest/line-class.ts";
import { mutated, mutation } from "../support/byte-mutations.ts";
import fc from "../support/cases.ts";
import { type StoredLine, withIngested } from "../support/ingest-fixture.ts";
import { cloudfrontRow, iisRow, plussed, type WebRequest, webRequest } from "../support/w3c-writer.ts";

const runs = { numRuns: 4, endOnFailure: true };
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.noBias(fc.array(value, { minLength: 200, maxLength: 400 }));

async function read(format: LineFormat, lines: readonly string[]): Promise<StoredLine[]> {
  const content = lines.map((line) => `${line}\n`).join("");
  return withIngested([{ content }], (fixture) => fixture.lines(), { format: format.name });
}

/** The lines that are read otherwise, a few of them. */
function expectSame(lines: readonly string[], stored: readonly StoredLine[], wanted: (i: number) => Partial<ParsedFields> | null): void {
  const seen = (i: number): unknown => {
    const keys = Object.keys(wanted(i) ?? {});
    return { class: stored[i]?.class, ...Object.fromEntries(keys.map((key) => [key, stored[i]?.[key]])) };
  };
  const expected = (i: number): unknown => (wanted(i) === null ? null : { class: lineClass.hit, ...wanted(i) });
  const differing = lines.flatMap((_, i) => (wanted(i) === null || JSON.stringify(seen(i)) === JSON.stringify(expected(i)) ? [] : [i]));
  expect(differing.slice(0, 3).map((i) => ({ line: lines[i], ...(seen(i) as object) }))).toEqual(
    differing.slice(0, 3).map((i) => ({ line: lines[i], ...(expected(i) as object) })),
  );
}

/** A target is cut at its first `?` or `;`. */
function target(stem: string, query: string | null): { path: string; query: string | null } {
  const whole = query === null ? stem : `${stem}?${query}`;
  const [path = ""] = whole.split(/[?;]/);
  return { path, query: whole.length > path.length ? whole.slice(path.length) : null };
}

const requiredFields = ["date", "time", "c-ip", "cs-method", "cs-uri-stem", "sc-status"];
const otherFields = [
  ...["s-ip", "cs-uri-query", "s-port", "cs-username", "cs-version", "cs(User-Agent)", "cs(Cookie)", "cs(Referer)", "cs-host"],
  ...["sc-substatus", "sc-win32-status", "sc-bytes", "cs-bytes", "time-taken", "cs(X-Forwarded-For)"],
];
/** Any choice of fields in any order, the date in front as IIS writes it. */
const fieldList = fc.tuple(fc.shuffledSubarray(otherFields), fc.infiniteStream(fc.nat())).map(([others, places]) => {
  const list = [...others];
  for (const field of requiredFields.slice(2)) list.splice((places.next().value ?? 0) % (list.length + 1), 0, field);
  return ["date", "time", ...list];
});

/** What a row of these fields says of the request: what is not in the list is not known. */
function ofIis(request: WebRequest, fields: readonly string[]): Partial<ParsedFields> {
  const has = (field: string): boolean => fields.includes(field);
  const spaced = (text: string): string => plussed(text).replaceAll("+", " ");
  const query = has("cs-uri-query") && request.query !== null && plussed(request.query) !== "-" ? plussed(request.query) : null;
  return {
    second: request.second,
    address: request.address,
    method: request.method,
    ...target(plussed(request.stem), query),
    protocol: has("cs-version") ? request.protocol : null,
    status: Number(request.status),
    bytes: has("sc-bytes") ? request.bytes : null,
    referrer: has("cs(Referer)") && request.referrer !== null ? plussed(request.referrer) : null,
    agent: has("cs(User-Agent)") ? (request.agent === null ? "-" : spaced(request.agent)) : null,
    host: has("cs-host") ? request.host : null,
    port: has("s-port") ? request.port : null,
    user: has("cs-username") ? request.user : null,
    forwarded: has("cs(X-Forwarded-For)") ? request.forwarded : null,
    duration_us: has("time-taken") ? request.milliseconds * 1000 : null,
    cache: null,
    scheme: null,
  };
}

/** No URL holds these bytes as they are: they stay encoded. */
function inUrl(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => (byte <= 32 || byte >= 127 ? `%${byte.toString(16).toUpperCase().padStart(2, "0")}` : String.fromCharCode(byte)))
    .join("");
}

function ofCloudfront(request: WebRequest): Partial<ParsedFields> {
  return {
    second: request.second,
    address: request.address,
    method: request.method,
    ...target(inUrl(request.stem), request.query === null ? null : inUrl(request.query)),
    protocol: request.protocol,
    status: Number(request.status),
    bytes: request.bytes,
    referrer: request.referrer === null ? null : inUrl(request.referrer),
    agent: request.agent === null ? "-" : request.agent.replaceAll("\0", "%00"),
    host: request.host,
    port: null,
    user: null,
    forwarded: request.forwarded,
    duration_us: request.milliseconds * 1000,
    cache: request.cache,
    scheme: request.scheme,
  };
}

describe("W3C rows", { timeout: 120_000 }, () => {
  it("of IIS are read back, in any order of fields that changes in the middle of the file", async () => {
    const sections = fc.array(fc.tuple(fieldList, fc.array(webRequest, { minLength: 1, maxLength: 60 })), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.noBias(sections), async (files) => {
        const rows = files.flatMap(([fields, requests]) => [
          { line: `#Fields: ${fields.join(" ")}`, wanted: null },
          ...requests.map((request) => ({ line: iisRow(request, fields), wanted: ofIis(request, fields) })),
        ]);
        const lines = rows.map(({ line }) => line);
        expectSame(lines, await read(iisW3c, lines), (i) => rows[i]?.wanted ?? null);
      }),
      { ...runs, numRuns: 8 },
    );
  });

  it.each([1, 2] as const)("of CloudFront are read back, their agents encoded %i times", async (agentEncodings) => {
    await fc.assert(
      // No zones: its clients come over the internet.
      fc.asyncProperty(some(webRequest.filter(({ address }) => !address.includes("%"))), async (requests) => {
        const lines = [...(cloudfront.preamble ?? []), ...requests.map((request) => cloudfrontRow(request, agentEncodings))];
        expectSame(lines, await read(cloudfront, lines), (i) => (i < 2 ? null : ofCloudfront(requests[i - 2] as WebRequest)));
      }),
      runs,
    );
  });

  it.each([iisW3c, cloudfront].map((format) => ({ name: format.name, format })))(
    "of $name are judged alike by detection and by the parser, damaged ones included",
    async ({ format }) => {
      const preamble = format.preamble ?? [];
      const fields = (preamble.at(-1) ?? "").replace("#Fields: ", "");
      const samples = format.samples.map(({ line }): Buffer => Buffer.from(line));
      const damaged = fc
        .tuple(fc.constantFrom(...samples), fc.constantFrom(...samples), fc.array(mutation, { maxLength: 2 }))
        .map(([own, other, changes]) => changes.reduce((bytes, change) => mutated(bytes, change, other), own))
        .map((bytes) => bytes.toString("utf8").replace(/[\r\n\0]/g, " "))
        .filter((line) => line.trim() !== "" && !line.startsWith("#"));
      await fc.assert(
        fc.asyncProperty(some(damaged), async (rows) => {
          const lines = [...preamble, `${samples[0]}`, ...rows];
          const stored = (await read(format, lines)).slice(preamble.length);
          for (const [i, line] of lines.slice(preamble.length).entries()) {
            const verdict = format.examine(line, fields, null);
            const isHit = stored[i]?.class === lineClass.hit;
            // Detection alone tells other services by their methods and versions; it leaves days that do not exist to the parser.
            const lenient = verdict.kind === "failed" && (verdict.field === "cs-method" || /version$/.test(verdict.field));
            const badDay = verdict.kind === "read" && stored[i]?.reason === "bad-time";
            if (!lenient && !badDay) expect({ line, isRead: verdict.kind === "read" }).toEqual({ line, isRead: isHit });
          }
        }),
        runs,
      );
    },
  );
});
