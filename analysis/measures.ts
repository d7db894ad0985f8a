// Every key of the Analysis value once: which definitions it follows, which queries of the rollups it comes from, and what else it is made from.
// A new key has its line here (a test walks a whole analysis and fails for one that has none); a new query is named where it is asked, with
// `database.measuring(name)`.

/** Definitions as the memoria prints them; report/locale/es-MX/explained.ts knows their words. */
export const definitionIds = [
  "line-class",
  "repeated-line",
  "source-role",
  "source-clock",
  "scope",
  "period",
  "hit",
  "internal",
  "bot",
  "polling",
  "page-view",
  "asset",
  "other",
  "human-hits",
  "lists",
  "client-address",
  "unique-visitor",
  "visit",
  "single-page-visit",
  "visit-way",
  "answer-facts",
  "stay",
  "active-time",
  "time-on-page",
  "peak",
  "list-order",
  "availability",
  "declared",
  "log",
  "log-coverage",
  "monitor",
  "disagreement",
  "restore-times",
  "verdict",
  "request-success",
  "usual-average",
  "hourly-comparison",
  "place",
  "privacy",
  "given",
  "read-from-file",
  "curve",
  "finding",
  "warning",
  "compliance",
] as const;
export type DefinitionId = (typeof definitionIds)[number];

/** What a figure is made from beside the lines of the files. */
export type MeasureInput = "files" | "rules" | "incidents" | "exclusions" | "monitors" | "convocatoria" | "options" | "places";

export interface Measure {
  definitions: readonly DefinitionId[];
  /** Names given with `Database.measuring`; none: the value is not counted from the lines. */
  queries: readonly string[];
  inputs: readonly MeasureInput[];
  /** Of which time the figure is: the period that its key names, or everything that was loaded. */
  of: "period" | "everything";
}

const lines: readonly MeasureInput[] = ["files", "rules"];

/** A figure of a period, counted from the rollups. */
function counted(query: string | readonly string[], ...definitions: DefinitionId[]): Measure {
  return { definitions, queries: typeof query === "string" ? [query] : query, inputs: lines, of: "period" };
}

/** The same, of places. */
function placed(query: string): Measure {
  return { definitions: ["place", "unique-visitor", "lists", "list-order"], queries: [query], inputs: [...lines, "places"], of: "period" };
}

/** A value of the whole delivery. */
function whole(definitions: readonly DefinitionId[], queries: readonly string[], inputs: readonly MeasureInput[]): Measure {
  return { definitions, queries, inputs, of: "everything" };
}

const given = whole(["given"], [], ["options"]);
const ofCall = whole(["given"], [], ["convocatoria", "options"]);
const availabilityInputs: readonly MeasureInput[] = ["files", "rules", "incidents", "exclusions", "monitors", "convocatoria", "options"];

/**
 * By the key, without the places in lists: an entry stands for all that is below it and has no entry of its own.
 * `traffic` stands for every period.
 */
export const measures: Readonly<Record<string, Measure>> = {
  schemaVersion: given,
  generatedAt: given,
  difusor: given,
  convocatoria: ofCall,
  period: whole(["period"], [], ["convocatoria", "options", "files"]),
  bounds: whole(["period"], [], ["convocatoria", "options", "files"]),
  parameters: given,

  "ledger.lines": whole(["line-class", "repeated-line"], [], ["files"]),
  "ledger.rejectedByReason": whole(["line-class"], [], ["files"]),
  "ledger.files": whole(["line-class", "repeated-line", "source-role", "read-from-file"], [], ["files"]),
  "ledger.leftOut": whole(["read-from-file"], [], ["files"]),
  "ledger.hitsByKind": whole(["hit", "internal", "bot", "polling", "page-view", "asset", "other"], ["hits-by-kind"], lines),
  "ledger.outsidePeriod": whole(["period", "hit"], ["hits-left-out"], lines),
  "ledger.outOfScope": whole(["scope", "hit"], ["hits-left-out"], lines),
  "ledger.originHits": whole(["source-role", "hit"], ["hits-left-out"], lines),

  "traffic.hits": counted("hit-totals", "hit", "scope", "source-role"),
  "traffic.humanHits": counted("hit-totals", "human-hits"),
  "traffic.pollingHits": counted("hit-totals", "polling", "human-hits"),
  "traffic.bytes": counted("hit-totals", "lists"),
  "traffic.statusClasses": counted("hit-totals", "lists"),
  "traffic.requestSuccess": counted("hit-totals", "request-success"),
  "traffic.pageViews": counted("page-figures", "page-view"),
  "traffic.uniqueVisitors": counted("page-figures", "unique-visitor", "client-address"),
  "traffic.distinctAddresses": counted("distinct-addresses", "client-address", "lists"),
  "traffic.visits": counted("visit-figures", "visit", "unique-visitor"),
  "traffic.bounces": counted("visit-figures", "single-page-visit", "visit"),
  "traffic.pagesPerVisit": counted("visit-figures", "visit", "page-view"),
  "traffic.visitDuration": counted("visit-figures", "stay", "visit"),
  "traffic.activeTime": counted("active-time", "active-time", "human-hits"),
  "traffic.peakMinute": counted("peak-minute", "peak", "hit"),
  "traffic.peakHour": counted("hours", "peak", "hit"),
  "traffic.topPages": counted("top-pages", "page-view", "unique-visitor", "time-on-page", "list-order"),
  "traffic.hours": counted("hours", "hit", "human-hits", "page-view", "visit", "unique-visitor", "lists"),
  "traffic.series": counted(["series-span", "series"], "curve", "hit", "human-hits", "page-view"),
  "traffic.countries": placed("places"),
  "traffic.states": placed("places"),
  "traffic.cities": placed("places"),
  "traffic.browsers": counted("agents", "unique-visitor", "human-hits", "lists", "list-order"),
  "traffic.systems": counted("agents", "unique-visitor", "human-hits", "lists", "list-order"),
  "traffic.devices": counted("agents", "unique-visitor", "human-hits", "lists", "list-order"),
  "traffic.referrers": counted("referrers", "unique-visitor", "page-view", "lists", "list-order"),
  "traffic.bots": counted("bots", "bot", "list-order"),
  "traffic.peakSecond": counted("peak-second", "peak", "hit"),
  "traffic.peakBytesMinute": counted("peak-bytes-minute", "peak", "lists"),
  "traffic.days": counted("days", "hit", "human-hits", "page-view", "visit", "unique-visitor", "lists"),
  "traffic.entryPages": counted("visit-ends", "visit-way", "visit", "list-order"),
  "traffic.exitPages": counted("visit-ends", "visit-way", "visit", "list-order"),
  "traffic.visitPaths": counted("visit-paths", "visit-way", "visit", "list-order"),
  "traffic.statuses": counted("answers", "hit", "lists"),
  "traffic.methods": counted("answers", "hit", "lists"),
  "traffic.protocols": counted("answers", "hit", "lists"),
  "traffic.secure": counted("answers", "answer-facts"),
  "traffic.cache": counted("answers", "answer-facts"),
  "traffic.responseTimes": counted("response-times", "answer-facts"),

  sources: whole(["source-role", "source-clock"], ["source-clocks"], lines),

  comparison: whole(["usual-average", "hourly-comparison"], ["comparison"], ["files", "rules", "convocatoria", "options"]),

  "availability.target": ofCall,
  "availability.statementComplete": given,
  "availability.exclusions": whole(["availability"], [], ["exclusions"]),
  "availability.monitors": whole(["monitor"], [], ["monitors"]),
  "availability.results": whole(
    ["availability", "declared", "log", "log-coverage", "monitor", "restore-times", "verdict"],
    ["log-minutes", "log-coverage"],
    availabilityInputs,
  ),
  "availability.unknown": whole(["log-coverage", "monitor"], ["log-minutes", "log-coverage"], availabilityInputs),
  "availability.outages": whole(["declared", "log", "monitor"], ["log-minutes"], availabilityInputs),
  "availability.disagreements": whole(["disagreement"], ["log-minutes"], availabilityInputs),

  incidents: whole(["read-from-file"], [], ["incidents"]),
  "incidents.trace": whole(["finding"], ["evidence"], availabilityInputs),
  compliance: whole(["compliance"], ["clauses"], availabilityInputs),
  findings: whole(["finding"], ["evidence"], availabilityInputs),
  warnings: whole(["warning"], ["patterns", "comparison"], availabilityInputs),
};

/** The entry of a key, as a list of its parts; null for one that nobody entered. */
export function measureOf(path: readonly string[]): { name: string; measure: Measure } | null {
  const isNumber = (part: string): boolean => /^\d+$/.test(part);
  const parts = (path[0] === "periods" ? ["traffic", ...path.slice(2)] : [...path]).filter((part) => !isNumber(part));
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join(".");
    const measure = Object.hasOwn(measures, name) ? measures[name] : undefined;
    if (measure) return { name, measure };
  }
  return null;
}
