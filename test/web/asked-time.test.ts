// Which hours the call asks logs of and which the files span, against a count of every single second's hour.
import { expect, test } from "vitest";
import { type Convocatoria, loadConvocatoria } from "../../analysis/index.ts";
import type { FileRecord } from "../../ingest/index.ts";
import { askedTime } from "../../web/deeds/asked-time.ts";
import { settingsSchema } from "../../web/records/deliveries.ts";

const settings = settingsSchema.parse({});
const at = (iso: string): number => Date.parse(iso) / 1000;
const file = (source: string, first: string | null, last: string | null, isBaseline = false) => ({
  file: { source, firstSecond: first && at(first), lastSecond: last && at(last) } as FileRecord,
  isBaseline,
});

/** Local hours of a day that hold at least one second of a span, counted second by second (a minute at a time) and by the platform's own clock. */
function hoursTouched(zone: string, day: string, spans: readonly [string, string][]): number {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const touched = new Set<string>();
  for (const [first, last] of spans)
    for (let second = at(first); second <= at(last); second += second + 60 > at(last) && second < at(last) ? at(last) - second : 60)
      touched.add(`${clock.format(second * 1000).slice(0, 13)}|${Math.floor(second / 3600)}`);
  return [...touched].filter((hour) => hour.startsWith(day)).length;
}

test("days of the call, by source, in its zone; logs of before and files without a hit count for nothing", () => {
  const call = loadConvocatoria("iec-coahuila-2018");
  const spans: [string, string][] = [
    ["2018-07-01T18:30:00-05:00", "2018-07-02T00:00:00-05:00"],
    ["2018-07-02T05:59:59-05:00", "2018-07-02T07:00:00-05:00"],
  ];
  const files = [
    ...spans.map(([first, last]) => file("a", first, last)),
    file("b", null, null),
    file("c", "2018-06-01T10:00:00-05:00", "2018-07-09T10:00:00-05:00"),
    file("a", "2018-07-01T00:00:00-05:00", "2018-07-02T23:00:00-05:00", true),
  ];
  const asked = askedTime(call, { settings }, files);
  expect(asked?.kind).toBe("logs");
  expect(asked?.clause).toBe(call.logs.firstDay.clause);
  expect(asked?.days.map(({ startSecond, hours }) => [startSecond, hours])).toEqual([
    [at("2018-07-01T00:00:00-05:00"), 24],
    [at("2018-07-02T00:00:00-05:00"), 24],
  ]);
  for (const [place, day] of ["2018-07-01", "2018-07-02"].entries())
    expect(asked?.days[place]?.bySource).toEqual([
      { source: "a", coveredHours: hoursTouched(call.timeZone.value, day, spans) },
      { source: "b", coveredHours: 0 },
      { source: "c", coveredHours: 24 },
    ]);
});

test("where the call names no days, those of the publication: its own bounds, else what the difusor declares, else nothing", () => {
  const michoacan = loadConvocatoria("iem-michoacan-2021");
  const own = askedTime(michoacan, { settings }, []);
  expect(own?.kind).toBe("window");
  expect(own?.days.map(({ hours }) => hours)).toEqual([4, 24, 24]);
  const irimbo = loadConvocatoria("iem-irimbo-2024");
  expect(askedTime(irimbo, { settings }, [])).toBeNull();
  const declared = askedTime(irimbo, { settings: { ...settings, windowEnd: "2024-12-10T19:00" } }, []);
  expect(declared?.days.map(({ hours }) => hours)).toEqual([4, 24, 19]);
  expect(askedTime(irimbo, { settings: { ...settings, windowEnd: "2024-12-07T19:00" } }, [])).toBeNull();
});

test("a day on which the clocks change has the hours that it has", () => {
  const call = loadConvocatoria("iec-coahuila-2018");
  const days = { ...call.logs.firstDay, value: "2018-04-01" };
  const moved: Convocatoria = { ...call, logs: { firstDay: days, lastDay: { ...days, value: "2018-04-02" } } };
  expect(askedTime(moved, { settings }, [])?.days.map(({ hours }) => hours)).toEqual([23, 24]);
});
