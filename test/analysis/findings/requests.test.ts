// Rules on errors, floods, scanners and answers, each just below its threshold and just above it, with figures worked out by hand.
import { describe, expect, it } from "vitest";
import { loadConvocatoria } from "../../../analysis/convocatoria.ts";
import { cacheLow, plainHttp, polledFromCache, slowAnswers, slowPaths } from "../../../analysis/findings/answers.ts";
import { automatedShare, pollingShare } from "../../../analysis/findings/automated.ts";
import type { AnswerTraits, Prober } from "../../../analysis/findings/evidence-types.ts";
import { brokenLinks, failingPages, missingPagesRule } from "../../../analysis/findings/failing-pages.ts";
import { fastVisitorsRule, networkFloods } from "../../../analysis/findings/floods.ts";
import { isProbePath } from "../../../analysis/findings/probe-paths.ts";
import { exposedProbes, refusedRequests, scanners } from "../../../analysis/findings/scanners.ts";
import { errorBurstRule, serverErrors } from "../../../analysis/findings/server-errors.ts";
import { declared, even, FIRST_MINUTE, iso, START, told } from "../../support/finding-facts.ts";

const statuses = { "1xx": 0, "2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0, other: 0 };

describe("server errors", () => {
  it("over a thousandth of the requests, and five", () => {
    const of = (errors: number, hits: number) =>
      told(serverErrors, { traffic: { hits, statusClasses: { ...statuses, "5xx": errors } } })[0];
    expect(of(4, 100)).toBeUndefined();
    expect(of(5, 5000)).toBeUndefined();
    expect(of(5, 4999)).toMatchObject({ severity: "notice", evidence: { errors: 5, share: 5 / 4999 } });
    expect(of(50, 5000)?.severity).toBe("notice");
    expect(of(51, 5000)?.severity).toBe("warning");
  });

  const burst = (minutes: number, errors: number) => [
    ...even(0, 10, 100),
    ...even(10, minutes, 100, { errors5xx: errors }),
    ...even(10 + minutes, 10, 100),
  ];

  it("a burst is minutes of five in a hundred, of twenty errors", () => {
    expect(told(errorBurstRule, { evidence: { minutes: burst(5, 4) } })).toEqual([]);
    expect(told(errorBurstRule, { evidence: { minutes: burst(3, 5) } })).toEqual([]);
    const paths = [
      { path: "/json/main.json", isPage: false, minute: FIRST_MINUTE + 10, errors5xx: 3 },
      { path: "/json/main.json", isPage: false, minute: FIRST_MINUTE + 13, errors5xx: 2 },
      { path: "/otra", isPage: true, minute: FIRST_MINUTE + 9, errors5xx: 9 },
    ];
    const [finding] = told(errorBurstRule, { evidence: { minutes: burst(4, 5), errorPaths: paths } });
    expect(finding).toMatchObject({ severity: "warning" });
    expect(finding?.evidence["bursts"]).toEqual([
      {
        start: iso(600),
        end: iso(840),
        requests: 400,
        errors: 20,
        share: 0.05,
        paths: [{ path: "/json/main.json", errors: 5 }],
        incidents: [],
      },
    ]);
    expect(finding?.text).toBe(
      "Hubo una racha de errores sin llegar a interrupción el 8 de diciembre de 2024, 20:10 h: en 4 min, 20 de 400 solicitudes (5.00 %) recibieron un error del servidor. Las rutas con más errores de personas: /json/main.json (5). Ninguna incidencia declarada lo explica.",
    );
  });

  it("that an incident explains is milder, and one that touches an outage is no burst", () => {
    const evidence = { minutes: burst(4, 5) };
    expect(told(errorBurstRule, { evidence, incidents: [declared("I-007", 600, 700)] })[0]).toMatchObject({
      severity: "notice",
      recommendation: null,
    });
    expect(told(errorBurstRule, { evidence, incidents: [declared("I-007", 500, 600)] })[0]?.severity).toBe("warning");
    const outage = { source: "log" as const, start: iso(840), end: iso(900), seconds: 60, incidentId: null };
    expect(told(errorBurstRule, { evidence, outages: [outage] })).toEqual([]);
  });
});

describe("automated requests", () => {
  it("from a tenth of a hundred on; refreshes are told of a hundred requests of people", () => {
    expect(told(automatedShare, { traffic: { hits: 99, humanHits: 0 } })).toEqual([]);
    expect(told(automatedShare, { traffic: { hits: 1000, humanHits: 901 } })).toEqual([]);
    expect(told(automatedShare, { traffic: { hits: 1000, humanHits: 900 } })[0]?.evidence).toMatchObject({ automated: 100, share: 0.1 });
    expect(told(pollingShare, { traffic: { humanHits: 99 }, evidence: { pollingHits: 50 } })).toEqual([]);
    const of = (pollingHits: number) => told(pollingShare, { traffic: { humanHits: 100 }, evidence: { pollingHits } })[0];
    expect(of(0)).toBeUndefined();
    expect(of(50)).toMatchObject({ recommendation: null, evidence: { share: 0.5 } });
    expect(of(51)?.recommendation).toContain("espaciar");
  });
});

describe("floods", () => {
  const flood = (minutes: number, perMinute: number, others: number, elsewhere = 0) =>
    told(networkFloods, {
      evidence: {
        minutes: [...even(0, minutes, perMinute + others), ...even(minutes, 60, 100)],
        networks: [
          {
            network: "198.51.100.0/24",
            addresses: 3,
            hits: minutes * perMinute + elsewhere,
            minutes: Array.from({ length: minutes }, (_, i) => ({ minute: FIRST_MINUTE + i, hits: perMinute })),
          },
        ],
      },
    });

  it("are three minutes with a fifth of all requests, and sixty", () => {
    expect(flood(2, 60, 0)).toEqual([]);
    expect(flood(3, 59, 0)).toEqual([]);
    expect(flood(3, 60, 241)).toEqual([]);
    const [finding] = flood(3, 60, 240);
    expect(finding?.evidence["floods"]).toEqual([
      { network: "198.51.100.0/24", addresses: 3, start: iso(0), end: iso(180), hits: 180, share: 0.2, peakPerMinute: 60, usualShare: 0 },
    ]);
    expect(finding?.text).toBe(
      "Hubo una avalancha de solicitudes: la red 198.51.100.0/24 (3 direcciones) hizo el 20.00 % de las solicitudes durante 3 min a partir del 8 de diciembre de 2024, 20:00 h (180 solicitudes, hasta 60 por minuto; fuera de ese lapso, el 0.00 %).",
    );
  });

  it("are none where the network always has as much", () => {
    // Of the other 6,000 requests 300 are 5 %: a quarter of the fifth.
    expect(flood(3, 60, 240, 300)).toHaveLength(1);
    expect(flood(3, 60, 240, 301)).toEqual([]);
  });

  it("a visitor without rest makes sixty a minute, ten times the usual", () => {
    const of = (hits: number, meanPerMinute: number, seconds = 300) =>
      told(fastVisitorsRule, {
        traffic: { hits: 10_000 },
        evidence: { fastVisitors: { visitors: [{ network: "187.188.10.0/24", hits, startSecond: START, seconds }], meanPerMinute } },
      })[0];
    expect(of(299, 3)).toBeUndefined();
    expect(of(300, 6.1)).toBeUndefined();
    expect(of(300, 3, 301)).toBeUndefined();
    expect(of(300, 6)?.text).toBe(
      "Un visitante hizo 60 o más solicitudes por minuto (hasta 60.0 en promedio durante 5 min; lo usual en sesiones de 3 minutos o más es 6.0): 300 solicitudes, 3.00 % del total. Su red es 187.188.10.0/24.",
    );
  });
});

describe("scanners", () => {
  const prober = (changes: Partial<Prober>): Prober => ({
    address: "203.0.113.7",
    network: "203.0.113.0/24",
    totalHits: 100,
    hits: 5,
    paths: 3,
    probeHits: 5,
    probePaths: 3,
    firstSecond: START,
    lastSecond: START + 60,
    ...changes,
  });
  const of = (changes: Partial<Prober>) => told(scanners, { traffic: { hits: 1000 }, evidence: { probers: [prober(changes)] } })[0];

  it("try three doors in five requests, or are refused by half on ten paths", () => {
    expect(of({ probeHits: 4 })).toBeUndefined();
    expect(of({ probePaths: 2 })).toBeUndefined();
    expect(of({})).toMatchObject({ severity: "info", evidence: { addresses: 1, hits: 5, share: 0.005 } });
    const refused = { probeHits: 0, probePaths: 0, hits: 20, paths: 10, totalHits: 40 };
    expect(of(refused)).toMatchObject({ severity: "notice", evidence: { hits: 20, share: 0.02 } });
    expect(of({ ...refused, hits: 19 })).toBeUndefined();
    expect(of({ ...refused, paths: 9 })).toBeUndefined();
    expect(of({ ...refused, totalHits: 41 })).toBeUndefined();
    expect(of({})?.text).toBe(
      "Una dirección exploró el sitio en busca de puntos débiles, con 5 solicitudes (0.50 % del total) entre el 8 de diciembre de 2024, 20:00 h y el 8 de diciembre de 2024, 20:01 h. Su red: 203.0.113.0/24 (1 dirección, 5 solicitudes).",
    );
  });

  it("an answer to a door that gives something away is grave, one to a login is none", () => {
    const open = (path: string, answered: number) =>
      told(exposedProbes, { evidence: { probedPaths: [{ path, isProbe: true, hits: 3, answered, addresses: 1 }] } })[0];
    expect(open("/.env", 0)).toBeUndefined();
    expect(open("/wp-login.php", 3)).toBeUndefined();
    expect(open("/.env", 1)).toMatchObject({
      severity: "warning",
      text: expect.stringContaining("1 solicitud a rutas que no deberían estar a la vista: /.env (1)."),
    });
  });

  it("the doors are those of programs, not the pages of results", () => {
    const doors =
      "/wp-login.php /.env /.ENV.bak /phpmyadmin/index.php /.git/config /blog/xmlrpc.php /server-status /cgi-bin/luci /solr/ /actuator/health /backup.sql".split(
        " ",
      );
    expect(doors.filter((path) => !isProbePath(path))).toEqual([]);
    const pages = "/ /admin /environment /.well-known/acme-challenge/x /actas /info /database /json/main.json /git /respaldo".split(" ");
    expect(pages.filter(isProbePath)).toEqual([]);
  });

  it("refused requests are told from a twentieth and twenty on", () => {
    const refused = (count: number, hits: number) =>
      told(refusedRequests, { traffic: { hits, statusClasses: { ...statuses, "4xx": count } } })[0];
    expect(refused(19, 100)).toBeUndefined();
    expect(refused(20, 401)).toBeUndefined();
    expect(refused(20, 400)?.evidence).toMatchObject({ refused: 20, share: 0.05 });
  });
});

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
