// Builds the rollups of a delivery: the only work that grows with its hits. Everything after reads these small tables.
import { classifyAgent, type Database, type FileRecord, type PlaceFinder } from "../ingest/index.ts";
import { internalAddresses, placeAddresses } from "./address-facts.ts";
import { openClientHits } from "./client-addresses.ts";
import { rollupSql } from "./delivery.ts";
import { probePathPattern } from "./findings/probe-paths.ts";
import { globPattern, matchNothing } from "./glob.ts";
import { openHitTraits } from "./hit-traits.ts";
import { buildSharedLines } from "./shared-lines.ts";
import { buildSharedRequests } from "./sources.ts";

/** What decides the kind of a hit and its visit; printed in the memoria as used. */
export interface RollupRules {
  /** Globs of paths (beginning with `/`) or hosts that are the PREP's; empty: everything. */
  scope: readonly string[];
  /** Addresses or CIDR networks of the difusor itself. */
  internal: readonly string[];
  /** Addresses or CIDR networks of proxies whose X-Forwarded-For is believed; `unix:` for those on a local socket. */
  trustedProxies: readonly string[];
  pages: readonly string[];
  notPages: readonly string[];
  resultPath: string;
  visitGapSeconds: number;
}

/** Goes up whenever the same hits would yield other figures. */
export const rulesVersion = 6;

export interface RollupInputs {
  files: readonly FileRecord[];
  rules: RollupRules;
  /** Null: no places are looked up. */
  places: PlaceFinder | null;
  /** Epoch seconds at which some period begins or ends, ascending: hits are counted between each pair of neighbours. */
  segmentBounds: readonly number[];
  /** With more hits than these, the classified ones lie on the disk. */
  mostHitsInMemory?: number;
  /** So many hits for each pass of what is worked out in several. */
  hitsOfPass?: number;
}

/** The engine's tables hold 80 bytes a hit, and more than its limit of 512 MB it writes to the disk and reads again for every query. */
const usualHitsInMemory = 1_000_000;
const usualHitsOfPass = 10_000_000;

/** Runs every rollup query once, over the view `hits` of a delivery that `openHits` has opened. */
export async function buildRollups(database: Database, inputs: RollupInputs): Promise<void> {
  const { rules } = inputs;
  await database.run(segmentMacro(inputs.segmentBounds));
  await openHitTraits(database);
  await fileDimension(database, inputs.files);
  const pathScope = rules.scope.filter((glob) => glob.startsWith("/"));
  const hostScope = rules.scope.filter((glob) => !glob.startsWith("/"));
  await database.run(rollupSql("path-dimension"), {
    pages: globPattern(rules.pages),
    not_pages: globPattern(rules.notPages),
    result_path: rules.resultPath,
    scope: rules.scope.length === 0 ? null : (globPattern(pathScope) ?? matchNothing),
  });
  for (const name of ["referrer-dimension", "referrer-sites"]) await database.run(rollupSql(name));
  await openClientHits(database, rules.trustedProxies);
  await database.run(rollupSql("address-dimension"));
  await database.run(rollupSql("agent-dimension"));
  await internalAddresses(database, rules.internal);
  await classifyAgents(database);
  // Looking up places keeps this program busy and the engine idle, and classifying hits the other way round: they run side by side.
  const classified = classifyHits(database, inputs, globPattern(hostScope));
  const [dropClassified] = await bothDone(
    classified,
    database.beside((other) => placeAddresses(other, inputs.places)),
  );
  await refuseLoss(database);
  await database.run(rollupSql("visitor-halves"), { gap_seconds: rules.visitGapSeconds });
  for (const name of ["hit-counts", "minutes", "address-hits", "agent-hits", "record-gaps", "answers", "response-times"])
    await database.run(rollupSql(name));
  await database.run(rollupSql("sessions"), { gap_seconds: rules.visitGapSeconds });
  for (const name of ["visitor_halves", "hit_counts"]) await database.run(`DROP TABLE ${name}`);
  await database.run(rollupSql("page-views"), { gap_seconds: rules.visitGapSeconds });
  await buildVisits(database, inputs);
  for (const name of ["result-answers", "polled-sizes", "polled-headers"])
    await database.run(rollupSql(name), { result_path: rules.resultPath });
  await database.run(rollupSql("answer-traits"), { is_recorded: await tellsMoreOfAnswers(database) });
  const forFindings = ["response-time-quarters", "error-paths", "missing-pages", "address-networks", "network-minutes"];
  for (const name of forFindings) await database.run(rollupSql(name));
  await database.run(rollupSql("probed-paths"), { probe_paths: probePathPattern });
  await database.run(rollupSql("portal-minutes"));
  await database.run(rollupSql("peak-seconds"));
  await database.run(rollupSql("portal-views"), { gap_seconds: rules.visitGapSeconds });
  await buildSharedRequests(database, inputs.files);
  await buildSharedLines(database, inputs.files);
  await dropClassified();
}

/** The engine must not be closed under a query: where one fails, the other is waited for. */
async function bothDone<First, Second>(first: Promise<First>, second: Promise<Second>): Promise<[First, Second]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** Whether any hit tells how long its answer took, or whether it came from the cache or over TLS. */
async function tellsMoreOfAnswers(database: Database): Promise<boolean> {
  const recorded =
    "SELECT hits FROM answers WHERE cached IS NOT NULL OR secure IS NOT NULL UNION ALL SELECT hits FROM response_times LIMIT 1";
  return (await database.rows(recorded)).length > 0;
}

/** In one pass up to ten million hits; 50 million at once were more than the engine's limit of 512 MB, which cannot spill the ways of visits. */
async function buildVisits(database: Database, { files, hitsOfPass = usualHitsOfPass }: RollupInputs): Promise<void> {
  const hits = files.reduce((sum, file) => sum + file.hits, 0);
  const passes = Math.max(1, Math.ceil(hits / hitsOfPass));
  const sql = rollupSql("visits");
  await database.run(sql, { passes, pass: 0 });
  const more = sql.replace("CREATE TEMP TABLE visits AS", "INSERT INTO visits");
  for (let pass = 1; pass < passes; pass++) await database.run(more, { passes, pass });
}

/** Makes `classified_hits` and answers what takes it away. */
async function classifyHits(database: Database, inputs: RollupInputs, hostScope: string | null): Promise<() => Promise<void>> {
  const hits = inputs.files.reduce((sum, file) => sum + file.hits, 0);
  const sql = rollupSql("packed-hits");
  const isOnDisk = hits > (inputs.mostHitsInMemory ?? usualHitsInMemory);
  const values = { host_scope: hostScope };
  const dropPacked = isOnDisk ? await database.runOnDisk(sql, values) : () => database.run("DROP TABLE packed_hits");
  if (!isOnDisk) await database.run(sql, values);
  await database.run(rollupSql("classified-hits"));
  return async () => {
    await database.run("DROP VIEW classified_hits");
    await dropPacked();
  };
}

/** Every hit was classified once, and every address placed: whatever a join or an appender lost would be missing from every figure. */
async function refuseLoss(database: Database): Promise<void> {
  const [told] = await database.rows<Record<"hits" | "classified" | "addresses" | "placed", number>>(
    `SELECT (SELECT count(*) FROM hits) AS hits, (SELECT count(*) FROM packed_hits) AS classified,
       (SELECT count(*) FROM address_dimension) AS addresses, (SELECT count(*) FROM address_places) AS placed`,
  );
  if (told && (told.hits !== told.classified || told.addresses !== told.placed))
    throw new Error(`of ${told.hits} hits ${told.classified} were classified, of ${told.addresses} addresses ${told.placed} placed`);
}

/** The number of bounds at or before a second: 0 before the first bound. Bounds are whole numbers of the program's. */
function segmentMacro(bounds: readonly number[]): string {
  return `CREATE TEMP MACRO segment_of(second) AS (${boundsPassed(bounds, 0)})::USMALLINT`;
}

/** By halves: few comparisons a hit, and a long period has more bounds than an expression may be deep. */
function boundsPassed(bounds: readonly number[], passed: number): string {
  if (bounds.length === 0) return String(passed);
  const middle = Math.floor(bounds.length / 2);
  const before = boundsPassed(bounds.slice(0, middle), passed);
  return `CASE WHEN second < ${Math.trunc(bounds[middle] ?? 0)} THEN ${before} ELSE ${boundsPassed(bounds.slice(middle + 1), passed + middle + 1)} END`;
}

/** Traffic comes from edge sources alone where there are any. */
async function fileDimension(database: Database, files: readonly FileRecord[]): Promise<void> {
  const hasEdge = files.some((file) => file.role === "edge");
  const sources = [...new Set(files.map((file) => file.source))].sort();
  await database.run("CREATE TEMP TABLE file_dimension (file_id INTEGER, source_id SMALLINT, counted BOOLEAN)");
  const appender = await database.appender("file_dimension");
  for (const file of files) {
    appender.appendInteger(file.id);
    appender.appendSmallInt(sources.indexOf(file.source));
    appender.appendBoolean(!hasEdge || file.role === "edge");
    appender.endRow();
  }
  appender.closeSync();
  await database.run("CREATE TEMP TABLE source_names (source_id SMALLINT, name VARCHAR)");
  const names = await database.appender("source_names");
  for (const [i, name] of sources.entries()) {
    names.appendSmallInt(i);
    names.appendVarchar(name);
    names.endRow();
  }
  names.closeSync();
}

async function classifyAgents(database: Database): Promise<void> {
  await database.run(`CREATE TEMP TABLE agent_classes (agent VARCHAR, agent_id INTEGER, bot BOOLEAN, bot_name VARCHAR, bot_reason VARCHAR,
    browser VARCHAR, system VARCHAR, device VARCHAR)`);
  const appender = await database.appender("agent_classes");
  const textOrNull = (value: string | null): void => (value === null ? appender.appendNull() : appender.appendVarchar(value));
  await database.columns("SELECT agent, agent_id FROM agent_dimension", ([agents = [], ids = []]) => {
    for (const [i, id] of ids.entries()) {
      const agent = agents[i] === null ? null : String(agents[i]);
      const found = classifyAgent(agent);
      textOrNull(agent);
      appender.appendInteger(Number(id));
      appender.appendBoolean(found.botReason !== null);
      textOrNull(found.botName);
      textOrNull(found.botReason);
      appender.appendVarchar(found.browser);
      appender.appendVarchar(found.system);
      appender.appendVarchar(found.device);
      appender.endRow();
    }
  });
  appender.closeSync();
}
