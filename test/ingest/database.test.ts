// The port to the engine: long answers are read whole, whatever is written meanwhile.
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { openDatabase } from "../support/ingest-fixture.ts";

it("an answer is visited whole while an appender of the same connection writes what it gathered", async () => {
  // An appender writes 204,800 rows at once, and ends an answer that the engine is still making.
  const rows = 500_000;
  const database = await openDatabase([tmpdir()]);
  try {
    await database.run("CREATE TEMP TABLE doubled (id INTEGER, twice INTEGER)");
    const appender = await database.appender("doubled");
    let visited = 0;
    await database.columns(`SELECT range::INTEGER AS id FROM range(${rows})`, ([ids = []]) => {
      for (const id of ids) {
        appender.appendInteger(Number(id));
        appender.appendInteger(Number(id) * 2);
        appender.endRow();
      }
      visited += ids.length;
    });
    appender.closeSync();
    expect(visited).toBe(rows);
    expect(await database.rows("SELECT count(*) AS rows, sum(twice - 2 * id)::BIGINT AS off, max(id) AS last FROM doubled")).toEqual([
      { rows, off: 0, last: rows - 1 },
    ]);
  } finally {
    database.close();
  }
});
