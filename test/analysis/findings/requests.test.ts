// Rules on errors, robots, floods and scanners, each just below its threshold and just above it, with figures worked out by hand.
import { describe, expect, it } from "vitest";
import { automatedShare, pollingShare } from "../../../analysis/findings/automated.ts";
import type { Prober } from "../../../analysis/findings/evidence-types.ts";
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
