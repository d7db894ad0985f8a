// New cuts as an access log shows them: the size of the polled file changes and stays. Sizes are a sign, not the content: two cuts may be of one
// size, and compression gives one cut several. So a minute counts only where one size clearly prevails, and a size only where it lasts.

/** One of the most frequent sizes of a minute. */
export interface SizeRow {
  /** Epoch second / 60, whole. */
  minute: number;
  bytes: number;
  hits: number;
  firstSecond: number;
  lastSecond: number;
  /** Answers of the minute with any size. */
  minuteHits: number;
}

/** A size that came to prevail. */
export interface Sighting {
  bytes: number;
  /** First sight of it: the cut was there by then. */
  firstSecond: number;
  /** Last sight of the size before, up to then: the cut was not there yet. Null for the first size. */
  lastBeforeSecond: number | null;
}

export interface CutSightings {
  /** In the order of time; the first is the size that was there when the log begins. */
  sightings: Sighting[];
  /** Last time that the last of them was seen; null when there is none. */
  lastSeenSecond: number | null;
  /** Minutes with sizes, and those in which none prevailed although no cut was changing. */
  minutes: number;
  unclearMinutes: number;
  /** Changes back to a size that was there before: a sign of several encodings rather than of cuts. */
  returns: number;
}

/** Share of the answers of a minute that its size must have. */
const prevailingShare = 0.6;
/** Minutes in which a size must prevail. */
const leastMinutes = 2;
/** More unclear minutes, or returns, than this share: the sizes do not tell the cuts. */
const mostUnclearShare = 0.1;

interface Run {
  bytes: number;
  firstMinute: number;
  lastMinute: number;
  minutes: number;
}

/** @param rows of one source, ascending by minute. */
export function cutSightings(rows: readonly SizeRow[]): CutSightings {
  const byMinute = Map.groupBy(rows, (row) => row.minute);
  const runs = lastingRuns(prevailing(byMinute));
  const sightings = runs.map((run, i) => sightingOf(run, runs[i - 1] ?? null, rows));
  const last = runs.at(-1);
  const lastSeen = last === undefined ? null : rows.findLast((row) => row.bytes === last.bytes);
  const seen = new Set<number>();
  let returns = 0;
  for (const { bytes } of sightings) {
    if (seen.has(bytes)) returns += 1;
    seen.add(bytes);
  }
  return {
    sightings,
    lastSeenSecond: lastSeen?.lastSecond ?? null,
    minutes: byMinute.size,
    unclearMinutes: unclearMinutes(byMinute, runs),
    returns,
  };
}

/** False: sizes are too few, or too mixed, to tell one cut from the next. */
export function tellsCuts({ sightings, minutes, unclearMinutes, returns }: CutSightings): boolean {
  return sightings.length > 0 && unclearMinutes <= minutes * mostUnclearShare && returns <= sightings.length * mostUnclearShare;
}

/** Minutes in which one size has most of the answers, ascending. */
function prevailing(byMinute: ReadonlyMap<number, readonly SizeRow[]>): { minute: number; bytes: number }[] {
  return [...byMinute].flatMap(([minute, sizes]) => {
    const clear = sizes.find(({ hits, minuteHits }) => hits >= minuteHits * prevailingShare);
    return clear === undefined ? [] : [{ minute, bytes: clear.bytes }];
  });
}

/** Stretches of one size; one that does not last is taken out, and what it parted joins again. */
function lastingRuns(minutes: readonly { minute: number; bytes: number }[]): Run[] {
  const runs = joined(minutes.map(({ minute, bytes }) => ({ bytes, firstMinute: minute, lastMinute: minute, minutes: 1 })));
  return joined(runs.filter((run) => run.minutes >= leastMinutes));
}

function joined(runs: readonly Run[]): Run[] {
  const found: Run[] = [];
  for (const run of runs) {
    const last = found.at(-1);
    if (last === undefined || last.bytes !== run.bytes) found.push({ ...run });
    else {
      last.lastMinute = run.lastMinute;
      last.minutes += run.minutes;
    }
  }
  return found;
}

function sightingOf({ bytes, firstMinute }: Run, before: Run | null, rows: readonly SizeRow[]): Sighting {
  const from = before?.lastMinute ?? firstMinute;
  const between = rows.filter(({ minute }) => minute >= from && minute <= firstMinute);
  const firstSecond = Math.min(...between.filter((row) => row.bytes === bytes).map((row) => row.firstSecond));
  if (before === null) return { bytes, firstSecond, lastBeforeSecond: null };
  // A straggler of the old size, after the new one is there, does not make the cut later.
  const old = between.filter((row) => row.bytes === before.bytes).map((row) => Math.min(row.lastSecond, firstSecond));
  return { bytes, firstSecond, lastBeforeSecond: Math.max(...old) };
}

/** A minute in which the old and the new size share the answers is a cut that changes, and as clear as any. */
function unclearMinutes(byMinute: ReadonlyMap<number, readonly SizeRow[]>, runs: readonly Run[]): number {
  let unclear = 0;
  let at = 0;
  for (const [minute, sizes] of byMinute) {
    while ((runs[at]?.lastMinute ?? Number.POSITIVE_INFINITY) < minute) at += 1;
    const [before, next] = [runs[at - 1], runs[at]];
    const clear = sizes.find(({ hits, minuteHits }) => hits >= minuteHits * prevailingShare)?.bytes;
    const within = next !== undefined && minute >= next.firstMinute;
    if (within ? clear === next.bytes : clear !== undefined && clear === before?.bytes) continue;
    const changing = !within && sizes.every(({ bytes }) => bytes === before?.bytes || bytes === next?.bytes);
    if (!changing) unclear += 1;
  }
  return unclear;
}
