// An analysis with logs of the portal's days before, each side in a store and an engine of its own, as the command line has them.
import type { Analysis } from "../../analysis/index.ts";
import type { DeclaredAverage } from "../../ingest/index.ts";
import { expectBalanced } from "./balance.ts";
import { type AnalysisChanges, type LogFile, openDatabase, withIngested } from "./ingest-fixture.ts";

/** Ingests `before` and `logs` apart and analyses; the result balances, or the test fails. */
export function comparedAnalysisOf(
  logs: readonly LogFile[],
  before: readonly LogFile[],
  changes: AnalysisChanges = {},
  averages: readonly DeclaredAverage[] = [],
): Promise<Analysis> {
  return withIngested(before, async (usual) => {
    const database = await openDatabase([usual.store.directory, usual.directory]);
    try {
      const files = usual.files();
      const batches = [...new Set(files.flatMap((file) => (file.batch === null ? [] : [file.batch])))];
      const baseline = {
        logs: { database, files, batchPaths: batches.map((batch) => usual.store.batchPath("prueba", batch)), place: null },
        averages,
      };
      return await withIngested(logs, async (fixture) => {
        const analysis = await fixture.analysis({ baseline, ...changes });
        expectBalanced(analysis);
        return analysis;
      });
    } finally {
      database.close();
    }
  });
}
