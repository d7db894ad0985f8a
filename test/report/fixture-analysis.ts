// Two whole values of an analysis for the report's tests: a full one of an election night, and the least that can be.
import { type Analysis, analysisSchema, type LineClasses, type Traffic } from "../../analysis/analysis.ts";

const START_MS = Date.parse("2024-12-08T20:00:00-06:00");
const HOURS = 30;

function at(secondsAfterStart: number): string {
  const local = new Date(START_MS + secondsAfterStart * 1000 - 6 * 3_600_000);
  return `${local.toISOString().slice(0, 19)}-06:00`;
}

/** Demand of election night: a steep rise, a peak at 20:21, a quiet dawn, a second and lower wave next morning. */
function demand(secondsAfterStart: number): number {
  const hour = secondsAfterStart / 3600;
  const night = 6200 * Math.exp(-(((hour - 0.7) / 1.4) ** 2));
  const morning = 2100 * Math.exp(-(((hour - 13) / 3.2) ** 2));
  const ripple = 1 + 0.08 * Math.sin(secondsAfterStart / 700) + 0.05 * Math.cos(secondsAfterStart / 190);
  return Math.round((90 + night + morning) * ripple);
}

function isDown(secondsAfterStart: number): boolean {
  return secondsAfterStart >= 5400 && secondsAfterStart < 6300;
}

function seriesPoint(secondsAfterStart: number): Traffic["series"]["points"][number] {
  const hits = demand(secondsAfterStart);
  const pageViews = Math.round(hits * 0.21);
  const errors5xx = isDown(secondsAfterStart) ? Math.round(hits * 0.83) : Math.round(hits * 0.0004);
  return { at: at(secondsAfterStart), hits, humanHits: Math.round(hits * 0.93), pageViews, errors5xx };
}

function hourOf(hour: number): Traffic["hours"][number] {
  const points = Array.from({ length: 12 }, (_, step) => seriesPoint(hour * 3600 + step * 300));
  const sum = (key: "hits" | "humanHits" | "pageViews" | "errors5xx"): number => points.reduce((total, point) => total + point[key], 0);
  const pageViews = sum("pageViews");
  return {
    at: at(hour * 3600),
    hits: sum("hits"),
    humanHits: sum("humanHits"),
    pageViews,
    visits: Math.round(pageViews / 3.1),
    visitors: Math.round(pageViews / 3.6),
    errors5xx: sum("errors5xx"),
    bytes: sum("hits") * 8_431,
  };
}

export const HOSTILE_PATH = `/a<script>alert(1)</script>/${"resultados-preliminares/".repeat(13)}fin?\u202Etxt.exe`;

const PATHS = [
  "/",
  "/ayuntamientos/irimbo",
  "/ayuntamientos/irimbo/casillas",
  "/avance",
  "/ayuntamientos/irimbo/candidaturas",
  "/actas/seccion-0641-basica",
  "/actas/seccion-0642-contigua-1",
  "/ayuda/como-leer-los-resultados",
  "/descargas/base-de-datos",
  "/movil",
  "/ayuntamientos/irimbo/seccion/0643",
  HOSTILE_PATH,
  "/=HYPERLINK(\"http://malo.example\")",
  "/contacto",
  "/aviso-de-privacidad",
];

function traffic(): Traffic {
  const hours = Array.from({ length: HOURS }, (_, hour) => hourOf(hour));
  const sum = (key: "hits" | "humanHits" | "pageViews" | "visits" | "errors5xx"): number =>
    hours.reduce((total, hour) => total + hour[key], 0);
  const hits = sum("hits");
  const errors = sum("errors5xx");
  const visits = sum("visits");
  return {
    hits,
    humanHits: sum("humanHits"),
    bytes: hits * 8_431,
    pageViews: sum("pageViews"),
    uniqueVisitors: 9_874,
    distinctAddresses: 8_112,
    visits,
    bounces: Math.round(visits * 0.384),
    pagesPerVisit: sum("pageViews") / visits,
    visitDuration: {
      mean: 412.6,
      median: 251,
      meanIncludingSingle: 254.2,
      measurableVisits: visits - Math.round(visits * 0.384),
      singlePageShare: 0.384,
      histogram: HISTOGRAM.map(([fromSeconds, toSeconds, share]) => ({
        fromSeconds,
        toSeconds,
        visits: Math.round(visits * 0.616 * share),
      })),
    },
    activeTime: { mean: 1_327.4, median: 845, visits: Math.round(visits * 0.91) },
    statusClasses: { "1xx": 0, "2xx": hits - errors - 9_700, "3xx": 7_431, "4xx": 2_255, "5xx": errors, other: 14 },
    requestSuccess: 1 - errors / (hits - 14),
    peakMinute: { at: at(21 * 60), hits: 1_512 },
    peakHour: { at: at(0), hits: hours[0]?.hits ?? 0 },
    topPages: PATHS.map((path, index) => ({
      path,
      pageViews: Math.round(21_430 / (index + 1) ** 1.15),
      visitors: Math.round(9_874 / (index + 1)),
      meanTimeOnPage: index === 13 ? null : 96 - index * 4.3,
    })),
    hours,
    series: { stepSeconds: 300, points: Array.from({ length: HOURS * 12 }, (_, step) => seriesPoint(step * 300)) },
    ...PLACES,
    ...AGENTS,
  };
}

const HISTOGRAM: [number, number | null, number][] = [
  [0, 30, 0.11],
  [30, 60, 0.13],
  [60, 120, 0.16],
  [120, 300, 0.24],
  [300, 600, 0.17],
  [600, 1200, 0.11],
  [1200, 1800, 0.05],
  [1800, null, 0.03],
];

const PLACES: Pick<Traffic, "countries" | "states" | "cities"> = {
  countries: [
    { code: "MX", visitors: 9_015, hits: 268_410 },
    { code: "US", visitors: 611, hits: 14_206 },
    { code: "unknown", visitors: 152, hits: 3_911 },
    { code: "CA", visitors: 54, hits: 1_020 },
    { code: "private", visitors: 42, hits: 5_114 },
  ],
  states: [
    { code: "MX-MIC", visitors: 6_204, hits: 189_330 },
    { code: "MX-CMX", visitors: 1_125, hits: 33_012 },
    { code: "MX-MEX", visitors: 640, hits: 17_440 },
    { code: "MX-JAL", visitors: 288, hits: 8_121 },
    { code: "MX-GUA", visitors: 214, hits: 6_015 },
    { code: "MX-QUE", visitors: 131, hits: 3_870 },
    { code: "MX-NLE", visitors: 92, hits: 2_410 },
    { code: "unknown", visitors: 321, hits: 8_212 },
  ],
  cities: [
    { country: "MX", state: "MX-MIC", name: "Irimbo", visitors: 2_214, hits: 71_905 },
    { country: "MX", state: "MX-MIC", name: "Morelia", visitors: 1_870, hits: 52_230 },
    { country: "MX", state: "MX-MIC", name: "Ciudad Hidalgo", visitors: 1_016, hits: 31_877 },
    { country: "MX", state: "MX-CMX", name: "Mexico City", visitors: 988, hits: 28_010 },
    { country: "MX", state: "MX-MIC", name: "Zitácuaro", visitors: 611, hits: 18_760 },
    { country: "US", state: "", name: "Chicago", visitors: 204, hits: 4_811 },
    { country: "MX", state: "", name: "", visitors: 655, hits: 14_320 },
  ],
};

const AGENTS: Pick<Traffic, "browsers" | "systems" | "devices" | "referrers" | "bots"> = {
  browsers: [
    { name: "Chrome", visitors: 6_310, hits: 181_204 },
    { name: "Safari", visitors: 1_840, hits: 52_118 },
    { name: "Samsung Internet", visitors: 802, hits: 24_015 },
    { name: "Firefox", visitors: 411, hits: 16_733 },
    { name: "unknown", visitors: 511, hits: 12_600 },
  ],
  systems: [
    { name: "Android", visitors: 5_914, hits: 170_330 },
    { name: "Windows", visitors: 1_902, hits: 61_020 },
    { name: "iOS", visitors: 1_511, hits: 41_209 },
    { name: "macOS", visitors: 382, hits: 11_114 },
    { name: "Linux", visitors: 165, hits: 3_001 },
  ],
  devices: [
    { name: "mobile", visitors: 7_204, hits: 203_100 },
    { name: "desktop", visitors: 2_449, hits: 74_190 },
    { name: "tablet", visitors: 221, hits: 9_384 },
  ],
  referrers: [
    { name: "", visitors: 5_610, hits: 154_201 },
    { name: "www.facebook.com", visitors: 2_315, hits: 66_040 },
    { name: "www.google.com", visitors: 1_204, hits: 35_118 },
    { name: "noticias-michoacan.example", visitors: 540, hits: 21_455 },
    { name: "\"><img src=x onerror=alert(2)>", visitors: 3, hits: 9 },
  ],
  bots: [
    { name: "Googlebot/2.1", reason: "isbot", hits: 6_611 },
    { name: "UptimeRobot/2.0", reason: "isbot", hits: 3_600 },
    { name: "-", reason: "empty-agent", hits: 1_403 },
  ],
};

function fileLines(hits: number, extra: Partial<LineClasses> = {}): LineClasses {
  const lines = { hits, blank: 0, directives: 0, rejected: 0, duplicates: 0, ...extra };
  return { ...lines, read: lines.hits + lines.blank + lines.directives + lines.rejected + lines.duplicates };
}

function ledger(of: Traffic): Analysis["ledger"] {
  const internal = 1_204;
  const total = of.hits + 812 + 4_020;
  const second = Math.round(total * 0.4);
  const files = [fileLines(total - second, { blank: 3, rejected: 11 }), fileLines(second, { rejected: 4, duplicates: 1_250 })];
  const hash = (digit: string): string => digit.repeat(64).slice(0, 64);
  const bots = of.bots.reduce((sum, bot) => sum + bot.hits, 0);
  const polling = Math.round(of.hits * 0.44);
  const other = Math.round(of.hits * 0.03);
  return {
    lines: fileLines(total, { blank: 3, rejected: 15, duplicates: 1_250 }),
    rejectedByReason: { "no-match": 12, "bad-time": 3 },
    hitsByKind: {
      internal,
      bot: bots,
      polling,
      page: of.pageViews,
      other,
      asset: of.hits + 812 - internal - bots - polling - of.pageViews - other,
    },
    outsidePeriod: 812,
    outOfScope: 4_020,
    originHits: 0,
    files: files.map((lines, index) => ({
      id: `file-${index + 1}`,
      name: index === 0 ? "bitacoras/servidor-1/access.log-20241209.gz" : "bitacoras/servidor-2/access.log-20241209.gz",
      sha256: hash(index === 0 ? "3fa1c09e77d2b514" : "b07de2214c5580a9"),
      bytes: 31_442_018 - index * 11_204_551,
      format: "apache-combined",
      source: `servidor-${index + 1}`,
      role: "edge" as const,
      firstAt: at(-3_600 + index * 12),
      lastAt: at(HOURS * 3600 - 4 + index),
      lines,
    })),
  };
}

const INCIDENTS: Analysis["incidents"] = [
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
    verdict: down > allowedSeconds ? "incumple" : down + (unknown ?? seconds) <= allowedSeconds ? "cumple" : "no-verificable",
  };
}

const WINDOW_SECONDS = HOURS * 3600;
const MONTH_SECONDS = 31 * 86_400;

const AVAILABILITY: Analysis["availability"] = {
  target: 0.999,
  statementComplete: true,
  exclusions: [],
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
  disagreements: [
    { kind: "different-length", start: at(5_340), end: at(6_300), declaredSeconds: 900, logSeconds: 960, incidentId: "inc-1" },
  ],
};

const FINDINGS: Analysis["findings"] = [
  {
    id: "outage-at-peak",
    severity: "warning",
    text: "La interrupción de las 21:30 h ocurrió en la segunda hora de mayor demanda: 900 s sin servicio, con 83 % de las solicitudes respondidas con error del servidor.",
    recommendation: "Probar antes de la jornada el doble de la demanda observada, con los mismos límites de conexiones que en operación.",
    evidence: { seconds: 900 },
  },
  {
    id: "mobile-share",
    severity: "info",
    text: "73.0 % de los visitantes únicos consultó los resultados desde un teléfono.",
    recommendation: "Diseñar primero la versión para teléfono y medir su peso.",
    evidence: { share: 0.73 },
  },
  {
    id: "peak-minute",
    severity: "info",
    text: "El minuto de mayor demanda fue las 20:21 h, con 1,512 solicitudes, 21 minutos después del inicio de la publicación.",
    recommendation: null,
    evidence: { hits: 1512 },
  },
  {
    id: "polling-load",
    severity: "notice",
    text: "44.0 % de las solicitudes fueron actualizaciones automáticas de la página.",
    recommendation: "Espaciar la actualización automática al intervalo de los cortes.",
    evidence: { share: 0.44 },
  },
];

const COMPLIANCE: Analysis["compliance"] = [
  {
    id: "availability-month",
    requirement: "Disponibilidad de 99.9 % mensual",
    clause: "II.2.e",
    verdict: "no-verificable",
    evidence: "Las bitácoras cubren el periodo de publicación; del resto de diciembre de 2024 no hay registros.",
  },
  {
    id: "start",
    requirement: "Inicio de la publicación a las 20:00 h del 8 de diciembre de 2024, no antes",
    clause: "I.2",
    verdict: "indicio",
    evidence: "Hay 812 solicitudes atendidas antes de las 20:00 h; una página de espera también responde 200.",
  },
  {
    id: "record",
    requirement: "Registro de visitantes, páginas consultadas y tiempo de permanencia",
    clause: "II.2.c",
    verdict: "cumple",
    evidence: "Las bitácoras permiten calcular las cuatro medidas.",
  },
];

const COMPARISON: NonNullable<Analysis["comparison"]> = {
  method: "Promedio simple por día de las solicitudes del portal ajenas al PREP en los 14 días anteriores.",
  baseline: { start: "2024-11-24T00:00:00-06:00", end: "2024-12-08T00:00:00-06:00", days: 14 },
  rows: [
    { measure: "visits", baselinePerDay: 812.4, periodPerDay: 9_120.5, ratio: 11.227 },
    { measure: "pageViews", baselinePerDay: 2_204.1, periodPerDay: 31_020.2, ratio: 14.074 },
    { measure: "hits", baselinePerDay: 0, periodPerDay: 148_110.8, ratio: null },
  ],
};

const PARAMETERS: Analysis["parameters"] = {
  visitGapSeconds: 1800,
  scope: ["prep.difusor.example/**"],
  internal: ["10.0.0.0/8"],
  pages: [],
  notPages: ["/estado"],
  resultPath: "/json/main.json",
  parserVersion: 1,
  rulesVersion: 1,
  program: "memoria 0.1.0",
  isbot: "5.2.3",
  geography: {
    database: "geoip-lite",
    version: "2.0.3",
    checksum: "9f2c7a10be44",
    builtAt: "2024-11-26T00:00:00Z",
    notice: "This product includes GeoLite2 data created by MaxMind, available from https://www.maxmind.com.",
  },
};

/** A whole analysis of Irimbo 2024: 30 hours, an outage, three incidents, hostile paths and names. */
export function fullAnalysis(): Analysis {
  const of = traffic();
  return analysisSchema.parse({
    schemaVersion: 1,
    generatedAt: "2024-12-12T10:30:00-06:00",
    difusor: "Radio y Televisión Universitaria, A.C.",
    convocatoria: { id: "iem-irimbo-2024", version: "original" },
    period: { name: "window", start: at(0), end: at(WINDOW_SECONDS), timeZone: "America/Mexico_City" },
    bounds: [
      { name: "window", start: at(0), end: at(WINDOW_SECONDS), declaredByUser: true, source: null },
      { name: "jornada", start: "2024-12-08T00:00:00-06:00", end: "2024-12-09T00:00:00-06:00", declaredByUser: false, source: "I.2" },
    ],
    parameters: PARAMETERS,
    ledger: ledger(of),
    traffic: of,
    periods: { window: of },
    comparison: null,
    availability: AVAILABILITY,
    incidents: INCIDENTS,
    compliance: COMPLIANCE,
    findings: FINDINGS,
    warnings: [{ code: "file-starts-early", text: "La bitácora de servidor-1 comienza una hora antes del periodo de publicación." }],
  });
}

/** The full analysis with a baseline. */
export function comparedAnalysis(): Analysis {
  return analysisSchema.parse({ ...fullAnalysis(), comparison: COMPARISON });
}

const NO_TRAFFIC: Traffic = {
  hits: 1,
  humanHits: 1,
  bytes: null,
  pageViews: 0,
  uniqueVisitors: 0,
  distinctAddresses: 1,
  visits: 0,
  bounces: 0,
  pagesPerVisit: null,
  visitDuration: { mean: null, median: null, meanIncludingSingle: null, measurableVisits: 0, singlePageShare: null, histogram: [] },
  activeTime: { mean: null, median: null, visits: 0 },
  statusClasses: { "1xx": 0, "2xx": 0, "3xx": 0, "4xx": 1, "5xx": 0, other: 0 },
  requestSuccess: null,
  peakMinute: null,
  peakHour: null,
  topPages: [],
  hours: [],
  series: { stepSeconds: 60, points: [] },
  countries: [],
  states: [],
  cities: [],
  browsers: [],
  systems: [],
  devices: [],
  referrers: [],
  bots: [],
};

/** The least analysis: no convocatoria, one request that nothing is known of, empty lists and nulls. */
export function minimalAnalysis(): Analysis {
  return analysisSchema.parse({
    schemaVersion: 1,
    generatedAt: "2024-12-12T10:30:00-06:00",
    difusor: "",
    convocatoria: null,
    period: { name: "custom", start: at(0), end: at(1), timeZone: "America/Mexico_City" },
    bounds: [],
    parameters: { ...PARAMETERS, scope: [], internal: [], notPages: [], geography: null },
    ledger: {
      lines: fileLines(1),
      rejectedByReason: {},
      hitsByKind: { internal: 0, bot: 0, polling: 0, page: 0, asset: 0, other: 1 },
      outsidePeriod: 0,
      outOfScope: 0,
      originHits: 0,
      files: [],
    },
    traffic: NO_TRAFFIC,
    periods: {},
    comparison: null,
    availability: { target: null, statementComplete: false, exclusions: [], results: [], outages: [], disagreements: [] },
    incidents: [],
    compliance: [],
    findings: [],
    warnings: [],
  });
}
