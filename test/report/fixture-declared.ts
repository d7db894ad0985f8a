// What people declared and what followed from it in the report's fixtures: incidents, availability, findings, clauses, baseline.
import type { Analysis } from "../../analysis/analysis.ts";
import { at, WINDOW_SECONDS } from "./fixture-clock.ts";

export const INCIDENTS: Analysis["incidents"] = [
  {
    id: "inc-1",
    start: at(5_400),
    end: at(6_300),
    seconds: 900,
    type: "interrupcion",
    description:
      "El balanceador dejó de entregar respuestas por agotamiento de conexiones.\nLas personas vieron el error 503 en lugar de los resultados.",
    rootCause: "Límite de conexiones simultáneas fijado en un valor de fábrica, menor que la demanda de la noche.",
    impact: "Nadie pudo consultar los resultados durante quince minutos; el corte de las 21:40 se publicó con retraso.",
    measures: "Se amplió el límite de conexiones, se agregó un segundo balanceador y se dejó una alerta al 70 % de ocupación.",
    effect: "caida",
    weight: null,
    component: "Balanceador de carga",
    source: "Guardia técnica",
    trace: {
      verdict: "con-rastro",
      observedHits: 9_120,
      errors5xx: 7_570,
      expectedHits: 9_480,
      lostHits: 7_930,
      excessHits: 0,
      lostPageViews: 2_104,
      lostVisits: 960,
      method: "Recta entre el promedio por minuto de los 30 minutos anteriores y el de los 30 posteriores.",
    },
  },
  {
    id: "inc-2",
    start: at(46_800),
    end: at(49_500),
    seconds: 2_700,
    type: "conectividad",
    description: "Lentitud intermitente en el enlace principal del centro de datos.",
    rootCause: null,
    impact: "Páginas con demora de más de cinco segundos para parte de las visitas.",
    measures: "Se desvió el tráfico al enlace de respaldo.",
    effect: "degradacion",
    weight: 0.25,
    component: "Enlace a internet",
    source: null,
    trace: {
      verdict: "sin-rastro",
      observedHits: 5_210,
      errors5xx: 0,
      expectedHits: 5_180,
      lostHits: 0,
      excessHits: 30,
      lostPageViews: null,
      lostVisits: null,
      method: "Recta entre el promedio por minuto de los 30 minutos anteriores y el de los 30 posteriores.",
    },
  },
  {
    id: "inc-3",
    start: at(80_000),
    end: null,
    seconds: null,
    type: "otro",
    description: "Se observaron solicitudes con rutas inexistentes desde una misma red. Sin efecto en la publicación. \u202E<b>oculto</b>",
    rootCause: null,
    impact: null,
    measures: null,
    effect: "ninguno",
    weight: null,
    component: null,
    source: null,
    trace: null,
  },
];

type Result = Analysis["availability"]["results"][number];

function result(source: Result["source"], period: string, seconds: number, down: number, unknown: number | null): Result {
  const allowedSeconds = seconds * (1 - 0.999);
  return {
    source,
    logSource: null,
    period,
    seconds,
    downSeconds: down,
    weightedDownSeconds: source === "declared" ? down + 675 : down,
    unknownSeconds: unknown,
    excludedSeconds: 0,
    coverage: unknown === null ? null : 1 - unknown / seconds,
    availability: 1 - down / seconds,
    weightedAvailability: 1 - (source === "declared" ? down + 675 : down) / seconds,
    allowedSeconds,
    outageCount: down === 0 ? 0 : 2,
    meanTimeToRestoreSeconds: down === 0 ? null : down / 2,
    meanTimeBetweenFailuresSeconds: down === 0 || unknown === null ? null : (seconds - down - unknown) / 2,
    verdict: down > allowedSeconds ? "incumple" : down + (unknown ?? seconds) <= allowedSeconds ? "cumple" : "no-verificable",
  };
}

const MONTH_SECONDS = 31 * 86_400;

export const AVAILABILITY: Analysis["availability"] = {
  target: 0.999,
  statementComplete: true,
  exclusions: [],
  monitors: [{ name: "Portal PREP", product: "Uptime Kuma", checks: 3_120, firstAt: at(0), lastAt: at(187_200) }],
  results: [
    result("declared", "window", WINDOW_SECONDS, 900, 0),
    result("log", "window", WINDOW_SECONDS, 960, 120),
    result("monitor", "window", WINDOW_SECONDS, 870, 300),
    result("declared", "month:2024-12", MONTH_SECONDS, 900, 0),
    result("log", "month:2024-12", MONTH_SECONDS, 960, MONTH_SECONDS - WINDOW_SECONDS - 3600),
    result("monitor", "month:2024-12", MONTH_SECONDS, 870, MONTH_SECONDS - WINDOW_SECONDS),
    { ...result("log", "window", WINDOW_SECONDS, 960, 120), logSource: "servidor-1" },
    { ...result("log", "window", WINDOW_SECONDS, 720, 480), logSource: "servidor-2" },
  ],
  outages: [
    { source: "declared", start: at(5_400), end: at(6_300), seconds: 900, incidentId: "inc-1" },
    { source: "log", start: at(5_340), end: at(6_300), seconds: 960, incidentId: "inc-1" },
    { source: "monitor", start: at(5_430), end: at(6_300), seconds: 870, incidentId: null },
  ],
  unknown: [
    { source: "log", start: at(40_000), end: at(40_120) },
    { source: "monitor", start: at(72_000), end: at(72_300) },
  ],
  disagreements: [
    {
      kind: "different-length",
      seenBy: "log",
      start: at(5_340),
      end: at(6_300),
      declaredSeconds: 900,
      logSeconds: 960,
      monitorSeconds: null,
      incidentId: "inc-1",
    },
  ],
};

export const FINDINGS: Analysis["findings"] = [
  {
    id: "outage-at-peak",
    severity: "warning",
    text: "La interrupción de las 21:30 h ocurrió en la segunda hora de mayor demanda: 900 s sin servicio, con 83 % de las solicitudes respondidas con error del servidor.",
    recommendation: "Probar antes de la jornada el doble de la demanda observada, con los mismos límites de conexiones que en operación.",
    threshold: "Al menos 20 solicitudes.",
    evidence: { seconds: 900 },
  },
  {
    id: "mobile-share",
    severity: "info",
    text: "73.0 % de los visitantes únicos consultó los resultados desde un teléfono.",
    recommendation: "Diseñar primero la versión para teléfono y medir su peso.",
    threshold: "Al menos 20 solicitudes.",
    evidence: { share: 0.73 },
  },
  {
    id: "peak-minute",
    severity: "info",
    text: "El minuto de mayor demanda fue las 20:21 h, con 1,512 solicitudes, 21 minutos después del inicio de la publicación.",
    recommendation: null,
    threshold: "Al menos 20 solicitudes.",
    evidence: { hits: 1512 },
  },
  {
    id: "polling-load",
    severity: "notice",
    text: "44.0 % de las solicitudes fueron actualizaciones automáticas de la página.",
    recommendation: "Espaciar la actualización automática al intervalo de los cortes.",
    threshold: "Al menos 20 solicitudes.",
    evidence: { share: 0.44 },
  },
];

const OFFICIAL = { callVersion: "original", callStatus: "official", figures: {}, period: null, source: "log" } as const;

export const COMPLIANCE: Analysis["compliance"] = [
  {
    ...OFFICIAL,
    id: "availability-month",
    requirement: "Disponibilidad de 99.9 % mensual",
    clause: "II.2.e",
    verdict: "no-verificable",
    evidence: "Las bitácoras cubren el periodo de publicación; del resto de diciembre de 2024 no hay registros.",
  },
  {
    ...OFFICIAL,
    id: "start",
    requirement: "Inicio de la publicación a las 20:00 h del 8 de diciembre de 2024, no antes",
    clause: "I.2",
    verdict: "indicio",
    evidence: "Hay 812 solicitudes atendidas antes de las 20:00 h; una página de espera también responde 200.",
  },
  {
    ...OFFICIAL,
    id: "record",
    requirement: "Registro de visitantes, páginas consultadas y tiempo de permanencia",
    clause: "II.2.c",
    verdict: "cumple",
    evidence: "Las bitácoras permiten calcular las cuatro medidas.",
  },
];

const usual = { baselineTotal: null, periodTotal: null, baselinePerHour: null, periodPerHour: null, hourRatio: null };

export const COMPARISON: NonNullable<Analysis["comparison"]> = {
  method: "Promedio simple por día de las solicitudes del portal ajenas al PREP en los 14 días anteriores.",
  baseline: {
    kind: "out-of-scope",
    start: "2024-11-24T00:00:00-06:00",
    end: "2024-12-08T00:00:00-06:00",
    coveredSeconds: 14 * 86_400,
    days: 14,
    wholeDays: 14,
    weekdayHours: 168,
    leftOutSeconds: 0,
    ledger: null,
    declared: [],
  },
  period: {
    name: "window",
    start: "2024-12-08T20:00:00-06:00",
    end: "2024-12-10T00:00:00-06:00",
    coveredSeconds: 3 * 3600,
    days: 0.125,
    wholeDays: 0,
  },
  hourMatching: { matched: 3, plain: 0 },
  rows: [
    { ...usual, measure: "visits", baselinePerDay: 812.4, periodPerDay: 9_120.5, ratio: 11.227 },
    { ...usual, measure: "pageViews", baselinePerDay: 2_204.1, periodPerDay: 31_020.2, ratio: 14.074 },
    {
      ...usual,
      measure: "hits",
      baselinePerDay: 0,
      periodPerDay: 148_110.8,
      ratio: null,
      baselinePerHour: 40,
      periodPerHour: 400,
      hourRatio: 10,
    },
    { ...usual, measure: "uniqueVisitors", baselinePerDay: null, periodPerDay: null, ratio: null },
  ],
  hours: [20, 21, 22].map((hour) => ({
    at: `2024-12-08T${hour}:00:00-06:00`,
    coveredSeconds: 3600,
    matched: true,
    hits: 400,
    baselineHits: 40,
    pageViews: 90,
    baselinePageViews: 9,
    visits: 30,
    baselineVisits: 3,
  })),
};
