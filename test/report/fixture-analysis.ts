// Two whole values of an analysis for the report's tests: a full one of an election night, and the least that can be.
import { type Analysis, analysisSchema, type LineClasses, type Traffic } from "../../analysis/analysis.ts";
import { at, HOURS, WINDOW_SECONDS } from "./fixture-clock.ts";
import { AVAILABILITY, COMPARISON, COMPLIANCE, FINDINGS, INCIDENTS } from "./fixture-declared.ts";
import { NO_TRAFFIC, traffic } from "./fixture-traffic.ts";

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

const PARAMETERS: Analysis["parameters"] = {
  visitGapSeconds: 1800,
  scope: ["prep.difusor.example/**"],
  internal: ["10.0.0.0/8"],
  trustedProxies: [],
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

const SOURCES: Analysis["sources"] = [1, 2].map((number) => ({
  source: `servidor-${number}`,
  role: "edge",
  counted: true,
  files: 1,
  hits: 90_000 * number,
  firstAt: at(-3_600),
  lastAt: at(HOURS * 3600 - 4),
  clock: null,
}));

/** A whole analysis of Irimbo 2024: 30 hours, an outage, three incidents, hostile paths and names. */
/** Of archives that hold more than logs: `count` members, the last of which a person left out. */
export function withLeftOut(analysis: Analysis, count: number): Analysis {
  const leftOut = Array.from({ length: count }, (_, i) => ({
    archive: "todo.zip",
    archiveSha256: "ab".repeat(32),
    name: i === count - 1 ? "=acta<b>.pdf" : `__MACOSX/._${i}.log`,
    bytes: i === 0 ? null : 4096 + i,
    sha256: i === 0 ? null : "cd".repeat(32),
    reason: i === count - 1 ? ("asked" as const) : ("debris" as const),
  }));
  return { ...analysis, ledger: { ...analysis.ledger, leftOut } };
}

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
    sources: SOURCES,
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
    sources: [],
    traffic: NO_TRAFFIC,
    periods: {},
    comparison: null,
    availability: {
      target: null,
      statementComplete: false,
      exclusions: [],
      monitors: [],
      results: [],
      outages: [],
      unknown: [],
      disagreements: [],
    },
    incidents: [],
    compliance: [],
    findings: [],
    warnings: [],
  });
}
