// The name of a set of rollups: every single thing that they depend on makes another, and nothing else does.
import { expect, it } from "vitest";
import { type RollupDependencies, rollupKey } from "../../analysis/rollup-key.ts";
import { defaultRules } from "../../analysis/rules.ts";
import { type FileRecord, type PlaceFinder, parserVersion } from "../../ingest/index.ts";

const file: FileRecord = {
  id: 1,
  batch: "00000001-aa",
  name: "access.log",
  path: "/raw/a",
  wrapping: "plain",
  sha256: "a".repeat(64),
  contentSha256: "b".repeat(64),
  bytes: 1000,
  format: "combined",
  source: "a",
  role: "edge",
  parserVersion,
  rowOffset: 0,
  read: 10,
  hits: 9,
  blank: 1,
  directives: 0,
  rejected: 0,
  firstSecond: 1_733_700_000,
  lastSecond: 1_733_800_000,
  replacedLines: 0,
  carriageReturns: 0,
  cutLines: 0,
  rejectedByReason: {},
  damageOffset: null,
  damageReason: null,
  damagedArchive: null,
  sampledLines: 0,
  mixedWith: null,
  timeZone: null,
  pack: null,
  folderKey: null,
  leftOut: null,
};

const places = (checksum: string): PlaceFinder => ({
  facts: { database: "GeoLite2", version: "1", checksum, builtAt: null, notice: "" },
  find: () => ({ country: "MX", state: "MX-MIC", city: "" }),
});

const base: RollupDependencies = {
  files: [file, { ...file, id: 2, sha256: "c".repeat(64), contentSha256: "d".repeat(64) }],
  rules: defaultRules,
  places: places("1"),
  segmentBounds: [1_733_709_600, 1_733_810_400],
  timeZone: "America/Mexico_City",
};

/** The base with one fact of its first file changed. */
const withFile = (change: Partial<FileRecord>): RollupDependencies => ({
  ...base,
  files: base.files.map((one, i) => (i === 0 ? { ...one, ...change } : one)),
});
const withRule = (change: Partial<RollupDependencies["rules"]>): RollupDependencies => ({ ...base, rules: { ...defaultRules, ...change } });

const others: RollupDependencies[] = [
  { ...base, files: base.files.slice(1) },
  { ...base, files: [...base.files, { ...file, id: 3, sha256: "e".repeat(64) }] },
  withFile({ id: 9 }),
  withFile({ sha256: "f".repeat(64) }),
  withFile({ contentSha256: "f".repeat(64) }),
  withFile({ batch: "00000001-bb" }),
  withFile({ format: "common" }),
  withFile({ source: "b" }),
  withFile({ role: "origin" }),
  withFile({ timeZone: "UTC" }),
  withFile({ parserVersion: parserVersion + 1 }),
  withFile({ hits: 8, rejected: 1 }),
  withFile({ firstSecond: 1_733_700_001 }),
  withFile({ lastSecond: 1_733_800_001 }),
  withRule({ scope: ["/prep/**"] }),
  withRule({ internal: ["10.0.0.0/8"] }),
  withRule({ trustedProxies: ["10.0.0.0/8"] }),
  withRule({ pages: ["/a"] }),
  withRule({ notPages: ["/a"] }),
  withRule({ resultPath: "/datos" }),
  withRule({ visitGapSeconds: 900 }),
  { ...base, places: null },
  { ...base, places: places("2") },
  { ...base, segmentBounds: [1_733_709_600, 1_733_810_401] },
  { ...base, timeZone: "America/Tijuana" },
];

it("is another for every change, and begins with the name of the files", () => {
  const keys = [base, ...others].map(rollupKey);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{16}-[0-9a-f]{32}$/);
  const start = rollupKey(base).slice(0, 16);
  for (const other of others) expect(rollupKey(other).startsWith(start)).toBe(other.files === base.files);
});

it("stays the same for what changes no figure, and for rules in another order", () => {
  const reordered = Object.fromEntries(Object.entries(defaultRules).reverse()) as unknown as typeof defaultRules;
  for (const same of [{ ...base }, withFile({ path: "/elsewhere", name: "otro.log" }), { ...base, rules: reordered }]) {
    expect(rollupKey(same)).toBe(rollupKey(base));
  }
});
