// Which calendar months the hits touch: a lone line years away must not add every empty month in between.
import type { Database } from "../ingest/index.ts";
import type { NamedPeriod } from "./periods.ts";

const quarterSeconds = 900;

/** The periods without the months in which there is no hit; reads the view `hits`. Months begin on quarter hours in every zone. */
export async function withoutEmptyMonths(database: Database, periods: readonly NamedPeriod[]): Promise<NamedPeriod[]> {
  const rows = await database.rows<{ quarter: number }>(
    `SELECT DISTINCT epoch_us("at") // 1000000 // ${quarterSeconds} AS quarter FROM hits ORDER BY quarter`,
  );
  const hasHits = ({ startSecond, endSecond }: NamedPeriod): boolean =>
    rows.some(({ quarter }) => (quarter + 1) * quarterSeconds > startSecond && quarter * quarterSeconds < endSecond);
  return periods.filter((period) => !period.name.startsWith("month:") || hasHits(period));
}
