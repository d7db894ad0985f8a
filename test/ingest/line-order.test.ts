// Lines are stored in their order: the line number of a reject is counted from it.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { formats } from "../../ingest/formats/index.ts";
import { linesQuery, macros } from "../../ingest/line-sql.ts";
import { line } from "../support/hand-made.ts";
import { openDatabase, withIngested } from "../support/ingest-fixture.ts";

describe("the query of lines", () => {
  it.each(formats.map((format) => ({ name: format.name, format })))(
    "of $name keeps the order of lines: nothing in it is a join",
    async ({ format }) => {
      await withIngested([{ content: line({ at: "20:00:00" }) }, { content: line({ at: "20:00:01" }) }], async (fixture) => {
        const paths = fixture.files().map((file) => file.path);
        const target = path.join(fixture.directory, "lines.parquet");
        const database = await openDatabase([fixture.directory]);
        try {
          for (const macro of macros) await database.run(macro);
          for (const read of [paths, paths.slice(1)]) {
            const plan = await database.rows(
              `EXPLAIN COPY (${linesQuery(format.reading({ fieldLists: [], timeZone: null }), read, [1, 2])}) TO '${target}' (FORMAT parquet)`,
            );
            const text = plan.map((row) => Object.values(row).join(" ")).join("\n");
            expect(text).toContain("BATCH_COPY_TO_FILE");
            expect(text).not.toContain("JOIN");
          }
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
