// Lines are stored in their order: the line number of a reject is counted from it.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type FormatContext, formats, type LineFormat } from "../../ingest/formats/index.ts";
import { absentColumns, batchQuery, type LineSource, linesQuery, macros } from "../../ingest/line-sql.ts";
import { tellingApart } from "../../ingest/stored-lines.ts";
import { line } from "../support/hand-made.ts";
import { openDatabase, withIngested } from "../support/ingest-fixture.ts";

/** What files may say of their lines: nothing, and for a format with lists of fields one list, or two, which takes numbered rows. */
function contextsOf({ preamble = [] }: LineFormat): FormatContext[] {
  const fields = preamble.find((directive) => directive.startsWith("#Fields:"))?.slice("#Fields:".length);
  if (fields === undefined) return [{ fieldLists: [], timeZone: null }];
  const first = { line: 1, fields };
  const second = { line: 9, fields: `${fields} x-more` };
  return [[], [first], [first, second]].map((fieldLists) => ({ fieldLists, timeZone: null }));
}

describe("the query of lines", () => {
  it("of every format keeps the order of lines: nothing in it is a join", { timeout: 60_000 }, async () => {
    await withIngested([{ content: line({ at: "20:00:00" }) }, { content: line({ at: "20:00:01" }) }], async (fixture) => {
      const paths = fixture.files().map((file) => file.path);
      const target = path.join(fixture.directory, "lines.parquet");
      const database = await openDatabase([fixture.directory]);
      try {
        for (const macro of macros) await database.run(macro);
        for (const format of formats)
          for (const reading of contextsOf(format).map((context) => format.reading(context))) {
            const isNumbered = reading.kind === "columns" && reading.numbered;
            const files = paths.map((file, i) => ({ id: i + 1, path: file }));
            const joined: LineSource = { kind: "joined", path: paths[0] ?? "", ids: isNumbered ? [1] : [1, 2] };
            const one: LineSource = { kind: "files", files: files.slice(1) };
            for (const source of isNumbered ? [one, joined] : [{ kind: "files" as const, files }, one, joined]) {
              const plan = await database.rows(`EXPLAIN COPY (${batchQuery(reading, source)}) TO '${target}' (FORMAT parquet)`);
              const text = plan.map((row) => Object.values(row).join(" ")).join("\n");
              // A streaming window counts rows in the order in which they come, by one thread.
              expect(text, format.name).toContain(isNumbered ? "STREAMING_WINDOW" : "BATCH_COPY_TO_FILE");
              expect(text, format.name).not.toContain("JOIN");
            }
          }
      } finally {
        database.close();
      }
    });
  });
});

describe("a batch", () => {
  it.each(formats.map((format) => ({ name: format.name, format })))(
    "of $name leaves out no column that any of its lines fills",
    async ({ format }) => {
      const log = [...(format.preamble ?? []), ...format.samples.map((sample) => sample.line), ""].join("\n");
      await withIngested([], async (fixture) => {
        const logPath = path.join(fixture.directory, "samples.log");
        await writeFile(logPath, log);
        const database = await openDatabase([fixture.directory]);
        try {
          for (const macro of macros) await database.run(macro);
          const preamble = format.preamble?.find((directive) => directive.startsWith("#Fields:"));
          const fieldLists = preamble === undefined ? [] : [{ line: 1, fields: preamble.slice("#Fields:".length) }];
          const reading = format.reading({ fieldLists, timeZone: format.sampleTimeZone ?? null });
          const source: LineSource = { kind: "files", files: [{ id: 1, path: logPath }] };
          const counts = absentColumns(reading).map((name) => `count("${name}") AS "${name}"`);
          const [filled] = await database.rows(`SELECT count(*) AS lines, ${counts.join(", ")} FROM (${linesQuery(reading, source)})`);
          const { lines, ...absent } = filled ?? {};
          expect(lines).toBeGreaterThanOrEqual(format.samples.length);
          expect(Object.values(absent).every((count) => count === 0)).toBe(true);
          const columns = async (unneeded: readonly string[]): Promise<unknown[]> =>
            (await database.rows(`DESCRIBE ${batchQuery(reading, source, unneeded)}`)).map((row) => row["column_name"]);
          expect(await columns(tellingApart)).toEqual((await columns([])).filter((name) => !tellingApart.includes(String(name))));
        } finally {
          database.close();
        }
      });
    },
  );
});

describe("a reject", () => {
  it("is named with its line, also far into a file that is read in parallel", async () => {
    const rows = Array.from({ length: 120_000 }, (_, i) =>
      i % 1000 === 999 ? `mala ${i + 1}` : line({ at: "20:00:00", request: `GET /${i} HTTP/1.1` }).trimEnd(),
    );
    await withIngested([{ content: rows.join("\n") }], async (fixture) => {
      const rejects = await fixture.rejects();
      expect(rejects).toHaveLength(120);
      expect(rejects.map((reject) => `mala ${reject.line}`)).toEqual(rejects.map((reject) => reject.text));
    });
  });
});
