// Ways through the site: where visits enter and leave, and the first pages that they read.
import type { Database } from "../ingest/index.ts";
import type { Traffic } from "./analysis.ts";
import type { TrafficPeriod } from "./traffic.ts";

/** Paths are what outsiders asked for: lists are cut to so many rows. */
const longestList = 100;

/** Of the visits that start in the period, with their pages after its end too. */
export async function visitWays(
  database: Database,
  period: TrafficPeriod,
): Promise<Pick<Traffic, "entryPages" | "exitPages" | "visitPaths">> {
  return {
    entryPages: await visitsByPage(database.measuring("visit-ends"), period, "entry_path_id"),
    exitPages: await visitsByPage(database.measuring("visit-ends"), period, "exit_path_id"),
    visitPaths: await visitPaths(database.measuring("visit-paths"), period),
  };
}

async function visitsByPage(
  database: Database,
  { startSecond, endSecond }: TrafficPeriod,
  column: "entry_path_id" | "exit_path_id",
): Promise<Traffic["entryPages"]> {
  return database.rows(
    `SELECT p.path AS path, count(*) AS visits FROM visits AS v JOIN path_dimension AS p ON v.${column} = p.path_id
     WHERE v.start_second >= $startSecond AND v.start_second < $endSecond
     GROUP BY p.path ORDER BY visits DESC, path LIMIT ${longestList}`,
    { startSecond, endSecond },
  );
}

/** The numbers of paths follow the order of paths, and a shorter way comes before those that go on from it. */
async function visitPaths(database: Database, { startSecond, endSecond }: TrafficPeriod): Promise<Traffic["visitPaths"]> {
  const rows = await database.rows<{ first: string; second: string | null; third: string | null; visits: number }>(
    `WITH ways AS (
       SELECT entry_path_id, second_path_id, third_path_id, count(*) AS visits FROM visits
       WHERE start_second >= $startSecond AND start_second < $endSecond
       GROUP BY ALL ORDER BY visits DESC, entry_path_id, second_path_id NULLS FIRST, third_path_id NULLS FIRST LIMIT ${longestList}
     )
     SELECT a.path AS first, b.path AS second, c.path AS third, visits FROM ways
     JOIN path_dimension AS a ON a.path_id = entry_path_id
     LEFT JOIN path_dimension AS b ON b.path_id = second_path_id
     LEFT JOIN path_dimension AS c ON c.path_id = third_path_id
     ORDER BY visits DESC, entry_path_id, second_path_id NULLS FIRST, third_path_id NULLS FIRST`,
    { startSecond, endSecond },
  );
  return rows.map(({ first, second, third, visits }) => ({ pages: [first, second, third].filter((page) => page !== null), visits }));
}
