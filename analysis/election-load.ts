// What all compared difusores of one election carried together: hits add up, people do not, as one may have read several.
import type { ComparedAnalysis, ElectionLoad } from "./compare-schema.ts";

interface Member {
  name: string;
  analysis: ComparedAnalysis;
}

/** One entry a call with two compared memorias or more, in the order given. */
export function electionLoads(members: readonly Member[]): ElectionLoad[] {
  const called = members.filter(({ analysis }) => analysis.convocatoria !== null);
  return [...Map.groupBy(called, ({ analysis }) => analysis.convocatoria?.id ?? "")]
    .map(([convocatoria, group]) => [convocatoria, oneEach(group)] as const)
    .filter(([, group]) => group.length > 1)
    .map(([convocatoria, group]) => electionLoad(convocatoria, group));
}

/** Two versions of one difusor's memoria are not two loads: the last that was given stands for it. */
function oneEach(group: readonly Member[]): Member[] {
  const named = (member: Member): string => member.analysis.difusor.trim().toLocaleLowerCase("es");
  return group.filter((member, i) => named(member) === "" || !group.slice(i + 1).some((later) => named(later) === named(member)));
}

/** What these difusores, all of one election, carried together. */
export function electionLoad(convocatoria: string, group: readonly Member[]): ElectionLoad {
  const hits = group.reduce((sum, { analysis }) => sum + analysis.traffic.hits, 0);
  const peakMinute = jointPeak(group);
  return {
    convocatoria,
    timeZone: group[0]?.analysis.period.timeZone ?? "UTC",
    hits,
    peakMinute,
    unknownAtPeak: peakMinute === null ? null : group.filter(({ analysis }) => isUnknownAt(analysis, Date.parse(peakMinute.at))).length,
    shares: group.map(({ name, analysis }) => ({
      name,
      hits: analysis.traffic.hits,
      share: hits === 0 ? null : analysis.traffic.hits / hits,
    })),
  };
}

/** The minute in which all together had most hits, the first of equals; null where one tells no minutes. */
function jointPeak(group: readonly Member[]): ElectionLoad["peakMinute"] {
  const sums = new Map<number, { at: string; hits: number }>();
  for (const { analysis } of group) {
    const { series } = analysis.traffic;
    // A frozen analysis of before has none.
    if (series?.stepSeconds !== 60) return null;
    for (const { at, hits } of series.points) {
      const minute = Date.parse(at);
      sums.set(minute, { at, hits: (sums.get(minute)?.hits ?? 0) + hits });
    }
  }
  const inOrder = [...sums].sort(([a], [b]) => a - b).map(([, sum]) => sum);
  const most = inOrder.reduce<(typeof inOrder)[number] | null>((best, sum) => (best && best.hits >= sum.hits ? best : sum), null);
  return most && { ...most, hitsPerSecond: most.hits / 60 };
}

function isUnknownAt({ period, availability: { unknown } }: ComparedAnalysis, minute: number): boolean {
  if (minute < Date.parse(period.start) || minute >= Date.parse(period.end)) return true;
  return (
    unknown === null ||
    unknown.some(({ source, start, end }) => source === "log" && Date.parse(start) <= minute && minute < Date.parse(end))
  );
}
