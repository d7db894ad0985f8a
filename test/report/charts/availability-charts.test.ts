// The strips of availability: every second in one state, the same seconds as the results, and never more marks than a reader can see.

import { compile } from "vega-lite";
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../../analysis/analysis.ts";
import { availabilityCalendar } from "../../../report/charts/availability-calendar.ts";
import { disagreementCharts } from "../../../report/charts/disagreements.ts";
import { sourceStates, totalSeconds } from "../../../report/charts/source-states.ts";
import { legibleSpans, stripMarks } from "../../../report/charts/strip.ts";
import { wordsOf } from "../../../report/locale/words.ts";
import { fullAnalysis, minimalAnalysis } from "../fixture-analysis.ts";
import { at, WINDOW_SECONDS } from "../fixture-clock.ts";

const START_MS = Date.parse(at(0));

/** The fixture with other facts of availability. */
function withAvailability(extra: Partial<Analysis["availability"]>, end = at(WINDOW_SECONDS)): Analysis {
  const full = fullAnalysis();
  return { ...full, period: { ...full.period, end }, availability: { ...full.availability, ...extra } };
}

describe("the states of a source", () => {
  test("hold every minute of the period once", () => {
    for (const { spans } of sourceStates(fullAnalysis())) {
      for (let second = 30; second < WINDOW_SECONDS; second += 60) {
        const ms = START_MS + second * 1000;
        const states = Object.values(spans).filter((list) => list.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs));
        expect(states).toHaveLength(1);
      }
    }
  });

  test("are the seconds of outages, degradations and gaps in the records", () => {
    const [declared, log, monitor] = sourceStates(fullAnalysis());
    const seconds = (states: typeof declared) => Object.entries(states?.spans ?? {}).map(([state, list]) => [state, totalSeconds(list)]);
    expect(Object.fromEntries(seconds(declared))).toEqual({ down: 900, degraded: 2700, unknown: 0, up: 108_000 - 3600 });
    expect(Object.fromEntries(seconds(log))).toEqual({ down: 960, degraded: 0, unknown: 120, up: 108_000 - 1080 });
    expect(Object.fromEntries(seconds(monitor))).toEqual({ down: 870, degraded: 0, unknown: 300, up: 108_000 - 1170 });
  });

  test("of a list that nobody signed are not known outside of what it declares", () => {
    const [declared] = sourceStates(withAvailability({ statementComplete: false }));
    expect(declared?.spans.up).toEqual([]);
    expect(totalSeconds(declared?.spans.unknown ?? [])).toBe(108_000 - 3600);
  });
});

describe("the calendar", () => {
  test("names the downtime of each source, and has its days in figures", () => {
    const calendar = availabilityCalendar(wordsOf("es"), fullAnalysis());
    expect(calendar?.title).toBe("Tiempo sin servicio: 15 min declarados, 16 min en la bitácora y 14 min 30 s en el monitor");
    expect(calendar?.dataTable?.rows).toEqual([
      ["dom 8 dic", "Declarada por el difusor", "15 min", "0 s", "0 s", "0 s"],
      ["dom 8 dic", "Observada en la bitácora", "16 min", "0 s", "0 s", "0 s"],
      ["dom 8 dic", "Medida por monitor", "14 min 30 s", "0 s", "0 s", "0 s"],
      ["lun 9 dic", "Declarada por el difusor", "0 s", "45 min", "0 s", "0 s"],
      ["lun 9 dic", "Observada en la bitácora", "0 s", "0 s", "2 min", "0 s"],
      ["lun 9 dic", "Medida por monitor", "0 s", "0 s", "5 min", "0 s"],
    ]);
  });

  test("claims no service where nothing is down", () => {
    const quiet = withAvailability({ outages: [], disagreements: [] });
    expect(availabilityCalendar(wordsOf("es"), quiet)?.title).toBe("Ninguna fuente registra tiempo sin servicio");
    expect(availabilityCalendar(wordsOf("es"), minimalAnalysis())).toBeNull();
  });

  test("takes silence for no zero: a source without a record is not in the title", () => {
    const whole = { start: at(0), end: at(WINDOW_SECONDS) };
    const unknown = [
      { source: "log" as const, ...whole },
      { source: "monitor" as const, ...whole },
    ];
    const [, ...seen] = fullAnalysis().availability.outages;
    const outages = seen.filter(({ source }) => source === "monitor");
    const calendar = availabilityCalendar(wordsOf("es"), withAvailability({ outages, unknown }));
    expect(calendar?.title).toBe("Tiempo sin servicio: 0 s declarados y 14 min 30 s en el monitor");
    const silent = withAvailability({ outages: [], unknown, statementComplete: false });
    const blank = availabilityCalendar(wordsOf("es"), { ...silent, incidents: [] });
    expect(blank?.title).toBe("No hay registros que cubran el periodo: no se sabe si hubo interrupciones");
    expect(blank?.alt).not.toContain("0 s");
    const { charts } = disagreementCharts(wordsOf("es"), withAvailability({ outages, unknown }));
    expect(charts[0]?.alt).toContain("Observada en la bitácora: sin registro");
    expect(JSON.stringify(charts[0]?.spec)).toContain('"text":"sin registro"');
  });

  test("of many days shows those with something to see, and says how many", () => {
    const outages = [30, 35].map((day) => ({
      source: "log" as const,
      start: at(day * 86_400),
      end: at(day * 86_400 + 600),
      seconds: 600,
      incidentId: null,
    }));
    const calendar = availabilityCalendar(wordsOf("es"), withAvailability({ outages, unknown: [] }, at(40 * 86_400)));
    expect(calendar?.subtitle).toContain("Se muestran 12 de 41 días");
    const drawn = JSON.stringify(calendar?.spec);
    expect(drawn).toContain('"mar 7 ene"');
    expect(drawn).toContain('"dom 12 ene"');
    expect(drawn.length).toBeLessThan(60_000);
  });
});

describe("strips", () => {
  test("of hundreds of stretches are drawn with sixty at most, none lost and none too narrow", () => {
    const spans = Array.from({ length: 700 }, (_, index) => ({ fromPx: index * 0.8, toPx: index * 0.8 + 0.3 }));
    const legible = legibleSpans(spans);
    expect(legible.length).toBeLessThanOrEqual(60);
    for (const { fromPx, toPx } of spans) expect(legible.some((span) => span.fromPx <= fromPx && toPx <= span.toPx)).toBe(true);
    expect(legibleSpans([{ fromPx: 5, toPx: 5.1 }])).toEqual([{ fromPx: 5, toPx: 6.5 }]);
  });

  test("are told apart without colour: each state has a height or an outline of its own", () => {
    const spans = { up: [], down: [], degraded: [], unknown: [], excluded: [] };
    const one = [{ fromPx: 0, toPx: 40 }];
    const strip = { y: 0, heightPx: 10, spans: { ...spans, up: one, down: one, degraded: one, unknown: one, excluded: one } };
    const marks = stripMarks([strip]) as { mark: { type: string; strokeDash?: number[] }; data: { values: { y: number; y2: number }[] } }[];
    const looks = marks.map(
      ({ mark, data }) => `${mark.type} ${Math.round((data.values[0]?.y2 ?? 0) - (data.values[0]?.y ?? 0))} ${mark.strokeDash ?? ""}`,
    );
    expect(new Set(looks).size).toBe(5);
  });
});

describe("disagreements", () => {
  test("are titled by their kind and the seconds of each source", () => {
    const { charts, total } = disagreementCharts(wordsOf("es"), fullAnalysis());
    expect(total).toBe(1);
    expect(charts[0]?.title).toBe("Duración distinta de la observada en la bitácora: 15 min declarados y 16 min en la bitácora");
    expect(charts[0]?.subtitle).toContain("del 8 de diciembre de 2024, 21:19 h, al 8 de diciembre de 2024, 21:55 h");
    expect(charts[0]?.alt).toContain("Medida por monitor: 14 min 30 s sin servicio");
  });

  test("of thousands, the two greatest are drawn in order of time", () => {
    const [first] = fullAnalysis().availability.disagreements;
    if (first === undefined) throw new Error("the fixture disagrees");
    const disagreements = Array.from({ length: 2000 }, (_, index) => ({
      ...first,
      start: at(index * 50),
      end: at(index * 50 + 40),
      declaredSeconds: 0,
      logSeconds: index === 700 ? 9000 : index === 1500 ? 8000 : index % 60,
    }));
    const { charts, total } = disagreementCharts(wordsOf("es"), withAvailability({ disagreements }));
    expect(total).toBe(2000);
    expect(charts.map(({ title }) => /2 h 13 min|2 h 30 min/u.exec(title)?.[0])).toEqual(["2 h 30 min", "2 h 13 min"]);
    for (const { spec } of charts) expect(() => compile(spec)).not.toThrow();
  });
});
