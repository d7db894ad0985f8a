// What a memoria says of a period that crosses a change of clock, and of the names and numbers that agree with what they count.
import { describe, expect, test } from "vitest";
import type { Analysis } from "../../analysis/index.ts";
import { annexes } from "../../report/annexes.ts";
import { boundsWords, stepMomentWords } from "../../report/charts/moment.ts";
import { filledSeries } from "../../report/charts/time-axis.ts";
import { spanishErrors } from "../../report/locale/es-MX/errors.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { buildCover } from "../../report/sections/cover.ts";
import { fullAnalysis } from "./fixture-analysis.ts";

const full = fullAnalysis();
const MEXICO = "America/Mexico_City";
const period: Analysis["period"] = {
  name: "custom",
  start: "2021-10-29T00:00:00-05:00",
  end: "2021-11-02T00:00:00-06:00",
  timeZone: MEXICO,
};
const bothOffsets = "hora del centro, UTC-5 y, desde el cambio de horario, UTC-6";

describe("a period across a change of clock", () => {
  test("names both offsets on the cover and in captions", () => {
    const analysis = { ...full, period };
    const { facts } = buildCover({ analysis, convocatoria: null, texts: { sections: {} }, words: wordsOf("es") });
    expect(facts.map(({ text }) => text.toLowerCase())).toContain(bothOffsets.toLowerCase());
    expect(boundsWords(wordsOf("es"), period)).toBe(
      `del 29 de octubre de 2021, 00:00 h, al 2 de noviembre de 2021, 00:00 h (${bothOffsets})`,
    );
  });

  test("has no two rows with the same hour in its annex", () => {
    const [hour] = full.traffic.hours;
    const twice = ["2021-10-31T01:00:00-05:00", "2021-10-31T01:00:00-06:00"];
    const hours = twice.flatMap((at) => (hour === undefined ? [] : [{ ...hour, at }]));
    const csv = annexes(wordsOf("es"), { ...full, period, traffic: { ...full.traffic, hours } }).find(
      ({ name }) => name === "por-hora.csv",
    )?.csv;
    expect(
      csv
        ?.trim()
        .split(/\r?\n/u)
        .slice(1)
        .map((row) => row.split(",")[0]),
    ).toEqual(twice);
  });

  test("is drawn with each of its days once, those without hits as zeros", () => {
    const point = { hits: 3, humanHits: 2, pageViews: 1, errors5xx: 1 };
    const points = ["2021-10-30T00:00:00-05:00", "2021-11-02T00:00:00-06:00"].map((at) => ({ at, ...point }));
    const drawn = filledSeries({ stepSeconds: 86_400, points }, MEXICO);
    expect(drawn.map(({ wallMs, hits }) => [new Date(wallMs).toISOString().slice(0, 16), hits])).toEqual([
      ["2021-10-30T00:00", 3],
      ["2021-10-31T00:00", 0],
      ["2021-11-01T00:00", 0],
      ["2021-11-02T00:00", 3],
    ]);
    const hourly = filledSeries(
      { stepSeconds: 3600, points: ["2021-10-31T00:00:00-05:00", "2021-10-31T03:00:00-06:00"].map((at) => ({ at, ...point })) },
      MEXICO,
    );
    expect(hourly.map(({ wallMs }) => new Date(wallMs).getUTCHours())).toEqual([0, 1, 1, 2, 3]);
    expect(filledSeries({ stepSeconds: 60, points: [] }, MEXICO)).toEqual([]);
  });
});

describe("words that agree", () => {
  test("a day has no hour, and one request is one", () => {
    const day = stepMomentWords(wordsOf("es"), "2024-06-02T00:00:00-06:00", 86_400, MEXICO);
    expect(wordsOf("es").charts.demandTitle("por día", 217, day)).toBe("Demanda por día: máximo de 217 solicitudes, el 2 de junio de 2024");
    const hour = stepMomentWords(wordsOf("es"), "2024-06-02T20:00:00-06:00", 3600, MEXICO);
    expect(wordsOf("es").charts.demandTitle("por hora", 1, hour)).toBe(
      "Demanda por hora: máximo de 1 solicitud, a las 20:00 h del 2 de junio de 2024",
    );
    expect(wordsOf("es").charts.peakMinuteNote(1, hour)).toContain("con 1 solicitud,");
  });

  test("cities that nobody knows tell their state or country, and private networks what they are", () => {
    expect(wordsOf("es").places.cityName({ country: "MX", state: "MX-unknown", name: "" })).toBe("Sin identificar, México");
    expect(wordsOf("es").places.cityName({ country: "MX", state: "MX-MIC", name: "" })).toBe("Sin identificar, Michoacán");
    expect(wordsOf("es").places.cityName({ country: "US", state: "US-unknown", name: "" })).toBe("Sin identificar, Estados Unidos");
    expect(wordsOf("es").places.cityName({ country: "unknown", state: "unknown", name: "" })).toBe("Sin identificar");
    expect(wordsOf("es").places.cityName({ country: "private", state: "private", name: "" })).toBe("Red privada o reservada");
    expect(wordsOf("es").places.cityName({ country: "MX", state: "MX-MIC", name: "Zitácuaro" })).toBe("Zitácuaro, Michoacán");
    expect(wordsOf("es").places.cityName({ country: "MX", state: "MX-unknown", name: "Zitácuaro" })).toBe("Zitácuaro");
    expect(wordsOf("es").places.cityName({ country: "MX", state: "MX-CMX", name: "Mexico City" })).toBe("Ciudad de México");
  });

  test("errors of tables and periods", () => {
    const file = "i.csv";
    expect(spanishErrors["table-invalid"]({ file, place: "línea 1", expected: "encabezados de columna" })).toContain(
      "en la línea 1 se esperaban encabezados de columna.",
    );
    expect(spanishErrors["table-invalid"]({ file, place: "el libro", expected: "un libro" })).toContain(
      "en el libro se esperaba un libro.",
    );
    const row = { file, row: 3, column: "fin", value: "x" };
    expect(spanishErrors["table-row"]({ ...row, expected: "4 columnas como el encabezado" })).toContain("se esperaban 4 columnas");
    expect(spanishErrors["table-row"]({ ...row, expected: "fecha y hora como 2024" })).toContain("se esperaba fecha y hora");
    expect(spanishErrors["table-column-missing"]({ file, column: "inicio, tipo, efecto", found: "a" })).toContain(
      'faltan las columnas "inicio", "tipo" y "efecto".',
    );
    expect(spanishErrors["period-empty"]({ name: "custom", start: "b", end: "a" })).toContain(
      "El periodo indicado con --from y --to está vacío",
    );
  });
});
