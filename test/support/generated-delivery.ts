// Seeded small deliveries for the oracle: clock changes, odd lines, several sources and roles, overlaps, proxies and rules of every sort.
import { defaultRules } from "../../analysis/index.ts";
import type { Place, PlaceFinder } from "../../ingest/places.ts";
import { Chance } from "./chance.ts";
import { damaged, LONG_FORMAT, type LogStyle, requestOf, stampOf, writtenLine } from "./generated-lines.ts";
import type { SlowFile } from "./slow-delivery.ts";
import type { Span } from "./slow-log-availability.ts";
import type { SlowRules } from "./slow-rules.ts";

export interface GeneratedDelivery {
  files: SlowFile[];
  /** Null: found by detection. */
  format: string | null;
  timeZone: string;
  rules: SlowRules;
  from: number | null;
  to: number | null;
  exclusions: Span[];
  target: boolean;
}

/** A zone and a local night in it; most of them change their clocks in it. */
const NIGHTS: readonly (readonly [timeZone: string, around: string])[] = [
  ["America/Mexico_City", "2024-12-09T03:00:00Z"],
  ["America/Mexico_City", "2021-10-31T06:30:00Z"],
  ["America/Mexico_City", "2021-04-04T07:30:00Z"],
  ["America/New_York", "2024-11-03T05:20:00Z"],
  ["America/Ciudad_Juarez", "2024-03-10T08:40:00Z"],
  ["Asia/Kathmandu", "2024-12-08T18:10:00Z"],
  ["America/Cancun", "2024-01-01T04:50:00Z"],
];

/** Places by the first number of an address: countries, states of Mexico, unknown and private ones. */
export const generatedPlaces: PlaceFinder = {
  facts: { database: "prueba", version: "1", checksum: "", builtAt: null, notice: "" },
  find: (address): Place => {
    if (address.startsWith("10.")) return { country: "private", state: "private", city: "" };
    if (address.startsWith("187.")) return { country: "MX", state: "MX-MIC", city: address.endsWith("1") ? "Morelia" : "" };
    if (address.startsWith("189.")) return { country: "MX", state: "MX-unknown", city: "" };
    if (address.startsWith("66.")) return { country: "US", state: "US-CA", city: "Morelia" };
    return { country: "unknown", state: "unknown", city: "" };
  },
};

/** The same delivery for the same seed. */
export function generatedDelivery(seed: number): GeneratedDelivery {
  const chance = new Chance(seed);
  const [timeZone, around] = chance.of(NIGHTS);
  const center = Date.parse(around) / 1000;
  const style: LogStyle = { isLong: chance.is(0.5), timeZone, offsetMinutes: chance.is(0.8) ? null : chance.of([0, 330, -360]) };
  const spanSeconds = chance.of([1800, 7200, 7200, 20_000, 20_000, 100_000, 45 * 86_400]);
  const seconds = moments(chance, center - spanSeconds / 2, spanSeconds, chance.whole(100, 300));
  const sources = chance.of([["a"], ["a", "b"], ["a", "b", "c"]]);
  const files = sources.flatMap((source, i) => filesOf(chance, source, i, seconds, style));
  const bound = (): number => chance.whole(center - spanSeconds / 2 - 100, center + spanSeconds / 2 + 100);
  const [from, to] = [chance.whole(center - spanSeconds / 2, center), chance.whole(center + 1, center + spanSeconds / 2)];
  return {
    files,
    format: style.isLong ? LONG_FORMAT : null,
    timeZone,
    rules: rulesOf(chance),
    from: chance.is(0.5) ? from : null,
    to: chance.is(0.5) ? to : null,
    exclusions: chance.is(0.3) ? [1, 2].map(() => ({ start: bound(), end: bound() })).map(ordered) : [],
    target: chance.is(0.2),
  };
}

function ordered({ start, end }: Span): Span {
  return start < end ? { start, end } : { start: end, end: start + 1 };
}

/** Moments of people: bursts by one step or another, pauses at the edges of a visit, crowded minutes, and now and then a year off. */
function moments(chance: Chance, start: number, span: number, count: number): number[] {
  const found: number[] = [];
  let at = start + chance.whole(0, span);
  while (found.length < count) {
    found.push(Math.floor(at));
    at += chance.of([0, 0, 1, 2, 30, 59, 60, 1799, 1800, 1801]);
    if (chance.is(0.15) || at > start + span) at = start + chance.whole(0, span);
  }
  const crowded = Array.from({ length: chance.whole(0, 4) }, () => start + chance.whole(0, span));
  const first = Math.floor((start + span / 2) / 60) * 60;
  const evening = chance.is(0.5) ? Array.from({ length: 20 }, (_, minute) => (minute > 8 && minute < 11 ? null : first + minute * 60)) : [];
  for (const minute of [...crowded, ...evening]) {
    if (minute !== null) for (let i = 0; i < 22; i++) found.push(Math.floor(minute) + chance.whole(0, 3));
  }
  if (chance.is(0.25)) found.push(chance.of([978_307_200, 4_070_908_800]));
  return found;
}

/** One to three files of a source; they may tell the same lines again, once more than they are, or be the same file. */
function filesOf(chance: Chance, source: string, index: number, seconds: readonly number[], style: LogStyle): SlowFile[] {
  const role = index > 0 && chance.is(0.35) ? "origin" : "edge";
  const own = seconds.filter(() => chance.is(index === 0 ? 0.8 : 0.4));
  const failing = chance.is(0.6) ? new Set(own.filter(() => chance.is(0.02)).map((second) => Math.floor(second / 60))) : new Set<number>();
  const sorted = chance.is(0.7) ? own.toSorted((a, b) => a - b) : own;
  const lines = sorted.map((second) => writtenLine(requestOf(chance, second, failing.has(Math.floor(second / 60)), index), style));
  const cut = chance.whole(0, lines.length);
  const parts = chance.of([
    [lines],
    [lines.slice(0, cut), lines.slice(cut)],
    [lines, lines.slice(cut)],
    [lines.slice(0, cut + 40), lines.slice(Math.max(0, cut - 40)), lines],
    [lines.slice(0, cut), lines.slice(cut), lines.slice(0, cut)],
  ]);
  const noise = chance.whole(0, 12);
  const texts = parts.map((part, i) => textOf(chance, i === 0 ? damaged(chance, part, noise, stampOf(seconds[0] ?? 0, style)) : part));
  return texts.map((text, i) => ({ name: `${source}-${i}.log`, source, role, text: `${text}` }));
}

function textOf(chance: Chance, lines: readonly string[]): string {
  const end = chance.of(["\n", "\n", "\r\n"]);
  return lines.join(end) + (chance.is(0.8) ? end : "");
}

function rulesOf(chance: Chance): SlowRules {
  const some = (likely: number, lists: readonly (readonly string[])[]): readonly string[] => (chance.is(likely) ? chance.of(lists) : []);
  return {
    scope: some(0.35, [["/prep/**"], ["/prep*", "/", "/json/*"], ["prep.*"], ["**.mx"], ["/*"], ["/prep/**", "prep.?iario.mx"]]),
    internal: some(0.4, [["10.0.0.0/8"], ["187.142.1.3", "66.249.0.0/16"], ["2806:2f0:1::7"]]),
    trustedProxies: some(0.5, [["10.0.0.0/8"], ["10.0.0.0/24", "66.249.66.0/24"]]),
    pages: some(0.3, [["/prep/*.css"], ["**/datos"], ["/img/??.png", "/acta.pdf"]]),
    notPages: some(0.3, [["/estado"], ["/prep/mapa*"], ["/*"]]),
    resultPath: chance.is(0.2) ? "/prep/avance" : defaultRules.resultPath,
  };
}
