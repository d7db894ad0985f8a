// Clocks that differ: found where requests or curves show them plainly, told with their evidence, and null wherever they could be anything.
import { describe, expect, it } from "vitest";
import { binSeconds, type Demand, skewOfDemand, skewOfSharedRequests } from "../../analysis/clock-skew.ts";
import { Chance } from "../support/chance.ts";
import { stampOf } from "../support/generated-lines.ts";
import { analysisOf, line } from "../support/hand-made.ts";

const NIGHT = Date.parse("2024-12-09T01:00:00Z") / 1000;
const HOUR = 3600;

/** Demand of an election night, hits a stretch: nothing, a steep rise at 20:00, a slow fall. */
function nightShape(hour: number): number {
  return 20 + (hour < 1 ? 0 : 900 * Math.exp(-(hour - 1) / 1.6) + 120 * Math.exp(-(((hour - 9) / 1.5) ** 2)));
}

function demand(shape: (hour: number) => number, hours: number, noise: Chance, shiftHours = 0): Demand {
  const first = NIGHT / binSeconds;
  return new Map(
    Array.from({ length: hours * 12 }, (_, i) => {
      const mean = shape(i / 12);
      return [first + i + shiftHours * 12, Math.max(0, Math.round(mean + (noise.next() + noise.next() - 1) * 2 * Math.sqrt(mean)))];
    }),
  );
}

describe("the shape of demand", () => {
  it.each([-6, -5, -1, 0, 1, 6, 12])("finds a clock %d h ahead", (hours) => {
    for (let seed = 0; seed < 20; seed++) {
      const noise = new Chance(seed);
      const skew = skewOfDemand(
        demand(nightShape, 14, noise),
        demand((hour) => nightShape(hour) / 3, 14, noise, hours),
      );
      expect(skew).toMatchObject({ skewSeconds: hours * HOUR, method: "demand-shape" });
      expect(skew?.agreement).toBeGreaterThan(0.9);
      expect(skew?.runnerUp).toBeLessThan(skew?.agreement ?? 0);
    }
  });

  it("says nothing where demand is even, where it is another demand, or where there is too little of it", () => {
    for (let seed = 0; seed < 20; seed++) {
      const noise = new Chance(seed);
      const even = () => demand(() => 300, 14, noise);
      expect(skewOfDemand(even(), even())).toBeNull();
      const random = () => demand(() => noise.whole(0, 400), 14, noise);
      expect(skewOfDemand(random(), random())).toBeNull();
      expect(skewOfDemand(demand(nightShape, 2, noise), demand(nightShape, 2, noise, -1))).toBeNull();
    }
    expect(skewOfDemand(new Map(), new Map())).toBeNull();
  });

  it("does not take servers that took turns for one with a wrong clock", () => {
    const noise = new Chance(1);
    const morning = demand((hour) => 100 + 40 * hour, 6, noise);
    // Its afternoon grows alike, and lasts two hours less.
    const afternoon = demand((hour) => 100 + 40 * hour, 4, noise, 6);
    expect(skewOfDemand(morning, afternoon)).toBeNull();
  });
});

describe("shared requests", () => {
  const rows = (...of: [secondsAhead: number, requests: number][]) => of.map(([secondsAhead, requests]) => ({ secondsAhead, requests }));

  it("tell a skew to the second where most have it", () => {
    expect(skewOfSharedRequests(rows([41, 3], [42, 30], [43, 5], [-900, 2], [7, 4]))).toEqual({
      skewSeconds: 42,
      method: "shared-requests",
      compared: 44,
      agreement: 38 / 44,
      runnerUp: 4 / 44,
    });
    expect(skewOfSharedRequests(rows([-21_600, 20]))?.skewSeconds).toBe(-21_600);
  });

  it("tell nothing where they are few, spread, or have two peaks", () => {
    expect(skewOfSharedRequests(rows([0, 19]))).toBeNull();
    expect(skewOfSharedRequests(rows([0, 20], [60, 10]))).toBeNull();
    expect(skewOfSharedRequests(Array.from({ length: 100 }, (_, i) => ({ secondsAhead: i * 10, requests: 1 })))).toBeNull();
    expect(skewOfSharedRequests([])).toBeNull();
  });
});

describe("in an analysis", () => {
  const style = { isLong: false, timeZone: "America/Mexico_City", offsetMinutes: null };
  const at = (second: number): string => stampOf(second, style);

  it("requests that edge and origin logged tell the origin's clock, with the proxies named", async () => {
    // Thirty clients ask for one picture each; the origin is 37 s ahead and sees the client in X-Forwarded-For.
    const clients = Array.from({ length: 30 }, (_, i) => `187.142.1.${i + 1}`);
    const request = "GET /img/a.png HTTP/1.1";
    const edge = clients.map((address, i) => line({ address, at: at(NIGHT + i * 40), request })).join("");
    const origin = clients
      .map((address, i) => `${address} ${line({ address: "10.0.0.5", at: at(NIGHT + i * 40 + 37), request })}`)
      .join("");
    const logs = [
      { content: edge, source: "cdn" },
      { content: origin, source: "web", role: "origin" as const },
    ];
    const { sources, warnings } = await analysisOf(logs, { rules: { trustedProxies: ["10.0.0.0/8"] } });
    expect(sources).toMatchObject([
      { source: "cdn", role: "edge", counted: true, files: 1, hits: 30, clock: null },
      { source: "web", role: "origin", counted: false, files: 1, hits: 30 },
    ]);
    expect(sources[1]?.clock).toEqual({
      reference: "cdn",
      skewSeconds: 37,
      method: "shared-requests",
      compared: 30,
      agreement: 1,
      runnerUp: 0,
    });
    expect(warnings.find(({ code }) => code === "clock-skew")?.text).toBe(
      "El reloj de la fuente web va 37 s adelantado respecto de cdn (por 30 solicitudes registradas en ambas: 100.0 % tiene esa diferencia y 0.0 % la que le sigue). Sus horas se toman como están escritas: conviene corregirlo antes de firmar.",
    );
    const unnamed = await analysisOf(logs);
    expect(unnamed.sources[1]?.clock).toBeNull();
    expect(unnamed.warnings.some(({ code }) => code === "clock-skew")).toBe(false);
  });

  it("the curves of two edges tell a wrong time zone, and right clocks tell nothing to mend", async () => {
    const noise = new Chance(5);
    const log = (shiftHours: number): string =>
      Array.from({ length: 10 * 12 }, (_, bin) => {
        const hits = Math.round((nightShape(bin / 12) / 12) * (0.8 + 0.4 * noise.next()));
        return Array.from({ length: hits }, () => line({ at: at(NIGHT + shiftHours * HOUR + bin * 300 + noise.whole(0, 299)) })).join("");
      }).join("");
    const analysis = await analysisOf([
      { content: log(0) + log(0), source: "a" },
      { content: log(-6), source: "b" },
      { content: log(0), source: "c" },
    ]);
    expect(analysis.sources.map(({ source, clock }) => [source, clock?.skewSeconds ?? null])).toEqual([
      ["a", null],
      ["b", -6 * HOUR],
      ["c", 0],
    ]);
    expect(analysis.warnings.filter(({ code }) => code === "clock-skew")).toEqual([
      {
        code: "clock-skew",
        text: expect.stringMatching(
          /^El reloj de la fuente b va 6 h atrasado respecto de a \(por la forma de su demanda a lo largo de .*correlación de 0\.9.*zona horaria equivocada\.$/,
        ),
      },
    ]);
  });
});
