// Traffic of every named period, asked once of those that hold the same hits: a short log makes one question of its window, day and month.
import type { Database } from "../ingest/index.ts";
import type { Traffic } from "./analysis.ts";
import { spanName } from "./open-rollups.ts";
import type { NamedPeriod, NamedPeriods } from "./periods.ts";
import { type TrafficPeriod, traffic } from "./traffic.ts";

export interface PeriodTraffic {
  main: Traffic;
  periods: Record<string, Traffic>;
  /** By the name of a period's span, the one that its questions were asked of: from the first to the last of its segments with hits. */
  askedSpans: Record<string, string>;
}

/** @param segmentsOf a period as the rollups know it. @param bounds of the segments, ascending. */
export async function periodTraffic(
  database: Database,
  { defaultPeriod, periods }: NamedPeriods,
  segmentsOf: (period: NamedPeriod) => TrafficPeriod,
  bounds: readonly number[],
): Promise<PeriodTraffic> {
  const touched = await touchedSegments(database.measuring("segments"));
  const known = new Map<string, Traffic>();
  const askedSpans: Record<string, string> = {};
  const trafficOf = async (period: NamedPeriod): Promise<Traffic> => {
    const asked = withoutEmptyEnds(segmentsOf(period), touched, bounds);
    const name = spanName(asked);
    askedSpans[spanName(period)] = name;
    const found = known.get(name) ?? (await traffic(database.measuring(name), asked, asked));
    known.set(name, found);
    return found;
  };
  const main = await trafficOf(defaultPeriod);
  const byName: Record<string, Traffic> = {};
  for (const period of periods) byName[period.name] = await trafficOf(period);
  return { main, periods: byName, askedSpans };
}

/** Segments with a hit of any kind, ascending. */
async function touchedSegments(database: Database): Promise<number[]> {
  const rows = await database.rows<{ segment: number }>("SELECT DISTINCT segment FROM minutes ORDER BY segment");
  return rows.map(({ segment }) => segment);
}

/** Every figure comes from hits and from what they make up (visits by their first one): what lies before the first and after the last adds nothing. */
function withoutEmptyEnds(period: TrafficPeriod, touched: readonly number[], bounds: readonly number[]): TrafficPeriod {
  const within = touched.filter((segment) => segment >= period.firstSegment && segment <= period.lastSegment);
  const [firstSegment, lastSegment] = [within[0], within.at(-1)];
  if (firstSegment === undefined || lastSegment === undefined) return period;
  const [startSecond, endSecond] = [bounds[firstSegment - 1], bounds[lastSegment]];
  if (startSecond === undefined || endSecond === undefined) throw new Error("a period lies between two bounds");
  return { ...period, startSecond, endSecond, firstSegment, lastSegment };
}
