// Any files, any order, any wrapping, some twice, some taken back: each line counts as often as the slow model says, in the file that it says.
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { lineLedger, openHits } from "../../analysis/index.ts";
import fc from "../support/cases.ts";
import { IngestFixture, openDatabase } from "../support/ingest-fixture.ts";
import { type DeliveredFile, keptLines } from "../support/slow-duplicates.ts";

const delivery = "prueba";

interface LineKind {
  second: number;
  variant: number;
}

const requests = [
  '"GET / HTTP/1.1" 200',
  '"GET /a HTTP/1.1" 200',
  String.raw`"\x16\x03\x01" 400`,
  String.raw`"\x16\x03\x02" 400`,
  '"{\\"id\\": 1}" 400',
  '"{\\"id\\": 2}" 400',
  '"GET /%41?a=1;b HTTP/1.0" 404',
  '"GET /\\"x HTTP/1.1" 200',
];

/** The bytes sent number the line's kind: garbage requests that read alike share one. */
function lineOf(source: string, { second, variant }: LineKind): string {
  const address = source === "a" ? "192.0.2.1" : "192.0.2.2";
  const clock = `20:00:${String(second).padStart(2, "0")}`;
  return `${address} - - [08/Dec/2024:${clock} -0600] ${requests[variant]} ${tagOf({ second, variant })} "-" "Firefox/128.0"`;
}

function tagOf({ second, variant }: LineKind): number {
  return 1000 + second * 10 + ([0, 1, 2, 2, 4, 4, 6, 7][variant] ?? 0);
}

const kind = fc.record({ second: fc.nat(11), variant: fc.nat(requests.length - 1) });
const others = fc.constantFrom("", "#una directiva", "no es una línea");
const file = fc
  .record({
    source: fc.constantFrom("a", "a", "b"),
    hits: fc.array(kind, { minLength: 1, maxLength: 14 }),
    /** Lines of a log of which many files have a part. */
    part: fc.tuple(fc.nat(11), fc.nat(11)),
    others: fc.array(others, { maxLength: 2 }),
    inOrder: fc.boolean(),
    lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
    isZipped: fc.boolean(),
  })
  .map(({ source, hits, part, others, inOrder, lineEnd, isZipped }) => {
    const [from, to] = [Math.min(...part), Math.max(...part)];
    const shared = Array.from({ length: to - from + 1 }, (_, i) => [0, 0, 2].map((variant) => ({ second: from + i, variant }))).flat();
    const kinds = inOrder ? shared : [...hits, ...shared.slice(0, 6), ...hits.slice(0, 2)];
    const text = [...kinds.map((each) => lineOf(source, each)), ...others].map((line) => line + lineEnd).join("");
    return { source, text, bytes: isZipped ? gzipSync(text) : Buffer.from(text) };
  });
const deliveryOfFiles = fc
  .record({
    files: fc.array(file, { minLength: 1, maxLength: 5 }),
    again: fc.array(fc.record({ of: fc.nat(4), isZipped: fc.boolean() }), { maxLength: 2 }),
    order: fc.infiniteStream(fc.nat(999)),
    undone: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    runs: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ files, again, order, undone, runs }) => {
    const repeats = again.flatMap(({ of, isZipped }) => {
      const first = files[of % files.length];
      return first ? [{ ...first, bytes: isZipped ? gzipSync(first.text, { level: 1 }) : Buffer.from(first.text) }] : [];
    });
    const all = [...files, ...repeats].map((each, i) => ({ ...each, name: `${i}.log`, isUndone: undone[i] ?? false }));
    const shuffled = all.map((each) => ({ each, key: order.next().value ?? 0 })).sort((a, b) => a.key - b.key);
    return { all, shuffled: shuffled.map(({ each }) => each), runs };
  });

type Given = DeliveredFile & { isUndone: boolean };

/** What the program keeps of each file: by SHA-256, how many hits of each tag; its ledger must balance with that. */
async function keptByProgram(given: readonly Given[], runs: number): Promise<Record<string, Record<string, number>>> {
  const fixture = await IngestFixture.open();
  const database = await openDatabase([fixture.directory, fixture.store.directory]);
  try {
    const size = Math.ceil(given.length / runs);
    for (let at = 0; at < given.length; at += size) {
      await fixture.add(
        given.slice(at, at + size).map(({ name, source, bytes }) => ({ name, source, content: bytes })),
        "combined",
      );
    }
    const undone = new Set(given.filter((each) => each.isUndone).map((each) => each.name));
    for (const { id, name } of fixture.files()) if (undone.has(name)) fixture.store.catalog.undoFile(delivery, id);
    const files = fixture.files();
    expect(files).toHaveLength(given.length - undone.size);
    const batches = [...fixture.store.catalog.batches(delivery)].map((batch) => fixture.store.batchPath(delivery, batch));
    const ledger = lineLedger(files, await openHits(database, batches, files), "UTC");
    const rows = await database.rows<{ file_id: number; bytes: number; hits: number }>(
      "SELECT file_id, bytes, count(*) AS hits FROM hits GROUP BY ALL",
    );
    for (const { id, lines } of ledger.files) {
      expect(lines.read).toBe(lines.hits + lines.blank + lines.directives + lines.rejected + lines.duplicates);
      expect(lines.hits).toBe(rows.filter((row) => String(row.file_id) === id).reduce((sum, row) => sum + row.hits, 0));
    }
    const kept: Record<string, Record<string, number>> = {};
    for (const { sha256 } of files) kept[sha256] ??= {};
    for (const row of rows) {
      const ofFile = kept[files.find(({ id }) => id === row.file_id)?.sha256 ?? "not counted"] ?? {};
      ofFile[row.bytes] = (ofFile[row.bytes] ?? 0) + row.hits;
    }
    return kept;
  } finally {
    database.close();
    await fixture.close();
  }
}

function keptByModel(given: readonly Given[]): Record<string, Record<string, number>> {
  const counted = given.filter((each) => !each.isUndone);
  const kept: Record<string, Record<string, number>> = {};
  for (const { bytes } of counted) kept[createHash("sha256").update(bytes).digest("hex")] = {};
  for (const [sha256, lines] of keptLines(counted)) {
    const ofFile = kept[sha256] ?? {};
    for (const [line, count] of lines) {
      const tag = / (\d+) "-" "Firefox/.exec(line)?.[1] ?? "";
      ofFile[tag] = (ofFile[tag] ?? 0) + count;
    }
  }
  return kept;
}

describe("files of a delivery", { timeout: 120_000 }, () => {
  it("keep of every line what the slow model keeps, in whatever order and wrapping they come, whichever are taken back", async () => {
    await fc.assert(
      fc.asyncProperty(deliveryOfFiles, async ({ all, shuffled, runs }) => {
        const expected = keptByModel(all);
        expect(await keptByProgram(shuffled, runs)).toEqual(expected);
        expect(await keptByProgram(all, 1)).toEqual(expected);
      }),
      { numRuns: process.env["MEMORIA_LONG"] ? 100 : 10 },
    );
  });
});
