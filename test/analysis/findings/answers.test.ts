// Rules on pages that fail and on how answers were given, each just below its threshold and just above it, with figures worked out by hand.
import { describe, expect, it } from "vitest";
import { loadConvocatoria } from "../../../analysis/convocatoria.ts";
import { cacheLow, plainHttp, polledFromCache, slowAnswers, slowPaths } from "../../../analysis/findings/answers.ts";
import type { AnswerTraits } from "../../../analysis/findings/evidence-types.ts";
import { brokenLinks, failingPages, missingPagesRule } from "../../../analysis/findings/failing-pages.ts";
import { FIRST_MINUTE, iso, START, told } from "../../support/finding-facts.ts";

describe("pages that fail", () => {
  const failing = (errors: number, views: number, otherErrors = 0, more = {}) =>
    told(failingPages, {
      traffic: { hits: 10_000, pageViews: views + 1000 },
      evidence: {
        errorPaths: [
          { path: "/casilla", isPage: true, minute: FIRST_MINUTE, errors5xx: errors },
          { path: "/otra", isPage: true, minute: FIRST_MINUTE, errors5xx: otherErrors },
          { path: "/logo.svg", isPage: false, minute: FIRST_MINUTE, errors5xx: 500 },
        ],
        pages: [
          { path: "/casilla", pageViews: views },
          { path: "/", pageViews: 1000 },
        ],
      },
      ...more,
    });

  it("have twenty errors, a twentieth of the tries, five times the rest", () => {
    expect(failing(19, 0)).toEqual([]);
    expect(failing(20, 381)).toEqual([]);
    const [finding] = failing(20, 380);
    expect(finding).toMatchObject({
      severity: "warning",
      evidence: { path: "/casilla", errors: 20, tries: 400, share: 0.05, othersShare: 0 },
    });
    expect(finding?.text).toBe(
      "La página /casilla respondió con error del servidor 20 de 400 veces que la pidieron personas (5.00 %; las demás páginas, el 0.00 %).",
    );
    // 10 of 1,010 is 0.99 %, 11 of 1,011 is 1.088 %.
    expect(failing(20, 380, 10)).toHaveLength(1);
    expect(failing(20, 380, 11)).toEqual([]);
  });

  it("are grave from a hundredth of all tries on", () => {
    // 20 errors of 1,000 views and 20 tries, and of 2,000.
    expect(failing(20, 0)[0]?.severity).toBe("warning");
    expect(failing(20, 0, 0, { traffic: { hits: 10_000, pageViews: 2000 } })[0]?.severity).toBe("notice");
  });

  it("do not fail alone while all fails", () => {
    const outages = [{ source: "log" as const, start: iso(0), end: iso(60), seconds: 60, incidentId: null }];
    expect(failing(20, 380, 0, { outages })).toEqual([]);
  });

  const missing = (hits: number, addresses: number, referrer: string | null = "https://prep.mx/menu") => ({
    path: "/resultados",
    referrer,
    referrerHost: referrer === null ? null : "prep.mx",
    hits,
    addresses,
  });

  it("a link of the site that leads nowhere is told from five requests of three addresses on", () => {
    const of = (hits: number, addresses: number, ownHost: string | null = "prep.mx") =>
      told(brokenLinks, { evidence: { ownHost, missingPages: [missing(hits, addresses)] } })[0];
    expect(of(4, 3)).toBeUndefined();
    expect(of(5, 2)).toBeUndefined();
    expect(of(5, 3, null)).toBeUndefined();
    expect(of(5, 3, "otro.mx")).toBeUndefined();
    expect(of(5, 3)?.text).toBe(
      "Un enlace del propio sitio lleva a una página inexistente: /resultados (5 veces, desde https://prep.mx/menu).",
    );
  });

  it("a page that many ask for in vain, from elsewhere, is told from fifty and a hundredth of the views on", () => {
    const of = (hits: number, addresses: number, pageViews = 5000) =>
      told(missingPagesRule, {
        traffic: { pageViews },
        evidence: { ownHost: "prep.mx", missingPages: [missing(hits, addresses, null)] },
      })[0];
    expect(of(49, 10)).toBeUndefined();
    expect(of(50, 9)).toBeUndefined();
    expect(of(50, 10, 5001)).toBeUndefined();
    expect(of(50, 10)?.evidence).toMatchObject({ hits: 50 });
  });
});

describe("answers", () => {
  const answer = (changes: Partial<AnswerTraits>): AnswerTraits => ({
    path: "/",
    isPolling: false,
    hits: 0,
    cacheKnown: 0,
    cached: 0,
    timed: 0,
    slow: 0,
    secureKnown: 0,
    secure: 0,
    ...changes,
  });

  it("the cache is low under seven tenths of a thousand, refreshes apart", () => {
    const of = (cached: number, cacheKnown: number) =>
      told(cacheLow, {
        evidence: { answers: [answer({ cached, cacheKnown }), answer({ path: "/json/main.json", isPolling: true, cacheKnown: 9000 })] },
      })[0];
    expect(of(0, 999)).toBeUndefined();
    expect(of(700, 1000)).toBeUndefined();
    expect(of(699, 1000)?.evidence).toMatchObject({
      known: 1000,
      cached: 699,
      share: 0.699,
      paths: [{ path: "/", missed: 301, known: 1000 }],
    });
  });

  it("results from the cache are grave where the call forbids it", () => {
    const of = (cached: number, cacheKnown: number, convocatoria = null as ReturnType<typeof loadConvocatoria> | null) =>
      told(polledFromCache, {
        convocatoria,
        evidence: { answers: [answer({ path: "/json/main.json", isPolling: true, cached, cacheKnown })] },
      })[0];
    expect(of(19, 100)).toBeUndefined();
    expect(of(20, 2001)).toBeUndefined();
    expect(of(20, 2000)?.severity).toBe("notice");
    expect(of(20, 2000, loadConvocatoria("iem-irimbo-2024"))).toMatchObject({
      severity: "warning",
      text: expect.stringContaining("(II.1.e)"),
    });
  });

  it("slow is a 95th percentile of a second, of a thousand answers, or of an hour with two hundred", () => {
    const times = (fast: number, slow: number, floorUs = 1_000_000) => [
      { hourSecond: START, floorUs: 50_000, hits: fast },
      { hourSecond: START, floorUs, hits: slow },
    ];
    const of = (list: ReturnType<typeof times>) => told(slowAnswers, { evidence: { times: list } })[0];
    // Of 1,000 the 950th decides.
    expect(of(times(950, 50))).toBeUndefined();
    expect(of(times(949, 51))).toMatchObject({ severity: "notice", evidence: { p95Us: 1_000_000, timed: 1000, slowShare: 0.051 } });
    expect(of(times(949, 51, 3_000_000))?.severity).toBe("warning");
    expect(of(times(949, 51, 990_000))).toBeUndefined();
    expect(of(times(100, 99))).toBeUndefined();
    expect(of(times(100, 100))?.text).toBe(
      "En una hora del periodo las respuestas a personas fueron lentas. La hora más lenta empezó el 8 de diciembre de 2024, 20:00 h: 1.0 s o más en una de cada veinte (200 medidas).",
    );
  });

  it("a path is slow three times as often as the others", () => {
    const of = (slow: number, timed: number, otherSlow = 0) =>
      told(slowPaths, { evidence: { answers: [answer({ path: "/acta.php", slow, timed }), answer({ slow: otherSlow, timed: 1000 })] } })[0];
    expect(of(99, 99)).toBeUndefined();
    expect(of(4, 100)).toBeUndefined();
    expect(of(6, 100, 20)?.evidence).toMatchObject({ paths: [{ path: "/acta.php", slow: 6, timed: 100, othersShare: 0.02 }] });
    expect(of(6, 100, 21)).toBeUndefined();
  });

  it("plain HTTP is told from a hundredth on, where there is TLS at all", () => {
    const of = (secure: number, secureKnown: number) => told(plainHttp, { evidence: { answers: [answer({ secure, secureKnown })] } })[0];
    expect(of(50, 99)).toBeUndefined();
    expect(of(0, 100)).toBeUndefined();
    expect(of(991, 1000)).toBeUndefined();
    expect(of(990, 1000)?.evidence).toMatchObject({ plain: 10, known: 1000, share: 0.01 });
  });
});
