// The name of a set of rollups: a hash of everything that they depend on. Whatever changes one of these makes another name.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type FileRecord, filesKey, type PlaceFinder } from "../ingest/index.ts";
import { rollupSql } from "./delivery.ts";
import { sha256 } from "./kept-place.ts";
import { type RollupRules, rulesVersion } from "./rollups.ts";

export interface RollupDependencies {
  files: readonly FileRecord[];
  rules: RollupRules;
  places: PlaceFinder | null;
  segmentBounds: readonly number[];
  /** Hours and days are those of this zone. */
  timeZone: string;
  /** See `RollupInputs`: these change no figure and are no part of the key. */
  mostHitsInMemory?: number;
  hitsOfPass?: number;
}

/** Packages whose version may change what the same hits yield. */
const packages = ["@duckdb/node-api", "isbot", "ua-parser-js", "temporal-polyfill"];

/** Source that makes tables or decides what is in them: a change of it that nobody numbers makes another name too. */
const makers = [
  "rollups.ts",
  "address-facts.ts",
  "sources.ts",
  "shared-lines.ts",
  "findings/probe-paths.ts",
  "delivery.ts",
  "client-addresses.ts",
  "hit-traits.ts",
  "glob.ts",
  "curve.ts",
  "../ingest/agents.ts",
  "../ingest/places.ts",
  "../ingest/mmdb-places.ts",
  "../ingest/addresses.ts",
  "../ingest/networks.ts",
];

/** Begins with the name of the files: what is of other files is known, and goes. */
export function rollupKey({ files, rules, places, segmentBounds, timeZone }: RollupDependencies): string {
  const require = createRequire(import.meta.url);
  const { dependencies } = require("../package.json") as { dependencies: Record<string, string> };
  const queries = readdirSync(new URL("./rollups/", import.meta.url)).sort();
  const depended = {
    rulesVersion,
    rules: Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)),
    places: places?.facts ?? null,
    segmentBounds,
    timeZone,
    zoneData: process.versions["tz"] ?? "",
    versions: packages.map((name) => dependencies[name]),
    queries: queries.map((name) => rollupSql(name.replace(/\.sql$/, ""))),
    makers: makers.map((name) => readFileSync(new URL(name, import.meta.url), "utf8")),
  };
  return `${filesKey(files)}-${sha256(JSON.stringify(depended)).slice(0, 32)}`;
}
