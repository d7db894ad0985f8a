// From the options of analyze and report to an Analysis, by way of a session.

import { createRequire } from "node:module";
import path from "node:path";
import {
  type Analysis,
  type BaselineLogs,
  type Convocatoria,
  defaultRules,
  keepAnalysis,
  keptPlace,
  type RollupRules,
  type RollupTrace,
  readConvocatoria,
  tracedAnalysis,
} from "../analysis/index.ts";
import {
  type AddressMask,
  type DeclaredAverage,
  type ExclusionRecord,
  type ExtractedHit,
  embeddedPlaces,
  type FileRecord,
  type IncidentRecord,
  isTimeZone,
  type MonitorExport,
  maskedExtract,
  mmdbPlaces,
  networkMatcher,
  type PlaceFinder,
  parseUserTime,
  proveBatches,
  type RejectedLine,
  readBaselineAverages,
  readExclusions,
  readIncidents,
  readMonitor,
  rejectedLines,
  UserError,
} from "../ingest/index.ts";
import { deliveryMask, givenMask } from "./address-mask.ts";
import { withBaselineLogs, withKeptBaseline } from "./baseline.ts";
import { type Arguments, callersPath } from "./options.ts";
import { type Session, withSession } from "./session.ts";
import { wholeTable } from "./tables.ts";

/** What analyze and report both work from. */
export interface Analysed {
  analysis: Analysis;
  convocatoria: Convocatoria | null;
  rejects: RejectedLine[];
  /** A sample of the hits, masked. */
  extract: ExtractedHit[];
  files: FileRecord[];
  /** How the figures came about. */
  trace: RollupTrace;
  /** How addresses in the rejected lines are shown. */
  mask: AddressMask;
}

const mostRejects = 100_000;
/** Enough to see what the logs hold. */
const extractedHits = 1000;
const usualTimeZone = "America/Mexico_City";

/** Everything that can be refused is read before the logs are: a bad incident row should not wait for ten million lines. */
interface Prepared {
  convocatoria: Convocatoria | null;
  timeZone: string;
  incidents: IncidentRecord[];
  exclusions: ExclusionRecord[];
  averages: DeclaredAverage[];
  monitors: MonitorExport[];
  overrides: { windowStart?: number; windowEnd?: number; from?: number; to?: number };
  generatedAt: number;
  rules: RollupRules;
  /** Null: the embedded database. */
  places: PlaceFinder | null;
  /** With the caller's key; null: the delivery's own, or none. */
  mask: AddressMask | null;
}

/** Ingests `args.words` into a temporary store, or opens a delivery of a lasting one, and analyses it. `withLines`: rejected lines and a sample of the hits are read too. */
export async function analysed(args: Arguments, { withLines }: { withLines: boolean }): Promise<Analysed> {
  const keep = args.words.length === 0;
  if (keep && args.options.delivery === undefined) throw new UserError("nothing-to-read", { detail: "" });
  const prepared = await prepare(args);
  return withBaselineLogs(args, (logs) =>
    withSession(args, { logs: args.words, keep, isAnalysis: true }, (session) =>
      withKeptBaseline(args, session, logs, (baseline) => analyseSession(session, { ...prepared, logs: baseline }, args, withLines)),
    ),
  );
}

async function prepare({ options }: Arguments): Promise<Prepared> {
  const convocatoria = options.convocatoria === undefined ? null : await readConvocatoria(conventionReference(options.convocatoria));
  const timeZone = convocatoria?.timeZone.value ?? options["time-zone"] ?? usualTimeZone;
  if (!isTimeZone(timeZone)) throw new UserError("time-zone-unknown", { value: timeZone });
  const at = (name: "window-start" | "window-end" | "from" | "to" | "generated-at"): number | undefined =>
    options[name] === undefined ? undefined : parseUserTime(`--${name}`, options[name], timeZone);
  // Built here only to refuse a bad network before the logs are read.
  for (const option of ["internal", "trusted-proxy"] as const) networkMatcher(option, options[option] ?? []);
  const from = { timeZone, lang: options.lang === "en" ? ("en" as const) : ("es" as const) };
  const monitors: MonitorExport[] = [];
  for (const file of options.monitor ?? []) monitors.push(await wholeTable(file, from, readMonitor));
  const averages = options["baseline-averages"];
  const bounds = { windowStart: at("window-start"), windowEnd: at("window-end"), from: at("from"), to: at("to") };
  return {
    convocatoria,
    timeZone,
    incidents: options.incidents === undefined ? [] : (await wholeTable(options.incidents, from, readIncidents)).incidents,
    exclusions: options.exclusions === undefined ? [] : (await wholeTable(options.exclusions, from, readExclusions)).exclusions,
    averages: averages === undefined ? [] : (await wholeTable(averages, from, readBaselineAverages)).averages,
    monitors,
    overrides: Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined)),
    places: options.geo === undefined ? null : await mmdbPlaces(callersPath(options.geo), options.geo),
    mask: await givenMask(options["pseudonym-key"]),
    generatedAt: at("generated-at") ?? Math.floor(Date.now() / 1000),
    rules: {
      ...defaultRules,
      scope: options.scope ?? [],
      internal: options.internal ?? [],
      trustedProxies: options["trusted-proxy"] ?? [],
      pages: options.page ?? [],
      notPages: options["not-page"] ?? [],
      resultPath: options["result-path"] ?? defaultRules.resultPath,
    },
  };
}

/** A call is named by its id, or by a file of the caller's. */
export function conventionReference(reference: string): string {
  return /\.json(@|$)/.test(reference) ? callersPath(reference) : reference;
}

async function analyseSession(
  { database, store, delivery }: Session,
  prepared: Prepared & { logs: BaselineLogs | null },
  { options }: Arguments,
  withLines: boolean,
): Promise<Analysed> {
  const known = store.catalog.deliveries();
  if (!known.includes(delivery)) throw new UserError("delivery-unknown", { id: delivery, known: known.join(", ") });
  const files = store.catalog.files(delivery);
  const batches = new Set(files.flatMap((file) => (file.batch === null ? [] : [file.batch])));
  const mask = prepared.mask ?? (await deliveryMask({ store, delivery }));
  const { analysis, trace, inputsKey } = await tracedAnalysis(database, {
    ...prepared,
    difusor: options.difusor ?? "",
    files,
    batchPaths: [...batches].map((batch) => store.batchPath(delivery, batch)),
    prove: () => proveBatches(store, delivery),
    places: prepared.places ?? embeddedPlaces(),
    mask,
    baseline: { logs: prepared.logs, averages: prepared.averages },
    place: keptPlace(store, delivery),
    statementComplete: options["statement-complete"] ?? false,
    language: options.lang === "en" ? "en" : "es",
    ...programVersions(),
  });
  await keepAnalysis(store, delivery, analysis, inputsKey);
  if (withLines) await proveBatches(store, delivery);
  const pathOf = (batch: string): string => store.batchPath(delivery, batch);
  const rejects = withLines ? await rejectedLines(database, files, pathOf, mostRejects) : [];
  const extract = withLines ? await maskedExtract(database, files, pathOf, { mask, most: extractedHits }) : [];
  return { analysis, trace, convocatoria: prepared.convocatoria, rejects, extract, files, mask };
}

function programVersions(): { program: string; isbot: string } {
  const require = createRequire(import.meta.url);
  const own = require("../package.json") as { name: string; version: string };
  const isbot = require(path.join(path.dirname(require.resolve("isbot")), "package.json")) as { version: string };
  return { program: `${own.name} ${own.version}`, isbot: isbot.version };
}
