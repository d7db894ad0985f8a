// Which calendar months the hits touch: a lone line years away must not add every empty month in between.
import type { NamedPeriod } from "./periods.ts";

const quarterSeconds = 900;

/** The periods without the months in which there is no hit. `quarters`: those with hits, epoch seconds / 900. Months begin on quarter hours in every zone. */
export function withoutEmptyMonths(quarters: readonly number[], periods: readonly NamedPeriod[]): NamedPeriod[] {
  const hasHits = ({ startSecond, endSecond }: NamedPeriod): boolean =>
    quarters.some((quarter) => (quarter + 1) * quarterSeconds > startSecond && quarter * quarterSeconds < endSecond);
  return periods.filter((period) => !period.name.startsWith("month:") || hasHits(period));
}
