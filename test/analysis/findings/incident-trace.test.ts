// What an incident left in the traffic, with figures worked out by hand.
import { describe, expect, it } from "vitest";
import { incidentTrace as traceIn } from "../../../analysis/findings/incident-trace.ts";
import { incidentsWithoutTrace, incidentsWithTrace } from "../../../analysis/findings/incidents.ts";
import { analysisWords } from "../../../analysis/locale/words.ts";
import { declared, even, START, told } from "../../support/finding-facts.ts";

const incidentTrace = (...[incident, surroundings]: [Parameters<typeof traceIn>[0], Parameters<typeof traceIn>[1]]) =>
  traceIn(incident, surroundings, analysisWords("es"));

const hour = 3600;
/** From 21:00:20 to 21:09:40: the ten minutes from 60 to 69 after the start. */
const incident = { startSecond: START + hour + 20, endSecond: START + hour + 580 };
const around = { covered: [{ startSecond: START, endSecond: START + 4 * hour }], others: [], publicationStart: null };
const served = (before: number, during: number, after: number, more = {}) => [
  ...even(0, 60, before),
  ...even(60, 10, during, more),
  ...even(70, 60, after),
];

describe("incidentTrace", () => {
  it("expects the straight line between both sides", () => {
    // Means of 100 at minute 44.5 and 40 at minute 84.5: over minutes 60 to 69 the line averages 70.
    const trace = incidentTrace(incident, { ...around, minutes: served(100, 20, 40) });
    expect(trace).toMatchObject({
      verdict: "con-rastro",
      observedHits: 200,
      errors5xx: 0,
      expectedHits: 700,
      lostHits: 500,
      excessHits: 0,
    });
  });

  it("of one that begins and ends on a full minute is looked for in that minute", () => {
    const moment = { startSecond: START + hour, endSecond: START + hour };
    expect(incidentTrace(moment, { ...around, minutes: served(100, 20, 40) })).toMatchObject({ observedHits: 20, errors5xx: 0 });
  });

  it("loses what failed too, and page views and visits where enough are expected", () => {
    const more = { humanServed: 10, pageViews: 1, visits: 0 };
    const minutes = served(100, 100, 100, more).map((m) => (m.humanServed === 100 ? { ...m, pageViews: 4, visits: 1 } : m));
    const trace = incidentTrace(incident, { ...around, minutes });
    // 10 minutes: 1,000 expected, 100 served; 40 page views expected, 10 seen; ten visits are too few to estimate.
    expect(trace).toMatchObject({
      observedHits: 1000,
      errors5xx: 900,
      expectedHits: 1000,
      lostHits: 900,
      lostPageViews: 30,
      lostVisits: null,
    });
  });

  it("is none just under a fifth lost, half in excess, or within the scatter", () => {
    const verdict = (minutes: ReturnType<typeof even>) => incidentTrace(incident, { ...around, minutes }).verdict;
    expect(verdict(served(100, 81, 100))).toBe("sin-rastro");
    expect(verdict(served(100, 80, 100))).toBe("con-rastro");
    expect(verdict(served(100, 149, 100))).toBe("sin-rastro");
    expect(verdict(served(100, 150, 100))).toBe("con-rastro");
    // Minutes of 0 and 200 by turns: a deviation of about 102 a minute, 322 over ten; 3 x 322 is more than the 700 lost.
    const wild = served(100, 30, 100).map((m, i) => (m.humanServed === 100 ? { ...m, humanServed: i % 2 === 0 ? 0 : 200 } : m));
    expect(verdict(wild)).toBe("sin-rastro");
  });

  it("is told by errors alone from twenty and a twentieth on", () => {
    const verdict = (errors: number, hits: number) =>
      incidentTrace(incident, {
        ...around,
        minutes: [...served(hits, 0, hits).filter((m) => m.humanHits > 0), ...even(60, 1, hits * 10, { humanServed: hits * 10 - errors })],
      }).verdict;
    expect(verdict(19, 38)).toBe("sin-rastro");
    expect(verdict(20, 40)).toBe("con-rastro");
    expect(verdict(20, 41)).toBe("sin-rastro");
  });

  it("is not known where the log does not cover it, its sides are too short, or too thin", () => {
    const minutes = served(100, 20, 100);
    const unknown = { verdict: null, expectedHits: null, lostHits: null };
    const uncovered = [
      { startSecond: START, endSecond: START + hour + 60 },
      { startSecond: START + hour + 120, endSecond: START + 4 * hour },
    ];
    expect(incidentTrace(incident, { ...around, minutes, covered: uncovered })).toMatchObject({
      ...unknown,
      observedHits: null,
      errors5xx: null,
    });
    const until = (minute: number) => [{ startSecond: START, endSecond: START + minute * 60 }];
    expect(incidentTrace(incident, { ...around, minutes, covered: until(84) })).toMatchObject({ ...unknown, observedHits: 200 });
    expect(incidentTrace(incident, { ...around, minutes, covered: until(85) })).toMatchObject({ expectedHits: 1000 });
    expect(incidentTrace(incident, { ...around, minutes: served(100, 20, 4) })).toMatchObject(unknown);
    expect(incidentTrace(incident, { ...around, minutes: served(100, 20, 5) })).toMatchObject({ verdict: "con-rastro" });
  });

  it("does not compare with other incidents, or with what was before publication and its first ten minutes", () => {
    const minutes = [
      ...even(0, 45, 1000),
      ...served(0, 20, 100)
        .slice(45)
        .map((m, i) => (i < 15 ? { ...m, humanHits: 100, humanServed: 100 } : m)),
    ];
    expect(incidentTrace(incident, { ...around, minutes, others: [{ startSecond: START, endSecond: START + 45 * 60 }] })).toMatchObject({
      expectedHits: 1000,
    });
    expect(incidentTrace(incident, { ...around, minutes, publicationStart: START + 35 * 60 })).toMatchObject({ expectedHits: 1000 });
    expect(incidentTrace(incident, { ...around, minutes, publicationStart: START + 36 * 60 })).toMatchObject({ expectedHits: null });
  });
});

describe("findings of incidents", () => {
  const trace = incidentTrace(incident, { ...around, minutes: served(100, 20, 40) });
  const quiet = incidentTrace(incident, { ...around, minutes: served(100, 95, 100) });

  it("tell the loss of those with a trace, and degradations without one", () => {
    const loud = { ...declared("I-001", hour + 20, hour + 580), trace };
    const silent = { ...declared("I-002", hour + 20, hour + 580), trace: quiet };
    expect(told(incidentsWithTrace, { incidents: [silent] })).toEqual([]);
    expect(told(incidentsWithTrace, { incidents: [loud, silent] })[0]?.text).toBe(
      "1 incidencia declarada dejó rastro en el tráfico: la incidencia 1, del 8 de diciembre de 2024, 21:00:20 h, con unas 500 solicitudes perdidas (71.43 % de lo esperado). Lo perdido o excedente es una estimación a partir de la demanda de los 30 minutos anteriores y posteriores.",
    );
    expect(told(incidentsWithoutTrace, { incidents: [loud] })).toEqual([]);
    expect(told(incidentsWithoutTrace, { incidents: [loud, silent] })[0]?.text).toBe(
      "1 degradación declarada no dejó rastro en el tráfico: la incidencia 2, del 8 de diciembre de 2024, 21:00:20 h (950 solicitudes de personas, 1,000 esperadas, 0 errores del servidor).",
    );
    expect(told(incidentsWithoutTrace, { incidents: [{ ...silent, effect: "caida" }] })).toEqual([]);
  });
});
